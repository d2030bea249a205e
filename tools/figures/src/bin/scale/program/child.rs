//! The process that is measured.

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

/// The shortest sleep: waits that end within one tick are ended together, as tokio's timer does.
const SHORTEST: Duration = Duration::from_millis(1);
/// How long the other task sleeps at a time.
const TICK: Duration = Duration::from_millis(10);

/// Runs a peer once, and prints what it took: the time past the longest delay,
/// the processor time, how many neighbours in the list are out of order, how late
/// another task was at its first tick, and at most later. Times are in seconds.
///
/// The process goes on until its standard input is closed, so that its parent
/// can look at it. It is closed too when the parent is killed.
pub fn run(peer: &str, n: u32, max_delay: u32) {
    let parent = thread::spawn(|| {
        io::copy(&mut io::stdin(), &mut io::sink()).ok();
        exit(0);
    });
    let one_thread = &mut Builder::new_current_thread();
    let threads = &mut Builder::new_multi_thread();
    match peer {
        "wait_n, one thread" => beside_a_task(one_thread, wait_n(n, max_delay)),
        "wait_n, multi-thread" => beside_a_task(threads, wait_n(n, max_delay)),
        "task_wait_n, one thread" => beside_a_task(one_thread, task_wait_n(n, max_delay)),
        "task_wait_n, multi-thread" => beside_a_task(threads, task_wait_n(n, max_delay)),
        _ => {
            let took = stopwatch();
            // There is no other task.
            println!("{} NaN NaN", took(&floor(n, max_delay)));
        }
    }
    parent.join().expect("it does not panic");
}

/// Runs waits in a runtime, beside another task, and prints what they took.
fn beside_a_task(runtime: &mut Builder, waits: impl Future<Output = Vec<f64>>) {
    let runtime = runtime.enable_time().build().expect("a runtime starts");
    runtime.block_on(async {
        let over = Arc::new(AtomicBool::new(false));
        let other = tokio::spawn(lateness(over.clone()));
        // The other task begins to sleep before the waits start.
        yield_now().await;
        let took = stopwatch();
        let took = took(&waits.await);
        over.store(true, Ordering::Relaxed);
        let (first, later) = other.await.expect("it does not panic");
        println!("{took} {first} {later}");
    });
}

/// Ticks until the waits are over: how late the first tick was, and the latest of
/// the others, in seconds.
async fn lateness(over: Arc<AtomicBool>) -> (f64, f64) {
    let mut late = Vec::new();
    while late.is_empty() || !over.load(Ordering::Relaxed) {
        let start = Instant::now();
        sleep(TICK).await;
        late.push(start.elapsed().saturating_sub(TICK).as_secs_f64());
    }
    (late[0], late[1..].iter().copied().fold(0.0, f64::max))
}

/// Starts to measure: gives what tells what waits took that have ended.
fn stopwatch() -> impl FnOnce(&[f64]) -> String {
    let (processor, time) = (processor_time(), Instant::now());
    move |delays| {
        let longest = delays.iter().copied().fold(0.0, f64::max);
        let past = time.elapsed().as_secs_f64() - longest;
        let processor = processor_time() - processor;
        let disorder = delays.windows(2).filter(|pair| pair[0] > pair[1]).count();
        format!("{past} {processor} {disorder}")
    }
}

/// The processor time that this process has taken, on all its threads, in seconds.
fn processor_time() -> f64 {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    Duration::try_from(time).expect("it is not negative").as_secs_f64()
}

/// Does what `wait_n` does with one thread, a heap of deadlines and no runtime: the floor.
fn floor(n: u32, max_delay: u32) -> Vec<f64> {
    let start = Instant::now();
    let draw = |_| Duration::from_secs_f64(rand::random_range(0.0..=f64::from(max_delay)));
    let mut waits: BinaryHeap<_> = (0..n).map(draw).map(Reverse).collect();
    let mut delays = Vec::with_capacity(waits.len());
    while let Some(Reverse(delay)) = waits.pop() {
        let left = delay.saturating_sub(start.elapsed());
        if !left.is_zero() {
            thread::sleep(left.max(SHORTEST));
        }
        delays.push(delay.as_secs_f64());
    }
    delays
}
