//! The learner awaited each wait before pushing it, so the group holds floats.

use basic_async_syntax::wait_random;
use futures::stream::{FuturesUnordered, StreamExt};

pub async fn wait_n(n: u32, max_delay: u32) -> Vec<f64> {
    let mut waits = FuturesUnordered::new();
    for _ in 0..n {
        waits.push(wait_random(max_delay).await);
    }
    let mut delays = Vec::new();
    while let Some(delay) = waits.next().await {
        delays.push(delay);
    }
    delays
}
