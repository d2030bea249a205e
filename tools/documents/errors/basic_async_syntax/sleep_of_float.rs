//! The learner passed `sleep` a number of seconds, as in Python.

use tokio::time::sleep;

pub async fn wait_random(max_delay: u32) -> f64 {
    let delay = rand::random_range(0.0..=f64::from(max_delay));
    sleep(delay).await;
    delay
}
