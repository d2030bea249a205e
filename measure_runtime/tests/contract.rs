//! What `measure_time` promises. It starts a runtime of its own, so the clock is real.

use std::panic::{UnwindSafe, catch_unwind};
use std::time::Instant;

use measure_runtime::measure_time;

/// The message of the panic that `run` ends with.
fn panic_of(run: impl FnOnce() -> f64 + UnwindSafe) -> String {
    let panic = catch_unwind(run).expect_err("it panics");
    let message = panic.downcast_ref::<&str>().expect("a literal message");
    String::from(*message)
}

#[test]
fn the_average_times_n_is_the_time_that_passed() {
    let start = Instant::now();
    let total = measure_time(100, 1) * 100.0;
    let elapsed = start.elapsed().as_secs_f64();
    assert!(total <= elapsed, "{total} s of {elapsed} s");
    // The longest of 100 delays is above 0.5 s but once in 10^30 runs.
    assert!(total > 0.5, "{total} s of {elapsed} s");
}

#[test]
fn no_waits_have_no_average() {
    assert_eq!(
        panic_of(|| measure_time(0, 5)),
        "n is 0, and there is no average of 0 waits"
    );
}

#[tokio::test]
async fn a_runtime_inside_a_runtime_is_refused_before_it_waits() {
    // The waits would take days.
    assert_eq!(
        panic_of(|| measure_time(100, 1_000_000)),
        "measure_time starts a runtime of its own: call it from outside one"
    );
}
