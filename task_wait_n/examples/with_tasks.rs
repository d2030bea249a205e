//! The simple answer: five waits as tasks, listed as they end.

use futures::stream::{FuturesUnordered, StreamExt};
use tasks::task_wait_random;

/// Runs `n` waits as tasks and lists their delays as they end.
async fn task_wait_n(n: u32, max_delay: u32) -> Vec<f64> {
    let mut waits: FuturesUnordered<_> = (0..n).map(|_| task_wait_random(max_delay)).collect();
    let mut delays = Vec::new();
    while let Some(ended) = waits.next().await {
        delays.push(ended.unwrap());
    }
    delays
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    println!("{:?}", task_wait_n(5, 2).await);
}
