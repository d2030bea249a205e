//! The modes in which the same waits run, and snapshots of their runs.

use std::sync::atomic::{AtomicU32, Ordering};
use std::thread::Thread;

use clap::ValueEnum;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use spy::{Plan, wait_random};
use tokio::runtime::{Builder, Runtime};

use crate::lesson_1::wait_n;
use crate::lesson_4::task_wait_n;

/// Whether waits run in sequence, concurrently in one task, or as tasks.
#[derive(Clone, Copy, PartialEq, ValueEnum)]
pub enum Mode {
    /// Await each wait before the next one starts
    OneAfterAnother,
    /// Run all waits concurrently in one task, with `wait_n`
    Together,
    /// Spawn each wait as a task, with `task_wait_n`
    Tasks,
}

/// The fixed texts of a mode's chart.
pub struct Labels {
    pub title: &'static str,
    /// What the chart shows about threads.
    pub note: &'static str,
}

/// The state of a run at one moment, which may be its end.
pub struct Run {
    pub mode: Mode,
    /// How long it has taken, in seconds.
    pub elapsed: f64,
    /// The waits that have started: first the completed ones, in completion order.
    pub waits: Vec<Wait>,
}

/// A wait that has started.
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
pub struct Event {
    /// Seconds since the start of the run.
    pub time: f64,
    /// The thread's name: "1" or "2" in a multi-threaded runtime, empty in any other.
    pub thread: String,
}

impl Event {
    fn new(time: f64, thread: Option<&Thread>) -> Self {
        Self { time, thread: thread.and_then(Thread::name).unwrap_or_default().into() }
    }
}

impl Wait {
    /// Returns what was recorded of a wait, if it has started.
    fn from_record(index: usize, wait: &spy::WaitRecord) -> Option<Self> {
        let start = Event::new(wait.started_at?, wait.start_thread.as_ref());
        let end = wait.ended_at.map(|time| Event::new(time, wait.end_thread.as_ref()));
        Some(Self { number: index + 1, delay: wait.delay, start, end })
    }

    /// Returns when the wait ended, or `now` if it is still sleeping.
    pub fn end_or(&self, now: f64) -> f64 {
        self.end.as_ref().map_or(now, |end| end.time)
    }
}

/// Starts to record `n` waits, for which the same `seed` draws the same delays.
pub fn start(n: u32, max_delay: u32, seed: u32) {
    let mut generator = StdRng::seed_from_u64(seed.into());
    let mut draw = || generator.random_range(0.0..=f64::from(max_delay));
    let delays = (0..n).map(|_| draw()).collect();
    spy::start(Plan { delays, ..Plan::default() });
}

impl Mode {
    pub fn labels(self) -> Labels {
        match self {
            Self::OneAfterAnother => {
                Labels { title: "one after another", note: "all on one thread" }
            }
            Self::Together => Labels { title: "together in one task", note: "all on one thread" },
            Self::Tasks => Labels {
                title: "as tasks on two threads",
                note: "1 and 2: the threads that started and ended a wait",
            },
        }
    }

    /// Builds the runtime that the waits need.
    pub fn build_runtime(self) -> Runtime {
        let threads = AtomicU32::new(0);
        match self {
            Self::OneAfterAnother | Self::Together => Builder::new_current_thread(),
            Self::Tasks => Builder::new_multi_thread(),
        }
        // Two threads on every machine, whatever its number of cores, so that charts from
        // different machines can be compared. A current-thread runtime ignores the setting.
        .worker_threads(2)
        .thread_name_fn(move || (threads.fetch_add(1, Ordering::Relaxed) + 1).to_string())
        .enable_time()
        .build()
        .expect("a runtime starts")
    }

    /// Runs `n` waits, and returns when all of them have completed.
    pub async fn run(self, n: u32, max_delay: u32) {
        match self {
            Self::OneAfterAnother => {
                for _ in 0..n {
                    wait_random(max_delay).await;
                }
            }
            Self::Together => drop(wait_n(n, max_delay).await),
            Self::Tasks => drop(task_wait_n(n, max_delay).await),
        }
    }
}

impl Run {
    /// Returns the state of the run that is being recorded.
    pub fn snapshot(mode: Mode) -> Self {
        let recording = spy::snapshot();
        let elapsed = recording.elapsed();
        let waits = recording.waits.iter().enumerate();
        let mut waits: Vec<_> =
            waits.filter_map(|(index, wait)| Wait::from_record(index, wait)).collect();
        // In the live view, waits that still sleep keep the order of their numbers.
        waits.sort_by(|a, b| a.end_or(elapsed).total_cmp(&b.end_or(elapsed)));
        Self { mode, elapsed, waits }
    }

    /// Returns the line under the run's chart.
    pub fn summary(&self) -> String {
        let total = self.elapsed;
        let sum: f64 = self.waits.iter().map(|wait| wait.delay).sum();
        let longest = self.waits.iter().map(|wait| wait.delay).fold(0.0, f64::max);
        format!("total {total:.2} s, sum of delays {sum:.2} s, longest {longest:.2} s")
    }
}
