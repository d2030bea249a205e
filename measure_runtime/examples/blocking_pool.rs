//! A timeout of an hour around work that takes 0.3 s on another thread, on a paused clock.

use std::thread;
use std::time::Duration;
use tokio::task::spawn_blocking;
use tokio::time::{Instant, timeout};

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let start = Instant::now();
    let work = spawn_blocking(|| thread::sleep(Duration::from_millis(300)));
    let result = timeout(Duration::from_secs(3600), work).await;
    println!("in time: {}", result.is_ok());
    println!("the clock moved: {}", start.elapsed() > Duration::ZERO);
}
