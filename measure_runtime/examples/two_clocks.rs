//! An hour on a paused clock, measured with two clocks.

use std::time::Duration;

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let tokio_start = tokio::time::Instant::now();
    let std_start = std::time::Instant::now();
    tokio::time::sleep(Duration::from_secs(3600)).await;
    println!("tokio's clock: {} s", tokio_start.elapsed().as_secs());
    println!("std's clock: {} s", std_start.elapsed().as_secs());
}
