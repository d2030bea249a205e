//! What a panic of an answer tells.

use std::any::Any;
use std::panic::{self, Location, PanicHookInfo};
use std::sync::{Mutex, OnceLock};

use crate::call::{AnswerCall, ExerciseFunction};
use crate::common_mistakes::drops_waits_mistake;
use crate::mistake::{Kind, Mistake, NoVerdictReason, no_verdict_mistake};
use crate::state::lock_ignoring_poison;

/// A panic that the hook has kept.
#[derive(Clone)]
struct CapturedPanic {
    message: String,
    location: String,
    /// Whether it happened in the checker itself.
    in_checker: bool,
}

/// What the hook does with a panic.
#[derive(Clone)]
enum HookMode {
    /// It belongs to somebody else, and is printed as always.
    Print,
    /// It belongs to the check, which keeps the first one.
    Capture(Option<CapturedPanic>),
}

static HOOK_MODE: Mutex<HookMode> = Mutex::new(HookMode::Print);

/// Starts to keep the panics of a check, and to print no more of them.
///
/// An answer may have set a hook of its own, so each check sets this one again.
pub(crate) fn install_hook() {
    type Print = Box<dyn Fn(&PanicHookInfo) + Send + Sync>;
    static PRINT: OnceLock<Print> = OnceLock::new();
    let print = PRINT.get_or_init(panic::take_hook);
    panic::set_hook(Box::new(move |info| match &mut *lock_ignoring_poison(&HOOK_MODE) {
        HookMode::Print => print(info),
        HookMode::Capture(first) => {
            let message = payload_text(info.payload());
            if first.is_none() && !message.contains(spy::PLANNED_PANIC_MESSAGE) {
                let location = info.location();
                let in_checker = location.is_some_and(is_in_checker);
                let location = location.map(|location| shorten_location(&location.to_string()));
                *first = Some(CapturedPanic {
                    message,
                    location: location.unwrap_or_default(),
                    in_checker,
                });
            }
        }
    }));
    start_capturing_panics();
}

/// Keeps panics from here on, and forgets those that were seen before.
pub(crate) fn start_capturing_panics() {
    *lock_ignoring_poison(&HOOK_MODE) = HookMode::Capture(None);
}

/// Prints panics again: no check is under way.
pub(crate) fn stop_capturing_panics() {
    *lock_ignoring_poison(&HOOK_MODE) = HookMode::Print;
}

/// Whether this location is one of the checker's own sources.
fn is_in_checker(location: &Location) -> bool {
    let here = file!().trim_end_matches("panics.rs");
    location.file().starts_with(here)
}

/// A location as it is shown: without the folders that a library was downloaded to, and without
/// the way back out of the package that compiles an answer.
fn shorten_location(location: &str) -> String {
    let location = location.replace('\\', "/");
    let roots = ["/registry/src/", "/rustc/"];
    let inside = roots.iter().find_map(|root| location.split_once(root)?.1.split_once('/'));
    let location = inside.map_or(&*location, |(_, inside)| inside);
    location.rsplit("../").next().unwrap_or(location).into()
}

fn payload_text(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(ToString::to_string);
    text.or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "a value that is not text".into())
}

/// The mistake of a call whose captured panic is that of a `todo!()`.
pub(crate) fn diagnose_unwritten(call: &AnswerCall) -> Option<Mistake> {
    diagnose_captured_panic(call).filter(|mistake| mistake.kind() == Kind::NotWritten)
}

/// The mistake of a call in which something panicked, if anything did.
pub(crate) fn diagnose_captured_panic(call: &AnswerCall) -> Option<Mistake> {
    // The lock is released first, because a panic in what follows would come back here.
    let HookMode::Capture(Some(panic)) = lock_ignoring_poison(&HOOK_MODE).clone() else {
        return None;
    };
    Some(if panic.in_checker {
        no_verdict_mistake(
            NoVerdictReason::CheckerFault,
            format!("the checker panicked: {}, at {}", panic.message, panic.location),
        )
    } else {
        diagnose_panic(call, &panic.message, &panic.location)
    })
}

