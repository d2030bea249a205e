//! The learner kept a random number generator across the `.await`.

use std::time::Duration;

use rand::RngExt;
use tokio::time::sleep;

pub async fn wait_random(max_delay: u32) -> f64 {
    let mut rng = rand::rng();
    let delay = rng.random_range(0.0..=f64::from(max_delay));
    sleep(Duration::from_secs_f64(delay)).await;
    delay
}
