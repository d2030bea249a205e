//! The learner passed the ends of the range as two arguments, as to `random.uniform` in Python.

use std::time::Duration;

use tokio::time::sleep;

pub async fn wait_random(max_delay: u32) -> f64 {
    let delay = rand::random_range(0.0, f64::from(max_delay));
    sleep(Duration::from_secs_f64(delay)).await;
    delay
}
