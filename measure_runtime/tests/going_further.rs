//! What the course does not ask, and `measure_time` promises all the same.

use measure_runtime::measure_time;

#[test]
#[should_panic(expected = "n is 0")]
fn no_waits_are_refused_by_name() {
    let _ = measure_time(0, 5);
}

#[tokio::test]
#[should_panic(expected = "call it from outside")]
async fn a_runtime_inside_a_runtime_is_refused_before_it_waits() {
    // The waits would take days.
    let _ = measure_time(100, 1_000_000);
}
