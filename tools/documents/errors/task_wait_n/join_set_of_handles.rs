//! The learner spawned the handles into a `JoinSet`, which makes a second task of each.

use tasks::task_wait_random;
use tokio::task::JoinSet;

pub async fn task_wait_n(n: u32, max_delay: u32) -> Vec<f64> {
    let mut waits = JoinSet::new();
    for _ in 0..n {
        waits.spawn(task_wait_random(max_delay));
    }
    let mut delays = Vec::new();
    while let Some(ended) = waits.join_next().await {
        delays.push(ended.unwrap());
    }
    delays
}
