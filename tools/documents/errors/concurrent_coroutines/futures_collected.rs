//! The learner collected the futures as if they were delays.

use basic_async_syntax::wait_random;

pub async fn wait_n(n: u32, max_delay: u32) -> Vec<f64> {
    (0..n).map(|_| wait_random(max_delay)).collect()
}
