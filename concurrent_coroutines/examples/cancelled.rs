//! Two waits are given two seconds.

use std::time::Duration;
use tokio::time::{sleep, timeout};

/// Says when it ends.
async fn wait(seconds: u64) {
    sleep(Duration::from_secs(seconds)).await;
    println!("the wait of {seconds} s ends");
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let both = async { tokio::join!(wait(1), wait(3)) };
    let ended = timeout(Duration::from_secs(2), both).await;
    println!("both ended in time: {}", ended.is_ok());
    sleep(Duration::from_secs(10)).await;
    println!("main ends");
}
