//! The learner pushed the result of each task, which is a `Result`.

use futures::stream::{FuturesUnordered, StreamExt};
use tasks::task_wait_random;

pub async fn task_wait_n(n: u32, max_delay: u32) -> Vec<f64> {
    let mut waits: FuturesUnordered<_> = (0..n).map(|_| task_wait_random(max_delay)).collect();
    let mut delays = Vec::new();
    while let Some(ended) = waits.next().await {
        delays.push(ended);
    }
    delays
}
