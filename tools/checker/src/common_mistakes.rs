//! Mistakes that more than one check finds.

use spy::{Plan, Recording};

use crate::call::{AnswerCall, ExerciseFunction};
use crate::mistake::{Kind, Mistake};
use crate::timeline::render_timeline;
use crate::wording::waits_in_words;

/// The mistake of a future that does something before it is polled.
pub(crate) fn eager_mistake(call: &AnswerCall) -> Mistake {
    let function = call.function.name();
    let what = match call.function {
        ExerciseFunction::WaitRandom => "creating the sleep",
        _ => "spawning the waits",
    };
    let its_waits = if call.n() == 1 { "its wait" } else { "its waits" };
    Mistake::new(
        Kind::Eager,
        format!("{call} started {its_waits} when it was called, not when it was awaited"),
    )
    .with_why(format!("the function does something before it returns its future, such as {what}"))
    .with_change(format!("make it `async fn {function}`, and do everything inside it"))
}

/// The mistake of calls that use the same lock or list.
pub(crate) fn shares_state_mistake(seen: String) -> Mistake {
    Mistake::new(Kind::SharesState, seen)
        .with_why(
            "the calls share something: a lock or permit held across an `.await`, or a `static`",
        )
        .with_change("keep all that a call needs in its own variables")
}

/// The mistake of tasks that go on when their call has ended.
pub(crate) fn leaves_tasks_running_mistake(seen: String) -> Mistake {
    Mistake::new(Kind::LeavesTasksRunning, seen)
        .with_why("a task keeps running when its handle is dropped, and nothing waited for its end")
}

/// The mistake of so many waits that were dropped before they completed.
pub(crate) fn drops_waits_mistake(
    call: &AnswerCall,
    recording: &Recording,
    dropped: usize,
) -> Mistake {
    let created = recording.waits.len();
    let has_surplus = created > recording.plan.delays.len();
    let which = match created {
        1 => "its wait".into(),
        _ if dropped == created => format!("all {created} of its waits"),
        _ => format!("{dropped} of its {}", waits_in_words(created)),
    };
    let seen = format!(
        "{call} dropped {which} before {} completed",
        if dropped == 1 { "it" } else { "they" }
    );
    Mistake::new(Kind::DropsWaits, seen)
        .with_drawing(render_timeline(recording))
        .with_why(if has_surplus {
            "something, such as a `select!` or a `timeout`, dropped waits that hadn't completed, \
             and each new wait starts from the beginning"
        } else {
            "a wait that isn't awaited to its end is cancelled: by the end of the function, by a \
             `timeout` or a `select!` that drops it, or by `abort()`"
        })
        .with_change(if has_surplus {
            "create each wait once, and await it to its end"
        } else if created == 1 {
            "await the wait to its end"
        } else {
            "await every wait to its end; with a group, loop with `while let` until it is empty"
        })
}

/// The mistake of a call that waits for another thread, runtime or clock.
pub(crate) fn waits_outside_runtime_mistake(call: &AnswerCall, seen: &str) -> Mistake {
    Mistake::new(Kind::WaitsOutsideRuntime, format!("{} {seen}", call.subject()))
        .with_why(
            "it waits for something on another thread, runtime or clock, and the checker's paused \
             clock can't bring that about",
        )
        .with_change(if call.function == ExerciseFunction::WaitRandom {
            "wait with `tokio::time::sleep(…).await`, in the function itself"
        } else {
            "await the waits on the runtime that is already running, in the function itself or in \
             a spawned task"
        })
}

/// The mistake of a call that didn't panic with what it called: it `returned` something all the
/// same, or never ended.
pub(crate) fn swallows_a_panic_mistake(
    call: &AnswerCall,
    plan: &Plan,
    returned: Option<&str>,
) -> Mistake {
    let panicked = match plan.panicking_wait {
        None => "wait_n".into(),
        Some(_) if call.n() == 1 => "the wait".into(),
        Some(place) => format!("the {} wait", ["first", "second", "third"][place]),
    };
    let measures = call.function == ExerciseFunction::MeasureTime;
    let carrier = if measures { "a task or a thread" } else { "a task" };
    let (ended, why, change) = if let Some(returned) = returned {
        (
            format!(", but {} {returned}", call.ended_in_words()),
            format!(
                "the panic of {carrier} arrives as an `Err` from its handle, and that was ignored \
                 or replaced"
            ),
            "pass it on to the caller, for example with `handle.await.unwrap()`",
        )
    } else {
        (
            format!("; {}", call.not_ended_in_words()),
            format!("the panic ended {carrier}, and the function still waits for a result from it"),
            "await the handle of every task that you spawn, and `unwrap()` what it returns",
        )
    };
    Mistake::new(Kind::SwallowsAPanic, format!("the checker made {panicked} panic{ended}"))
        .with_why(why)
        .with_change(if measures {
            "run `wait_n` with `block_on`, or pass the panic on with `unwrap()`"
        } else {
            change
        })
}
