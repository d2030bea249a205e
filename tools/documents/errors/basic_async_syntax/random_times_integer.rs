//! The learner multiplied a random float by an integer, as with `random.random()` in Python.

use std::time::Duration;

use tokio::time::sleep;

pub async fn wait_random(max_delay: u32) -> f64 {
    let delay = rand::random::<f64>() * max_delay;
    sleep(Duration::from_secs_f64(delay)).await;
    delay
}
