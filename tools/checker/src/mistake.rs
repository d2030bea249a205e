//! What is wrong with an answer.

use std::fmt;

use crate::call::ExerciseFunction;
use crate::wording::wrap;

/// The width of the column of labels.
const LABEL_WIDTH: usize = 8;

/// The kinds of mistakes. Each has a page: `cargo exercise explain KIND`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
#[expect(missing_docs, reason = "each has a page of its own")]
pub enum Kind {
    // The check could not be made.
    NoVerdict,

    // The answer did not come to its end.
    NotWritten,
    Panicked,
    NeverEnds,
    NeverWoken,
    NeverYields,
    BusyWaits,
    WaitsOutside,

    // What every wait is held to.
    BlocksTheThread,
    TouchesTheClock,
    Eager,
    SharesState,
    LeftRunning,

    // One wait.
    DoesNotWait,
    ReturnsAnotherDelay,
    OutOfRange,
    AlwaysTheSame,
    TooFewDelays,
    Rounded,
    NotUniform,
    IgnoresMaxDelay,

    // The calls of the function before.
    NotCalled,
    WrongArguments,
    WrongNumberOfCalls,

    // Many waits.
    OneAfterAnother,
    AFewAtATime,
    HoldsALock,
    StartsLate,
    TakesLonger,
    NeverPolled,
    DropsWaits,
    LosesDelays,
    ChangesDelays,
    OrderOfCreation,
    WrongOrder,
    Sorts,
    SwallowsAPanic,
    NotStrictlyOrdered,
    PollsInVain,

    // The average time.
    NotRunToEnd,
    PausedClock,
    NotMeasured,
    TotalInsteadOfAverage,
    WrongDivisor,
    WrongUnit,
    WrongTotal,
    MeasuresMore,
    ZeroWaitsNotRefused,

    // The task.
    Cancelled,
}

/// What is wrong with an answer: what was seen, why that is so, and what to change.
///
/// `Display` and `Debug` both write it as the learner reads it.
#[derive(Clone, PartialEq, Eq)]
pub struct Mistake {
    kind: Kind,
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
pub(crate) enum Obstacle {
    /// The machine has too much to do.
    BusyMachine,
    /// The system refused something, such as a thread or a file.
    System,
    /// The checker has a fault.
    CheckerFault,
}

/// Says that the check could not be made.
pub(crate) fn no_verdict_mistake(obstacle: Obstacle, reason: impl fmt::Display) -> Mistake {
    let (why, change) = match obstacle {
        Obstacle::BusyMachine => (
            "the machine is busy, or your answer takes very many small steps",
            "run it again when the machine has less to do",
        ),
        Obstacle::System => (
            "the system refused something that the checker needs",
            "see to it that the files can be read, and run it again",
        ),
        Obstacle::CheckerFault => (
            "this is a fault of the checker, and says nothing about your answer",
            "please report it, with your answer",
        ),
    };
    Mistake::new(Kind::NoVerdict, format!("the check was abandoned: {reason}"))
        .with_why(why)
        .with_change(change)
}
