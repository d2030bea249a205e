//! Why an answer did not come to its end.

use std::thread;
use std::time::{Duration, Instant};

use spy::{Outcome, Recording};
use tokio::time::{self, timeout};

use crate::call::{AnswerCall, Function};
use crate::mistake::{Kind, Mistake};
use crate::panics;
use crate::recorded::{count, planned_waits, uses_another_thread};
use crate::state::with_check_state;

/// The mistake of a call whose future the paused clock could not end.
pub(crate) async fn diagnose_never_ends(
    call: &AnswerCall,
    mut answer: impl Future + Unpin,
) -> Mistake {
    let recording = spy::snapshot();
    let now = recording.elapsed();
    // If another thread woke it, it was merely not polled again before the limit.
    let was_woken = with_check_state(|state| state.wake_recorder.was_woken());
    // From now on the clock runs with the real one.
    time::resume();
    let events = spy::event_count();
    let was_ready = timeout(Duration::ZERO, &mut answer).await.is_ok();
    let went_on = spy::event_count() > events;
    // A loop that creates waits goes on as well.
    let is_missing_a_poll = went_on
        && !was_woken
        && recording.waits.len() <= planned_waits(&recording)
        && !uses_another_thread(&recording);
    let ends = was_ready || timeout(Duration::from_secs(1), answer).await.is_ok();
    if ends && !is_missing_a_poll && (was_woken || !was_ready) {
        return waits_outside_mistake(call, "did not end while the checker's clock ran on");
    }
    if let Some(mistake) = panics::diagnose_kept_panic(call) {
        return mistake;
    }
    // A wait that was polled, and whose delay has passed, can only be missing a poll.
    let forgotten = recording.waits.iter().find(|wait| {
        let is_over = wait.started_at.is_some_and(|started| started + wait.delay < now);
        wait.outcome.is_none() && is_over
    });
    if let Some(wait) = forgotten {
        let seen =
            format!("{}: nothing polled its wait of {:?} s again", call.not_returned(), wait.delay);
        return never_woken_mistake(seen);
    }
    if was_ready {
        return never_woken_mistake(format!(
            "{}, although its result was ready",
            call.not_returned()
        ));
    }
    if is_missing_a_poll {
        return never_woken_mistake(format!(
            "{}, and went on when it was polled once more",
            call.not_returned()
        ));
    }
    diagnose_never_returns(call, &recording)
}

/// The mistake of a call that sleeps again and again, and doesn't return.
pub(crate) fn too_many_wakes_mistake(call: &AnswerCall) -> Mistake {
    let wakes = with_check_state(|state| state.max_parks);
    let seen = format!("{call} woke {wakes} times and had not returned");
    if call.function != Function::WaitRandom {
        return busy_waits_mistake(seen);
    }
    Mistake::new(Kind::NeverEnds, seen)
        .why("a sleep that is created inside a loop starts again in each turn of the loop")
        .fix("create it once, before the loop: `let mut wait = pin!(sleep(duration));`")
}

/// The mistake of an answer that looks for something in a loop.
fn busy_waits_mistake(seen: String) -> Mistake {
    Mistake::new(Kind::BusyWaits, seen)
        .why("a loop asks again and again whether something has happened")
        .fix("await the thing itself: a sleep, a handle, or a channel")
}

/// The mistake of a future that nobody polls again.
fn never_woken_mistake(seen: String) -> Mistake {
    Mistake::new(Kind::NeverWoken, seen)
        .why("a future returned `Pending` without arranging to be woken")
        .fix(
            "use `.await` instead of a hand-written `poll`, or see to it that something calls the \
             context's waker",
        )
}

/// The mistake of a call that waits for something that doesn't come, by what it has done.
fn diagnose_never_returns(call: &AnswerCall, recording: &Recording) -> Mistake {
    let (n, callee) = (call.n(), call.callee());
    let mistake = |seen: String| Mistake::new(Kind::NeverEnds, seen);
    if call.function == Function::WaitRandom {
        return mistake(call.not_returned())
            .why("it awaits something that never happens")
            .fix("await only the sleep: `tokio::time::sleep(duration).await`");
    }
    let completed = count(recording, |wait| wait.outcome == Some(Outcome::Completed));
    let created = recording.waits.len();
    if n == 0 {
        return mistake(call.not_returned())
            .why("without waits, nothing ever wakes it")
            .fix("return an empty list for `n = 0` before you await anything");
    }
    if created == 0 {
        return mistake(format!("{}, and it never called {callee}", call.not_returned()))
            .why("it waits for something else, which never comes")
            .fix(format!("call {callee} first, and await what it returns"));
    }
    if recording.waits.iter().all(|wait| wait.started_at.is_none()) {
        return mistake(format!("{}, and none of its waits was ever polled", call.not_returned()))
            .why("they belong to a runtime or a `LocalSet` that nobody drives")
            .fix("use `tokio::spawn`, or await the futures where they are created");
    }
    if completed == created {
        return mistake(format!("all waits of {call} completed, but it never returned"))
            .why("it still waits for something that never comes")
            .fix(
                "look at what it awaits after the waits; a channel, for example, ends only when \
                 all its senders are dropped, including the original",
            );
    }
    mistake(format!("{}: {completed} of its {created} waits completed", call.not_returned()))
        .why("it waits for a result that was dropped, or that nobody sends")
        .fix("await what each wait returns, and nothing else")
}

