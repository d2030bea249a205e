//! `cargo exercise`: tests what a learner wrote in `exercises/`, from any folder.
//!
//! ```text
//! cargo exercise                    the next task that is not right yet
//! cargo exercise NAME [ARGUMENTS]   one task; the arguments are those of `cargo test`
//! cargo exercise NAME hint [N]      one hint
//! cargo exercise NAME run           the task's main, with the learner's answer
//! ```
//!
//! In place of NAME, the number of the task will do.

use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::SystemTime;

/// The exercises, in the order of the tasks.
const EXERCISES: [&str; 5] =
    ["basic_async_syntax", "concurrent_coroutines", "measure_runtime", "tasks", "task_wait_n"];

fn main() -> ExitCode {
    let arguments: Vec<_> = env::args().skip(1).collect();
    let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
    let [name, rest @ ..] = arguments.as_slice() else {
        let right = (0..EXERCISES.len()).all(|task| is_right(task, &[]));
        if right {
            println!("all five tasks are right");
        }
        return code(right);
    };
    let Some(task) =
        (0..EXERCISES.len()).find(|task| EXERCISES[*task] == *name || task.to_string() == *name)
    else {
        return refuse(&format!("there is no exercise `{name}`: {}", EXERCISES.join(", ")));
    };
    match rest {
        ["hint"] => hint(task, "1"),
        ["hint", number] => hint(task, number),
        ["run"] => code(run_main(task)),
        arguments => code(is_right(task, arguments)),
    }
}

/// The exit code: 0 if all is right, and 1 if not.
fn code(right: bool) -> ExitCode {
    ExitCode::from(u8::from(!right))
}

/// Says what is wrong with the arguments.
fn refuse(message: &str) -> ExitCode {
    eprintln!("error: {message}");
    ExitCode::from(2)
}

/// The learner's workspace. This package lies beside it, or in it.
fn exercises() -> PathBuf {
    let package = env::var("CARGO_MANIFEST_DIR").expect("cargo runs this program");
    Path::new(&package)
        .ancestors()
        .map(|folder| folder.join("exercises"))
        .find(|folder| folder.join("Cargo.toml").is_file())
        .expect("exercises/ lies in this repository")
}

/// Where the learner's workspace is built, whatever `CARGO_TARGET_DIR` says: cargo
/// takes two copies of it that are built in one folder for the same.
fn target() -> PathBuf {
    exercises().with_file_name("target")
}

/// A cargo command on the learner's workspace.
fn cargo(command: &str) -> Command {
    let mut cargo = Command::new(env::var("CARGO").expect("cargo runs this program"));
    cargo
        .args([command, "--quiet", "--manifest-path"])
        .arg(exercises().join("Cargo.toml"))
        .arg("--target-dir")
        .arg(target());
    cargo
}

/// Gives an answer that is another than last time, and has an older date, the date
/// of now. Cargo goes by dates alone, and a file that is moved, or copied on Windows,
/// keeps its own.
fn renew(name: &str) -> io::Result<()> {
    let answer = exercises().join(name).join("src/lib.rs");
    let last = target().join(name).with_extension("last");
    let text = fs::read(&answer)?;
    if fs::read(&last).is_ok_and(|last| last != text)
        && fs::metadata(&answer)?.modified()? < fs::metadata(&last)?.modified()?
    {
        let answer = fs::File::options().append(true).open(&answer)?;
        answer.set_modified(SystemTime::now())?;
    }
    fs::write(last, text)
}

/// Tests an answer, and says what is wrong with it.
///
/// Right is what the tests themselves called `ok`: a program that an answer ends
/// by `std::process::exit(0)` looks like a success, too.
fn is_right(task: usize, arguments: &[&str]) -> bool {
    let name = EXERCISES[task];
    println!("task {task}: exercises/{name}/src/lib.rs");
    for name in EXERCISES {
        // If there is no such file, cargo will say so.
        let _ = renew(name);
    }
    let mut build = cargo("test");
    build.args(["--package", name, "--no-run"]).args(arguments);
    let status = build.status().expect("cargo starts");
    if !status.success() {
        // What rustc says, and not what cargo says of its arguments.
        if status.code() == Some(101) {
            eprintln!("the files named above lie in exercises/");
        }
        return false;
    }

    let mut test = cargo("test");
    test.args(["--package", name]).args(arguments);
    let output = test.output().expect("cargo starts");
    let said = String::from_utf8_lossy(&output.stdout);
    let count = |start| said.lines().filter(|line| line.starts_with(start)).count();
    let ok = count("test result: ok. ") - count("test result: ok. 0 passed");
    if output.status.success() && ok > 0 && ok == count("running ") {
        println!("right");
        return true;
    }
    // The second part of three: how it went, what the tests said, their names.
    match said.split("\nfailures:\n").nth(1) {
        Some(messages) if !messages.trim().is_empty() => println!("{}", messages.trim()),
        _ if output.status.success() => {
            println!(
                "{said}no test said `ok`: does the answer end the program, by `std::process::exit`?"
            );
        }
        _ => print!("{said}{}", String::from_utf8_lossy(&output.stderr)),
    }
    false
}

/// Runs a task's main with the learner's answers.
fn run_main(task: usize) -> bool {
    let mut run = cargo("run");
    run.args(["--package", "mains", "--bin", &format!("{task}-main")]);
    run.status().expect("cargo starts").success()
}

/// Prints a hint, and how to see the next.
fn hint(task: usize, number: &str) -> ExitCode {
    let name = EXERCISES[task];
    let file = exercises().join(name).join("hints.md");
    let text = fs::read_to_string(&file).expect("each exercise has hints");
    let hints: Vec<_> = text.split("\n## ").collect();
    // The first part is the title.
    let Some(number) = number.parse().ok().filter(|number| (1..hints.len()).contains(number))
    else {
        return refuse(&format!(
            "there is no hint `{number}`: {name} has 1 to {}",
            hints.len() - 1
        ));
    };
    println!("{}", hints[number]);
    if let Some(next) = hints.get(number + 1) {
        let question = next.lines().next().unwrap_or_default();
        println!("next: cargo exercise {name} hint {}\n      {question}", number + 1);
    }
    ExitCode::SUCCESS
}
