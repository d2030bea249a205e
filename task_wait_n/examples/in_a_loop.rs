//! Three tasks, each awaited where it is spawned.

use std::time::Duration;
use tokio::time::{Instant, sleep};

/// Waits for the given number of seconds.
async fn wait(seconds: u64) {
    sleep(Duration::from_secs(seconds)).await;
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let start = Instant::now();
    for wait in [3, 1, 2].map(wait) {
        tokio::spawn(wait).await.unwrap();
    }
    println!("after {} s", start.elapsed().as_secs());
}
