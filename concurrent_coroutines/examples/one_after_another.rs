//! Three waits, each awaited before the next one is made.
//! ```text
//! $ cargo run -p concurrent_coroutines --example one_after_another
//! (0.3, 0.1, 0.2) after 0.6 s
//! ```

use std::time::{Duration, Instant};

use tokio::time::sleep;

/// Waits so many seconds and returns them.
async fn wait(seconds: f64) -> f64 {
    sleep(Duration::from_secs_f64(seconds)).await;
    seconds
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let start = Instant::now();
    let delays = (wait(0.3).await, wait(0.1).await, wait(0.2).await);
    println!("{delays:?} after {:.1} s", start.elapsed().as_secs_f64());
}
