//! The learner drew an integer and used it as the delay.

use std::time::Duration;

use tokio::time::sleep;

pub async fn wait_random(max_delay: u32) -> f64 {
    let delay = rand::random_range(0..=max_delay);
    sleep(Duration::from_secs_f64(delay)).await;
    delay
}
