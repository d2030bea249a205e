//! The modes in which the same waits run, and snapshots of their runs.

use std::sync::atomic::{AtomicU32, Ordering};

use clap::ValueEnum;
use tokio::runtime::{Builder, Runtime};

use crate::lesson_1::wait_n;
use crate::lesson_4::task_wait_n;
use crate::watch::{Wait, so_far, wait_random};

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
    /// The heading.
    pub title: &'static str,
    /// What the chart shows about threads.
    pub note: &'static str,
}

/// What was seen of a run.
pub struct Run {
    /// How the waits ran.
    pub mode: Mode,
    /// How long the run took, or has taken so far, in seconds.
    pub total: f64,
    /// The waits that were started, in order of completion.
    pub waits: Vec<Wait>,
}

impl Mode {
    /// Returns the texts of this mode's chart.
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
    /// What is seen of the run by now.
    pub fn by_now(mode: Mode) -> Self {
        let (total, mut waits) = so_far();
        waits.retain(|wait| !wait.seen.is_empty());
        let end = |wait: &Wait| wait.seen.get(1).map_or(total, |(end, _)| *end);
        waits.sort_by(|a, b| end(a).total_cmp(&end(b)));
        Self { mode, total, waits }
    }

    /// The figures under its chart.
    pub fn summary(&self) -> String {
        let delays = || self.waits.iter().map(|wait| wait.delay);
        let (sum, longest) = (delays().sum::<f64>(), delays().fold(0.0, f64::max));
        let total = self.total;
        format!("total {total:.2} s, sum of delays {sum:.2} s, longest {longest:.2} s")
    }
}
