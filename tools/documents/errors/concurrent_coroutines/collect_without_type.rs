//! The learner didn't say what to collect the futures into.

use basic_async_syntax::wait_random;
use futures::stream::StreamExt;

pub async fn wait_n(n: u32, max_delay: u32) -> Vec<f64> {
    let mut waits = (0..n).map(|_| wait_random(max_delay)).collect();
    let mut delays = Vec::new();
    while let Some(delay) = waits.next().await {
        delays.push(delay);
    }
    delays
}
