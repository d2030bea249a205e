//! Four tasks that keep their thread busy, on a runtime of four threads.

use futures::future::join_all;
use std::time::{Duration, Instant};
use std::{collections::HashSet, thread};

#[tokio::main(flavor = "multi_thread", worker_threads = 4)]
async fn main() {
    // Keeps its thread busy for a second, and says which one that was.
    let work = || async {
        thread::sleep(Duration::from_secs(1));
        thread::current().id()
    };
    let start = Instant::now();
    let threads = join_all((0..4).map(|_| tokio::spawn(work()))).await;
    let threads: HashSet<_> = threads.into_iter().map(Result::unwrap).collect();
    println!("threads: {}", threads.len());
    println!("time: {} s", start.elapsed().as_secs());
}
