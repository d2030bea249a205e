//! Three tasks, spawned by an iterator and awaited in a loop.

use std::time::Duration;
use tokio::time::{Instant, sleep};

/// Waits for the given number of seconds.
async fn wait(seconds: u64) {
    sleep(Duration::from_secs(seconds)).await;
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let start = Instant::now();
    let tasks = (1..=3).map(|seconds| tokio::spawn(wait(seconds)));
    for task in tasks {
        task.await.unwrap();
    }
    println!("after {} s", start.elapsed().as_secs());
}
