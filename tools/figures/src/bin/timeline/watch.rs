//! A `wait_random` that can be watched.

use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use tokio::time::sleep;

/// The run that is watched.
static RUN: Mutex<Option<Watched>> = Mutex::new(None);

/// What is seen of a run.
struct Watched {
    /// When it was started.
    start: Instant,
    /// What draws its delays.
    generator: StdRng,
    /// Its waits, in the order in which they were made.
    waits: Vec<Wait>,
}

/// One wait, and what was seen of it.
#[derive(Clone)]
pub struct Wait {
    /// Its place in the order in which the waits were made, from 1.
    pub number: usize,
    /// How long it waits, in seconds.
    pub delay: f64,
    /// Where it was first polled, then where it ended: how many seconds after the
    /// start of the run, and on which thread. A runtime's threads have numbers.
    pub seen: Vec<(f64, String)>,
}

/// Starts to watch a run: the same `seed` gives it the same delays.
pub fn start(seed: u32) {
    *RUN.lock().expect("no look at it panics") = Some(Watched {
        start: Instant::now(),
        generator: StdRng::seed_from_u64(seed.into()),
        waits: Vec::new(),
    });
}

/// How many seconds the run has taken so far, and its waits as they are now.
pub fn so_far() -> (f64, Vec<Wait>) {
    with_run(|run| (run.start.elapsed().as_secs_f64(), run.waits.clone()))
}

/// Waits a random time, as the course's function of this name does.
///
/// It draws the delay where it is called, so that all runs with one seed have
/// the same waits in the same order.
pub fn wait_random(max_delay: u32) -> impl Future<Output = f64> {
    let (index, delay) = with_run(|run| {
        let index = run.waits.len();
        let delay = run.generator.random_range(0.0..=f64::from(max_delay));
        run.waits.push(Wait { number: index + 1, delay, seen: Vec::new() });
        (index, delay)
    });
    async move {
        see(index);
        sleep(Duration::from_secs_f64(delay)).await;
        see(index);
        delay
    }
}

/// Notes that this wait is polled here and now.
fn see(index: usize) {
    let thread = thread::current().name().unwrap_or_default().into();
    with_run(|run| {
        let seen = (run.start.elapsed().as_secs_f64(), thread);
        run.waits[index].seen.push(seen);
    });
}

/// Looks at the run that is watched.
fn with_run<T>(look: impl FnOnce(&mut Watched) -> T) -> T {
    let mut run = RUN.lock().expect("no look at it panics");
    look(run.as_mut().expect("a run was started"))
}
