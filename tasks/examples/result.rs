//! A task panics, and its handle is awaited.

use std::time::Duration;

/// Waits, then panics.
async fn work() {
    tokio::time::sleep(Duration::from_millis(300)).await;
    panic!("no luck");
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let task = tokio::spawn(work());
    tokio::task::yield_now().await;
    let error = task.await.unwrap_err();
    println!("panicked: {}", error.is_panic());
    println!("aborted: {}", error.is_cancelled());
}
