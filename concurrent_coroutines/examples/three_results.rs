//! The results of the same three waits, in two orders.

use futures::future::join_all;
use futures::stream::{FuturesUnordered, StreamExt};
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
    let mut group = FuturesUnordered::new();
    for seconds in [3, 1, 2] {
        group.push(wait(seconds));
    }
    println!("the group's first result: {:?}", group.next().await);
    println!("the group's next result: {:?}", group.next().await);
}
