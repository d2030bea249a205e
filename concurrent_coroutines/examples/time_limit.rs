//! Two waits get two seconds. Each has something to clean up.

use std::time::Duration;
use tokio::time::{sleep, timeout};

/// What has to be cleaned up after a wait of that many seconds.
struct Cleanup(u64);

impl Drop for Cleanup {
    fn drop(&mut self) {
        println!("cleaning up after the wait of {} s", self.0);
    }
}

/// Waits for the given number of seconds.
async fn wait(seconds: u64) {
    let _cleanup = Cleanup(seconds);
    sleep(Duration::from_secs(seconds)).await;
    println!("the wait of {seconds} s is over");
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let both = async { tokio::join!(wait(1), wait(3)) };
    let result = timeout(Duration::from_secs(2), both).await;
    println!("both in time: {}", result.is_ok());
    sleep(Duration::from_secs(10)).await;
}
