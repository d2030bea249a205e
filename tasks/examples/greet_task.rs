//! A task is spawned, and never awaited.

use std::time::Duration;
use tokio::time::sleep;

/// Says hello, and goodbye 0.1 s later.
async fn greet() {
    println!("hello");
    sleep(Duration::from_millis(100)).await;
    println!("goodbye");
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let task = tokio::spawn(greet());
    sleep(Duration::from_millis(500)).await;
    println!("0.5 s later");
    drop(task);
}
