//! The learner spawned a thread instead of a task.

use basic_async_syntax::wait_random;
use tokio::task::JoinHandle;

pub fn task_wait_random(max_delay: u32) -> JoinHandle<f64> {
    std::thread::spawn(move || wait_random(max_delay))
}
