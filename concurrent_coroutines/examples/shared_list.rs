//! Three waits push to a list, as far as the compiler lets them.

use futures::future::join_all;
use std::time::Duration;
use tokio::time::sleep;

/// Waits for the given number of seconds, and returns that number.
async fn wait(seconds: u64) -> u64 {
    sleep(Duration::from_secs(seconds)).await;
    seconds
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let delays: Vec<u64> = Vec::new();
    let wait_and_push = |seconds| {
        let mut delays = delays.clone();
        async move { delays.push(wait(seconds).await) }
    };
    join_all([3, 1, 2].map(wait_and_push)).await;
    println!("{delays:?}");
}
