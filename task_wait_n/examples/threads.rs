//! Four tasks that keep their thread busy, on a runtime of four threads.
//! ```text
//! $ cargo run -p task_wait_n --example threads
//! 4 tasks of 0.3 s: threads used: 4, time: 0.3 s
//! ```

use futures::future::join_all;
use std::collections::HashSet;
use std::{thread, time::Duration, time::Instant};

#[tokio::main(flavor = "multi_thread", worker_threads = 4)]
async fn main() {
    // Keeps its thread busy for 0.3 s, and says which one that was.
    let work = || async {
        thread::sleep(Duration::from_millis(300));
        thread::current().id()
    };
    let start = Instant::now();
    let threads = join_all((0..4).map(|_| tokio::spawn(work()))).await;
    let threads: HashSet<_> = threads.into_iter().map(Result::unwrap).collect();
    let (count, seconds) = (threads.len(), start.elapsed().as_secs_f64());
    println!("4 tasks of 0.3 s: threads used: {count}, time: {seconds:.1} s");
}
