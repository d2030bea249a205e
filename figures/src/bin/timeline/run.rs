//! The three ways to run the same waits, and what a run records.
//!
//! The crates of the course draw each delay as its wait starts, and give back
//! nothing but delays. Here the delays are drawn before the run, so that all
//! ways run the same ones, and each wait notes when and on which thread it
//! started and ended. The rest is as in `wait_n` and `task_wait_n`.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};
use std::thread;
use std::time::{Duration, Instant};

use clap::ValueEnum;
use futures::stream::{FuturesUnordered, StreamExt};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use tokio::runtime::Builder;
use tokio::time::sleep;

/// A way to run some waits.
#[derive(Clone, Copy, PartialEq, ValueEnum)]
pub enum Way {
    /// Each wait starts as the one before it ends
    OneAfterAnother,
    /// All waits in one task, as in `wait_n`
    Together,
    /// Each wait in a task, as in `task_wait_n`
    Tasks,
}

/// When something happened, and on which thread.
pub struct Moment {
    /// The instant.
    pub at: Instant,
    /// The thread's name; a runtime's worker threads are named by their number.
    thread: String,
}

/// One wait, and what is known of it while it runs.
pub struct Wait {
    /// How long it waits, in seconds.
    pub delay: f64,
    /// Where it started, once it has.
    pub start: OnceLock<Moment>,
    /// Where it ended, once it has.
    pub end: OnceLock<Moment>,
}

/// One wait of a run that is over. Times are in seconds since the run's start.
pub struct Span {
    /// Its place in the order of creation, from 1.
    pub number: u32,
    /// How long it had to wait.
    pub delay: f64,
    /// When it started.
    pub start: f64,
    /// When it ended.
    pub end: f64,
    /// The names of the threads that started and ended it.
    pub threads: [String; 2],
}

/// A run that is over.
pub struct Run {
    /// How the waits ran.
    pub way: Way,
    /// How long the run took, in seconds.
    pub total: f64,
    /// The waits, in order of completion.
    pub spans: Vec<Span>,
}

/// Draws `n` delays, 0 to `max_delay` seconds: the same ones for the same `seed`.
pub fn draw(n: u32, max_delay: f64, seed: u32) -> Vec<f64> {
    let mut generator = StdRng::seed_from_u64(seed.into());
    (0..n)
        .map(|_| generator.random_range(0.0..=max_delay))
        .collect()
}

impl Moment {
    /// Here and now.
    fn now() -> Self {
        Self {
            at: Instant::now(),
            thread: thread::current().name().unwrap_or_default().into(),
        }
    }
}

impl Wait {
    /// A wait that has not started.
    pub fn new(delay: f64) -> Self {
        Self {
            delay,
            start: OnceLock::new(),
            end: OnceLock::new(),
        }
    }

    /// Waits, as `wait_random` does once it has drawn its delay.
    async fn run(&self) {
        self.start.get_or_init(Moment::now);
        sleep(Duration::from_secs_f64(self.delay)).await;
        self.end.get_or_init(Moment::now);
    }

    /// What a run that is over did with this wait.
    fn span(&self, number: u32, run_start: Instant) -> Span {
        let start = self.start.get().expect("every wait has started");
        let end = self.end.get().expect("every wait has ended");
        Span {
            number,
            delay: self.delay,
            start: (start.at - run_start).as_secs_f64(),
            end: (end.at - run_start).as_secs_f64(),
            threads: [start.thread.clone(), end.thread.clone()],
        }
    }
}

