//! Exercise 3: a wait that starts by itself, judged by what the double of `wait_random` recorded.

use std::panic::resume_unwind;

use spy::{Outcome, Plan};
use tokio::task::JoinHandle;
use tokio::time::{Duration, sleep};

use crate::blocking::check_nonblocking;
use crate::call::ExerciseFunction;
use crate::common_mistakes::shares_state_mistake;
use crate::mistake::{Kind, Mistake};
use crate::panic_propagation::check_wait_panic_propagates;
use crate::recorded_waits::{
    check_callee_calls, check_no_tasks_left, check_total_time, check_waits_completed,
    check_waits_on_check_thread,
};
use crate::runner::{Run, RunResult, Runner, TIMER_TOLERANCE_SECONDS, supervise_check};

/// What to do instead of blocking, hanging or panicking.
const CHANGE_SPAWN: &str =
    "spawn one wait on the runtime that is already running, and do nothing else";

/// Checks an answer to exercise 3: a wait that starts by itself.
///
/// The answer is compiled against the doubles of the crate `spy`.
///
/// # Errors
///
/// Returns the first mistake that is found.
pub fn check_task_wait_random(
    answer: impl Fn(u32) -> JoinHandle<f64> + Send + 'static,
) -> Result<(), Mistake> {
    let verdict = supervise_check(ExerciseFunction::TaskWaitRandom, move |runner| {
        for (max_delay, delay) in [
            (1, 0.712_345_678),
            (9, 8.765_432_1),
            (100_000, 70_000.5),
            (0, 0.0),
            (5, 0.012_345_678_912),
        ] {
            check_task(run_task(runner, &answer, max_delay, delay)?)?;
        }
        check_nonblocking(|| run_task(runner, &answer, 4, 3.0).map(|(run, _)| run))?;
        check_concurrent_tasks(runner, &answer)?;
        check_wait_panic_propagates(runner, &[4], &[3.0], 0, async || match answer(4).await {
            Ok(delay) => format!("{delay:?}"),
            Err(error) if error.is_panic() => resume_unwind(error.into_panic()),
            Err(_) => "an error: it was cancelled".into(),
        })?;
        check_handle_is_of_wait(runner, &answer)
    });
    // The answer needs one line, so one advice fits all of these.
    verdict.map_err(|mistake| match mistake.kind() {
        Kind::NeverEnds
        | Kind::NeverWoken
        | Kind::NeverYields
        | Kind::BusyWaits
        | Kind::WaitsOutsideRuntime
        | Kind::LeavesTasksRunning
        | Kind::BlocksTheThread
        | Kind::Panicked => mistake.with_change(CHANGE_SPAWN),
        _ => mistake,
    })
}

/// Awaits one task of the answer.
fn run_task(
    runner: &Runner,
    answer: &impl Fn(u32) -> JoinHandle<f64>,
    max_delay: u32,
    delay: f64,
) -> RunResult<f64> {
    let plan = Plan { delays: vec![delay], max_waits: 100, ..Plan::default() };
    let (run, ended) = runner.run(&[max_delay], plan, async || answer(max_delay).await)?;
    match ended {
        Ok(delay) => Ok((run, delay)),
        Err(error) if error.is_panic() => resume_unwind(error.into_panic()),
        Err(_) => Mistake::new(Kind::Cancelled, format!("the task of {} was cancelled", run.call))
            .with_why(
                "it was aborted, or the runtime or `LocalSet` that it was spawned on was dropped",
            )
            .with_change(
                "don't abort it, and spawn it with `tokio::spawn`, on the runtime that is \
                 running already",
            )
            .into_err(),
    }
}

/// Checks that the task called `wait_random` once, awaited it, and returned its delay.
fn check_task((run, returned): (Run, f64)) -> Result<(), Mistake> {
    let Run { call, recording, .. } = &run;
    check_callee_calls(&run)?;
    check_waits_on_check_thread(&run)?;
    check_waits_completed(&run)?;
    check_no_tasks_left(&run)?;
    let wait = &recording.waits[0];
    if let Some(late) = wait.started_at.filter(|started_at| *started_at > TIMER_TOLERANCE_SECONDS) {
        let seen = format!("the wait of {call} started {late:.3} s after the call");
        return Mistake::new(Kind::StartsLate, seen)
            .with_why("the task awaits something else first")
            .with_change("let the task begin with its wait")
            .into_err();
    }
    check_total_time(&run)?;
    if returned != wait.delay {
        let seen = format!(
            "wait_random returned {:?}, but the task of {call} returned {returned:?}",
            wait.delay
        );
        return Mistake::new(Kind::ChangesDelays, seen)
            .with_why("the task returns something other than the delay of its wait")
            .with_change("return what `wait_random` returns, as it is")
            .into_err();
    }
    Ok(())
}

/// Checks that the task of the handle is the one that waits, so that aborting it drops the wait.
fn check_handle_is_of_wait(
    runner: &Runner,
    answer: &impl Fn(u32) -> JoinHandle<f64>,
) -> Result<(), Mistake> {
    let plan = Plan { delays: vec![3.0], max_waits: 100, ..Plan::default() };
    let (run, ()) = runner.run(&[4], plan, async || {
        let task = answer(4);
        sleep(Duration::from_secs(1)).await;
        task.abort();
        sleep(Duration::from_secs(1)).await;
    })?;
    if run.recording.count_waits(|wait| wait.outcome == Some(Outcome::Dropped)) == 1 {
        return Ok(());
    }
    let seen = format!("the wait of {} was still running after its handle was aborted", run.call);
    Mistake::new(Kind::LeavesTasksRunning, seen)
        .with_why("the handle belongs to a different task from the one that waits")
        .into_err()
}

/// Checks that several tasks run at the same time.
fn check_concurrent_tasks(
    runner: &Runner,
    answer: &impl Fn(u32) -> JoinHandle<f64>,
) -> Result<(), Mistake> {
    let delays: Vec<_> = (1..=200).map(f64::from).collect();
    let plan = Plan { delays, ..Plan::default() };
    let (run, ()) = runner.run(&[200], plan, async || {
        let tasks = [(); 200].map(|()| answer(200));
        for task in tasks {
            // `run` reports a panic, so the error can be ignored.
            let _ = task.await;
        }
    })?;
    let concurrency = run.recording.max_concurrency();
    if concurrency == 200 {
        return Ok(());
    }
    let seen = format!("of 200 tasks of {}, only {concurrency} waited at a time", run.call);
    if run.recording.count_waits(|wait| wait.outcome == Some(Outcome::Completed)) < 200 {
        return shares_state_mistake(seen).into_err();
    }
    Mistake::new(Kind::HoldsALock, seen)
        .with_why("each waits for something that the one before it holds, such as a lock")
        .with_change("share nothing between the tasks")
        .into_err()
}
