//! The learner awaited a `Vec` of futures.

use basic_async_syntax::wait_random;

pub async fn wait_n(n: u32, max_delay: u32) -> Vec<f64> {
    let waits: Vec<_> = (0..n).map(|_| wait_random(max_delay)).collect();
    waits.await
}