impl Way {
    /// The heading of its chart.
    pub fn title(self) -> &'static str {
        match self {
            Self::OneAfterAnother => "one after another",
            Self::Together => "together in one task",
            Self::Tasks => "as tasks on two threads",
        }
    }

    /// What its chart shows beside the times.
    pub fn note(self) -> &'static str {
        match self {
            Self::OneAfterAnother | Self::Together => "all on one thread",
            Self::Tasks => "1 and 2: the threads that started and ended a wait",
        }
    }

    /// Runs the waits, and tells what ran when.
    pub fn run(self, waits: &[Arc<Wait>]) -> Run {
        let threads = AtomicU32::new(0);
        let runtime = match self {
            Self::OneAfterAnother | Self::Together => Builder::new_current_thread(),
            Self::Tasks => Builder::new_multi_thread(),
        }
        // Two threads on every machine, so that pictures can be compared.
        .worker_threads(2)
        .thread_name_fn(move || (threads.fetch_add(1, Ordering::Relaxed) + 1).to_string())
        .enable_time()
        .build()
        .expect("a runtime starts");

        let start = Instant::now();
        runtime.block_on(self.wait_for_all(waits));
        let total = start.elapsed().as_secs_f64();
        let mut spans: Vec<_> = (1..)
            .zip(waits)
            .map(|(number, wait)| wait.span(number, start))
            .collect();
        spans.sort_by(|a, b| a.end.total_cmp(&b.end));
        Run {
            way: self,
            total,
            spans,
        }
    }

    /// Runs the waits until the last has ended.
    async fn wait_for_all(self, waits: &[Arc<Wait>]) {
        match self {
            Self::OneAfterAnother => {
                for wait in waits {
                    wait.run().await;
                }
            }
            Self::Together => {
                let mut all: FuturesUnordered<_> = waits.iter().map(|wait| wait.run()).collect();
                while all.next().await.is_some() {}
            }
            Self::Tasks => {
                let start = |wait: Arc<Wait>| tokio::spawn(async move { wait.run().await });
                let mut all: FuturesUnordered<_> = waits.iter().cloned().map(start).collect();
                while let Some(ended) = all.next().await {
                    ended.expect("a wait does not panic");
                }
            }
        }
    }
}

impl Run {
    /// The figures under its chart.
    pub fn summary(&self) -> String {
        format!(
            "total {:.2} s, sum of delays {:.2} s, longest {:.2} s",
            self.total,
            self.sum(),
            self.longest()
        )
    }

    /// The sum of the delays, in seconds.
    fn sum(&self) -> f64 {
        self.spans.iter().map(|span| span.delay).sum()
    }

    /// The longest delay, in seconds.
    fn longest(&self) -> f64 {
        let delays = self.spans.iter().map(|span| span.delay);
        delays.fold(0.0, f64::max)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Runs waits of these delays.
    fn run(way: Way, delays: &[f64]) -> Run {
        let waits: Vec<_> = delays
            .iter()
            .map(|&delay| Arc::new(Wait::new(delay)))
            .collect();
        way.run(&waits)
    }

    #[test]
    fn the_same_seed_draws_the_same_delays() {
        assert_eq!(draw(10, 7.0, 1), draw(10, 7.0, 1));
        assert_ne!(draw(10, 7.0, 1), draw(10, 7.0, 2));
    }

    #[test]
    fn one_after_another_no_two_waits_overlap() {
        let run = run(Way::OneAfterAnother, &[0.03, 0.01, 0.02]);
        let numbers: Vec<_> = run.spans.iter().map(|span| span.number).collect();
        assert_eq!(numbers, [1, 2, 3]);
        assert!(run.spans.is_sorted_by(|a, b| a.end <= b.start));
        assert!(run.total >= run.sum());
    }

    #[test]
    fn together_every_wait_starts_before_the_first_ends() {
        for way in [Way::Together, Way::Tasks] {
            // Half the sum is 2.5 s: room for a slow machine.
            let run = run(way, &[0.5; 10]);
            let first_end = run.spans[0].end;
            assert!(run.spans.iter().all(|span| span.start < first_end));
            assert!((run.longest()..run.sum() / 2.0).contains(&run.total));
        }
    }

    #[test]
    fn waits_are_listed_in_order_of_completion() {
        let run = run(Way::Together, &[0.3, 0.0, 0.2, 0.1]);
        let numbers: Vec<_> = run.spans.iter().map(|span| span.number).collect();
        assert_eq!(numbers, [2, 4, 3, 1]);
    }
}
