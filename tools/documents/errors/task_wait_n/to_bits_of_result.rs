//! The learner took over the ordered map of lesson 1, and used a `Result` as if it were a float.

use std::collections::BTreeMap;

use futures::stream::{FuturesUnordered, StreamExt};
use tasks::task_wait_random;

pub async fn task_wait_n(n: u32, max_delay: u32) -> Vec<f64> {
    let mut waits: FuturesUnordered<_> = (0..n).map(|_| task_wait_random(max_delay)).collect();
    let mut delays = BTreeMap::new();
    while let Some(delay) = waits.next().await {
        delays.insert((delay.to_bits(), delays.len()), delay);
    }
    delays.into_values().collect()
}
