//! A call of an answer.

use std::fmt;

/// The functions that the exercises ask for, in the order of the exercises.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum ExerciseFunction {
    #[default]
    WaitRandom,
    WaitN,
    MeasureTime,
    TaskWaitRandom,
    TaskWaitN,
}

impl ExerciseFunction {
    pub fn name(self) -> &'static str {
        match self {
            Self::WaitRandom => "wait_random",
            Self::WaitN => "wait_n",
            Self::MeasureTime => "measure_time",
            Self::TaskWaitRandom => "task_wait_random",
            Self::TaskWaitN => "task_wait_n",
        }
    }

    /// The number of the exercise that asks for it.
    pub fn number(self) -> usize {
        self as usize
    }

    /// The function of an earlier exercise that this one has to call. Exercise 0 calls none, and
    /// is its own callee.
    pub fn callee(self) -> &'static str {
        match self {
            Self::WaitRandom | Self::WaitN | Self::TaskWaitRandom => "wait_random",
            Self::MeasureTime => "wait_n",
            Self::TaskWaitN => "task_wait_random",
        }
    }
}

/// A call of an answer, such as `wait_n(3, 4)`.
#[derive(Clone, Debug, Default)]
pub(crate) struct AnswerCall {
    pub function: ExerciseFunction,
    pub arguments: Vec<u32>,
}

impl AnswerCall {
    /// Its `n`, or 1 if it takes none.
    pub fn n(&self) -> usize {
        if let [n, _] = self.arguments[..] { n as usize } else { 1 }
    }

    /// The longest delay that it allows, in seconds.
    pub fn max_delay(&self) -> f64 {
        self.arguments.last().copied().map_or(0.0, f64::from)
    }

    /// The function of an earlier exercise that its answer has to call.
    pub fn callee(&self) -> &'static str {
        self.function.callee()
    }

    /// What runs the waits: the call itself, or the task that it returned the handle of.
    pub fn subject(&self) -> String {
        match self.function {
            ExerciseFunction::TaskWaitRandom => format!("the task of {self}"),
            _ => self.to_string(),
        }
    }

    /// Says that it has come to its end.
    pub fn ended_in_words(&self) -> String {
        format!("{} returned", self.subject())
    }

    /// Says that it has not come to its end.
    pub fn not_ended_in_words(&self) -> String {
        match self.function {
            // The function itself returns at once.
            ExerciseFunction::TaskWaitRandom => format!("the task of {self} never ended"),
            _ => format!("{self} never returned"),
        }
    }
}

impl fmt::Display for AnswerCall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let arguments: Vec<_> = self.arguments.iter().map(u32::to_string).collect();
        write!(f, "{}({})", self.function.name(), arguments.join(", "))
    }
}
