//! Three tasks are left alone before they end: do they go on?
//! ```text
//! $ cargo run -p task_wait_n --example dropped
//! 3 tasks alive
//! ```

use std::time::Duration;

use tokio::time::sleep;

/// Long enough to be alive when the count is made.
const LONG: Duration = Duration::from_secs(100);

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let waits: Vec<_> = (0..3).map(|_| tokio::spawn(sleep(LONG))).collect();
    drop(waits);
    tokio::task::yield_now().await;
    let runtime = tokio::runtime::Handle::current();
    println!("{} tasks alive", runtime.metrics().num_alive_tasks());
}
