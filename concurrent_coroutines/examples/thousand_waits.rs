//! A thousand waits within one second: in which order do they end?

use basic_async_syntax::wait_random;
use futures::stream::{FuturesUnordered, StreamExt};
use std::time::Duration;

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let mut waits: FuturesUnordered<_> = (0..1000).map(|_| wait_random(1)).collect();
    let mut delays = Vec::new();
    while let Some(delay) = waits.next().await {
        delays.push(delay);
    }
    println!("ascending: {}", delays.is_sorted());
    let delays = delays.into_iter().map(Duration::from_secs_f64);
    let ticks = delays.map(|delay| delay.as_nanos().div_ceil(1_000_000));
    println!("ascending by the millisecond: {}", ticks.is_sorted());
}
