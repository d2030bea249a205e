//! What is wrong with an answer. The words are written where it is found.

use std::fmt;

/// A call of an answer, such as `wait_n(10, 5)`.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Call {
    /// The function's name.
    pub function: &'static str,
    /// Its arguments, in order.
    pub arguments: Vec<u32>,
}

impl Call {
    /// The last argument: the longest delay that may be drawn, in seconds.
    pub fn max_delay(&self) -> f64 {
        self.arguments.last().copied().map_or(0.0, f64::from)
    }

    /// The number of waits that the call asks for.
    pub fn n(&self) -> usize {
        match self.arguments[..] {
            [n, _] => n as usize,
            _ => 1,
        }
    }

    /// A mistake that this call shows: what happened, why that is so, what to change.
    pub fn mistake(
        &self,
        kind: Kind,
        happened: impl AsRef<str>,
        why: impl AsRef<str>,
        change: &str,
    ) -> Mistake {
        let lesson = match self.function {
            "wait_random" => "basic_async_syntax",
            "wait_n" => "concurrent_coroutines",
            "measure_time" => "measure_runtime",
            "task_wait_random" => "tasks",
            _ => "task_wait_n",
        };
        Mistake::new(kind, happened.as_ref(), why.as_ref(), change, lesson)
    }
}

impl fmt::Display for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let arguments: Vec<_> = self.arguments.iter().map(u32::to_string).collect();
        write!(f, "{}({})", self.function, arguments.join(", "))
    }
}

/// The kinds of mistakes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// A body is `todo!()` or `unimplemented!()`.
    NotWritten,
    /// The answer, or a task of it, panicked.
    Panicked,
    /// It waits for what never comes.
    NeverEnds,
    /// It does not give its thread back.
    NeverYields,
    /// A task runs again and again without waiting for a timer, so a paused clock stands still.
    NeverWaits,
    /// What it waits for comes from another thread or runtime.
    WaitsOutside,
    /// The check came to no end in time, for no reason that it could see.
    TooSlow,

    /// A thread stood still during the waits.
    BlocksTheThread,
    /// The answer ended before its delay had passed.
    DoesNotWait,
    /// The delay that was returned is not the time that passed.
    ReturnsAnotherDelay,
    /// The wait began before it was awaited.
    Eager,

    /// All delays are whole numbers of a unit.
    Rounded,
    /// A delay is below 0 or above `max_delay`.
    OutOfRange,
    /// Every call gave the same delay.
    AlwaysTheSame,
    /// Some parts of the range come more often than others.
    NotUniform,
    /// The longest of many delays is far below `max_delay`.
    IgnoresMaxDelay,

    /// The list has not `n` delays.
    WrongCount,
    /// The waits did not overlap at all.
    OneAfterAnother,
    /// Some waits began when others had ended.
    AFewAtATime,
    /// The waits overlapped, and something else took time as well.
    TakesLonger,
    /// The delays do not stand in the order in which they ended.
    OrderOfCreation,
    /// The longest delay comes first.
    Descending,
    /// One delay stands more than once in the list.
    RepeatsADelay,
    /// The source sorts.
    Sorts,
    /// The source cannot be read.
    Unreadable,

    /// The total was returned.
    TotalInsteadOfAverage,
    /// The unit of the result is milliseconds, or a smaller one.
    Milliseconds,
    /// The time was cut to whole seconds.
    WholeSeconds,
    /// No wait took its time.
    WaitsNeverRan,
    /// Fewer waits ran than were asked for.
    IgnoresN,
    /// The result is a time that did not pass.
    WrongClock,
    /// The result is made of the delays, and not of a measured time.
    NotMeasured,
    /// More than one run of the waits was measured.
    MeasuresMore,
    /// There is no average of no waits.
    ZeroWaitsNotRefused,

    /// The task had not started when the function returned.
    Lazy,
    /// The task was aborted, or its runtime is gone.
    Cancelled,
    /// The waits are not tasks.
    NoTasks,
    /// The panic of a task did not reach the caller.
    SwallowsAPanic,

    /// Two delays within one millisecond are out of order.
    NotStrictlyOrdered,
    /// The time grows with the square of `n`.
    Quadratic,
    /// Tasks went on when the answer was dropped.
    LeftRunning,
}

/// What is wrong with an answer: what happened, why, what to change, what to read.
///
/// `Display` and `Debug` write these four parts, a line each. Under the first there
/// may be a drawing of the run: a row for each delay of the list, with a bar from
/// where the wait started to where it ended. A test that returns a `Mistake` shows it.
#[derive(Clone, PartialEq, Eq)]
pub struct Mistake {
    /// What kind it is.
    kind: Kind,
    /// The four parts, and the drawing.
    text: String,
}

impl Mistake {
    /// What happened, why that is so, what to change, which lesson to read.
    pub(crate) fn new(kind: Kind, happened: &str, why: &str, change: &str, lesson: &str) -> Self {
        let text = format!("{happened}\n{why}\n{change}\nread: {lesson}");
        Self { kind, text }
    }

    /// The mistake with a drawing of the run, which is lines of text or nothing.
    pub(crate) fn drawn(self, drawing: &str) -> Self {
        let text = self.text.replacen('\n', &format!("\n{drawing}"), 1);
        Self { text, ..self }
    }

    /// The kind of mistake.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.kind
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// As `Display`: a test that returns an error shows it by `Debug`.
impl fmt::Debug for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Mistake {}

/// Seconds as a person reads them: one decimal, three below one second.
pub(crate) fn in_seconds(seconds: f64) -> String {
    if seconds < 1.0 {
        format!("{seconds:.3} s")
    } else {
        format!("{seconds:.1} s")
    }
}
