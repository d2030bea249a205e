//! The learner awaited in a plain function.

use std::time::Instant;

use concurrent_coroutines::wait_n;

pub fn measure_time(n: u32, max_delay: u32) -> f64 {
    assert!(n > 0, "there is no average of 0 waits");
    let start = Instant::now();
    wait_n(n, max_delay).await;
    start.elapsed().as_secs_f64() / f64::from(n)
}
