//! A wait that does not block its thread leaves it to the other wait.
//! ```text
//! $ cargo run -p basic_async_syntax --example blocking
//! two waits of 0.5 s took 0.5 s
//! ```

use std::time::{Duration, Instant};

/// Waits for half a second.
async fn wait() {
    tokio::time::sleep(Duration::from_millis(500)).await;
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let start = Instant::now();
    tokio::join!(wait(), wait());
    let seconds = start.elapsed().as_secs_f64();
    println!("two waits of 0.5 s took {seconds:.1} s");
}
