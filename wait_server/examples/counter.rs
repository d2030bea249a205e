//! Two tasks send their delays to a third one, which adds them up.

use std::time::Duration;
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

/// Adds up delays until the channel is closed.
async fn count(mut delays: mpsc::Receiver<u64>) -> u64 {
    let mut sum = 0;
    while let Some(delay) = delays.recv().await {
        sum += delay;
    }
    sum
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let (tally, delays) = mpsc::channel(10);
    let counter = tokio::spawn(count(delays));
    let mut clients = JoinSet::new();
    for seconds in [1, 2] {
        let tally = tally.clone();
        clients.spawn(async move {
            sleep(Duration::from_secs(seconds)).await;
            tally.send(seconds).await.unwrap();
        });
    }
    clients.join_all().await;
    println!("{:?}", timeout(Duration::from_secs(60), counter).await);
}
