//! The learner spawned an async block that creates the wait but doesn't await it.

use basic_async_syntax::wait_random;
use tokio::task::JoinHandle;

pub fn task_wait_random(max_delay: u32) -> JoinHandle<f64> {
    tokio::spawn(async move { wait_random(max_delay) })
}
