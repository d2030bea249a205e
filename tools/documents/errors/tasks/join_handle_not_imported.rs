//! The learner replaced the line that imports `JoinHandle`.

use basic_async_syntax::wait_random;

pub fn task_wait_random(max_delay: u32) -> JoinHandle<f64> {
    tokio::spawn(wait_random(max_delay))
}
