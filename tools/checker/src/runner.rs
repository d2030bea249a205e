//! Runs an answer where it can do no harm: on its own thread and paused clock, within limits.

use std::any::Any;
use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::thread;
use std::time::{Duration, Instant};

use spy::{Plan, Recording};
use tokio::runtime::{Builder, Handle, Runtime};
use tokio::time::{self, sleep};

use crate::call::{AnswerCall, ExerciseFunction};
use crate::check_state::{CheckState, WakeRecorder, lock, with_check_state};
use crate::hangs::{diagnose_limit_reached, diagnose_stall, diagnose_too_many_parks};
use crate::mistake::{Kind, Mistake, Obstacle, no_verdict_mistake};
use crate::panics;

/// How often the watchdog looks at a check that is under way.
const WATCHDOG_INTERVAL: Duration = Duration::from_millis(100);
/// How long a check may make no progress.
const STALL_TIMEOUT: Duration = Duration::from_secs(3);
/// How long a check may take, even if it makes progress.
const CHECK_TIMEOUT: Duration = Duration::from_secs(300);
/// How often the runtime may park in a call, whatever its delays.
const BASE_PARKS: f64 = 20_000.0;
/// How often it may park besides in each second of the longest delay: enough for a heartbeat of
/// 10 ms.
const EXTRA_PARKS_PER_SECOND: f64 = 250.0;
/// The stack of the thread that runs an answer, with room for large frames.
const STACK_SIZE: usize = 16 << 20;

/// How much later than its deadline a timer may end: one tick of 1 ms, and what floats round off.
pub(crate) const TIMER_TOLERANCE: f64 = 0.001_001;

/// What was seen of a call that returned.
pub(crate) struct Run {
    pub call: AnswerCall,
    /// Seconds that passed on the paused clock.
    pub virtual_seconds: f64,
    /// Seconds of real time that passed.
    pub real_seconds: f64,
    /// What the doubles recorded, up to its end.
    pub recording: Recording,
    /// How many of its tasks were still alive 2 ms later.
    pub tasks_alive_at_end: usize,
    /// The most tasks that were alive when the runtime parked.
    pub max_tasks_alive: usize,
    /// How often the answer's future was polled.
    pub answer_polls: usize,
}

/// A call that ended, and what it returned; or the mistake that it showed.
pub(crate) type RunResult<T> = Result<(Run, T), Mistake>;

/// Why there is no [`Run`] of a call.
pub(crate) enum Failure {
    Panicked(Box<dyn Any + Send>),
    Mistake(Mistake),
}

impl From<Mistake> for Failure {
    fn from(mistake: Mistake) -> Self {
        Self::Mistake(mistake)
    }
}

/// How a run of the answer's future ended.
enum Ending<T> {
    /// The future returned.
    Returned(T),
    /// The clock reached the limit of the run.
    LimitReached,
    /// The runtime parked too often.
    ParkedTooOften,
    /// The answer let the paused clock run.
    ClockResumed,
}

/// Runs the calls of one check.
#[derive(Clone)]
pub(crate) struct Runner {
    /// The function that is checked.
    pub function: ExerciseFunction,
    /// Whether the thread that waits for the check has given it up.
    abandoned: Arc<AtomicBool>,
}

impl Runner {
    /// Announces a call: from here on it is the one that panics or never ends, and nothing that the
    /// one before it did counts any more.
    pub fn begin_call(&self, arguments: &[u32]) -> AnswerCall {
        self.stop_if_abandoned();
        let call = AnswerCall { function: self.function, arguments: arguments.into() };
        panics::start_keeping_panics();
        with_check_state(|state| {
            let call_boundaries = state.call_boundaries + 1;
            let (call, seed) = (call.clone(), state.seed);
            let thread_name = thread::current().name().unwrap_or_default().into();
            *state =
                CheckState { call, call_boundaries, seed, thread_name, ..CheckState::default() };
        });
        call
    }

    /// Runs a call of the answer on a paused clock, with doubles that do what is planned.
    pub fn run<T>(
        &self,
        arguments: &[u32],
        plan: Plan,
        answer: impl AsyncFnOnce() -> T,
    ) -> RunResult<T> {
        self.run_catching_panics(arguments, plan, answer).map_err(|failure| match failure {
            Failure::Panicked(payload) => diagnose_check_panic(&*payload),
            Failure::Mistake(mistake) => mistake,
        })
    }

