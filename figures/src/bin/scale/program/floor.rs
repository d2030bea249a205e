//! The floor: the same work with nothing that is not needed.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::thread::sleep;
use std::time::{Duration, Instant};

/// The shortest sleep: waits that end within one tick are ended together, as
/// tokio's timer does.
const TICK: Duration = Duration::from_millis(1);

/// Does what `wait_n` does with one thread, a heap of deadlines and no runtime.
pub fn wait_n(n: u32, max_delay: u32) -> Vec<f64> {
    let start = Instant::now();
    let draw = |_| Duration::from_secs_f64(rand::random_range(0.0..=f64::from(max_delay)));
    let mut waits: BinaryHeap<_> = (0..n).map(draw).map(Reverse).collect();
    let mut delays = Vec::with_capacity(waits.len());
    while let Some(Reverse(delay)) = waits.pop() {
        let left = delay.saturating_sub(start.elapsed());
        if !left.is_zero() {
            sleep(left.max(TICK));
        }
        delays.push(delay.as_secs_f64());
    }
    delays
}
