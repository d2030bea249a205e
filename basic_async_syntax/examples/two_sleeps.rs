//! Two waits of one second, on one thread.

use std::time::{Duration, Instant};

/// Waits for a second.
async fn wait() {
    tokio::time::sleep(Duration::from_secs(1)).await;
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let start = Instant::now();
    tokio::join!(wait(), wait());
    let seconds = start.elapsed().as_secs();
    println!("two waits of 1 s took {seconds} s");
}
