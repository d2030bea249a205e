//! The process that is measured.

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

use super::floor;

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
            let start = start();
            // There is no other task.
            println!("{} NaN NaN", took(start, &floor::wait_n(n, max_delay)));
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
        let start = start();
        let took = took(start, &waits.await);
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

/// The time, and the processor time of all threads of this process.
fn start() -> (Instant, Duration) {
    let processor = clock_gettime(ClockId::ProcessCPUTime);
    let processor = processor.try_into().expect("it is not negative");
    (Instant::now(), processor)
}

/// What these waits took that have ended now.
fn took((start_time, start_processor): (Instant, Duration), delays: &[f64]) -> String {
    let (now, processor) = start();
    let longest = delays.iter().copied().fold(0.0, f64::max);
    let past = (now - start_time).as_secs_f64() - longest;
    let processor = processor.as_secs_f64() - start_processor.as_secs_f64();
    let disorder = delays.windows(2).filter(|pair| pair[0] > pair[1]).count();
    format!("{past} {processor} {disorder}")
}
