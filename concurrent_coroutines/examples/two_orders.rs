//! The same three waits, listed in two orders.
//! ```text
//! $ cargo run -p concurrent_coroutines --example two_orders
//! join_all: [0.3, 0.1, 0.2]
//! as they end: [0.1, 0.2, 0.3]
//! ```

use futures::{future::join_all, stream, stream::StreamExt};
use std::time::Duration;

/// Waits so many seconds and returns them.
async fn wait(seconds: f64) -> f64 {
    tokio::time::sleep(Duration::from_secs_f64(seconds)).await;
    seconds
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let delays = join_all([0.3, 0.1, 0.2].map(wait)).await;
    println!("join_all: {delays:?}");
    let waits: stream::FuturesUnordered<_> = [0.3, 0.1, 0.2].map(wait).into_iter().collect();
    println!("as they end: {:?}", waits.collect::<Vec<f64>>().await);
}
