//! The same three waits, listed in two orders.

use futures::{future::join_all, stream, stream::StreamExt};
use std::time::Duration;
use tokio::time::sleep;

/// Waits for the given number of seconds, and returns that number.
async fn wait(seconds: u64) -> u64 {
    sleep(Duration::from_secs(seconds)).await;
    seconds
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let delays = join_all([3, 1, 2].map(wait)).await;
    println!("join_all: {delays:?}");
    let waits: stream::FuturesUnordered<_> = [3, 1, 2].map(wait).into_iter().collect();
    let delays: Vec<u64> = waits.collect().await;
    println!("group: {delays:?}");
}
