//! A loop takes results, and takes its time over each of them.

use futures::stream::{FuturesUnordered, StreamExt};
use std::time::Duration;
use tokio::time::{Instant, sleep};

/// Works in steps of the given numbers of seconds, and returns its name.
async fn work(name: char, steps: &'static [u64]) -> char {
    for seconds in steps {
        sleep(Duration::from_secs(*seconds)).await;
    }
    name
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let start = Instant::now();
    let jobs = [work('a', &[1]), work('b', &[3, 1])];
    let mut jobs: FuturesUnordered<_> = jobs.into_iter().collect();
    while let Some(name) = jobs.next().await {
        println!("{name} after {} s", start.elapsed().as_secs());
        sleep(Duration::from_secs(5)).await;
    }
}
