//! A thousand waits within one second: in which order do they end?

use basic_async_syntax::wait_random;
use futures::stream::{FuturesUnordered, StreamExt};

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let mut waits: FuturesUnordered<_> = (0..1000).map(|_| wait_random(1)).collect();
    let mut delays = Vec::new();
    while let Some(delay) = waits.next().await {
        delays.push(delay);
    }
    println!("ascending: {}", delays.is_sorted());
    let ticks = delays.iter().map(|delay| (delay * 1000.0).ceil());
    println!("ascending by the millisecond: {}", ticks.is_sorted());
}
