//! How many turns does another task get while 10,000 results are taken?

use basic_async_syntax::wait_random;
use futures::stream::{FuturesUnordered, StreamExt};
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use tokio::task::coop::unconstrained;
use tokio::task::yield_now;

/// How many turns the other task had.
static TURNS: AtomicU32 = AtomicU32::new(0);

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    tokio::spawn(async {
        loop {
            TURNS.fetch_add(1, Relaxed);
            yield_now().await;
        }
    });
    let mut waits: FuturesUnordered<_> = (0..10_000).map(|_| wait_random(0)).collect();
    while let Some(_delay) = unconstrained(waits.next()).await {
        // One result is taken.
    }
    println!("{TURNS:?} turns");
}
