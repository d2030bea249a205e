//! The learner sorted the delays with `sort`.

use basic_async_syntax::wait_random;
use futures::future::join_all;

pub async fn wait_n(n: u32, max_delay: u32) -> Vec<f64> {
    let mut delays = join_all((0..n).map(|_| wait_random(max_delay))).await;
    delays.sort();
    delays
}
