//! The process that is measured: it runs one contender once.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::process::exit;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use std::{io, thread};

use concurrent_coroutines::wait_n;
use rustix::time::{ClockId, clock_gettime};
use task_wait_n::task_wait_n;
use tokio::runtime::Builder;
use tokio::task::yield_now;
use tokio::time::sleep;

use super::measure::BASELINE;

/// How long the ticker sleeps at a time.
const TICK_INTERVAL: Duration = Duration::from_millis(10);
/// The shortest sleep of the baseline.
///
/// tokio's timer counts whole milliseconds, so it completes all waits that end within one
/// together. With this minimum the baseline does, too.
const MIN_SLEEP: Duration = Duration::from_millis(1);

/// Runs a contender once, and prints its cost as one line of numbers.
///
/// The line holds the time past the longest delay, the processor time, the number of
/// inversions, the lateness of the ticker's first tick, and the greatest lateness of
/// its later ticks. Times are in seconds.
///
/// The process then keeps running until its standard input is closed, so that its
/// parent can read its peak of memory. The system closes it, too, if the parent is
/// killed, so no child is left behind.
pub fn run(contender: &str, n: u32, max_delay: u32) {
    let parent_watcher = thread::spawn(|| {
        io::copy(&mut io::stdin(), &mut io::sink()).ok();
        exit(0);
    });
    let one_thread = Builder::new_current_thread();
    let multi_thread = Builder::new_multi_thread();
    match contender {
        BASELINE => measure_alone(|| baseline(n, max_delay)),
        "wait_n, one thread" => measure_beside_ticker(one_thread, wait_n(n, max_delay)),
        "wait_n, multi-thread" => measure_beside_ticker(multi_thread, wait_n(n, max_delay)),
        "task_wait_n, one thread" => measure_beside_ticker(one_thread, task_wait_n(n, max_delay)),
        "task_wait_n, multi-thread" => {
            measure_beside_ticker(multi_thread, task_wait_n(n, max_delay));
        }
        unknown => panic!("no contender is named {unknown}"),
    }
    parent_watcher.join().expect("it does not panic");
}

/// Calls a function that runs the waits on this thread, and prints their cost.
fn measure_alone(run_waits: impl FnOnce() -> Vec<f64>) {
    let stopwatch = Stopwatch::start();
    let cost = stopwatch.stop(&run_waits());
    // Without a runtime there is no ticker whose lateness could be measured.
    println!("{cost} NaN NaN");
}

/// Runs waits beside a ticker, and prints their cost.
fn measure_beside_ticker(mut runtime: Builder, waits: impl Future<Output = Vec<f64>>) {
    let runtime = runtime.enable_time().build().expect("a runtime starts");
    runtime.block_on(async {
        let done = Arc::new(AtomicBool::new(false));
        let ticker = tokio::spawn(run_ticker(done.clone()));
        // On one thread, this lets the ticker start its first sleep before the waits start.
        yield_now().await;
        let stopwatch = Stopwatch::start();
        let cost = stopwatch.stop(&waits.await);
        done.store(true, Ordering::Relaxed);
        let lateness = ticker.await.expect("the ticker does not panic");
        println!("{cost} {} {}", lateness.first, lateness.later);
    });
}

/// How late a ticker woke up, in seconds.
struct Lateness {
    /// The lateness of the first tick, in which all waits start.
    first: f64,
    /// The greatest lateness of all later ticks.
    later: f64,
}

/// Sleeps for one tick after another, at least once, until the waits are done.
async fn run_ticker(done: Arc<AtomicBool>) -> Lateness {
    let mut lateness = Lateness { first: tick().await, later: 0.0 };
    while !done.load(Ordering::Relaxed) {
        lateness.later = tick().await.max(lateness.later);
    }
    lateness
}

/// Sleeps for one tick, and returns how many seconds later than due it woke up.
async fn tick() -> f64 {
    let start = Instant::now();
    sleep(TICK_INTERVAL).await;
    start.elapsed().saturating_sub(TICK_INTERVAL).as_secs_f64()
}

/// Measures how long waits take, and how much processor time.
struct Stopwatch {
    started_at: Instant,
    cpu_time_at_start: f64,
}

impl Stopwatch {
    fn start() -> Self {
        Self { cpu_time_at_start: cpu_time(), started_at: Instant::now() }
    }

    /// Returns the first three numbers of the line, for waits that returned these delays.
    fn stop(self, delays: &[f64]) -> String {
        let elapsed = self.started_at.elapsed().as_secs_f64();
        let cpu_time = cpu_time() - self.cpu_time_at_start;
        let longest = delays.iter().copied().fold(0.0, f64::max);
        let overhead = elapsed - longest;
        let inversions = delays.windows(2).filter(|pair| pair[0] > pair[1]).count();
        format!("{overhead} {cpu_time} {inversions}")
    }
}

/// Returns the processor time that all threads of this process have used, in seconds.
fn cpu_time() -> f64 {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    Duration::try_from(time).expect("it is not negative").as_secs_f64()
}

/// Does the work of `wait_n` without a runtime, with a heap of deadlines on one thread.
fn baseline(n: u32, max_delay: u32) -> Vec<f64> {
    let start = Instant::now();
    let draw = |_| Duration::from_secs_f64(rand::random_range(0.0..=f64::from(max_delay)));
    let mut waits: BinaryHeap<_> = (0..n).map(draw).map(Reverse).collect();
    let mut delays = Vec::with_capacity(waits.len());
    while let Some(Reverse(delay)) = waits.pop() {
        let left = delay.saturating_sub(start.elapsed());
        if !left.is_zero() {
            thread::sleep(left.max(MIN_SLEEP));
        }
        delays.push(delay.as_secs_f64());
    }
    delays
}
