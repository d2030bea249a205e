//! A wait of an hour, on a clock that is moved by hand.

use std::time::Duration;
use tokio::time::{advance, pause, sleep};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    pause();
    let wait = tokio::spawn(sleep(Duration::from_secs(3600)));
    tokio::task::yield_now().await;
    advance(Duration::from_secs(1800)).await;
    println!("after half an hour: {}", wait.is_finished());
    advance(Duration::from_secs(1801)).await;
    tokio::task::yield_now().await;
    println!("after an hour: {}", wait.is_finished());
}
