//! The solutions pass the tests that the learner's answers have to pass.
#![allow(clippy::float_cmp, reason = "on a paused clock, times are exact")]

/// The solutions, under the name that the tests use.
use practice_solutions as practice;

/// Runs the tests of a problem.
macro_rules! tests {
    ($($problem:ident)*) => {
        $(mod $problem {
            use super::practice;
            include!(concat!(
                "../../../exercises/practice/tests/", stringify!($problem), ".rs"
            ));
        })*
    };
}

tests! { both_then_last fastest within wait_or_give_up at_most survivors }

mod speedup {
    use super::practice;
    include!("../speedup/checked.rs");

    /// The test that a learner might write.
    mod test {
        use super::practice;
        include!("../speedup/solution.rs");
    }
}

/// Exercise 5, whose tests are in two files.
mod wait_server {
    mod answer {
        use practice_solutions::wait_server as exercise_5;
        include!("../../../exercises/wait_server/tests/answer.rs");
    }

    mod serve {
        use practice_solutions::wait_server as exercise_5;
        include!("../../../exercises/wait_server/tests/serve.rs");
    }
}

/// The lesson's crate is a solution of exercise 5, too.
mod crate_wait_server {
    mod answer {
        use ::wait_server as exercise_5;
        include!("../../../exercises/wait_server/tests/answer.rs");
    }

    mod serve {
        use ::wait_server as exercise_5;
        include!("../../../exercises/wait_server/tests/serve.rs");
    }
}
