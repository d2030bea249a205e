//! Practice after lesson 0: two waits at once, and then a third. You write the body.

/// Runs two waits at the same time and, when both have ended, a third one. Returns all three
/// delays, in seconds.
///
/// # What to write
///
/// `first`, `second` and `last` can be any futures that return a delay, such as `wait_random(5)`.
/// Run `first` and `second` to completion, in no more time than the longer one takes. Then run
/// `last`, which mustn't start any earlier. Return the delays in the order of the arguments,
/// whichever wait ends first.
///
/// For a hint: `cargo exercise both_then_last hint`.
pub async fn both_then_last(
    first: impl Future<Output = f64>,
    second: impl Future<Output = f64>,
    last: impl Future<Output = f64>,
) -> (f64, f64, f64) {
    todo!("run two waits at the same time, and then the last one")
}
