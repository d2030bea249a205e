//! Four waits, two at a time.

use futures::stream::{self, StreamExt};
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
    let waits = stream::iter([3, 1, 1, 2]).map(wait);
    let delays: Vec<u64> = waits.buffer_unordered(2).collect().await;
    println!("{delays:?} after {} s", start.elapsed().as_secs());
}
