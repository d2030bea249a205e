//! Three waits, and a server that shuts down after 2 s.

use std::{pin::pin, time::Duration};
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep, timeout_at};

/// Waits for so many seconds, and says so.
async fn wait(seconds: u64) {
    sleep(Duration::from_secs(seconds)).await;
    println!("the wait of {seconds} s is over");
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let mut clients: JoinSet<_> = [1, 4, 60].map(wait).into_iter().collect();
    let mut shutdown = pin!(sleep(Duration::from_secs(2)));
    loop {
        tokio::select! {
            Some(_ended) = clients.join_next() => {}
            () = &mut shutdown => break,
        }
    }
    println!("shutting down");
    let deadline = Instant::now() + Duration::from_secs(5);
    while let Ok(Some(_ended)) = timeout_at(deadline, clients.join_next()).await {}
    println!("cancelled: {}", clients.len());
}
