//! Runs an answer where it can do no harm: on its own thread and paused clock, within limits.

use std::future::poll_fn;
use std::iter;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::pin::Pin;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::sync::{Arc, Mutex, MutexGuard};
use std::task::{Context, Poll};
use std::thread;
use std::time::{Duration, Instant};

use spy::{Outcome, Plan, Recording};
use tokio::runtime::{Builder, Handle, Runtime};
use tokio::time::{self, sleep};

use crate::call::{AnswerCall, ExerciseFunction};
use crate::hangs::{diagnose_limit_reached, diagnose_stall, diagnose_too_many_parks};
use crate::mistake::{Kind, Mistake, NoVerdictReason, no_verdict_mistake};
use crate::panics;
use crate::state::{CallState, CheckState, WakeRecorder, lock_ignoring_poison};

/// How often the watchdog looks at a check that is under way.
const WATCHDOG_INTERVAL: Duration = Duration::from_millis(100);
/// How long a check may make no progress.
const STALL_TIMEOUT: Duration = Duration::from_secs(3);
/// How long a check may take, even if it makes progress.
const CHECK_TIMEOUT: Duration = Duration::from_secs(300);
/// How often the runtime may park in a call, whatever its delays.
const BASE_PARK_LIMIT: f64 = 20_000.0;
/// How often it may park besides in each second of the longest delay: enough for a heartbeat of
/// 10 ms.
const EXTRA_PARKS_PER_SECOND: f64 = 250.0;
/// The stack of the thread that runs an answer, with room for large frames.
const STACK_SIZE: usize = 16 << 20;

/// How much later than its deadline a timer may end: one tick of 1 ms, and what floats round off.
pub(crate) const TIMER_TOLERANCE_SECONDS: f64 = 0.001_001;

/// What was seen of a call that returned.
pub(crate) struct Run {
    pub call: AnswerCall,
    /// Seconds that it took on the paused clock.
    pub virtual_seconds: f64,
    /// Seconds of real time that it took.
    pub real_seconds: f64,
    /// What the doubles recorded, up to its end.
    pub recording: Recording,
    /// How many of its tasks were still alive 2 ms later.
    pub tasks_alive_after_end: usize,
    /// The most tasks that were alive when the runtime parked.
    pub max_tasks_alive: usize,
}

/// A call that ended, and what it returned; or the mistake that it showed.
pub(crate) type RunResult<T> = Result<(Run, T), Mistake>;

/// Why there is no [`Run`] of a call, with the mistake to report if nothing speaks against it.
pub(crate) enum Failure {
    /// The answer's future panicked.
    Panicked(Mistake),
    /// The runtime parked too often before the longest delay of the call had passed, as it does for
    /// an answer with a heartbeat.
    ParkLimitBeforeMaxDelay(Mistake),
    Mistake(Mistake),
}

impl From<Mistake> for Failure {
    fn from(mistake: Mistake) -> Self {
        Self::Mistake(mistake)
    }
}

impl From<Failure> for Mistake {
    fn from(failure: Failure) -> Self {
        let (Failure::Panicked(mistake)
        | Failure::ParkLimitBeforeMaxDelay(mistake)
        | Failure::Mistake(mistake)) = failure;
        mistake
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
    state: Arc<Mutex<CheckState>>,
}

impl Runner {
    fn new(function: ExerciseFunction) -> Self {
        Self { function, state: Arc::default() }
    }

    /// Locks the state of the check.
    pub fn state(&self) -> MutexGuard<'_, CheckState> {
        lock_ignoring_poison(&self.state)
    }

    /// Announces a call: from here on it is the one that panics or never ends, and nothing that the
    /// one before it did counts any more.
    pub fn begin_call(&self, arguments: &[u32]) -> AnswerCall {
        self.stop_if_abandoned();
        let call = AnswerCall { function: self.function, arguments: arguments.into() };
        panics::start_capturing_panics();
        let mut state = self.state();
        state.call_boundaries += 1;
        state.current_call = CallState { call: call.clone(), ..CallState::default() };
        call
    }

    /// Runs a call of the answer on a paused clock, with doubles that do what is planned.
    pub fn run<T>(
        &self,
        arguments: &[u32],
        plan: Plan,
        answer: impl AsyncFnOnce() -> T,
    ) -> RunResult<T> {
        Ok(self.run_or_failure(arguments, plan, answer)?)
    }

