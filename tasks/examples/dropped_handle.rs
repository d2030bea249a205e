//! The handle of a task is dropped before the task ends.

use std::time::Duration;
use tokio::time::sleep;

/// Says when it ends, after 0.3 s.
async fn work() {
    sleep(Duration::from_millis(300)).await;
    println!("the task ends");
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    drop(tokio::spawn(work()));
    println!("the handle is dropped");
    sleep(Duration::from_millis(600)).await;
    println!("main ends");
}
