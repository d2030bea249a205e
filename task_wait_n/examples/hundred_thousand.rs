//! A hundred thousand tasks sleep on four threads: how many are alive at the same time?

use std::time::Duration;

use tokio::runtime::Handle;
use tokio::task::JoinSet;
use tokio::time::sleep;

#[tokio::main(flavor = "multi_thread", worker_threads = 4)]
async fn main() {
    let tasks: JoinSet<_> = (0..100_000).map(|_| sleep(Duration::from_secs(60))).collect();
    let runtime = Handle::current().metrics();
    println!("{} tasks on {} threads", runtime.num_alive_tasks(), runtime.num_workers());
    drop(tasks);
}
