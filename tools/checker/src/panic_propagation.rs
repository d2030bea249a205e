//! Whether a panic of a wait reaches the caller, in exercises 3 and 4.

use std::fmt;
use std::time::Duration;

use spy::Plan;
use tokio::time::timeout;

use crate::mistake::{Kind, Mistake};
use crate::runner::{Failure, Run, Runner};

/// The planned panic of one wait has to reach the caller.
pub(crate) fn check_panic_propagates<T: fmt::Debug>(
    runner: &Runner,
    arguments: &[u32],
    delays: &[f64],
    which: usize,
    answer: impl AsyncFnOnce() -> T,
) -> Result<(), Mistake> {
    let plan = Plan { delays: delays.into(), panicking_wait: Some(which), ..Plan::default() };
    // It may wait for ever for the wait that panicked. This limit is shorter than that of the run,
    // so that it's judged here.
    let within_limit = async || timeout(Duration::from_secs(1000), answer()).await;
    let (Run { call, .. }, ended) = match runner.run_catching_panics(arguments, plan, within_limit)
    {
        Ok(ended) => ended,
        Err(Failure::Panicked(_)) => return Ok(()),
        Err(Failure::Mistake(mistake)) => return Err(mistake),
    };
    let place = ["first", "second", "third"][which];
    let which_wait =
        if call.n() == 1 { "its wait".into() } else { format!("the {place} of its waits") };
    let Ok(returned) = ended else {
        let seen = format!("the checker made {which_wait} panic; {}", call.not_ended_in_words());
        return Mistake::new(Kind::SwallowsAPanic, seen)
            .with_why("the panic ended a task, and the function still waits for a result from it")
            .with_change(
                "await the handle of every task that you spawn, and `unwrap()` what it returns",
            )
            .into_err();
    };
    let ended = call.ended_in_words();
    let seen = format!("the checker made {which_wait} panic, but {ended} {returned:?}");
    Mistake::new(Kind::SwallowsAPanic, seen)
        .with_why(
            "the panic of a task arrives as an `Err` from its handle, and that was ignored or \
             replaced",
        )
        .with_change("pass it on to the caller, for example with `handle.await.unwrap()`")
        .into_err()
}
