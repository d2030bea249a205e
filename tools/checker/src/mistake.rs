//! What is wrong with an answer.

use std::fmt;

use crate::call::ExerciseFunction;
use crate::wording::wrap;

/// The width of the column of labels.
const LABEL_WIDTH: usize = 8;

/// The kinds of mistakes. Each has a page: `cargo exercise explain KIND`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    // The check could not be made.
    /// The check could not be made.
    NoVerdict,

    // The answer did not come to its end.
    /// There is still a `todo!()` in it.
    NotWritten,
    /// It panicked.
    Panicked,
    /// It waits for something that never comes, or goes round a loop without an end.
    NeverEnds,
    /// A future could go on, and nothing wakes it.
    NeverWoken,
    /// It keeps its thread for ever.
    NeverYields,
    /// It asks in a loop whether something has happened.
    BusyWaits,
    /// It waits for another thread, runtime or clock.
    WaitsOutsideRuntime,

    // What each call is held to.
    /// It keeps its thread from other futures for some time.
    BlocksTheThread,
    /// It pauses, resumes or advances the paused clock.
    TouchesTheClock,
    /// It starts when it is called, not when it is awaited.
    Eager,
    /// Calls that run at the same time change each other.
    SharesState,
    /// A task goes on when the call has ended.
    LeavesTasksRunning,

    // One wait.
    /// It takes no time.
    DoesNotWait,
    /// It takes another time than the one that it returns.
    ReturnsAnotherDelay,
    /// A delay is below 0 or above `max_delay`.
    OutOfRange,
    /// All delays are equal.
    AlwaysTheSame,
    /// Many delays are equal.
    RepeatsDelays,
    /// A number was rounded, or has too few digits.
    Rounded,
    /// Some delays come more often than others.
    NotUniform,
    /// The delays end before `max_delay`.
    RangeTooShort,

    // The calls of the function before.
    /// It doesn't call the function before.
    NotCalled,
    /// It passes on other arguments than it was given.
    WrongArguments,
    /// It calls that function too often, or too rarely.
    WrongNumberOfCalls,

    // The waits that it makes.
    /// Each wait starts when the one before it has ended.
    OneAfterAnother,
    /// There is a limit to how many waits run at the same time.
    AFewAtATime,
    /// The waits run one after another because they share a lock or a permit.
    HoldsALock,
    /// Something else is awaited before a wait.
    StartsLate,
    /// Something else is awaited after the waits.
    EndsLate,
    /// A wait is created, and never polled.
    NeverPolled,
    /// Waits are dropped before they complete.
    DropsWaits,
    /// Waits complete, and their delays aren't in the list.
    LosesDelays,
    /// The list, or the task, has other numbers than the waits returned.
    ChangesDelays,
    /// The list is in the order in which the waits were created.
    CreationOrder,
    /// The list is in another order.
    WrongOrder,
    /// A method that sorts is called.
    Sorts,
    /// A panic doesn't reach the caller.
    SwallowsAPanic,
    /// The list isn't in order to the last digit (the harder version).
    NotExactlyOrdered,
    /// The waits are polled far too often (the harder version).
    PollsTooOften,

    // The average time.
    /// `wait_n` is called, and doesn't run to its end.
    NotRunToEnd,
    /// `wait_n` runs on a paused clock.
    PausedClock,
    /// The result isn't a time that was measured.
    NotMeasured,
    /// The result is the total.
    TotalInsteadOfAverage,
    /// The total is divided by something other than `n`.
    WrongDivisor,
    /// The result isn't in seconds.
    WrongUnit,
    /// The time that was measured is not that of the waits.
    WrongMeasurement,
    /// The call takes longer than `wait_n`.
    DoesExtraWork,
    /// It returns something for `n = 0`.
    ZeroWaitsNotRefused,

    // The task.
    /// The task was cancelled.
    Cancelled,
}

/// What is wrong with an answer: what was seen, why that is so, and what to change.
///
/// `Display` and `Debug` both write it as the learner reads it.
#[derive(Clone, PartialEq, Eq)]
pub struct Mistake {
    kind: Kind,
    /// What was seen.
    seen: String,
    /// A drawing of the run, or nothing.
    drawing: String,
    /// Why that is so.
    why: String,
    /// What to change.
    change: String,
    /// The function and the seed that make the same run again, if it was a random one.
    repeat: Option<(ExerciseFunction, u32)>,
}

impl Mistake {
    /// A mistake of this kind, with what was seen.
    pub(crate) fn new(kind: Kind, seen: impl Into<String>) -> Self {
        let [drawing, why, change] = [const { String::new() }; 3];
        Self { kind, seen: seen.into(), drawing, why, change, repeat: None }
    }

    pub(crate) fn with_drawing(self, drawing: String) -> Self {
        Self { drawing, ..self }
    }

    pub(crate) fn with_why(self, why: impl Into<String>) -> Self {
        Self { why: why.into(), ..self }
    }

    pub(crate) fn with_change(self, change: impl Into<String>) -> Self {
        Self { change: change.into(), ..self }
    }

    /// The mistake of a run that was random.
    pub(crate) fn with_seed(self, function: ExerciseFunction, seed: u32) -> Self {
        Self { repeat: Some((function, seed)), ..self }
    }

    /// The mistake as the error of a check.
    pub(crate) fn into_err<T>(self) -> Result<T, Self> {
        Err(self)
    }

    /// The kind of mistake.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.kind
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&wrap(&self.seen, 0))?;
        if !self.drawing.is_empty() {
            write!(f, "\n{}", self.drawing)?;
        }
        writeln!(f)?;
        for (label, text) in [("why", &self.why), ("change", &self.change)] {
            if !text.is_empty() {
                write!(f, "{label:LABEL_WIDTH$}{}", wrap(text, LABEL_WIDTH))?;
            }
        }
        if let Some((function, seed)) = self.repeat {
            writeln!(
                f,
                "{:LABEL_WIDTH$}this run was random; to repeat it: cargo exercise {} seed {seed}",
                "repeat",
                function.number()
            )?;
        }
        Ok(())
    }
}

/// As `Display`: a test that returns an error shows it by `Debug`.
impl fmt::Debug for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Mistake {}

/// Why there is no verdict.
#[derive(Clone, Copy)]
pub(crate) enum NoVerdictReason {
    /// The machine has too much to do.
    BusyMachine,
    /// The system refused something, such as a thread or a file.
    System,
    /// The checker has a fault.
    CheckerFault,
}

/// Says that the check could not be made.
pub(crate) fn no_verdict_mistake(reason: NoVerdictReason, detail: impl fmt::Display) -> Mistake {
    let (why, change) = match reason {
        NoVerdictReason::BusyMachine => (
            "the machine is busy, or your answer takes very many small steps",
            "run it again when the machine has less to do",
        ),
        NoVerdictReason::System => (
            "the system refused something that the checker needs",
            "remove the reason that is given above, and run it again",
        ),
        NoVerdictReason::CheckerFault => (
            "this is a fault of the checker, and says nothing about your answer",
            "please report it, with your answer",
        ),
    };
    Mistake::new(Kind::NoVerdict, format!("the check was abandoned: {detail}"))
        .with_why(why)
        .with_change(change)
}
