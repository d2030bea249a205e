//! The learner pushed a future into a list of floats.

use basic_async_syntax::wait_random;

pub async fn wait_n(n: u32, max_delay: u32) -> Vec<f64> {
    let mut delays: Vec<f64> = Vec::new();
    for _ in 0..n {
        delays.push(wait_random(max_delay));
    }
    delays
}
