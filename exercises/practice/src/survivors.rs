//! Practice after lesson 4: tasks that fail, and tasks that don't. You write the body.

/// Runs many waits as tasks, some of which panic. Returns the delays of the others, in seconds,
/// and how many panicked.
///
/// # What to write
///
/// Run each wait as its own task, all at the same time, so that a panic ends that one task and no
/// other. List the delays in the order in which the tasks end, without sorting them.
///
/// For a hint: `cargo exercise survivors hint`.
pub async fn survivors(
    waits: Vec<impl Future<Output = f64> + Send + 'static>,
) -> (Vec<f64>, usize) {
    todo!("run {} waits as tasks", waits.len())
}