    /// As [`run`](Self::run), but leaves it to the caller to judge how the call failed.
    pub fn run_or_failure<T>(
        &self,
        arguments: &[u32],
        plan: Plan,
        answer: impl AsyncFnOnce() -> T,
    ) -> Result<(Run, T), Failure> {
        let call = self.begin_call(arguments);
        // Twice what the waits take one after another, and 2000 s for what the answer adds. In
        // exercise 0 it sleeps by itself, perhaps a thousand times its delay, and as much again.
        let delays = plan.delays.iter().sum::<f64>();
        let limit =
            2.0 * delays + 2000.0 * if delays > 0.0 { 1.0 } else { call.max_delay().max(1.0) };
        let longest = plan.delays.iter().copied().fold(0.0, f64::max);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is small")]
        let max_parks = (BASE_PARK_LIMIT + longest * EXTRA_PARKS_PER_SECOND) as usize;
        let runtime = self.paused_runtime()?;
        let ended = catch_unwind(AssertUnwindSafe(|| {
            runtime.block_on(self.run_within_limits(&call, plan, limit, max_parks, answer))
        }));
        // A thread that the answer blocks is left behind, not waited for.
        runtime.shutdown_background();
        self.state().call_boundaries += 1;
        let result = ended
            .map_err(|payload| Failure::Panicked(panics::diagnose_payload(&call, &*payload)))?;
        // A panic anywhere, even one that the answer has caught, tells more than what came of it.
        if let Some(mistake) = panics::diagnose_captured_panic(&call) {
            return Err(mistake.into());
        }
        result
    }

    /// Runs the answer's future, within a limit of so many seconds and so many parks.
    async fn run_within_limits<T>(
        &self,
        call: &AnswerCall,
        plan: Plan,
        limit: f64,
        max_parks: usize,
        answer: impl AsyncFnOnce() -> T,
    ) -> Result<(Run, T), Failure> {
        spy::start(plan);
        let virtual_start = time::Instant::now();
        let real_start = Instant::now();
        let mut answer = Box::pin(answer());
        let ending = tokio::select! {
            // The limit is polled first, so at the limit the answer gets no extra poll that
            // could rescue a lost wake-up.
            biased;
            () = sleep(Duration::from_secs_f64(limit)) => Ending::LimitReached,
            ending = self.poll_instrumented(answer.as_mut(), max_parks) => ending,
        };
        let value = match ending {
            Ending::Returned(value) => value,
            Ending::LimitReached => {
                return Err(diagnose_limit_reached(self, call, answer).await.into());
            }
            Ending::ParkedTooOften => {
                let is_early = virtual_start.elapsed().as_secs_f64() < call.max_delay();
                let failure =
                    if is_early { Failure::ParkLimitBeforeMaxDelay } else { Failure::Mistake };
                return Err(failure(diagnose_too_many_parks(call, max_parks)));
            }
            Ending::ClockResumed => return Err(touches_the_clock_mistake(call).into()),
        };
        let virtual_seconds = virtual_start.elapsed().as_secs_f64();
        let mut recording = spy::snapshot();
        let real_seconds = real_start.elapsed().as_secs_f64();
        if is_clock_running() {
            return Err(touches_the_clock_mistake(call).into());
        }
        // A task that was aborted ends in its next turn, and drops its wait only then.
        sleep(Duration::from_millis(2)).await;
        for (wait, later) in iter::zip(&mut recording.waits, spy::snapshot().waits) {
            if wait.outcome.is_none() && later.outcome == Some(Outcome::Dropped) {
                (wait.outcome, wait.ended_at) = (later.outcome, Some(recording.snapshot_at));
            }
        }
        let tasks_alive_after_end = Handle::current().metrics().num_alive_tasks();
        let max_tasks_alive = self.state().current_call.max_tasks_alive;
        let run = Run {
            call: call.clone(),
            virtual_seconds,
            real_seconds,
            recording,
            tasks_alive_after_end,
            max_tasks_alive,
        };
        Ok((run, value))
    }

