//! A hundred thousand tasks sleep for a second: how many threads do they need?

use std::collections::HashSet;
use std::{thread, time::Duration};
use tokio::task::JoinSet;

/// Sleeps for a second, and returns the thread that it ends on.
async fn work() -> thread::ThreadId {
    tokio::time::sleep(Duration::from_secs(1)).await;
    thread::current().id()
}

#[tokio::main(flavor = "multi_thread", worker_threads = 4)]
async fn main() {
    let tasks: JoinSet<_> = (0..100_000).map(|_| work()).collect();
    let threads: HashSet<_> = tasks.join_all().await.into_iter().collect();
    println!("100000 tasks ended on {} threads", threads.len());
}
