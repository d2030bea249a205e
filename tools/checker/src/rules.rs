//! Rules that several exercises have in common.

use std::time::{Duration, Instant};
use std::{fmt, iter};

use spy::Plan;
use tokio::time::timeout;

use crate::call::{AnswerCall, Function};
use crate::hangs::waits_outside_mistake;
use crate::mistake::{Kind, Mistake, no_verdict_mistake};
use crate::recorded::uses_another_thread;
use crate::runner::{Failure, Run, Runner};

/// How long a call may keep its thread from other tasks, in real time.
pub(crate) const MAX_BLOCK_SHORT_RUN: Duration = Duration::from_millis(5);

/// No part of the answer keeps its thread.
///
/// A blocking answer blocks in every call; one slow call may be a busy machine. So refuse only
/// if no call was fast, and try for longer while the machine interrupts other threads, too.
pub(crate) fn check_nonblocking(
    call_again: impl Fn() -> Result<Run, Mistake>,
) -> Result<(), Mistake> {
    let start = Instant::now();
    let mut tries = 0;
    loop {
        let run = call_again()?;
        if run.recording.longest_block < MAX_BLOCK_SHORT_RUN {
            return Ok(());
        }
        tries += 1;
        let elapsed = start.elapsed();
        let tried_enough = tries >= 20 || tries >= 4 && elapsed > Duration::from_secs(1);
        let exceeds_machine_noise =
            || run.recording.longest_block > MAX_BLOCK_SHORT_RUN + 3 * measure_interruptions();
        if tried_enough && exceeds_machine_noise() {
            return blocking_mistake(&run).into_err();
        }
        if tries >= 100 || elapsed > Duration::from_secs(10) {
            return no_verdict_mistake("other programs interrupt this one all the time").into_err();
        }
    }
}

/// The mistake of an answer that keeps its thread.
pub(crate) fn blocking_mistake(Run { call, recording, .. }: &Run) -> Mistake {
    let blocked = recording.longest_block.as_secs_f64();
    let seen = format!("{call} blocked its thread for {blocked:.3} s of real time");
    Mistake::new(Kind::BlocksTheThread, seen)
        .why("the thread itself slept or computed, so no other future could run on it")
        .fix(
            "use `tokio::time::sleep(…).await` instead of `std::thread::sleep(…)`, and \
             `spawn_blocking` for a long computation",
        )
}

/// The longest time for which a thread that always has something to do is kept from doing it.
pub(crate) fn measure_interruptions() -> Duration {
    let start = Instant::now();
    let (mut last, mut longest) = (start, Duration::ZERO);
    // The last look counts as well: it may come late.
    while last - start < Duration::from_millis(50) {
        let now = Instant::now();
        longest = longest.max(now - last);
        last = now;
    }
    longest
}

/// No task is alive when the answer has ended.
pub(crate) fn check_nothing_left(run: &Run) -> Result<(), Mistake> {
    let left = run.tasks_alive_at_end;
    if left == 0 {
        return Ok(());
    }
    let (tasks, were) = if left == 1 { ("task", "was") } else { ("tasks", "were") };
    let seen = format!(
        "{} while {left} {tasks} that it had spawned {were} still running",
        run.call.returned()
    );
    Mistake::new(Kind::LeftRunning, seen)
        .why("a task keeps running when its handle is dropped")
        .fix("await every task that you spawn, and spawn only what the exercise asks for")
        .into_err()
}

/// Every wait runs on the thread of the check, whose clock is paused.
pub(crate) fn check_waits_on_own_thread(run: &Run) -> Result<(), Mistake> {
    if uses_another_thread(&run.recording) {
        return waits_outside_mistake(&run.call, "ran a wait on another thread").into_err();
    }
    Ok(())
}

/// The function of the exercise before was called with the arguments that this one was given.
pub(crate) fn check_arguments(call: &AnswerCall, passed: &[u32]) -> Result<(), Mistake> {
    // `max_delay` comes last, and is all that a single wait takes.
    let first = call.arguments.len() - passed.len();
    let given = &call.arguments[first..];
    if passed == given {
        return Ok(());
    }
    let callee = call.callee();
    let names = &["n", "max_delay"][2 - passed.len()..];
    let was: Vec<_> =
        iter::zip(names, given).map(|(name, value)| format!("`{name}` was {value}")).collect();
    let numbers: Vec<_> = passed.iter().map(u32::to_string).collect();
    let seen = format!("{call} called {callee}({})", numbers.join(", "));
    Mistake::new(Kind::WrongArguments, seen)
        .why(format!("{} in this call", was.join(" and ")))
        .fix(format!("pass on what was given: `{callee}({})`", names.join(", ")))
        .into_err()
}

/// The planned panic of one wait has to reach the caller.
pub(crate) fn check_panic_propagates<T: fmt::Debug>(
    runner: &Runner,
    arguments: &[u32],
    which: usize,
    answer: impl AsyncFnOnce() -> T,
) -> Result<(), Mistake> {
    let plan = Plan { delays: vec![3.0, 1.0, 2.0], panicking_wait: Some(which), ..Plan::default() };
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
