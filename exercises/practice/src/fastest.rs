//! Practice after lesson 1: the fastest of many waits. You write the body.

/// Runs many waits at the same time and returns the shortest delay, in seconds.
///
/// # What to write
///
/// Return as soon as the first wait has completed. Nobody needs the others any more, so let them
/// be dropped. Without any waits there is no shortest delay: return `None`.
///
/// For a hint: `cargo exercise fastest hint`.
pub async fn fastest(waits: Vec<impl Future<Output = f64>>) -> Option<f64> {
    todo!("return the first result of {} waits", waits.len())
}
