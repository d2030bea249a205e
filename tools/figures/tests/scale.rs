//! The program `scale`: the processes that it measures, and its bad values.

#![cfg(target_os = "linux")]

use std::io::{BufRead, BufReader, ErrorKind};
use std::process::{Command, Stdio};

/// Starts a process that is to be measured, and reads the line that it prints.
fn first_line(command: &mut Command) -> Option<String> {
    let child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    if child.as_ref().is_err_and(|error| error.kind() == ErrorKind::NotFound) {
        return None;
    }
    let mut child = child.expect("the process starts");
    let mut line = String::new();
    let output = child.stdout.take().expect("it is piped");
    BufReader::new(output).read_line(&mut line).expect("UTF-8");
    // This closes its standard input.
    assert!(child.wait().expect("it ends").success());
    Some(line)
}

/// Holds a line to its form: five values, none below 0; the last two are the
/// lateness of another task.
fn assert_measured(line: &str, has_another_task: bool) {
    let values: Result<Vec<f64>, _> = line.trim().split(' ').map(str::parse).collect();
    let values = values.unwrap_or_else(|error| panic!("{line}: {error}"));
    let (took, late) = values.split_at(3);
    assert!(took.iter().all(|value| *value >= 0.0), "{line}");
    assert_eq!(late.len(), 2, "{line}");
    assert!(late.iter().all(|value| has_another_task == (*value >= 0.0)), "{line}");
}

#[test]
fn each_peer_tells_what_it_took() {
    for peer in [
        "floor: no runtime",
        "wait_n, one thread",
        "wait_n, multi-thread",
        "task_wait_n, one thread",
        "task_wait_n, multi-thread",
    ] {
        for n in ["0", "100"] {
            let mut scale = Command::new(env!("CARGO_BIN_EXE_scale"));
            let line = first_line(scale.args(["--run", peer, n, "0"]));
            assert_measured(&line.expect("the program was built"), !peer.starts_with("floor"));
        }
    }
}

#[test]
fn asyncio_tells_what_it_took_where_there_is_a_python3() {
    for function in ["wait_n", "task_wait_n"] {
        for n in ["0", "100"] {
            let mut python = Command::new("python3");
            python.args(["driver.py", "../../python", "asyncio"]).args([function, n, "0"]);
            if let Some(line) = first_line(&mut python) {
                assert_measured(&line, true);
            }
        }
    }
}

#[test]
fn a_measured_process_ends_with_its_parent() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_scale"))
        .args(["--run", "wait_n, one thread", "1000", "1000"])
        .stdin(Stdio::piped())
        .spawn()
        .expect("the program starts");
    // What the system does for a parent that is killed.
    drop(child.stdin.take());
    assert!(child.wait().expect("it ends").success());
}

#[test]
fn bad_values_are_named_with_code_2() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
    for (arguments, message) in [
        (["--slow", "--quick"], "unexpected argument '--slow' found"),
        (["--out", file], &format!("cannot make {file}: File exists (os error 17)")),
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
