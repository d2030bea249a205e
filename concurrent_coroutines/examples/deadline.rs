//! A loop with a deadline of 2.5 s, and a tick each second.

use std::pin::pin;
use std::time::Duration;
use tokio::time::sleep;

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    for _ in 0..5 {
        let mut deadline = pin!(sleep(Duration::from_millis(2500)));
        tokio::select! {
            () = sleep(Duration::from_secs(1)) => println!("tick"),
            () = &mut deadline => println!("time is up"),
        }
        if deadline.is_elapsed() {
            break;
        }
    }
}
