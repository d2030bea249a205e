//! The learner collected the results of the tasks, each of which is a `Result`.

use futures::stream::{FuturesUnordered, StreamExt};
use tasks::task_wait_random;

pub async fn task_wait_n(n: u32, max_delay: u32) -> Vec<f64> {
    let waits: FuturesUnordered<_> = (0..n).map(|_| task_wait_random(max_delay)).collect();
    waits.collect().await
}
