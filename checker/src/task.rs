//! Task 3: a wait that starts by itself.

use std::panic::resume_unwind;
use std::time::Duration;

use tokio::task::JoinHandle;
use tokio::time::sleep;

use crate::delay::{are_in_range, left_the_thread_free, slept_their_delays};
use crate::guard::{Guard, Run, guarded};
use crate::mistake::Mistake;

/// Checks an answer to task 3: a wait that starts by itself.
///
/// # Errors
///
/// The first [`Mistake`] that is found.
pub fn task_wait_random(
    answer: impl Fn(u32) -> JoinHandle<f64> + Send + 'static,
) -> Result<(), Mistake> {
    guarded("task_wait_random", move |guard| {
        let run = |max_delay, times| -> Result<Vec<Run<f64>>, Mistake> {
            (0..times)
                .map(|_| awaited(guard, &answer, max_delay))
                .collect()
        };
        let runs = run(1, 8)?;
        left_the_thread_free(&runs)?;
        are_in_range(&runs)?;
        starts_by_itself(guard, &answer)?;
        slept_their_delays(&runs)?;
        let runs = run(20, 40)?;
        slept_their_delays(&runs)?;
        uses_max_delay(&runs)
    })
}

/// Awaits one task of the answer.
fn awaited(
    guard: &Guard,
    answer: &impl Fn(u32) -> JoinHandle<f64>,
    max_delay: u32,
) -> Result<Run<f64>, Mistake> {
    let Run {
        call,
        value,
        took,
        real,
        alive,
    } = guard.run(&[max_delay], async { answer(max_delay).await })?;
    match value.map_err(tokio::task::JoinError::try_into_panic) {
        Ok(value) => Ok(Run {
            call,
            value,
            took,
            real,
            alive,
        }),
        Err(Ok(panic)) => resume_unwind(panic),
        Err(Err(_)) => Err(Mistake::Cancelled { call }),
    }
}

/// A task that nobody awaits has ended when its longest delay has passed.
fn starts_by_itself(
    guard: &Guard,
    answer: &impl Fn(u32) -> JoinHandle<f64>,
) -> Result<(), Mistake> {
    let run = guard.run(&[5], async {
        let task = answer(5);
        sleep(Duration::from_secs(6)).await;
        task.is_finished()
    })?;
    if run.value {
        return Ok(());
    }
    Err(Mistake::Lazy {
        call: run.call,
        after: run.took,
    })
}

/// The longest of 40 delays is in the lower half once in 10^12 runs.
fn uses_max_delay(runs: &[Run<f64>]) -> Result<(), Mistake> {
    let call = runs[0].call.clone();
    let longest = runs.iter().map(|run| run.value).fold(0.0, f64::max);
    if longest < call.max_delay() / 2.0 {
        return Err(Mistake::IgnoresMaxDelay { call, longest });
    }
    Ok(())
}
