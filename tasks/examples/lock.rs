//! Three tasks wait, and each holds a lock while it waits.

use std::time::Duration;
use tokio::sync::Mutex;
use tokio::time::{Instant, sleep};

/// The lock, which one task at a time can hold.
static LOCK: Mutex<()> = Mutex::const_new(());

/// Takes the lock, and holds it for the given number of seconds.
async fn wait(seconds: u64) {
    let _guard = LOCK.lock().await;
    sleep(Duration::from_secs(seconds)).await;
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let start = Instant::now();
    for task in [3, 1, 2].map(wait).map(tokio::spawn) {
        task.await.unwrap();
    }
    println!("after {} s", start.elapsed().as_secs());
}
