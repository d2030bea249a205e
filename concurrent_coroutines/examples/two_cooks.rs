//! Two pieces of work on a runtime of four threads: which threads run them?

use std::thread::{self, ThreadId};
use std::time::Duration;

/// Keeps its thread busy, as a long computation does, and returns which thread that was.
#[expect(clippy::unused_async, reason = "other work would await something, too")]
async fn work() -> ThreadId {
    thread::sleep(Duration::from_millis(100));
    thread::current().id()
}

#[tokio::main(flavor = "multi_thread", worker_threads = 4)]
async fn main() {
    let (a, b) = tokio::join!(work(), work());
    println!("{a:?}, {b:?}");
}