/// The mistake of a call that ended with a panic of this payload. If the hook has seen a panic, its
/// first one tells more.
pub(crate) fn diagnose_payload(call: &AnswerCall, payload: &(dyn Any + Send)) -> Mistake {
    diagnose_captured_panic(call)
        .unwrap_or_else(|| diagnose_panic(call, &payload_text(payload), ""))
}

/// The mistake that a panic shows.
fn diagnose_panic(call: &AnswerCall, message: &str, location: &str) -> Mistake {
    if message == spy::TOO_MANY_WAITS_MESSAGE {
        return diagnose_too_many_calls(call);
    }
    // The messages of `todo!()` and `unimplemented!()`.
    if message.starts_with("not yet implemented") || message.starts_with("not implemented") {
        return Mistake::new(
            Kind::NotWritten,
            format!("{} is not written yet: {location}", call.function.name()),
        )
        .with_why(if message.starts_with("not yet") {
            "there is still a `todo!()` in it, which panics"
        } else {
            "there is still an `unimplemented!()` in it, which panics"
        })
        .with_change("replace that line; the comment above the function says what to write");
    }
    if message.contains("time is already frozen") {
        return Mistake::new(
            Kind::TouchesTheClock,
            format!("{call} called `tokio::time::pause()`"),
        )
        .with_why("the clock is paused already, and can't be paused again")
        .with_change("only sleep, and leave the clock to tests");
    }
    // A location in a double isn't the learner's.
    let has_learner_location = !location.is_empty() && !location.starts_with("tools/spy");
    let at = if has_learner_location { format!(" at {location}") } else { String::new() };
    let who = match call.function {
        ExerciseFunction::TaskWaitRandom => format!("{call}, or its task,"),
        _ => call.to_string(),
    };
    let mistake = Mistake::new(Kind::Panicked, format!("{who} panicked{at}: {message}"));
    if message.contains("there is no reactor running")
        && call.function != ExerciseFunction::MeasureTime
    {
        return mistake
            .with_why("a thread of your own is outside the runtime that this function is called in")
            .with_change("start the wait in the function itself, not on another thread");
    }
    if let Some(known) = KNOWN_PANICS.iter().find(|known| message.contains(known.message_part)) {
        return mistake.with_why(known.why).with_change(known.change);
    }
    // What panics before it has called `wait_n` is most often the assertion about n.
    let has_called = !spy::snapshot().wait_n_calls.is_empty();
    if call.function == ExerciseFunction::MeasureTime && has_learner_location && !has_called {
        return mistake
            .with_why(format!(
                "it panicked before it had called wait_n; n is {} in this call, and only n = 0 has \
                 to be refused",
                call.n()
            ))
            .with_change(
                "if that is your assertion, look at its condition: `assert!(n > 0, \"…\")` says \
                 what must be true",
            );
    }
    if call.function != ExerciseFunction::MeasureTime && call.arguments.contains(&0) {
        return mistake
            .with_why("0 is a valid argument; for it, the delays are 0.0 or the list is empty")
            .with_change("let 0 take the same path as any other number");
    }
    mistake.with_why("the code couldn't go on, for the reason that the message gives").with_change(
        "remove that reason; if the place is in a library, look at what your code calls",
    )
}

/// The mistake of an answer that doesn't stop calling `wait_random`.
fn diagnose_too_many_calls(call: &AnswerCall) -> Mistake {
    let recording = spy::snapshot();
    // By now, all the waits that were still running are dropped, too.
    if recording.dropped_at_limit > 0 {
        return drops_waits_mistake(call, &recording, recording.dropped_at_limit);
    }
    let callee = call.callee();
    Mistake::new(Kind::WrongNumberOfCalls, format!("{call} called {callee} again and again"))
        .with_why("a loop that creates waits has no end")
        .with_change(if call.function == ExerciseFunction::TaskWaitRandom {
            format!("call {callee} once")
        } else {
            format!("call {callee} {} times, in `(0..n).map(…)` or `for _ in 0..n`", call.n())
        })
}

/// A panic that learners often meet.
struct KnownPanic {
    /// What its message contains.
    message_part: &'static str,
    why: &'static str,
    change: &'static str,
}

