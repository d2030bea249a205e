//! The learner forgot to import `task_wait_random` from exercise 3.

use futures::stream::{FuturesUnordered, StreamExt};

pub async fn task_wait_n(n: u32, max_delay: u32) -> Vec<f64> {
    let mut waits: FuturesUnordered<_> = (0..n).map(|_| task_wait_random(max_delay)).collect();
    let mut delays = Vec::new();
    while let Some(ended) = waits.next().await {
        delays.push(ended.unwrap());
    }
    delays
}