    /// As [`run`](Self::run), but leaves it to the caller to judge a panic.
    pub fn run_catching_panics<T>(
        &self,
        arguments: &[u32],
        plan: Plan,
        answer: impl AsyncFnOnce() -> T,
    ) -> Result<(Run, T), Failure> {
        let call = self.begin_call(arguments);
        // Twice what waits one after another take; and, for an answer that sleeps by itself, a
        // thousand times its longest delay, with as much again to be sure.
        let delays = plan.delays.iter().sum::<f64>();
        let limit =
            2.0 * delays + 2000.0 * if delays > 0.0 { 1.0 } else { call.max_delay().max(1.0) };
        let longest = plan.delays.iter().copied().fold(0.0, f64::max);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is small")]
        let max_parks = (BASE_PARKS + longest * EXTRA_PARKS_PER_SECOND) as usize;
        with_check_state(|state| state.max_parks = max_parks);
        let runtime = paused_runtime()?;
        let ended = catch_unwind(AssertUnwindSafe(|| {
            runtime.block_on(self.run_within_limit(&call, plan, limit, answer))
        }));
        // A thread that the answer blocks is left behind, not waited for.
        runtime.shutdown_background();
        with_check_state(|state| state.call_boundaries += 1);
        let result = ended.map_err(Failure::Panicked)?;
        // A panic anywhere, even one that the answer has caught, tells more than what came of it.
        if let Some(mistake) = panics::diagnose_kept_panic(&call) {
            return Err(mistake.into());
        }
        Ok(result?)
    }

    /// Runs the answer's future, within a limit of so many seconds.
    async fn run_within_limit<T>(
        &self,
        call: &AnswerCall,
        plan: Plan,
        limit: f64,
        answer: impl AsyncFnOnce() -> T,
    ) -> RunResult<T> {
        spy::start(plan);
        let start = time::Instant::now();
        let real_started_at = Instant::now();
        let mut answer = Box::pin(answer());
        let ending = tokio::select! {
            // The limit is polled first, so at the limit the answer gets no extra poll that
            // could rescue a lost wake-up.
            biased;
            () = sleep(Duration::from_secs_f64(limit)) => Ending::LimitReached,
            ending = self.poll_instrumented(answer.as_mut()) => ending,
        };
        let value = match ending {
            Ending::Returned(value) => value,
            Ending::LimitReached => return diagnose_limit_reached(call, answer).await.into_err(),
            Ending::ParkedTooOften => {
                let is_early = start.elapsed().as_secs_f64() < call.max_delay();
                with_check_state(|state| state.hit_park_limit_before_max_delay = is_early);
                return diagnose_too_many_parks(call).into_err();
            }
            Ending::ClockResumed => return touches_the_clock_mistake(call).into_err(),
        };
        let virtual_seconds = start.elapsed().as_secs_f64();
        let recording = spy::snapshot();
        let real_seconds = real_started_at.elapsed().as_secs_f64();
        if is_clock_running() {
            return touches_the_clock_mistake(call).into_err();
        }
        // A task that is aborted ends in its next turn.
        sleep(Duration::from_millis(2)).await;
        let tasks_alive_at_end = Handle::current().metrics().num_alive_tasks();
        let (max_tasks_alive, answer_polls) =
            with_check_state(|state| (state.max_tasks_alive, state.answer_polls));
        let call = call.clone();
        Ok((
            Run {
                call,
                virtual_seconds,
                real_seconds,
                recording,
                tasks_alive_at_end,
                max_tasks_alive,
                answer_polls,
            },
            value,
        ))
    }

    /// Polls the answer's future, and notes when, until it returns or does what it may not.
    async fn poll_instrumented<T>(
        &self,
        mut answer: Pin<&mut impl Future<Output = T>>,
    ) -> Ending<T> {
        poll_fn(|context| {
            self.stop_if_abandoned();
            let wakes = Arc::new(WakeRecorder::new(context.waker().clone()));
            let (parks, max_parks) = with_check_state(|state| {
                state.answer_polls += 1;
                state.waker = Some(context.waker().clone());
                state.wake_recorder = Arc::clone(&wakes);
                (state.park_count, state.max_parks)
            });
            if is_clock_running() {
                return Poll::Ready(Ending::ClockResumed);
            }
            if parks > max_parks {
                return Poll::Ready(Ending::ParkedTooOften);
            }
            spy::record_progress();
            let polled = answer.as_mut().poll(&mut Context::from_waker(&wakes.into()));
            spy::record_progress();
            polled.map(Ending::Returned)
        })
        .await
    }

    /// Ends the thread of a check that was given up, and prints nothing.
    fn stop_if_abandoned(&self) {
        if self.abandoned.load(Ordering::Relaxed) {
            resume_unwind(Box::new("abandoned"));
        }
    }
}

