//! An hour on a paused clock, measured with two clocks.
//! ```text
//! $ cargo run -p measure_runtime --example two_clocks
//! tokio's clock: 3600.0 s
//! std's clock: 0.0 s
//! ```

use std::time::Duration;

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let tokio_start = tokio::time::Instant::now();
    let std_start = std::time::Instant::now();
    tokio::time::sleep(Duration::from_secs(3600)).await;
    let seconds = tokio_start.elapsed().as_secs_f64();
    println!("tokio's clock: {seconds:.1} s");
    let seconds = std_start.elapsed().as_secs_f64();
    println!("std's clock: {seconds:.1} s");
}
