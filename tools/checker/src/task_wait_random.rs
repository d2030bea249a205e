//! Exercise 3: a wait that starts by itself, judged by what the double of `wait_random` recorded.

use std::panic::resume_unwind;
use std::time::Duration;

use spy::{End, Plan};
use tokio::task::JoinHandle;
use tokio::time::sleep;

use crate::call::{AnswerCall, Function};
use crate::mistake::{Kind, Mistake};
use crate::recorded::max_concurrency;
use crate::rules::{
    check_arguments, check_nonblocking, check_nothing_left, check_panic_propagates, check_thread,
};
use crate::runner::{Run, RunResult, Runner, TOLERANCE, run_check};
use crate::timeline::draw_timeline;

/// What to do instead of blocking, hanging or panicking.
const FIX_SPAWN: &str =
    "spawn one wait on the runtime that is running already, and do nothing else";

/// Checks an answer to exercise 3: a wait that starts by itself.
///
/// The answer is compiled against the doubles of the crate `spy`.
///
/// # Errors
///
/// Returns the first mistake that is found.
pub fn task_wait_random(
    answer: impl Fn(u32) -> JoinHandle<f64> + Send + 'static,
) -> Result<(), Mistake> {
    let verdict = run_check(Function::TaskWaitRandom, move |runner| {
        for (max_delay, delay) in
            [(1, 0.712_345_678), (9, 8.765_432_1), (100_000, 70_000.5), (0, 0.0)]
        {
            check_awaited(run_one(runner, &answer, max_delay, delay)?)?;
        }
        check_starts_by_itself(runner, &answer)?;
        check_concurrency(runner, &answer)?;
        check_nonblocking(|| run_one(runner, &answer, 4, 3.0).map(|(run, _)| run))?;
        check_panic_propagates(runner, &[4], 0, async || {
            answer(4).await.unwrap_or_else(|error| resume_unwind(error.into_panic()))
        })
    });
    // There is nothing here that could block, hang or panic for a reason.
    verdict.map_err(|mistake| match mistake.kind() {
        Kind::NeverEnds
        | Kind::NeverWoken
        | Kind::NeverYields
        | Kind::BusyWaits
        | Kind::WaitsOutside
        | Kind::Panicked => mistake.fix(FIX_SPAWN),
        _ => mistake,
    })
}

/// Awaits one task of the answer.
fn run_one(
    runner: &Runner,
    answer: &impl Fn(u32) -> JoinHandle<f64>,
    max_delay: u32,
    delay: f64,
) -> RunResult<f64> {
    let plan = Plan { delays: vec![delay], max_waits: Some(100), ..Plan::default() };
    let (run, ended) = runner.run(&[max_delay], plan, async || answer(max_delay).await)?;
    match ended {
        Ok(delay) => Ok((run, delay)),
        Err(error) if error.is_panic() => resume_unwind(error.into_panic()),
        Err(_) => Mistake::new(Kind::Cancelled, format!("the task of {} was cancelled", run.call))
            .why("it was aborted, or the runtime or `LocalSet` that it was spawned on was dropped")
            .fix("spawn it with `tokio::spawn`, which uses the runtime that is running already")
            .into_err(),
    }
}

