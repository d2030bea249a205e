//! A task whose handle is dropped goes on, until its runtime ends.
//! ```text
//! $ cargo run -p tasks --example detached
//! the handle is dropped
//! the task ends
//! main ends
//! ```

use std::time::Duration;

use tokio::time::sleep;

/// Says when it ends, after 0.3 s.
async fn work() {
    sleep(Duration::from_millis(300)).await;
    println!("the task ends");
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    drop(tokio::spawn(work()));
    println!("the handle is dropped");
    sleep(Duration::from_millis(600)).await;
    println!("main ends");
}