    /// Polls the answer's future, and notes when, until it returns or does what it may not.
    async fn poll_instrumented<T>(
        &self,
        mut answer: Pin<&mut impl Future<Output = T>>,
        max_parks: usize,
    ) -> Ending<T> {
        poll_fn(|context| {
            self.stop_if_abandoned();
            let wake_recorder = Arc::new(WakeRecorder::new(context.waker().clone()));
            let parks = {
                let call_state = &mut self.state().current_call;
                call_state.answer_polls += 1;
                call_state.waker = Some(context.waker().clone());
                call_state.wake_recorder = Arc::clone(&wake_recorder);
                call_state.park_count
            };
            if is_clock_running() {
                return Poll::Ready(Ending::ClockResumed);
            }
            if parks > max_parks {
                return Poll::Ready(Ending::ParkedTooOften);
            }
            spy::record_poll_start();
            let polled = answer.as_mut().poll(&mut Context::from_waker(&wake_recorder.into()));
            spy::record_poll_end();
            polled.map(Ending::Returned)
        })
        .await
    }

    /// Ends the thread of a check that was given up, and prints nothing.
    fn stop_if_abandoned(&self) {
        if self.state().abandoned {
            resume_unwind(Box::new("abandoned"));
        }
    }

    /// A runtime of one thread whose clock is paused, and that records when it parks.
    fn paused_runtime(&self) -> Result<Runtime, Mistake> {
        let runner = self.clone();
        let on_park = move || {
            let tasks = Handle::current().metrics().num_alive_tasks();
            let call_state = &mut runner.state().current_call;
            call_state.max_tasks_alive = call_state.max_tasks_alive.max(tasks);
            call_state.park_count += 1;
            call_state.clock_at_last_park = Some(time::Instant::now());
            spy::record_park();
        };
        Builder::new_current_thread()
            .enable_time()
            .start_paused(true)
            // The answer's future is polled again only when no task is ready. Otherwise tokio would
            // poll it after every 61 tasks, and far more often if there are thousands of tasks.
            .event_interval(u32::MAX)
            .on_thread_park(on_park)
            .on_thread_unpark(spy::record_unpark)
            .build()
            .map_err(|error| {
                no_verdict_mistake(
                    NoVerdictReason::System,
                    format!("cannot start a runtime: {error}"),
                )
            })
    }

    /// A value that changes whenever the check makes progress.
    fn progress_marker(&self) -> (usize, Option<time::Instant>, usize) {
        // In exercise 2 a call has one event to wait for, so more of them are no progress.
        let is_measurement = self.function == ExerciseFunction::MeasureTime;
        let events = if is_measurement { 0 } else { spy::event_count() };
        let state = self.state();
        (state.call_boundaries, state.current_call.clock_at_last_park, events)
    }
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
    let _turn = lock_ignoring_poison(&ONE_AT_A_TIME);
    panics::install_hook();
    let runner = Runner::new(function);
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
        panics::stop_capturing_panics();
        return no_verdict_mistake(
            NoVerdictReason::System,
            format!("cannot start a thread: {error}"),
        )
        .into_err();
    }

    // On a machine that is busy this thread is late as well, so ticks are counted, not seconds.
    let (mut ticks, mut stalled_ticks) = (0, 0);
    let mut last = runner.progress_marker();
    let verdict = loop {
        match receiver.recv_timeout(WATCHDOG_INTERVAL) {
            Ok(Ok(verdict)) => break verdict,
            Ok(Err(payload)) => {
                let call = runner.state().current_call.call.clone();
                break panics::diagnose_payload(&call, &*payload).into_err();
            }
            Err(RecvTimeoutError::Disconnected) => {
                break no_verdict_mistake(
                    NoVerdictReason::CheckerFault,
                    "the thread of the check has gone",
                )
                .into_err();
            }
            Err(RecvTimeoutError::Timeout) => {}
        }
        let now = runner.progress_marker();
        stalled_ticks = if now == last { stalled_ticks + 1 } else { 0 };
        ticks += 1;
        last = now;
        if WATCHDOG_INTERVAL * stalled_ticks >= STALL_TIMEOUT {
            break diagnose_stall(&runner, STALL_TIMEOUT).into_err();
        }
        if WATCHDOG_INTERVAL * ticks >= CHECK_TIMEOUT {
            break no_verdict_mistake(
                NoVerdictReason::BusyMachine,
                format!("it took more than {} s", CHECK_TIMEOUT.as_secs()),
            )
            .into_err();
        }
    };
    runner.state().abandoned = true;
    panics::stop_capturing_panics();
    let seed = runner.state().seed;
    match seed {
        Some(seed) => verdict.map_err(|mistake| mistake.with_seed(function, seed)),
        None => verdict,
    }
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
