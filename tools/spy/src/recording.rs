//! What the doubles record, and what they are told to do.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, Thread};
use std::time::{Duration, Instant};

use tokio::task;

/// What the doubles do.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The delays of the waits, in seconds, in the order in which the waits are created.
    ///
    /// A wait beyond the last of them takes half of its `max_delay`.
    pub delays: Vec<f64>,
    /// The wait that panics when its delay has passed, by its place in that order.
    pub panicking_wait: Option<usize>,
    /// How long a call of [`wait_n`](crate::wait_n) takes.
    pub wait_n_duration: Duration,
    /// Whether it panics then.
    pub wait_n_panics: bool,
    /// How many waits may be created. One more panics.
    pub max_waits: usize,
}

impl Default for Plan {
    fn default() -> Self {
        Self {
            delays: Vec::new(),
            panicking_wait: None,
            wait_n_duration: Duration::ZERO,
            wait_n_panics: false,
            max_waits: 100_000,
        }
    }
}

/// How a wait or a call ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It returned.
    Completed,
    /// It panicked, as it was planned.
    Panicked,
    /// It was dropped before it had returned.
    Dropped,
}

/// One wait, and what happened to it.
#[derive(Clone, Debug, Default)]
pub struct WaitRecord {
    /// The `max_delay` that it was called with.
    pub max_delay: u32,
    /// How long it takes, in seconds.
    pub delay: f64,
    /// When the function was called.
    pub created_at: f64,
    /// When it was first polled.
    pub started_at: Option<f64>,
    /// When it ended.
    pub ended_at: Option<f64>,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// How often it was polled.
    pub polls: usize,
    /// How often the answer had been woken in that poll of it when the wait was first polled.
    pub wakes_at_start: usize,
    /// How often the answer had been woken in that poll of it when the wait ended.
    pub wakes_at_end: usize,
    /// The task that polled it first, if that was a task.
    pub task: Option<task::Id>,
    /// The thread that polled it first.
    pub start_thread: Option<Thread>,
    /// The thread on which it ended.
    pub end_thread: Option<Thread>,
}

/// One call of [`wait_n`](crate::wait_n), and what happened to it.
#[derive(Clone, Debug, Default)]
pub struct WaitNRecord {
    /// The arguments, `n` and `max_delay`.
    pub arguments: [u32; 2],
    /// The real time at which it was first polled.
    pub start_instant: Option<Instant>,
    /// The task that polled it first, if that was a task.
    pub task: Option<task::Id>,
    /// The thread that polled it first.
    pub start_thread: Option<Thread>,
    /// The real time at which it ended.
    pub end_instant: Option<Instant>,
    /// How it ended.
    pub outcome: Option<Outcome>,
}

/// What has been recorded since [`start`].
#[derive(Clone, Debug)]
pub struct Recording {
    /// What the doubles do in it.
    pub plan: Plan,
    /// When it was started, from which the times of its waits are counted.
    pub origin: tokio::time::Instant,
    /// The thread that started it.
    pub starting_thread: Thread,
    /// How many seconds after its start the [`snapshot`] was taken; 0 before that.
    pub snapshot_at: f64,
    /// The waits, in the order in which they were created.
    pub waits: Vec<WaitRecord>,
    /// The calls of `wait_n`, in the order in which they were made.
    pub wait_n_calls: Vec<WaitNRecord>,
    /// How many waits had been dropped when one more was created than the plan allows.
    pub dropped_at_limit: usize,
    /// How often the waits were polled, all together.
    pub polls: usize,
    /// How often a wait or a call was created, started, ended or dropped.
    pub events: usize,
    /// How often the answer has been woken since it was last polled.
    pub wakes: usize,
    /// The real time of the last progress: an event, the begin or the end of a poll, or a park.
    pub last_progress: Instant,
    /// Whether the thread under check is parked, because no task can go on.
    pub parked: bool,
    /// The longest real time for which that thread made no progress and wasn't parked.
    pub longest_block: Duration,
}

impl Recording {
    /// An empty recording that starts now.
    fn new(plan: Plan) -> Self {
        Self {
            plan,
            origin: tokio::time::Instant::now(),
            starting_thread: thread::current(),
            snapshot_at: 0.0,
            waits: Vec::new(),
            wait_n_calls: Vec::new(),
            dropped_at_limit: 0,
            polls: 0,
            events: 0,
            wakes: 0,
            last_progress: Instant::now(),
            parked: false,
            longest_block: Duration::ZERO,
        }
    }

