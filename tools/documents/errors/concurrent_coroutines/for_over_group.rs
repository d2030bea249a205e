//! The learner looped over the group with `for`, as over `asyncio.as_completed`.

use basic_async_syntax::wait_random;
use futures::stream::FuturesUnordered;

pub async fn wait_n(n: u32, max_delay: u32) -> Vec<f64> {
    let waits: FuturesUnordered<_> = (0..n).map(|_| wait_random(max_delay)).collect();
    let mut delays = Vec::new();
    for wait in waits {
        delays.push(wait.await);
    }
    delays
}