/// A runtime of one thread whose clock is paused, and that notes what it does.
fn paused_runtime() -> Result<Runtime, Mistake> {
    let on_park = || {
        let tasks = Handle::current().metrics().num_alive_tasks();
        with_check_state(|state| {
            state.max_tasks_alive = state.max_tasks_alive.max(tasks);
            state.parked = true;
            state.park_count += 1;
            state.clock_at_last_park = Some(time::Instant::now());
        });
        spy::record_progress();
    };
    let on_unpark = || {
        with_check_state(|state| state.parked = false);
        spy::record_unpark();
    };
    Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        // The answer's future is polled again only when no task is ready. Otherwise tokio would
        // poll it after every 61 tasks, and far more often if there are thousands of tasks.
        .event_interval(u32::MAX)
        .on_thread_park(on_park)
        .on_thread_unpark(on_unpark)
        .build()
        .map_err(|error| {
            no_verdict_mistake(Obstacle::System, format!("cannot start a runtime: {error}"))
        })
}

/// Runs a check on a thread of its own, one check at a time, and gives it up if it hangs.
///
/// A check that never comes back is left behind: its thread ends where the answer is called or
/// polled next, or with the program.
pub(crate) fn supervise_check(
    function: ExerciseFunction,
    check: impl FnOnce(&Runner) -> Result<(), Mistake> + Send + 'static,
) -> Result<(), Mistake> {
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let _turn = lock(&ONE_AT_A_TIME);
    panics::install_hook();
    let runner = Runner { function, abandoned: Arc::default() };
    let thread_runner = runner.clone();
    let (sender, receiver) = channel();
    let thread = thread::Builder::new().name(function.name().into()).stack_size(STACK_SIZE).spawn(
        move || {
            let verdict = catch_unwind(AssertUnwindSafe(|| check(&thread_runner)));
            // If the check was given up, nobody receives this.
            let _ = sender.send(verdict);
        },
    );
    if let Err(error) = thread {
        return no_verdict_mistake(Obstacle::System, format!("cannot start a thread: {error}"))
            .into_err();
    }

    // On a machine that is busy this thread is late as well, so ticks are counted, not seconds.
    let (mut ticks, mut silent_ticks) = (0, 0);
    let mut last = progress_marker();
    let verdict = loop {
        match receiver.recv_timeout(WATCHDOG_INTERVAL) {
            Ok(Ok(verdict)) => break verdict,
            Ok(Err(panic)) => break diagnose_check_panic(&*panic).into_err(),
            Err(RecvTimeoutError::Disconnected) => {
                break no_verdict_mistake(
                    Obstacle::CheckerFault,
                    "the thread of the check has gone",
                )
                .into_err();
            }
            Err(RecvTimeoutError::Timeout) => {}
        }
        let now = progress_marker();
        silent_ticks = if now == last { silent_ticks + 1 } else { 0 };
        ticks += 1;
        last = now;
        if WATCHDOG_INTERVAL * silent_ticks >= STALL_TIMEOUT {
            break diagnose_stall(STALL_TIMEOUT).into_err();
        }
        if WATCHDOG_INTERVAL * ticks >= CHECK_TIMEOUT {
            break no_verdict_mistake(
                Obstacle::BusyMachine,
                format!("it took more than {} s", CHECK_TIMEOUT.as_secs()),
            )
            .into_err();
        }
    };
    runner.abandoned.store(true, Ordering::Relaxed);
    panics::stop_keeping_panics();
    match with_check_state(|state| state.seed.take()) {
        Some(seed) => verdict.map_err(|mistake| mistake.with_seed(seed)),
        None => verdict,
    }
}

/// A value that changes whenever a check makes progress.
fn progress_marker() -> (usize, Option<time::Instant>, usize) {
    let events = spy::event_count();
    with_check_state(|state| (state.call_boundaries, state.clock_at_last_park, events))
}

/// The mistake of a check that panicked itself: by the answer's panic, or by a fault of its own.
fn diagnose_check_panic(panic: &(dyn Any + Send)) -> Mistake {
    let call = with_check_state(|state| state.call.clone());
    panics::diagnose_kept_panic(&call)
        .unwrap_or_else(|| panics::diagnose_unhooked_panic(&call, panic))
}

/// Whether the clock of the runtime goes on while no timer ends.
fn is_clock_running() -> bool {
    let (clock, real) = (time::Instant::now(), Instant::now());
    while real.elapsed() < Duration::from_micros(2) {}
    time::Instant::now() > clock
}

/// The mistake of an answer after whose call the clock runs by itself.
fn touches_the_clock_mistake(call: &AnswerCall) -> Mistake {
    let seen = format!("{call} let the paused clock of the check run in real time");
    Mistake::new(Kind::TouchesTheClock, seen)
        .with_why(
            "`tokio::time::resume()` was called; the clock belongs to the test, not the answer",
        )
        .with_change("only sleep, and leave `pause`, `resume` and `advance` to tests")
}
