//! A hundred thousand futures against a hundred thousand tasks.
//! ```text
//! $ cargo run -p task_wait_n --example cost
//! …
//! tasks took longer: true
//! ```

use std::time::Instant;

use futures::stream::{FuturesUnordered, StreamExt};
use tokio::task::yield_now;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let start = Instant::now();
    let waits: FuturesUnordered<_> = (0..100_000).map(|_| yield_now()).collect();
    waits.count().await;
    let futures = start.elapsed();
    let start = Instant::now();
    let waits: FuturesUnordered<_> = (0..100_000).map(|_| tokio::spawn(yield_now())).collect();
    waits.count().await;
    let tasks = start.elapsed();
    println!("futures: {futures:?}, tasks: {tasks:?}");
    println!("tasks took longer: {}", tasks > futures);
}
