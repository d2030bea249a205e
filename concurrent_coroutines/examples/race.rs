//! Two waits compete.

use std::time::Duration;
use tokio::time::sleep;

/// Waits for the given number of seconds.
async fn wait(seconds: u64) {
    sleep(Duration::from_secs(seconds)).await;
    println!("the wait of {seconds} s is over");
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    tokio::select! {
        () = wait(2) => println!("2 s won"),
        () = wait(1) => println!("1 s won"),
    }
    sleep(Duration::from_secs(10)).await;
    println!("main ends");
}