const KNOWN_PANICS: &[KnownPanic] = &[
    KnownPanic {
        message_part: "Cannot block the current thread from within a runtime",
        why: "a call such as `blocking_recv` blocks the thread that the runtime needs",
        change: "await it instead: `recv().await`",
    },
    KnownPanic {
        message_part: "cannot sample empty range",
        why: "the range is empty: its end comes before its start, or `..` leaves out the end, as \
              in `0.0..max` for a `max_delay` of 0",
        change: "include the end: `0.0..=max`",
    },
    KnownPanic {
        message_part: "value is negative",
        why: "a `Duration` can't be negative, and the number that it was made from is",
        change: "draw a delay that is 0.0 or more, or subtract nothing from it",
    },
    KnownPanic {
        message_part: "borrowed",
        why: "a `RefCell` was still borrowed: in `list.borrow_mut().push(wait.await)` the borrow \
              comes first and lasts through the await",
        change: "await first, `let delay = wait.await;`, and borrow afterwards",
    },
    KnownPanic {
        message_part: "JoinHandle polled after completion",
        why: "the handle of a task was awaited again after it had returned its result",
        change: "await each handle once, and keep what it returns",
    },
    KnownPanic {
        message_part: "JoinError::Cancelled",
        why: "a task was aborted before it ended, and its handle returned that as an error",
        change: "don't abort the tasks, and await each of them to its end",
    },
    KnownPanic {
        message_part: "Full(..)",
        why: "a channel was full, and `try_send` doesn't wait until there is room",
        change: "await `send(…)`, while something receives, or use an unbounded channel",
    },
    KnownPanic {
        message_part: "Elapsed(())",
        why: "a `timeout` ended first, and `unwrap()` panics on its `Err`",
        change: "await without a timeout",
    },
    KnownPanic {
        message_part: "resumed after completion",
        why: "a future was polled again after it had returned its result",
        change: "stop polling a future once it is `Ready`, or `fuse()` it",
    },
    KnownPanic {
        message_part: "can call blocking only when running on the multi-threaded runtime",
        why: "`block_in_place` needs a multi-thread runtime, and this one has a single thread",
        change: "nothing here has to block: await the sleep, or the handle of the task",
    },
    KnownPanic {
        message_part: "called from outside of a `task::LocalSet`",
        why: "`spawn_local` needs a `LocalSet` that is being driven, and there is none",
        change: "use `tokio::spawn`, or run the whole future in `LocalSet::run_until`",
    },
    KnownPanic {
        message_part: "Cannot start a runtime from within a runtime",
        why: "a runtime was running there already, and `block_on` would block its thread",
        change: "await the future there, instead of calling `block_on`",
    },
    KnownPanic {
        message_part: "Cannot drop a runtime in a context where blocking is not allowed",
        why: "another runtime was created and dropped inside one that was already running",
        change: "use the runtime that is there: `tokio::spawn`, or `.await`",
    },
    KnownPanic {
        message_part: "there is no reactor running",
        why: "tokio's timer, `tokio::spawn` and `Handle::current` work only inside a runtime",
        change: "build a runtime, and run the future in it: `runtime.block_on(…)`",
    },
    KnownPanic {
        message_part: "timers are disabled",
        why: "the runtime was built without a timer",
        change: "call `enable_time()`, or `enable_all()`, before `build()`",
    },
    KnownPanic {
        message_part: "!ret.inner.is_empty()",
        why: "`select_all` panics if there is nothing to select from, as for `n = 0`",
        change: "call it only while there are waits left: `while !waits.is_empty()`",
    },
    KnownPanic {
        message_part: "subtract with overflow",
        why: "a `u32` can't be negative, so that `0 - 1` panics",
        change: "let the loop run over `0..n`, which is empty for 0",
    },
    KnownPanic {
        message_part: "index out of bounds",
        why: "`list[i]` reads or replaces an element that is there, and the list is shorter",
        change: "push each delay, and take the list as it is",
    },
    KnownPanic {
        message_part: "called `Option::unwrap()` on a `None` value",
        why: "there was no value: a list, a channel or a stream was empty, as it is for `n = 0`",
        change: "let the loop end when there is nothing left: `while let Some(delay) = …`",
    },
];
