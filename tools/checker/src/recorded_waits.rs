//! What becomes of the waits of a call: they are called, run to their end, and nothing is left.

use std::iter;

use spy::{Outcome, WaitRecord};

use crate::call::{AnswerCall, ExerciseFunction};
use crate::common_mistakes::{
    drops_waits_mistake, leaves_tasks_running_mistake, waits_outside_runtime_mistake,
};
use crate::mistake::{Kind, Mistake};
use crate::runner::{Run, TIMER_TOLERANCE_SECONDS};
use crate::timeline::render_timeline;
use crate::wording::{times_in_words, waits_in_words};

/// How much later than its last wait an answer may end, in seconds: a few ticks of the timer.
pub(crate) const MAX_LATENESS_SECONDS: f64 = 0.005;

/// Checks that the function of an earlier exercise was called with the arguments that this one was
/// given.
pub(crate) fn check_arguments(call: &AnswerCall, passed: &[u32]) -> Result<(), Mistake> {
    // `max_delay` comes last, and is all that a single wait takes.
    let first = call.arguments.len() - passed.len();
    let given = &call.arguments[first..];
    if passed == given {
        return Ok(());
    }
    let callee = call.callee();
    let names = &["n", "max_delay"][2 - passed.len()..];
    let differing = iter::zip(names, iter::zip(given, passed)).filter(|(_, (a, b))| a != b);
    let was: Vec<_> = differing
        .map(|(name, (given, passed))| format!("`{name}` was {given}, but {passed} was passed"))
        .collect();
    let numbers: Vec<_> = passed.iter().map(u32::to_string).collect();
    let seen = format!("{call} called {callee}({})", numbers.join(", "));
    let passed_instead = if passed.iter().rev().eq(&call.arguments) {
        ": the two are swapped"
    } else if call.arguments.starts_with(passed) {
        ", which is `n`"
    } else {
        ""
    };
    Mistake::new(Kind::WrongArguments, seen)
        .with_why(format!("{}{passed_instead}", was.join(", and ")))
        .with_change(format!("pass on what was given: `{callee}({})`", names.join(", ")))
        .into_err()
}

/// Checks that the function of an earlier exercise was called n times, with the `max_delay` that
/// was given.
pub(crate) fn check_callee_calls(run: &Run) -> Result<(), Mistake> {
    let Run { call, recording, .. } = run;
    let (n, callee) = (call.n(), call.callee());
    let created = recording.waits.len();
    if created < n {
        // What is missing may be in tasks that nobody waits for.
        check_no_tasks_left(run)?;
    }
    if created == 0 && n > 0 {
        return Mistake::new(Kind::NotCalled, format!("{call} never called {callee}"))
            .with_why(format!(
                "each call has to get its delays from {callee}; a call inside a future or a task \
                 that never runs doesn't count"
            ))
            .with_change(if call.function == ExerciseFunction::TaskWaitRandom {
                format!("make a task of `{callee}(max_delay)`")
            } else {
                format!("call {callee}(max_delay) n times, and list what those waits return")
            })
            .into_err();
    }
    recording.waits.iter().try_for_each(|wait| check_arguments(call, &[wait.max_delay]))?;
    // A wait that is created later takes the place of one that was dropped before the end.
    let is_dropped = |wait: &WaitRecord| wait.outcome == Some(Outcome::Dropped);
    let is_dropped_early =
        |wait: &WaitRecord| is_dropped(wait) && wait.ended_at < Some(recording.snapshot_at);
    let created_late = |wait: &WaitRecord| wait.created_at > TIMER_TOLERANCE_SECONDS;
    if created > n
        && recording.count_waits(is_dropped_early) > 0
        && recording.count_waits(created_late) > 0
    {
        let dropped = recording.count_waits(is_dropped);
        return drops_waits_mistake(call, recording, dropped).into_err();
    }
    if created != n {
        return Mistake::new(
            Kind::WrongNumberOfCalls,
            if call.function == ExerciseFunction::TaskWaitRandom {
                format!("{call} called {callee} {}", times_in_words(created))
            } else {
                format!("{call} called {callee} {}, but n is {n}", times_in_words(created))
            },
        )
        .with_why(if created > n {
            "it creates too many waits"
        } else {
            "it creates too few waits"
        })
        .with_change(if call.function == ExerciseFunction::TaskWaitRandom {
            "make one wait, and spawn it"
        } else {
            "create n waits, for example with `(0..n).map(…)`; `0..n` has n numbers, `1..n` has \
             one fewer, and `0..=n` has one more"
        })
        .into_err();
    }
    Ok(())
}

