//! The learner drew the delay as tutorials for older versions of rand do.

use std::time::Duration;

use tokio::time::sleep;

pub async fn wait_random(max_delay: u32) -> f64 {
    let delay = rand::thread_rng().gen_range(0.0..=f64::from(max_delay));
    sleep(Duration::from_secs_f64(delay)).await;
    delay
}
