//! The simple answer: five waits at the same time, listed as they end.

use basic_async_syntax::wait_random;
use futures::stream::{FuturesUnordered, StreamExt};

/// Runs `n` waits at the same time and lists their delays as they end.
async fn wait_n(n: u32, max_delay: u32) -> Vec<f64> {
    let mut waits: FuturesUnordered<_> = (0..n).map(|_| wait_random(max_delay)).collect();
    let mut delays = Vec::new();
    while let Some(delay) = waits.next().await {
        delays.push(delay);
    }
    delays
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    println!("{:?}", wait_n(5, 2).await);
}
