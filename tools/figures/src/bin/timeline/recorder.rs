//! Records when and where each wait of a run started and ended.

use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use tokio::time::sleep;

/// The recording of the current run.
///
/// It is global because the course's functions call `wait_random` without any
/// argument that could carry it.
static RECORDING: Mutex<Option<Recording>> = Mutex::new(None);

/// The state of a run that is being recorded.
struct Recording {
    /// When the run started; all events are relative to it.
    started_at: Instant,
    generator: StdRng,
    /// How many waits have been created, whether or not they were polled yet.
    created: usize,
    /// The waits that have started, in the order in which they did.
    waits: Vec<Wait>,
}

/// A wait that has started.
#[derive(Clone)]
pub struct Wait {
    /// Its position, from 1, in the order in which the waits were created.
    pub number: usize,
    /// How long it sleeps, in seconds.
    pub delay: f64,
    /// Its first poll.
    pub start: Event,
    /// The poll that completed it, unless it is still sleeping.
    pub end: Option<Event>,
}

/// Where and when a thread polled a wait.
#[derive(Clone)]
pub struct Event {
    /// Seconds since the start of the run.
    pub time: f64,
    /// The thread's name: "1" or "2" in a multi-threaded runtime, empty in any other.
    pub thread: String,
}

impl Recording {
    /// Returns an event on the current thread at this moment.
    fn event(&self) -> Event {
        Event {
            time: self.started_at.elapsed().as_secs_f64(),
            thread: thread::current().name().unwrap_or_default().into(),
        }
    }
}

impl Wait {
    /// Returns when the wait ended, or `now` if it is still sleeping.
    pub fn end_or(&self, now: f64) -> f64 {
        self.end.as_ref().map_or(now, |end| end.time)
    }
}

/// Starts a new recording, in which the same `seed` produces the same delays.
pub fn start(seed: u32) {
    *RECORDING.lock().expect("no holder of the lock panics") = Some(Recording {
        started_at: Instant::now(),
        generator: StdRng::seed_from_u64(seed.into()),
        created: 0,
        waits: Vec::new(),
    });
}

/// Returns how many seconds the run has taken so far, and its waits as they are now.
pub fn snapshot() -> (f64, Vec<Wait>) {
    with_recording(|recording| {
        (recording.started_at.elapsed().as_secs_f64(), recording.waits.clone())
    })
}

/// Waits for a random time like the course's `wait_random`, and records it.
///
/// Unlike the course's function, this one draws the delay as soon as it is called.
/// Waits are created in the same order in every mode but, as tasks, they may be
/// first polled in any order, so drawing there would give them different delays.
pub fn wait_random(max_delay: u32) -> impl Future<Output = f64> {
    let (number, delay) = with_recording(|recording| {
        recording.created += 1;
        let delay = recording.generator.random_range(0.0..=f64::from(max_delay));
        (recording.created, delay)
    });
    async move {
        let index = record_start(number, delay);
        sleep(Duration::from_secs_f64(delay)).await;
        record_end(index);
        delay
    }
}

/// Records that a wait is polled for the first time, and returns its index.
fn record_start(number: usize, delay: f64) -> usize {
    with_recording(|recording| {
        let start = recording.event();
        recording.waits.push(Wait { number, delay, start, end: None });
        recording.waits.len() - 1
    })
}

/// Records that the wait at this index has slept for its delay.
fn record_end(index: usize) {
    with_recording(|recording| {
        let end = recording.event();
        recording.waits[index].end = Some(end);
    });
}

/// Calls `f` with the current recording while holding its lock.
fn with_recording<T>(f: impl FnOnce(&mut Recording) -> T) -> T {
    let mut recording = RECORDING.lock().expect("no holder of the lock panics");
    f(recording.as_mut().expect("a recording was started"))
}
