//! The learner made the function async.

use basic_async_syntax::wait_random;
use tokio::task::JoinHandle;

pub async fn task_wait_random(max_delay: u32) -> JoinHandle<f64> {
    tokio::spawn(wait_random(max_delay))
}
