//! Processes, and how many files they may open.

use std::env;
use std::io::{self, Write};
use std::process::Command;

/// Returns a command that runs this program with so many open files at most.
///
/// On Windows, there is no such limit.
pub fn with_open_files(limit: u32, program: &str) -> Command {
    if cfg!(windows) {
        return Command::new(program);
    }
    let mut shell = Command::new("sh");
    shell.args(["-c", &format!("ulimit -n {limit} && exec \"$0\" \"$@\""), program]);
    shell
}

/// Runs an ignored test of this file in a process that may open so many files.
pub fn run_with_open_files(limit: u32, test: &str) {
    let tests = env::current_exe().expect("it runs");
    let mut command = with_open_files(limit, &tests.to_string_lossy());
    let output = command.args(["--exact", test, "--ignored"]).output().expect("it starts");
    let [stdout, stderr] =
        [output.stdout, output.stderr].map(|text| String::from_utf8_lossy(&text).into_owned());
    if stderr.contains("ulimit") {
        // Straight to stderr, so that the skip shows even when the test passes.
        let _ = writeln!(io::stderr(), "{test} was not run: {stderr}");
        return;
    }
    assert!(stdout.contains("1 passed"), "{stdout}{stderr}");
}
