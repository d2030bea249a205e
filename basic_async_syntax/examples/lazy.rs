//! A future does nothing until it is awaited.
//! ```text
//! $ cargo run -p basic_async_syntax --example lazy
//! 0.5 s later
//! hello
//! goodbye
//! ```

use tokio::time::{Duration, sleep};

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
