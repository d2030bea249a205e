//! How `cargo exercise` learns of a verdict.

use std::path::PathBuf;
use std::{env, fs};

use crate::mistake::Mistake;

/// The first line of the verdict on an answer that is right.
pub const RIGHT_VERDICT: &str = "right";

/// Runs a check, and writes its verdict to the file that the program's argument names: a line
/// with the kind of mistake, and the message.
///
/// A file, because the answer can print what it likes, and end the program with code 0.
/// Without the file there is no verdict.
///
/// # Panics
///
/// Panics if there is no argument, or the file can't be written.
pub fn report(check: impl FnOnce() -> Result<(), Mistake>) {
    let file = env::args_os().nth(1).map(PathBuf::from);
    let file = file.expect("the argument names the verdict file");
    let verdict = verdict_text(check());
    fs::write(&file, verdict).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
}

/// The verdict of a check, as it is written to that file.
#[must_use]
pub fn verdict_text(verdict: Result<(), Mistake>) -> String {
    match verdict {
        Ok(()) => RIGHT_VERDICT.into(),
        Err(mistake) => format!("{:?}\n{mistake}", mistake.kind()),
    }
}
