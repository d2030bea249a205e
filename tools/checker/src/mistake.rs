//! What is wrong with an answer. The words are written where it is found.

use std::fmt;

/// A call of an answer, such as `wait_n(10, 5)`.
#[derive(Clone, Default)]
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
        if let [n, _] = self.arguments[..] { n as usize } else { 1 }
    }

    /// What to do, at the least for a delay that is not one that was drawn evenly, up to `max_delay`.
    pub fn advice(&self) -> &'static str {
        if self.function == "wait_random" {
            "draw one `f64`, `let delay = rand::random_range(0.0..=f64::from(max_delay))`, sleep it once and whole, in seconds, and return `delay` as it is"
        } else if self.function == "task_wait_random" {
            "spawn the wait itself on the runtime that the caller runs in, `tokio::spawn(wait_random(max_delay))`, with nothing before it, and nothing else in it"
        } else {
            "call the function of the task before, once for each wait, with the max_delay that was given, and give what it gives as it is"
        }
    }

    /// A mistake that this call shows: what happened, why that is so, what to change.
    pub fn mistake(&self, kind: Kind, happened: &str, why: &str, change: &str) -> Mistake {
        let lesson = match self.function {
            "wait_random" => "basic_async_syntax",
            "wait_n" => "concurrent_coroutines",
            "measure_time" => "measure_runtime",
            "task_wait_random" => "tasks",
            _ => "task_wait_n",
        };
        // One line is all that task 3 asks for, whatever was wrong.
        let has_one_line = lesson == "tasks" && ![Kind::NotWritten, Kind::TooSlow].contains(&kind);
        let change = if has_one_line { self.advice() } else { change };
        Mistake::new(kind, happened, why, change, lesson)
    }
}

/// A mistake that a call shows: its kind, what happened, why that is so, what to change.
macro_rules! mistake {
    ($call:expr, $kind:ident, ($($happened:tt)*), $why:expr, $change:expr) => {
        $call.mistake(Kind::$kind, &format!($($happened)*), $why, $change)
    };
}

/// Returns a mistake, in the words of `mistake!`, unless something is so.
macro_rules! ensure {
    ($is_so:expr, $($mistake:tt)*) => {
        let is_so: bool = $is_so;
        if !is_so {
            return Err(mistake!($($mistake)*));
        }
    };
}

pub(crate) use {ensure, mistake};

impl fmt::Display for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let arguments = format!("{:?}", self.arguments);
        write!(f, "{}({})", self.function, arguments.trim_matches(['[', ']']))
    }
}

/// The kinds of mistakes. What each is, its message says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
#[expect(missing_docs, reason = "the names say it, and the messages at length")]
#[rustfmt::skip]
pub enum Kind {
    // The answer did not come to its end.
    NotWritten, Panicked, NeverEnds, NeverYields, NeverWaits, WaitsOutside, TooSlow,
    // One wait.
    BlocksTheThread, DoesNotWait, ReturnsAnotherDelay, Eager, Lazy, Cancelled,
    // The delays.
    Rounded, OutOfRange, AlwaysTheSame, NotUniform, IgnoresMaxDelay, RepeatsADelay,
    // Many waits, and their list.
    WrongCount, OneAfterAnother, AFewAtATime, TakesLonger, LeftRunning, OrderOfCreation,
    Sorts, Unreadable, NoTasks, SwallowsAPanic, NotStrictlyOrdered, Quadratic,
    // The average time.
    TotalInsteadOfAverage, Milliseconds, WaitsNeverRan, IgnoresN, WrongClock,
    NotMeasured, MeasuresMore, ZeroWaitsNotRefused,
}

/// How a check ends: with the first mistake that it finds, if there is one.
pub type Verdict = Result<(), Mistake>;

/// What is wrong with an answer: what happened, why, what to change, what to read.
///
/// `Display` and `Debug` write these four parts, a line each, and under the first a drawing of
/// the run, where that tells: for each delay of the list a bar from its start to its end.
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
