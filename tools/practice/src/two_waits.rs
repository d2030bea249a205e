//! `two_waits`: two waits at once.

/// Runs two waits at the same time and returns both delays, in seconds.
///
/// `join!` is made for this: it returns a tuple, in the order of its arguments. `join_all` refuses
/// these two, because they may be of different types, and a list has values of one type only.
/// `(first.await, second.await)` takes the sum of both delays, because nobody polls the second
/// future before the first one is done.
pub async fn two_waits(
    first: impl Future<Output = f64>,
    second: impl Future<Output = f64>,
) -> (f64, f64) {
    tokio::join!(first, second)
}