/// Checks that every wait runs on the thread of the check, whose clock is paused.
pub(crate) fn check_waits_on_check_thread(run: &Run) -> Result<(), Mistake> {
    if run.recording.ran_on_another_thread() {
        return waits_outside_runtime_mistake(&run.call, "ran a wait on another thread").into_err();
    }
    Ok(())
}

/// Checks that all waits completed.
pub(crate) fn check_waits_completed(run: &Run) -> Result<(), Mistake> {
    let Run { call, recording, .. } = run;
    let never_polled = recording.count_waits(|wait| wait.started_at.is_none());
    if never_polled > 0 {
        let which = match call.n() {
            1 => "its wait was never polled".into(),
            n if never_polled == n => format!("none of its {n} waits was ever polled"),
            n if never_polled == 1 => format!("1 of its {n} waits was never polled"),
            n => format!("{never_polled} of its {n} waits were never polled"),
        };
        let seen = format!("{}, and {which}", call.ended_in_words());
        let returned =
            if call.function == ExerciseFunction::TaskWaitN { "handle" } else { "future" };
        return Mistake::new(Kind::NeverPolled, seen)
            .with_why(if never_polled == 1 {
                "by then nothing had polled it: it had been dropped or aborted, or hadn't had a \
                 turn yet"
            } else {
                "by then nothing had polled them: they had been dropped or aborted, or hadn't had \
                 a turn yet"
            })
            .with_change(format!(
                "await each {returned} that {} returns, or every result of the group that holds it",
                call.callee()
            ))
            .into_err();
    }
    let running = recording.count_waits(|wait| wait.outcome.is_none());
    let incomplete = recording.count_waits(|wait| wait.outcome != Some(Outcome::Completed));
    if running > 0 {
        let seen = format!(
            "{} while {} {} still running",
            call.ended_in_words(),
            waits_in_words(running),
            if running == 1 { "was" } else { "were" }
        );
        return leaves_tasks_running_mistake(seen)
            .with_drawing(render_timeline(recording))
            .with_change("await the handle of every task, to its end, before you return")
            .into_err();
    }
    if incomplete > 0 {
        return drops_waits_mistake(call, recording, incomplete).into_err();
    }
    Ok(())
}

/// Checks that no task is alive when the answer has ended.
pub(crate) fn check_no_tasks_left(run: &Run) -> Result<(), Mistake> {
    let left = run.tasks_alive_after_end;
    if left == 0 {
        return Ok(());
    }
    let (tasks, were) = if left == 1 { ("task", "was") } else { ("tasks", "were") };
    let seen = format!("{} while {left} {tasks} {were} still running", run.call.ended_in_words());
    leaves_tasks_running_mistake(seen)
        .with_change("await every task that you spawn, to its end")
        .into_err()
}

/// Checks that the answer ended with its longest wait.
pub(crate) fn check_total_time(run: &Run) -> Result<(), Mistake> {
    let Run { call, virtual_seconds, recording, .. } = run;
    // A wait is over when its delay is, whether or not anything polls it then.
    let due_at = |wait: &WaitRecord| Some(wait.started_at? + wait.delay);
    let last = recording.waits.iter().filter_map(due_at).fold(0.0, f64::max);
    if *virtual_seconds <= last + MAX_LATENESS_SECONDS {
        return Ok(());
    }
    let (wait, waits) = if call.n() == 1 {
        ("wait", "the wait itself")
    } else {
        ("last wait", "the waits themselves")
    };
    let seen = format!("{call} took {virtual_seconds:.3} s; its {wait} was over after {last:.3} s");
    Mistake::new(Kind::EndsLate, seen)
        .with_drawing(render_timeline(recording))
        .with_why(format!("it was awaiting something else when its {wait} was over"))
        .with_change(format!("await {waits}, not a sleep of your own, and then return"))
        .into_err()
}
