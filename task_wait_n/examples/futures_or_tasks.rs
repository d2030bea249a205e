//! Two pieces of work that keep their thread busy, on a runtime of many threads.
//! ```text
//! $ cargo run -p task_wait_n --example futures_or_tasks
//! two times 0.4 s of work took 0.8 s
//! ```

use std::thread::sleep;
use std::time::{Duration, Instant};

#[tokio::main(flavor = "multi_thread", worker_threads = 4)]
async fn main() {
    // Keeps its thread busy for 0.4 s, as a long computation does.
    let work = || async { sleep(Duration::from_millis(400)) };
    let start = Instant::now();
    let _ = tokio::join!(work(), work());
    let seconds = start.elapsed().as_secs_f64();
    println!("two times 0.4 s of work took {seconds:.1} s");
}
