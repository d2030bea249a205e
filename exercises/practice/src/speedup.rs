//! Practice after lesson 2: what you gain by running waits at the same time. You write the body,
//! and a test of it.

/// Runs many waits at the same time and returns how many times faster that was than running them
/// one after another.
///
/// # What to write
///
/// Each wait returns its delay in seconds, so you know how long they take one after another.
/// Measure how long they take together, on the clock that a test can pause. There is at least one
/// wait.
///
/// Then write a test of this function, in `exercises/practice/tests/speedup.rs`. It has to fail for
/// a function that runs the waits one after another, for one that measures with std's clock, and
/// for one that just returns the number of waits.
///
/// For a hint: `cargo exercise speedup hint`.
pub async fn speedup(waits: Vec<impl Future<Output = f64>>) -> f64 {
    todo!("measure {} waits", waits.len())
}