/// The task called `wait_random` once, awaited it, and returned its delay.
fn check_awaited((run, returned): (Run, f64)) -> Result<(), Mistake> {
    let Run { call, took, recording, .. } = &run;
    let wait = match &recording.waits[..] {
        [wait] => wait,
        [] => {
            let seen = format!("{call} never called wait_random");
            return Mistake::new(Kind::NotCalled, seen)
                .why("the wait has to be a call of wait_random; a call in a future that never runs isn't made")
                .fix("make a task of `wait_random(max_delay)`")
                .into_err();
        }
        waits => {
            let seen = format!("{call} called wait_random {} times", waits.len());
            return Mistake::new(Kind::WrongNumberOfCalls, seen)
                .why("one task runs one wait")
                .fix("call it once, in the task or for it")
                .into_err();
        }
    };
    check_arguments(call, &[wait.max_delay])?;
    check_thread(&run)?;
    if wait.started.is_none() {
        let seen = format!("the task of {call} ended, and its wait was never polled");
        return Mistake::new(Kind::NeverPolled, seen)
            .why("a future does nothing until it is polled, and this one was dropped")
            .fix("spawn the future that `wait_random` returns, or await it in the task")
            .into_err();
    }
    check_nothing_left(&run)?;
    if wait.end != Some(End::Completed) {
        let seen = format!("the task of {call} ended, and its wait was dropped before");
        return Mistake::new(Kind::DropsWaits, seen)
            .why("a future that is dropped or aborted is cancelled")
            .fix("let the task run its wait to the end")
            .into_err();
    }
    if wait.started.is_some_and(|started| started > TOLERANCE) {
        let seen = format!(
            "the wait of {call} started {:.3} s after the call",
            wait.started.unwrap_or_default()
        );
        return Mistake::new(Kind::Lazy, seen)
            .why("the task awaits something else first")
            .fix("let the task begin with its wait")
            .into_err();
    }
    if *took > wait.delay + TOLERANCE {
        let seen = format!("{call} took {took:.3} s; its wait took {:.3} s", wait.delay);
        return Mistake::new(Kind::TakesLonger, seen)
            .why("the task awaits something else afterwards")
            .fix("let the task end with its wait")
            .into_err();
    }
    if returned != wait.delay {
        let seen = format!(
            "wait_random returned {:?}, but the task of {call} returned {returned:?}",
            wait.delay
        );
        return Mistake::new(Kind::ChangesDelays, seen)
            .why("the task returns something other than the delay of its wait")
            .fix("return what `wait_random` returns, as it is")
            .into_err();
    }
    Ok(())
}

/// The wait runs although nobody awaits its handle, and although the handle is dropped.
fn check_starts_by_itself(
    runner: &Runner,
    answer: &impl Fn(u32) -> JoinHandle<f64>,
) -> Result<(), Mistake> {
    for keep in [true, false] {
        let plan = Plan { delays: vec![3.0], ..Plan::default() };
        let (run, ()) = runner.run(&[4], plan, async || {
            let handle = answer(4);
            let handle = keep.then_some(handle);
            sleep(Duration::from_secs(6)).await;
            drop(handle);
        })?;
        if run.recording.waits.iter().any(|wait| wait.end == Some(End::Completed)) {
            continue;
        }
        let what = if keep { "nobody awaited" } else { "was dropped" };
        return never_starts(&run.call, what).into_err();
    }
    Ok(())
}

/// The mistake of a task that doesn't start, or doesn't go on, by itself.
fn never_starts(call: &AnswerCall, what: &str) -> Mistake {
    let seen = format!("the wait of {call}, whose handle {what}, had not completed 6 s later");
    Mistake::new(Kind::Lazy, seen)
        .why("a future runs only while something polls it, and for a task the runtime does that")
        .fix("make a task of the wait with `tokio::spawn`, when the function is called")
}

/// Several tasks run at the same time.
fn check_concurrency(
    runner: &Runner,
    answer: &impl Fn(u32) -> JoinHandle<f64>,
) -> Result<(), Mistake> {
    let delays: Vec<_> = (1..=20).map(f64::from).collect();
    let plan = Plan { delays, ..Plan::default() };
    let (run, ()) = runner.run(&[20], plan, async || {
        let tasks = [(); 20].map(|()| answer(20));
        for task in tasks {
            // A panic is kept by the hook.
            let _ = task.await;
        }
    })?;
    let concurrency = max_concurrency(&run.recording);
    if concurrency == 20 {
        return Ok(());
    }
    let seen =
        format!("of 20 tasks of {}, at most {concurrency} waited at the same time", run.call);
    Mistake::new(Kind::HoldsALock, seen)
        .draw(draw_timeline(&run.recording))
        .why("each waits for something that the one before it holds, such as a lock")
        .fix("share nothing between the tasks")
        .into_err()
}
