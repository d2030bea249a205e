//! Task 3: a wait that starts by itself.

use std::panic::resume_unwind;
use std::time::Duration;

use tokio::task::JoinHandle;
use tokio::time::sleep;

use crate::delay::{keeps_the_contract, leaves_the_thread_free};
use crate::guard::{Guard, Run, guarded};
use crate::mistake::{Kind, Mistake};

/// Checks an answer to task 3: a wait that starts by itself.
///
/// The task is held to all that [`wait_random`](crate::wait_random) holds a wait to.
///
/// # Errors
///
/// The first [`Mistake`] that is found.
pub fn task_wait_random(
    answer: impl Fn(u32) -> JoinHandle<f64> + Send + 'static,
) -> Result<(), Mistake> {
    guarded("task_wait_random", move |guard| {
        leaves_the_thread_free(|| awaited(guard, &answer, 1))?;
        starts_by_itself(guard, &answer)?;
        keeps_the_contract(|max_delay| awaited(guard, &answer, max_delay))
    })
}

/// Awaits one task of the answer.
fn awaited(
    guard: &Guard,
    answer: &impl Fn(u32) -> JoinHandle<f64>,
    max_delay: u32,
) -> Result<Run<f64>, Mistake> {
    let run = guard.run(&[max_delay], async || answer(max_delay).await)?;
    run.then(|call, ended| {
        ended.map_err(|error| match error.try_into_panic() {
            Ok(panic) => resume_unwind(panic),
            Err(_) => call.mistake(
                Kind::Cancelled,
                format!("the task of {call} was cancelled"),
                "it was aborted, or the runtime or `LocalSet` that it was spawned on was dropped",
                "spawn it on the runtime that the caller runs in: `tokio::spawn`",
            ),
        })
    })
}

/// A task that nobody awaits has ended when its longest delay has passed.
fn starts_by_itself(
    guard: &Guard,
    answer: &impl Fn(u32) -> JoinHandle<f64>,
) -> Result<(), Mistake> {
    let run = guard.run(&[5], async || {
        let task = answer(5);
        sleep(Duration::from_secs(6)).await;
        task.is_finished()
    })?;
    let call = &run.call;
    if run.value {
        return Ok(());
    }
    Err(call.mistake(
        Kind::Lazy,
        format!("{call} had not ended {:.1} s later", run.took),
        "its longest delay had passed, so its wait had not started when the function returned",
        "spawn the wait itself, `tokio::spawn(wait_random(max_delay))`, with nothing before it",
    ))
}
