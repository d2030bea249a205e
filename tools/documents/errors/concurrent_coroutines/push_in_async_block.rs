//! The learner let each future push its own delay.

use basic_async_syntax::wait_random;
use futures::future::join_all;

pub async fn wait_n(n: u32, max_delay: u32) -> Vec<f64> {
    let mut delays = Vec::new();
    let waits = (0..n).map(|_| async {
        delays.push(wait_random(max_delay).await);
    });
    join_all(waits).await;
    delays
}
