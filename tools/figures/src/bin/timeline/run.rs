//! The three ways to run the same waits, and what was seen of a run.

use std::sync::atomic::{AtomicU32, Ordering};

use clap::ValueEnum;
use tokio::runtime::{Builder, Runtime};

use crate::lesson_1::wait_n;
use crate::lesson_4::task_wait_n;
use crate::watch::{Wait, so_far, wait_random};

/// A way to run some waits.
#[derive(Clone, Copy, PartialEq, ValueEnum)]
pub enum Way {
    /// Each wait starts as the one before it ends
    OneAfterAnother,
    /// All waits in one task: `wait_n`
    Together,
    /// Each wait in a task: `task_wait_n`
    Tasks,
}

/// What was seen of a run.
pub struct Run {
    /// How the waits ran.
    pub way: Way,
    /// How long the run took, or has taken so far, in seconds.
    pub total: f64,
    /// The waits that were started, in order of completion.
    pub waits: Vec<Wait>,
}

impl Way {
    /// The heading of its chart, and what the chart shows beside the times.
    pub fn words(self) -> [&'static str; 2] {
        match self {
            Self::OneAfterAnother => ["one after another", "all on one thread"],
            Self::Together => ["together in one task", "all on one thread"],
            Self::Tasks => {
                ["as tasks on two threads", "1 and 2: the threads that started and ended a wait"]
            }
        }
    }

    /// What runs the waits.
    pub fn runtime(self) -> Runtime {
        let threads = AtomicU32::new(0);
        match self {
            Self::OneAfterAnother | Self::Together => Builder::new_current_thread(),
            Self::Tasks => Builder::new_multi_thread(),
        }
        // Two threads on every machine, so that pictures can be compared.
        .worker_threads(2)
        .thread_name_fn(move || (threads.fetch_add(1, Ordering::Relaxed) + 1).to_string())
        .enable_time()
        .build()
        .expect("a runtime starts")
    }

    /// Runs `n` waits.
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
    pub fn by_now(way: Way) -> Self {
        let (total, mut waits) = so_far();
        waits.retain(|wait| !wait.seen.is_empty());
        let end = |wait: &Wait| wait.seen.get(1).map_or(total, |(end, _)| *end);
        waits.sort_by(|a, b| end(a).total_cmp(&end(b)));
        Self { way, total, waits }
    }

    /// The figures under its chart.
    pub fn summary(&self) -> String {
        let delays = || self.waits.iter().map(|wait| wait.delay);
        let (sum, longest) = (delays().sum::<f64>(), delays().fold(0.0, f64::max));
        let total = self.total;
        format!("total {total:.2} s, sum of delays {sum:.2} s, longest {longest:.2} s")
    }
}
