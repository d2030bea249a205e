//! Practice after lesson 4: many waits, but only so many at once. You write the body.

/// Runs many waits, never more than `limit` of them at the same time, and returns their delays,
/// in seconds.
///
/// # What to write
///
/// The waits can't become tasks, because the signature doesn't promise that they are `Send`. List
/// the delays in the order of `waits`, whichever of them complete first. As soon as one wait
/// completes, the next one in the list starts, so that exactly `limit` waits are running as long as
/// there are enough of them. `limit` is at least 1.
///
/// For a hint: `cargo exercise at_most hint`.
pub async fn at_most(limit: usize, waits: Vec<impl Future<Output = f64>>) -> Vec<f64> {
    todo!("run {} waits, {limit} at a time", waits.len())
}
