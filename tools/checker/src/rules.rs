//! Rules that several exercises have in common.

use std::fmt;
use std::time::Duration;

use spy::Plan;
use tokio::time::timeout;

use crate::call::{AnswerCall, Function};
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
        let seen = format!("the checker made {which_wait} panic; {}", call.not_returned());
        return Mistake::new(Kind::SwallowsAPanic, seen)
            .why("the panic ended a task, and the function still waits for a result from it")
            .fix("await the handle of every task that you spawn, and `unwrap()` what it returns")
            .into_err();
    };
    let seen = format!("the checker made {which_wait} panic, but {call} returned {returned:?}");
    Mistake::new(Kind::SwallowsAPanic, seen)
        .why(
            "the panic of a task arrives as an `Err` from its handle, and that was ignored or \
             replaced",
        )
        .fix("pass it on to the caller, for example with `handle.await.unwrap()`")
        .into_err()
}

/// The mistake of a future that does something before it is polled.
pub(crate) fn eager_mistake(call: &AnswerCall) -> Mistake {
    let function = call.function.name();
    let what = match call.function {
        Function::WaitRandom => "creating the sleep",
        _ => "spawning the waits",
    };
    Mistake::new(
        Kind::Eager,
        format!("{call} started its wait when it was called, not when it was awaited"),
    )
    .why(format!("the function does something before it returns its future, such as {what}"))
    .fix(format!("make it `async fn {function}`, and do everything inside it"))
}

/// The mistake of calls that use the same lock, list or clock.
pub(crate) fn shared_state_mistake(seen: String) -> Mistake {
    Mistake::new(Kind::SharesState, seen)
        .why("the calls share something: a lock or permit held across an `.await`, or a `static`")
        .fix("keep all that a call needs in its own variables")
}
