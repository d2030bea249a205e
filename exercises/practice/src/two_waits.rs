//! Practice after lesson 0: two waits at once. You write the body.

/// Runs two waits at the same time and returns both delays, in seconds.
///
/// # What to write
///
/// `first` and `second` can be any futures that return a delay, such as `wait_random(5)`. Run both
/// to completion, in no more time than the longer one takes, and return their delays in the order
/// of the arguments, whichever ends first.
///
/// For a hint: `cargo exercise two_waits hint`.
pub async fn two_waits(
    first: impl Future<Output = f64>,
    second: impl Future<Output = f64>,
) -> (f64, f64) {
    todo!("run both waits at the same time")
}
