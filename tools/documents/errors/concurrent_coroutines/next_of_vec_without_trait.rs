//! The learner collected the futures into a `Vec` and called `next` on it.

use basic_async_syntax::wait_random;

pub async fn wait_n(n: u32, max_delay: u32) -> Vec<f64> {
    let mut waits: Vec<_> = (0..n).map(|_| wait_random(max_delay)).collect();
    let mut delays = Vec::new();
    while let Some(delay) = waits.next().await {
        delays.push(delay);
    }
    delays
}
