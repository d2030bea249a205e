//! Task 3: a wait that starts by itself.

use std::panic::resume_unwind;
use std::time::Duration;

use tokio::task::JoinHandle;
use tokio::time::sleep;

use crate::delay::{FAR, goes_on, keeps_the_contract, leaves_the_thread_free};
use crate::guard::{Ran, Run, guarded};
use crate::list::hands_panics_on;
use crate::mistake::{Kind, Verdict, ensure, mistake};
use crate::watch::Watch;

/// Checks an answer to task 3: a wait that starts by itself.
///
/// The task is held to all that [`wait_random`](crate::wait_random) holds a wait to.
pub fn task_wait_random(answer: impl Fn(u32) -> JoinHandle<f64> + Send + 'static) -> Verdict {
    guarded("task_wait_random", move |watch| {
        let awaited = |max_delay| awaited(watch, &answer, max_delay);
        leaves_the_thread_free(|| awaited(1))?;
        run_alone(watch, &answer, 1)?;
        keeps_the_contract(awaited)?;
        goes_on(watch, &[FAR], || answer(FAR))?;
        run_alone(watch, &answer, 20)?;
        hands_panics_on(watch, &[5], async || {
            answer(5).await.unwrap_or_else(|error| resume_unwind(error.into_panic()))
        })
    })
}

/// Awaits one task of the answer.
fn awaited(watch: &Watch, answer: &impl Fn(u32) -> JoinHandle<f64>, max_delay: u32) -> Ran<f64> {
    let (run, ended) = watch.run(&[max_delay], async || answer(max_delay).await)?;
    match ended {
        Ok(delay) => Ok((run, delay)),
        Err(error) if error.is_panic() => resume_unwind(error.into_panic()),
        Err(_) => Err(mistake! { run.call, Cancelled, ("the task of {} was cancelled", run.call),
        "it was aborted, or the runtime or `LocalSet` that it was spawned on was dropped",
        run.call.advice() }),
    }
}

/// Of 20 tasks that nobody awaits, so many have ended when the longest delay has passed.
fn run_alone(watch: &Watch, answer: &impl Fn(u32) -> JoinHandle<f64>, least: usize) -> Verdict {
    let (Run { call, took, .. }, ended) = watch.run(&[5], async || {
        let tasks = [(); 20].map(|()| answer(5));
        sleep(Duration::from_secs(6)).await;
        tasks.iter().filter(|task| task.is_finished()).count()
    })?;
    ensure! { ended > 0, call, Lazy, ("{call} had not ended {took:.1} s later"),
    "its longest delay had passed: its wait began later than the call, or took longer than its delay",
    call.advice()}
    ensure! { ended >= least, call, OneAfterAnother, ("of 20 tasks of {call}, started together, {ended} had ended {took:.1} s later"),
    "the waits did not all run at the same time: each held what the next one needed",
    call.advice()}
    Ok(())
}
