//! The learner called `spawn` without saying that it's tokio's.

use basic_async_syntax::wait_random;
use tokio::task::JoinHandle;

pub fn task_wait_random(max_delay: u32) -> JoinHandle<f64> {
    spawn(wait_random(max_delay))
}
