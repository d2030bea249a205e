//! The learner forgot to import `Builder`.

use std::time::Instant;

use concurrent_coroutines::wait_n;

pub fn measure_time(n: u32, max_delay: u32) -> f64 {
    assert!(n > 0, "there is no average of 0 waits");
    let runtime = Builder::new_current_thread().enable_time().build().unwrap();
    let start = Instant::now();
    runtime.block_on(wait_n(n, max_delay));
    start.elapsed().as_secs_f64() / f64::from(n)
}
