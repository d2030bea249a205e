//! A future is made, and awaited half a second later.

use std::time::Duration;
use tokio::time::sleep;

/// Says hello, and goodbye 0.1 s later.
async fn greet() {
    println!("hello");
    sleep(Duration::from_millis(100)).await;
    println!("goodbye");
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let future = greet();
    sleep(Duration::from_millis(500)).await;
    println!("0.5 s later");
    future.await;
}
