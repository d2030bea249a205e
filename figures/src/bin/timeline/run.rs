//! The three ways to run the same waits, and what was seen of a run.

use std::sync::atomic::{AtomicU32, Ordering};

use clap::ValueEnum;
use tokio::runtime::{Builder, Runtime};

use crate::course::concurrent_coroutines::wait_n;
use crate::course::task_wait_n::task_wait_n;
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
            Self::Tasks => [
                "as tasks on two threads",
                "1 and 2: the threads that started and ended a wait",
            ],
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
    pub async fn run(self, n: u32, max_delay: u32) -> Vec<f64> {
        match self {
            Self::OneAfterAnother => one_after_another(n, max_delay).await,
            Self::Together => wait_n(n, max_delay).await,
            Self::Tasks => task_wait_n(n, max_delay).await,
        }
    }
}

/// Awaits each wait before it makes the next.
async fn one_after_another(n: u32, max_delay: u32) -> Vec<f64> {
    let mut delays = Vec::new();
    for _ in 0..n {
        delays.push(wait_random(max_delay).await);
    }
    delays
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::watch::start;

    /// Runs ten waits of up to 1 s; gives their delays too, the shortest first.
    fn run(way: Way, seed: u32) -> (Run, Vec<f64>) {
        let runtime = way.runtime();
        start(seed);
        let mut delays = runtime.block_on(way.run(10, 1));
        delays.sort_by(f64::total_cmp);
        (Run::by_now(way), delays)
    }

    // One test, for one run can be watched at a time.
    #[test]
    fn the_ways_run_the_same_waits_one_after_another_or_at_the_same_time() {
        let (one_after_another, delays) = run(Way::OneAfterAnother, 7);
        let sum: f64 = delays.iter().sum();
        assert!(one_after_another.total >= sum);
        let waits = &one_after_another.waits;
        assert!(waits.is_sorted_by(|a, b| a.seen[1].0 <= b.seen[0].0 && a.number < b.number));
        for way in [Way::Together, Way::Tasks] {
            let (together, same_delays) = run(way, 7);
            assert_eq!(same_delays, delays);
            // The sum is near 5 s, the longest at most 1 s: room for a slow machine.
            assert!(together.total < sum / 2.0, "{}", together.summary());
            for Wait { delay, seen, .. } in &together.waits {
                assert!(seen[1].0 - seen[0].0 >= *delay);
            }
        }
        assert_ne!(run(Way::Together, 8).1, delays);
    }
}