    /// How many seconds ago it was started.
    #[must_use]
    pub fn elapsed(&self) -> f64 {
        self.origin.elapsed().as_secs_f64()
    }

    /// How many of its waits satisfy the predicate.
    pub fn count_waits(&self, predicate: impl Fn(&WaitRecord) -> bool) -> usize {
        self.waits.iter().filter(|wait| predicate(wait)).count()
    }

    /// Whether a wait was first polled on another thread than the one that started the recording.
    #[must_use]
    pub fn ran_on_another_thread(&self) -> bool {
        let mut threads = self.waits.iter().filter_map(|wait| wait.start_thread.as_ref());
        threads.any(|thread| thread.id() != self.starting_thread.id())
    }

    /// The most waits that ran at the same time. Waits of no time don't count.
    #[must_use]
    pub fn max_concurrency(&self) -> usize {
        let mut events: Vec<(f64, i32)> = Vec::new();
        for wait in self.waits.iter().filter(|wait| wait.delay > 0.0) {
            events.extend(wait.started_at.map(|started| (started, 1)));
            events.extend(wait.started_at.and(wait.ended_at).map(|ended| (ended, -1)));
        }
        // At the same moment a wait ends before the next starts.
        events.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let (mut running, mut most) = (0, 0);
        for (_, change) in events {
            running += change;
            most = most.max(running);
        }
        usize::try_from(most).unwrap_or_default()
    }

    /// Records that something happens.
    pub(crate) fn record_event(&mut self) {
        self.events += 1;
        self.record_progress();
    }

    /// Updates the longest block with the time since the last progress.
    fn record_progress(&mut self) {
        let now = Instant::now();
        if !self.parked {
            self.longest_block = self.longest_block.max(now - self.last_progress);
        }
        self.last_progress = now;
    }
}

/// A recording that is under way.
#[derive(Clone)]
pub(crate) struct Recorder(Arc<Mutex<Recording>>);

impl Recorder {
    /// A recorder that starts now.
    fn new(plan: Plan) -> Self {
        Self(Arc::new(Mutex::new(Recording::new(plan))))
    }

    /// Locks the recording, to read it or to add to it.
    pub fn lock(&self) -> MutexGuard<'_, Recording> {
        // Whatever panicked while it held the lock, each record is whole.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The recorder of this process, from the first time that it is needed.
static CURRENT: Mutex<Option<Recorder>> = Mutex::new(None);

/// The recorder to which a new wait or call belongs.
pub(crate) fn current_recorder() -> Recorder {
    let mut current = CURRENT.lock().unwrap_or_else(PoisonError::into_inner);
    current.get_or_insert_with(|| Recorder::new(Plan::default())).clone()
}

/// Starts a recording. Waits that are still under way belong to the one before.
pub fn start(plan: Plan) {
    let mut current = CURRENT.lock().unwrap_or_else(PoisonError::into_inner);
    *current = Some(Recorder::new(plan));
}

/// What has been recorded so far.
#[must_use]
pub fn snapshot() -> Recording {
    let mut snapshot = current_recorder().lock().clone();
    snapshot.snapshot_at = snapshot.elapsed();
    snapshot
}

/// How many things have happened so far.
#[must_use]
pub fn event_count() -> usize {
    current_recorder().lock().events
}

/// Records that the future of the answer is about to be polled.
pub fn record_poll_start() {
    let recorder = current_recorder();
    let mut recording = recorder.lock();
    recording.record_progress();
    recording.wakes = 0;
}

/// Records that the future of the answer has been polled, so that the time since
/// [`record_poll_start`] counts as the answer's.
pub fn record_poll_end() {
    current_recorder().lock().record_progress();
}

/// Records that the future of the answer is woken.
pub fn record_wake() {
    current_recorder().lock().wakes += 1;
}

/// Records that the thread under check is parked from now on, which isn't a block.
pub fn record_park() {
    let recorder = current_recorder();
    let mut recording = recorder.lock();
    recording.record_progress();
    recording.parked = true;
}

/// Records that the thread under check was parked until now.
pub fn record_unpark() {
    let recorder = current_recorder();
    let mut recording = recorder.lock();
    recording.record_progress();
    recording.parked = false;
}
