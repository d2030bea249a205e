//! The learner awaited the handle in the plain function.

use basic_async_syntax::wait_random;
use tokio::task::JoinHandle;

pub fn task_wait_random(max_delay: u32) -> JoinHandle<f64> {
    tokio::spawn(wait_random(max_delay)).await
}
