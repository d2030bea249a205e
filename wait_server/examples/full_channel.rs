//! A channel with room for two numbers, and a receiver that takes its time.

use std::time::Duration;
use tokio::sync::mpsc;
use tokio::time::{Instant, sleep};

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let start = Instant::now();
    let (sender, mut receiver) = mpsc::channel(2);
    tokio::spawn(async move {
        for number in 1..=4 {
            sender.send(number).await.unwrap();
            println!("sent {number} after {} s", start.elapsed().as_secs());
        }
    });
    loop {
        sleep(Duration::from_secs(10)).await;
        let Some(number) = receiver.recv().await else { break };
        println!("received {number} after {} s", start.elapsed().as_secs());
    }
    println!("closed after {} s", start.elapsed().as_secs());
}
