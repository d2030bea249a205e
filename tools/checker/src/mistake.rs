//! What is wrong with an answer.

use std::fmt;

/// The widest line of a message, in columns. `cargo exercise` moves it in by two more.
const MAX_WIDTH: usize = 78;
/// The width of a label's column.
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
    Quadratic,

    // The average time.
    NeverRun,
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
    fix: String,
    /// What makes the same run again, if it was a random one.
    seed: Option<u32>,
}

impl Mistake {
    /// A mistake of this kind, with what was seen.
    pub(crate) fn new(kind: Kind, seen: impl Into<String>) -> Self {
        let [drawing, why, fix] = [const { String::new() }; 3];
        Self { kind, seen: seen.into(), drawing, why, fix, seed: None }
    }

    pub(crate) fn with_drawing(self, drawing: String) -> Self {
        Self { drawing, ..self }
    }

    pub(crate) fn why(self, why: impl Into<String>) -> Self {
        Self { why: why.into(), ..self }
    }

    pub(crate) fn fix(self, fix: impl Into<String>) -> Self {
        Self { fix: fix.into(), ..self }
    }

    /// The mistake of a run that was random.
    pub(crate) fn with_seed(self, seed: u32) -> Self {
        Self { seed: Some(seed), ..self }
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
        for (label, text) in [("why", &self.why), ("change", &self.fix)] {
            if !text.is_empty() {
                write!(f, "{label:LABEL_WIDTH$}{}", wrap(text, LABEL_WIDTH))?;
            }
        }
        if let Some(seed) = self.seed {
            writeln!(
                f,
                "{:LABEL_WIDTH$}this run was random; add `seed {seed}` to the command to repeat it",
                "repeat"
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

/// Says that the check could not be made, because of the machine.
pub(crate) fn no_verdict_mistake(reason: impl fmt::Display) -> Mistake {
    Mistake::new(Kind::NoVerdict, format!("the check could not be made: {reason}"))
        .why("the machine is busy, or your answer takes very many small steps")
        .fix("run it again when the machine has less to do")
}

/// Says that the check could not be made, because of a fault of its own.
pub(crate) fn checker_bug_mistake(reason: impl fmt::Display) -> Mistake {
    Mistake::new(Kind::NoVerdict, format!("the checker panicked: {reason}"))
        .why("this is a fault of the checker, and says nothing about your answer")
        .fix("please report it, with your answer")
}

/// A number of waits, in words.
pub(crate) fn waits_in_words(count: usize) -> String {
    format!("{count} {}", if count == 1 { "wait" } else { "waits" })
}

/// A number of times, in words.
pub(crate) fn times_in_words(count: usize) -> String {
    match count {
        1 => "once".into(),
        2 => "twice".into(),
        _ => format!("{count} times"),
    }
}

/// Text in lines that fit, of which all but the first are moved in.
fn wrap(text: &str, indent: usize) -> String {
    let lines: Vec<_> = text.lines().map(|line| wrap_line(line, indent)).collect();
    lines.join(&" ".repeat(indent))
}

/// A line in lines that fit. Code, which is between two backticks, isn't broken.
fn wrap_line(line: &str, indent: usize) -> String {
    let text = line.trim_start();
    let mut folded = line[..line.len() - text.len()].to_string();
    let mut column = indent;
    let has_code = line.matches('`').count() % 2 == 0;
    let mut is_code = false;
    let is_break = |c: char| {
        is_code ^= c == '`' && has_code;
        c == ' ' && !is_code
    };
    for word in text.split(is_break) {
        let width = word.chars().count();
        if column > indent && column + 1 + width > MAX_WIDTH {
            folded += "\n";
            folded += &" ".repeat(indent);
            column = indent;
        } else if column > indent {
            folded.push(' ');
            column += 1;
        }
        folded += word;
        column += width;
    }
    folded + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_folded_between_words() {
        let folded = wrap(["word"; 20].join(" ").trim(), 8);
        assert_eq!(
            folded,
            format!("{}\n        word word word word word word\n", ["word"; 14].join(" "))
        );
    }

    #[test]
    fn code_is_not_broken() {
        let code = format!("`{}`", ["code"; 10].join(" "));
        let folded = wrap(&format!("{} {code} and", ["word"; 8].join(" ")), 0);
        assert_eq!(folded, format!("{}\n{code} and\n", ["word"; 8].join(" ")));
    }

    #[test]
    fn a_single_backtick_begins_no_code() {
        let folded = wrap(&format!("it's a ` that {}", ["word"; 20].join(" ")), 0);
        assert!(folded.lines().all(|line| line.len() <= MAX_WIDTH), "{folded}");
    }

    #[test]
    fn lines_of_a_panic_stay_lines() {
        assert_eq!(
            wrap("assertion failed\n  left: 1\n right: 2", 0),
            "assertion failed\n  left: 1\n right: 2\n"
        );
    }
}
