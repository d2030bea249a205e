//! The handles of three tasks are dropped before the tasks end.

use std::time::Duration;
use tokio::{runtime::Handle, task::yield_now, time::sleep};

/// Long enough to be alive when the count is made.
const LONG: Duration = Duration::from_secs(100);

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let tasks: Vec<_> = (0..3).map(|_| tokio::spawn(sleep(LONG))).collect();
    drop(tasks);
    yield_now().await;
    println!("{} tasks alive", Handle::current().metrics().num_alive_tasks());
}
