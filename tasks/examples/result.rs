//! A task that panics ends alone: who awaits it gets an error.
//! ```text
//! $ cargo run -p tasks --example result
//! panicked: true, aborted: false
//! main goes on
//! …
//! ```

use std::time::Duration;

/// Waits, then panics.
async fn work() {
    tokio::time::sleep(Duration::from_millis(300)).await;
    panic!("no luck");
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let task = tokio::spawn(work());
    tokio::task::yield_now().await;
    let error = task.await.expect_err("it does not end well");
    let (panicked, aborted) = (error.is_panic(), error.is_cancelled());
    println!("panicked: {panicked}, aborted: {aborted}\nmain goes on");
}
