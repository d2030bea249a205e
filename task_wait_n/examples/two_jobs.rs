//! Two tasks that keep their thread busy, on a runtime of four threads.

use std::thread::sleep;
use std::time::{Duration, Instant};

#[tokio::main(flavor = "multi_thread", worker_threads = 4)]
async fn main() {
    // Keeps its thread busy for a second, as a long computation does.
    let work = || async { sleep(Duration::from_secs(1)) };
    let start = Instant::now();
    let _ = tokio::join!(tokio::spawn(work()), tokio::spawn(work()));
    println!("two times 1 s of work took {} s", start.elapsed().as_secs());
}
