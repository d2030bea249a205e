//! How calls keep apart: each begins when it is awaited, and shares nothing with another.

use crate::call::{AnswerCall, ExerciseFunction};
use crate::mistake::{Kind, Mistake};

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

/// The mistake of calls that use the same lock, list or clock.
pub(crate) fn shares_state_mistake(seen: String) -> Mistake {
    Mistake::new(Kind::SharesState, seen)
        .with_why(
            "the calls share something: a lock or permit held across an `.await`, or a `static`",
        )
        .with_change("keep all that a call needs in its own variables")
}
