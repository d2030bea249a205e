//! A thousand waits within one second, listed as they end, by two ways.
//! ```text
//! $ cargo run -p concurrent_coroutines --example one_tick
//! order of completion is ascending: false
//! wait_n is ascending: true
//! ```

use basic_async_syntax::wait_random;
use concurrent_coroutines::wait_n;
use futures::stream::{FuturesUnordered, StreamExt};

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let max_delay = 1;
    let waits: FuturesUnordered<_> = (0..1000).map(|_| wait_random(max_delay)).collect();
    let delays: Vec<f64> = waits.collect().await;
    println!("order of completion is ascending: {}", delays.is_sorted());
    let delays = wait_n(1000, max_delay).await;
    println!("wait_n is ascending: {}", delays.is_sorted());
}