/// The mistake of a check that made no progress for so long.
pub(crate) fn diagnose_stall(stalled: Duration) -> Mistake {
    let call = with_check_state(|state| state.call.clone());
    if let Some(mistake) = panics::diagnose_kept_panic(&call) {
        return mistake;
    }
    let recording = spy::snapshot();
    let seconds = stalled.as_secs();
    if recording.plan.panicking_wait.is_some() && call.function != Function::MeasureTime {
        let seen = format!("the checker made a wait panic; {}", call.not_returned());
        return Mistake::new(Kind::SwallowsAPanic, seen)
            .why("the panic ended a task, and a loop still waits for its result")
            .fix("await the handle of every task that you spawn, and `unwrap()` what it returns");
    }
    if call.function == Function::MeasureTime {
        return diagnose_measurement_stall(&call, &recording, seconds);
    }
    if with_check_state(|state| state.parked) {
        return waits_outside_mistake(
            &call,
            &format!("made no progress for {seconds} s of real time"),
        );
    }
    if still_polls() {
        let seen = format!("{call} ran for {seconds} s of real time without waiting for anything");
        return busy_waits_mistake(seen);
    }
    if uses_another_thread(&recording) {
        return waits_outside_mistake(&call, "ran a wait on another thread");
    }
    let seen = format!("{call} blocked its thread for {seconds} s of real time");
    let mistake = Mistake::new(Kind::NeverYields, seen);
    let started =
        recording.waits.iter().any(|wait| wait.started_at.is_some() && wait.outcome.is_none());
    if started && recording.waits.len() < planned_waits(&recording) {
        return mistake
            .why(
                "the thread waits for something that only this thread can bring about, most often \
                 a `std` lock that is held across an `.await`",
            )
            .fix(
                "await first, `let delay = wait.await;`, lock afterwards, and block on nothing \
                 else",
            );
    }
    mistake
        .why(
            "it blocks the thread, or loops, without an `.await`, so no timer can fire in the \
             meantime",
        )
        .fix(
            "use what can be awaited: `tokio::time::sleep`, a handle, or a channel of \
             `tokio::sync`",
        )
}

/// The mistake of a `measure_time` that doesn't return.
fn diagnose_measurement_stall(call: &AnswerCall, recording: &Recording, seconds: u64) -> Mistake {
    let seen = format!("{call} had not returned after {seconds} s");
    if recording.wait_n_calls.iter().any(|call| call.outcome == Some(Outcome::Completed)) {
        return Mistake::new(Kind::NeverEnds, format!("{seen}, although wait_n had ended"))
            .why("it waits for something else after `wait_n` has returned")
            .fix("return the average right after `block_on`");
    }
    Mistake::new(Kind::NeverEnds, seen)
        .why("it blocks on something that isn't `wait_n(n, max_delay)`, and never ends")
        .fix("run that one future: `runtime.block_on(wait_n(n, max_delay))`")
}

/// Whether the answer's future is polled once more when it is woken.
fn still_polls() -> bool {
    let before = with_check_state(|state| {
        state.waker.as_ref().inspect(|waker| waker.wake_by_ref());
        state.polls
    });
    // One that yields in a loop is polled at once; one that blocks may stop doing so later.
    let end = Instant::now() + Duration::from_millis(200);
    while Instant::now() < end {
        if with_check_state(|state| state.polls) > before {
            return true;
        }
        thread::sleep(Duration::from_millis(10));
    }
    false
}

/// The mistake of a call that waits for another thread, runtime or clock.
pub(crate) fn waits_outside_mistake(call: &AnswerCall, seen: &str) -> Mistake {
    let whose = if call.function == Function::TaskWaitRandom { "the task of " } else { "" };
    Mistake::new(Kind::WaitsOutside, format!("{whose}{call} {seen}"))
        .why(
            "it waits for another thread, runtime or clock; the checker's clock is paused, and \
             jumps to the next timer of its own runtime",
        )
        .fix(if call.function == Function::WaitRandom {
            "wait with `tokio::time::sleep(…).await`, in the function itself"
        } else {
            "await the waits on the runtime that is running already, in the function itself or in \
             a spawned task"
        })
}
