//! The learner pushed the futures themselves and returned them as if they were delays.

use basic_async_syntax::wait_random;

pub async fn wait_n(n: u32, max_delay: u32) -> Vec<f64> {
    let mut delays = Vec::new();
    for _ in 0..n {
        delays.push(wait_random(max_delay));
    }
    delays
}
