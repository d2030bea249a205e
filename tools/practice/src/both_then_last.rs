//! `both_then_last`: two waits at once, and then a third.

/// Runs two waits at the same time and, when both have ended, a third one. Returns all three
/// delays, in seconds.
///
/// `join!` is made for the first two: it returns a tuple, in the order of its arguments. `join_all`
/// refuses them, because they may be of different types, and a list has values of one type only.
/// The last one is a future that nobody polls before the last line, so it needs nothing to hold it
/// back.
pub async fn both_then_last(
    first: impl Future<Output = f64>,
    second: impl Future<Output = f64>,
    last: impl Future<Output = f64>,
) -> (f64, f64, f64) {
    let (first, second) = tokio::join!(first, second);
    (first, second, last.await)
}
