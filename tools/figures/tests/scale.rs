//! Tests the processes that the program `scale` measures, and its error messages.

#![cfg(target_os = "linux")]

use std::io::{BufRead, BufReader, ErrorKind};
use std::process::{Command, Stdio};

/// Runs a child process as `scale` does, and returns the line that it prints.
///
/// Returns `None` if there is no such program.
fn first_line(command: &mut Command) -> Option<String> {
    let child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    if child.as_ref().is_err_and(|error| error.kind() == ErrorKind::NotFound) {
        return None;
    }
    let mut child = child.expect("the process starts");
    let mut line = String::new();
    let output = child.stdout.take().expect("it is piped");
    BufReader::new(output).read_line(&mut line).expect("UTF-8");
    // Waiting closes the child's standard input, on which it exits.
    assert!(child.wait().expect("it ends").success());
    Some(line)
}

/// Asserts that a line has five values, none of them negative.
///
/// Without a ticker the last two, its lateness, are not numbers.
fn assert_cost(line: &str, has_ticker: bool) {
    let values: Result<Vec<f64>, _> = line.trim().split(' ').map(str::parse).collect();
    let values = values.unwrap_or_else(|error| panic!("{line}: {error}"));
    let (cost, lateness) = values.split_at(3);
    assert!(cost.iter().all(|value| *value >= 0.0), "{line}");
    assert_eq!(lateness.len(), 2, "{line}");
    assert!(lateness.iter().all(|value| has_ticker == (*value >= 0.0)), "{line}");
}

#[test]
fn each_contender_prints_its_cost() {
    for contender in [
        "baseline: no runtime",
        "wait_n, one thread",
        "wait_n, multi-thread",
        "task_wait_n, one thread",
        "task_wait_n, multi-thread",
    ] {
        for n in ["0", "100"] {
            let mut scale = Command::new(env!("CARGO_BIN_EXE_scale"));
            let line = first_line(scale.args(["--run", contender, n, "0"]));
            assert_cost(&line.expect("the program was built"), !contender.starts_with("baseline"));
        }
    }
}

#[test]
fn asyncio_prints_its_cost_if_there_is_a_python3() {
    for function in ["wait_n", "task_wait_n"] {
        for n in ["0", "100"] {
            let mut python = Command::new("python3");
            python.args(["child.py", "../../python", "asyncio"]).args([function, n, "0"]);
            if let Some(line) = first_line(&mut python) {
                assert_cost(&line, true);
            }
        }
    }
}

#[test]
fn a_child_process_exits_with_its_parent() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_scale"))
        .args(["--run", "wait_n, one thread", "1000", "1000"])
        .stdin(Stdio::piped())
        .spawn()
        .expect("the program starts");
    // If a parent is killed, the system closes its end of the pipe like this.
    drop(child.stdin.take());
    assert!(child.wait().expect("it ends").success());
}

#[test]
fn bad_arguments_are_named_with_exit_code_2() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
    for (arguments, message) in [
        (["--slow", "--quick"], "unexpected argument '--slow' found"),
        (["--out", file], &format!("cannot create {file}: File exists (os error 17)")),
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_scale"))
            .args(arguments)
            .output()
            .expect("the program starts");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let errors = String::from_utf8_lossy(&output.stderr);
        assert_eq!(errors.lines().next(), Some(&*format!("error: {message}")));
    }
}
