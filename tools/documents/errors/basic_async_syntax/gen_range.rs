//! The learner called `gen_range`, a method that generators had before rand 0.9.

use std::time::Duration;

use rand::Rng;
use tokio::time::sleep;

pub async fn wait_random(max_delay: u32) -> f64 {
    let delay = rand::rng().gen_range(0.0..=f64::from(max_delay));
    sleep(Duration::from_secs_f64(delay)).await;
    delay
}
