//! A hundred thousand tasks sleep for an hour: how many threads run them?

use futures::future::join_all;
use std::{collections::HashSet, thread, time::Duration};

/// Sleeps for an hour, then says which thread it is on.
async fn work() -> thread::ThreadId {
    tokio::time::sleep(Duration::from_secs(3600)).await;
    thread::current().id()
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let threads = join_all((0..100_000).map(|_| tokio::spawn(work()))).await;
    let threads: HashSet<_> = threads.into_iter().map(Result::unwrap).collect();
    println!("threads: {}", threads.len());
}
