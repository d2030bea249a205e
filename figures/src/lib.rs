//! What both programs need: their arguments, and the paper they draw on.

use std::process::exit;

use clap::Parser;

pub mod paper;

/// Reads the arguments of the program. Prints the help that was asked for, and ends
/// it with code 0. For a bad one, says so in one line, and ends it with code 2.
#[must_use]
pub fn arguments<T: Parser>() -> T {
    T::try_parse().unwrap_or_else(|error| {
        if !error.use_stderr() {
            error.exit();
        }
        // clap says what is wrong, and after an empty line how to go on.
        let message = error.to_string();
        let wrong = message.split("\n\n").next().unwrap_or_default();
        let words: Vec<_> = wrong.split_whitespace().collect();
        eprintln!("{}", words.join(" "));
        exit(2);
    })
}
