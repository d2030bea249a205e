//! The doubles themselves: what they do, and when they record it.

use std::panic::panic_any;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::thread;
use std::time::{Duration, Instant};

use tokio::task::{self, JoinHandle};
use tokio::time::{Sleep, sleep};

use crate::recording::{Outcome, Recorder, WaitNRecord, WaitRecord, current_recorder};

/// The longest delay that the course's `wait_random` draws if it isn't told another.
pub const DEFAULT_MAX_DELAY: u32 = 10;

/// The message of a panic that was planned.
pub const PLANNED_PANIC_MESSAGE: &str = "the checker made this wait panic on purpose";

/// The message of the panic of a wait that the plan doesn't allow any more.
pub const TOO_MANY_WAITS_MESSAGE: &str = "wait_random was called far more often than asked for";

/// Waits for the next delay of the plan, and returns it.
///
/// The call is recorded at once. As with an `async fn`, nothing else happens before the future
/// is polled.
///
/// # Panics
///
/// Panics if that is the plan, or if the plan allows no more waits.
pub fn wait_random(max_delay: u32) -> impl Future<Output = f64> + Send {
    let mut wait = WaitDouble::new(max_delay);
    // A future that can't be moved once it is polled, as that of an `async fn`.
    async move { Pin::new(&mut wait).await }
}

/// Starts a wait as a task, and returns the task's handle.
///
/// # Panics
///
/// Panics outside a tokio runtime, as the course's function does.
#[track_caller]
#[expect(clippy::must_use_candidate, reason = "the task runs whether or not its handle is kept")]
pub fn task_wait_random(max_delay: u32) -> JoinHandle<f64> {
    tokio::spawn(wait_random(max_delay))
}

/// Waits for as long as the plan says, whatever it is asked for, and returns the delays
/// `max_delay * i / (n + 1)`, for each `i` from 1 to `n`.
///
/// # Panics
///
/// Panics instead of returning, if that is the plan.
pub fn wait_n(n: u32, max_delay: u32) -> impl Future<Output = Vec<f64>> + Send {
    let call = WaitNDouble::new([n, max_delay]);
    async move {
        call.record_start();
        let (time, panics) = {
            let plan = &call.recorder.lock().plan;
            (plan.wait_n_duration, plan.wait_n_panics)
        };
        sleep(time).await;
        if panics {
            call.record_end(Outcome::Panicked);
            panic!("{PLANNED_PANIC_MESSAGE}");
        }
        call.record_end(Outcome::Completed);
        (1..=n).map(|i| f64::from(max_delay) * f64::from(i) / f64::from(n + 1)).collect()
    }
}

/// A wait that records its polls and its end.
struct WaitDouble {
    /// Where they are recorded.
    recorder: Recorder,
    /// Its position in the recording.
    index: usize,
    /// How long it takes, in seconds.
    delay: f64,
    /// Whether it panics then.
    panics: bool,
    /// What it awaits, from its first poll on.
    sleep: Option<Pin<Box<Sleep>>>,
}

impl WaitDouble {
    /// A wait that is the next of the plan.
    fn new(max_delay: u32) -> Self {
        let recorder = current_recorder();
        let mut recording = recorder.lock();
        let index = recording.waits.len();
        if index >= recording.plan.max_waits {
            let dropped = |wait: &&WaitRecord| wait.outcome == Some(Outcome::Dropped);
            recording.dropped_at_limit = recording.waits.iter().filter(dropped).count();
            drop(recording);
            panic!("{TOO_MANY_WAITS_MESSAGE}");
        }
        let planned = recording.plan.delays.get(index).copied();
        let delay = planned.unwrap_or(f64::from(max_delay) / 2.0);
        let panics = recording.plan.panicking_wait == Some(index);
        let created_at = recording.elapsed();
        recording.record_event();
        recording.waits.push(WaitRecord { max_delay, delay, created_at, ..WaitRecord::default() });
        drop(recording);
        Self { recorder, index, delay, panics, sleep: None }
    }

    /// Records its first poll.
    fn record_start(&self) {
        let mut recording = self.recorder.lock();
        recording.record_event();
        let (now, wakes) = (recording.elapsed(), recording.wakes);
        let wait = &mut recording.waits[self.index];
        wait.started_at = Some(now);
        wait.wakes_at_start = wakes;
        wait.start_thread = Some(thread::current());
        wait.task = task::try_id();
    }

    /// Records its end, if it hasn't ended before.
    fn record_end(&self, outcome: Outcome) {
        let mut recording = self.recorder.lock();
        recording.record_event();
        let (now, wakes) = (recording.elapsed(), recording.wakes);
        let wait = &mut recording.waits[self.index];
        if wait.outcome.is_none() {
            wait.outcome = Some(outcome);
            wait.ended_at = Some(now);
            wait.wakes_at_end = wakes;
            wait.end_thread = Some(thread::current());
        }
    }
}

impl Future for WaitDouble {
    type Output = f64;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<f64> {
        let mut recording = self.recorder.lock();
        recording.polls += 1;
        recording.waits[self.index].polls += 1;
        drop(recording);
        if self.sleep.is_none() {
            self.record_start();
            self.sleep = Some(Box::pin(sleep(Duration::from_secs_f64(self.delay))));
        }
        if let Some(sleep) = &mut self.sleep {
            ready!(sleep.as_mut().poll(context));
        }
        if self.panics {
            self.record_end(Outcome::Panicked);
            // A `&str` for this wait and a `String` for the others, because an answer may pass on
            // only panics of one of these types.
            if self.index == 1 {
                panic_any(PLANNED_PANIC_MESSAGE);
            }
            panic_any(PLANNED_PANIC_MESSAGE.to_string());
        }
        self.record_end(Outcome::Completed);
        Poll::Ready(self.delay)
    }
}

impl Drop for WaitDouble {
    fn drop(&mut self) {
        self.record_end(Outcome::Dropped);
    }
}

/// A call of `wait_n` that records its start and its end.
struct WaitNDouble {
    /// Where they are recorded.
    recorder: Recorder,
    /// Its position in the recording.
    index: usize,
}

impl WaitNDouble {
    /// A call with these arguments.
    fn new(arguments: [u32; 2]) -> Self {
        let recorder = current_recorder();
        let mut recording = recorder.lock();
        let index = recording.wait_n_calls.len();
        recording.wait_n_calls.push(WaitNRecord { arguments, ..WaitNRecord::default() });
        recording.record_event();
        drop(recording);
        Self { recorder, index }
    }

    /// Records its first poll.
    fn record_start(&self) {
        let mut recording = self.recorder.lock();
        recording.record_event();
        let call = &mut recording.wait_n_calls[self.index];
        call.start_instant = Some(Instant::now());
        call.task = task::try_id();
        call.start_thread = Some(thread::current());
    }

    /// Records its end, if it hasn't ended before.
    fn record_end(&self, outcome: Outcome) {
        let mut recording = self.recorder.lock();
        recording.record_event();
        let call = &mut recording.wait_n_calls[self.index];
        if call.outcome.is_none() {
            call.outcome = Some(outcome);
            call.end_instant = Some(Instant::now());
        }
    }
}

impl Drop for WaitNDouble {
    fn drop(&mut self) {
        self.record_end(Outcome::Dropped);
    }
}
