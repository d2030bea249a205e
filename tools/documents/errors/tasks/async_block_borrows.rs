//! The learner spawned an async block without `move`.

use basic_async_syntax::wait_random;
use tokio::task::JoinHandle;

pub fn task_wait_random(max_delay: u32) -> JoinHandle<f64> {
    tokio::spawn(async { wait_random(max_delay).await })
}
