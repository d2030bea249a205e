//! The learner left `async` out and blocked the thread instead of awaiting.

use std::time::Duration;

pub fn wait_random(max_delay: u32) -> f64 {
    let delay = rand::random_range(0.0..=f64::from(max_delay));
    std::thread::sleep(Duration::from_secs_f64(delay));
    delay
}
