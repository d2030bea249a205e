//! Six tasks that keep their thread busy, on a runtime of four threads.

use std::thread::sleep;
use std::time::{Duration, Instant};

use tokio::task::JoinSet;

#[tokio::main(flavor = "multi_thread", worker_threads = 4)]
async fn main() {
    let start = Instant::now();
    let mut jobs = JoinSet::new();
    for _ in 0..6 {
        jobs.spawn(async { sleep(Duration::from_secs(1)) });
    }
    jobs.join_all().await;
    println!("six jobs of 1 s took {} s", start.elapsed().as_secs());
}
