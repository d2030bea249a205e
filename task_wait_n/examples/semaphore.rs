//! Four tasks and two permits.

use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep};

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let start = Instant::now();
    let permits = Arc::new(Semaphore::new(2));
    let mut tasks = JoinSet::new();
    for seconds in [5, 1, 1, 1] {
        let permits = Arc::clone(&permits);
        tasks.spawn(async move {
            let _permit = permits.acquire().await.unwrap();
            sleep(Duration::from_secs(seconds)).await;
        });
    }
    tasks.join_all().await;
    println!("after {} s", start.elapsed().as_secs());
}
