//! Three waits, each awaited as soon as it is created.

use std::time::Duration;
use tokio::time::{Instant, sleep};

/// Waits for the given number of seconds, and returns that number.
async fn wait(seconds: u64) -> u64 {
    sleep(Duration::from_secs(seconds)).await;
    seconds
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let start = Instant::now();
    let delays = (wait(3).await, wait(1).await, wait(2).await);
    println!("{delays:?} after {} s", start.elapsed().as_secs());
}
