//! The learner made a `Duration` from a float with `from_secs`, which takes whole seconds.

use std::time::Duration;

use tokio::time::sleep;

pub async fn wait_random(max_delay: u32) -> f64 {
    let delay = rand::random_range(0.0..=f64::from(max_delay));
    sleep(Duration::from_secs(delay)).await;
    delay
}
