//! The learner asked each task for its result, as in Python.

use tasks::task_wait_random;

pub async fn task_wait_n(n: u32, max_delay: u32) -> Vec<f64> {
    let waits: Vec<_> = (0..n).map(|_| task_wait_random(max_delay)).collect();
    let mut delays = Vec::new();
    for wait in waits {
        delays.push(wait.result());
    }
    delays
}
