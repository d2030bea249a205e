//! Runs an answer where it can do no harm: on its own thread and paused clock, within limits.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};
use std::{mem, thread};

use cpu_time::ThreadTime;
use tokio::runtime::{Builder, Handle, Runtime};
use tokio::time::{resume, sleep, timeout};

use crate::mistake::{Call, Kind, Mistake, Verdict, mistake};
use crate::watch::{Seen, Stand, Watch, belongs_to, note_panics, waits_outside};

/// How many times as much time a busy machine gets at the most.
const PATIENCE: f64 = 12.0;

/// What was seen of a call that came to its end.
pub(crate) struct Run {
    /// The call.
    pub call: Call,
    /// Seconds that passed on the paused clock.
    pub took: f64,
    /// Seconds that passed on the wall.
    pub real: f64,
    /// Seconds in which its thread ran on a processor.
    pub busy: f64,
    /// Where the paused clock stood, in order.
    pub stands: Vec<Stand>,
    /// How often the answer was polled.
    pub polls: usize,
    /// The tasks that were alive 2 ms after it had ended.
    pub left: usize,
}

/// A call that came to its end, and what it gave.
pub(crate) type Ran<T> = Result<(Run, T), Mistake>;

impl Watch {
    /// Starts a runtime that is watched.
    pub fn runtime(&self, builder: &mut Builder) -> Runtime {
        let [parks, unparks, starts] = [(); 3].map(|()| self.clone());
        builder.on_thread_park(move || parks.parks());
        builder.on_thread_unpark(move || unparks.seen().idle = false);
        builder.on_thread_start(move || belongs_to(&starts));
        builder.build().expect("a runtime starts")
    }

    /// Runs a future of the answer on a paused clock: what was seen, and what it gave.
    pub fn run<T>(&self, arguments: &[u32], answer: impl AsyncFnOnce() -> T) -> Ran<T> {
        let call = self.call(arguments);
        // Enough for waits one after another, and for delays a thousand times too long.
        let limit = 1000.0_f64.max(f64::from(arguments[0])) * call.max_delay().max(1.0);
        let mut paused = Builder::new_current_thread();
        // All tasks have their turn before the answer is asked again.
        paused.enable_time().start_paused(true).event_interval(u32::MAX);
        let runtime = self.runtime(&mut paused);
        let (real, busy) = (Instant::now(), ThreadTime::now());
        let ended = runtime.block_on(async {
            let start = tokio::time::Instant::now();
            let mut answer = Box::pin(answer());
            let ended = tokio::select! {
                biased;
                // One that nobody woke is not asked once more.
                () = sleep(Duration::from_secs_f64(limit)) => None,
                value = self.watched(answer.as_mut()) => Some(value),
            };
            let took = start.elapsed().as_secs_f64();
            let Some(value) = ended else {
                self.ends();
                return Err(never_ends(&call, limit, answer).await);
            };
            let [real, busy] = [real.elapsed(), busy.elapsed()].map(|time| time.as_secs_f64());
            let Seen { stands, polls, .. } = self.seen().clone();
            sleep(Duration::from_millis(2)).await;
            let left = Handle::current().metrics().num_alive_tasks();
            Ok((Run { call, took, real, busy, stands, polls, left }, value))
        });
        // A thread that the answer blocks is left behind, not waited for.
        runtime.shutdown_background();
        self.ends();
        self.panicked().map_or(ended, Err)
    }
}

/// The mistake of a call that the paused clock could not end. Does real time end it?
async fn never_ends(call: &Call, limit: f64, mut answer: impl Future + Unpin) -> Mistake {
    resume();
    let is_ready = timeout(Duration::ZERO, &mut answer).await.is_ok();
    if !is_ready && timeout(Duration::from_secs(2), answer).await.is_ok() {
        return waits_outside(call, "did not end while the clock of its runtime ran on");
    }
    mistake! { call, NeverEnds, ("{call} had not ended when {limit:.3} s had passed"),
    "it waits for something that never comes, or for a time in the wrong unit",
    "await only what some other code completes: a channel ends when every sender is dropped, and a full channel goes on when it is read; a lock or a permit is free when its guard is dropped; a `Notify` or a `watch` keeps one value only; a future that answers `Pending` keeps its waker, and what it polls; a task ends when its runtime runs, and a limit of 0 waits lets none run"}
}

/// Runs something on a thread with room for large frames, by the answer's name: a stack overflow shows it.
pub(crate) fn on_a_thread<T: Send + 'static>(
    watch: &Watch,
    run: impl FnOnce(&Watch) -> T + Send + 'static,
) -> thread::JoinHandle<T> {
    let (watch, name) = (watch.clone(), watch.seen().call.function.into());
    let thread = thread::Builder::new().name(name).stack_size(64 << 20).spawn(move || {
        belongs_to(&watch);
        run(&watch)
    });
    thread.expect("the system starts a thread")
}

/// What a call returns, or nothing if it panics: what a panic holds could, dropped, panic once more.
pub(crate) fn returned<T>(call: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(call)).map_err(mem::forget).ok()
}

/// Runs a check on a thread of its own. One that never comes back is left behind.
pub(crate) fn guarded(
    function: &'static str,
    check: impl FnOnce(&Watch) -> Verdict + Send + 'static,
) -> Verdict {
    let watch = Watch::default();
    watch.seen().call.function = function;
    note_panics();
    let thread = on_a_thread(&watch, check);
    let start = Instant::now();
    let mut patience = 1.0;
    loop {
        thread::sleep(Duration::from_millis(5));
        if thread.is_finished() {
            return thread.join().unwrap_or_else(|panic| Err(watch.ended_by(panic)));
        }
        if watch.is_over(start, patience) {
            // A busy machine gets as much more time as it gives less, and is looked at again.
            let slower = 1.0 / share_of_a_core();
            if slower > patience && patience < PATIENCE {
                patience = slower.min(4.0 * patience).min(PATIENCE);
            } else if !thread.is_finished() && watch.is_over(start, patience) {
                let mistake = watch.gives_up(patience, slower > PATIENCE);
                watch.seen().given_up = true;
                return Err(mistake);
            }
        }
    }
}

/// The share of a core that a thread gets which always has something to do.
pub(crate) fn share_of_a_core() -> f64 {
    let (start, ran) = (Instant::now(), ThreadTime::now());
    while start.elapsed() < Duration::from_millis(200) {}
    ran.elapsed().as_secs_f64() / start.elapsed().as_secs_f64()
}
