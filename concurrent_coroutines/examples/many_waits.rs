//! A group of 10,000 waits of 0 s: how often are they polled, all together?

use basic_async_syntax::wait_random;
use futures::stream::{FuturesUnordered, StreamExt};
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

/// How often a wait was polled.
static POLLS: AtomicU32 = AtomicU32::new(0);

/// A wait of 0 s that counts its polls.
async fn counted() -> f64 {
    let mut wait = std::pin::pin!(wait_random(0));
    std::future::poll_fn(|context| {
        POLLS.fetch_add(1, Relaxed);
        wait.as_mut().poll(context)
    })
    .await
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let mut waits: FuturesUnordered<_> = (0..10_000).map(|_| counted()).collect();
    while let Some(_delay) = waits.next().await {}
    println!("{POLLS:?} polls");
}
