//! A thousand waits of up to ten seconds, measured on a paused clock.

use concurrent_coroutines::wait_n;
use tokio::time::Instant;

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let n = 1000;
    let start = Instant::now();
    wait_n(n, 10).await;
    let total = start.elapsed().as_secs_f64();
    let average = total / f64::from(n);
    println!("total {total:.0} s, average {average:.3} s");
}
