//! What our own crate promises beyond the course.

use measure_runtime::measure_time;
use tokio::task::spawn_blocking;

#[test]
#[should_panic(expected = "n is 0, and there is no average of 0 waits")]
fn no_waits_are_refused_by_name() {
    let _ = measure_time(0, 1);
}

#[tokio::test]
#[should_panic(expected = "Cannot start a runtime from within a runtime")]
async fn async_code_is_refused_before_it_waits() {
    // The waits would take days.
    let _ = measure_time(100, 1_000_000);
}

// The caller's clock stands still, and is not the one that is read.
#[tokio::test(start_paused = true)]
async fn spawn_blocking_is_a_right_place() {
    let average = spawn_blocking(|| measure_time(1, 0)).await.unwrap();
    assert!(average > 0.0);
}
