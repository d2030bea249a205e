//! `cargo exercise`: tests what a learner wrote in `exercises/`, from any folder.

use std::process::{Command, ExitCode};
use std::time::SystemTime;
use std::{env, fs, io};

/// What `cargo exercise help` says.
const USAGE: &str = "\
cargo exercise                    the next task that is not right yet
cargo exercise NAME [ARGUMENTS]   one task; the arguments are those of `cargo test`
cargo exercise NAME hint [N]      one hint
cargo exercise NAME run           the task's main, with your answer

NAME is the number of a task, 0 to 4, or its name:";

/// The exercises, in the order of the tasks.
const EXERCISES: [&str; 5] =
    ["basic_async_syntax", "concurrent_coroutines", "measure_runtime", "tasks", "task_wait_n"];

fn main() -> ExitCode {
    // The learner's workspace. `.cargo/config.toml` says where it lies.
    let exercises = env::var_os("EXERCISES").expect("cargo runs this program");
    env::set_current_dir(exercises).expect("a folder");
    let arguments: Vec<_> = env::args().skip(1).collect();
    let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
    let named = |name| (0..5).find(|&task| EXERCISES[task] == name || task.to_string() == name);
    let is_well = match (arguments.first().copied().and_then(named), &arguments[..]) {
        (_, []) => {
            let right = (0..5).all(|task| is_right(task, &[], ""));
            if right {
                println!("all five tasks are right");
            }
            right
        }
        (Some(task), [_, "hint", number @ ..]) => hint(task, number.first().unwrap_or(&"1")),
        (Some(task), [_, "run"]) => {
            let main = format!("{task}-main");
            cargo("run", "mains").args(["--bin", &main]).status().expect("cargo starts").success()
        }
        (Some(task), [name, arguments @ ..]) => {
            let next = format!(". See it run: `cargo exercise {name} run`; next: `cargo exercise`");
            is_right(task, arguments, &next)
        }
        (None, ["help" | "--help" | "-h", ..]) => {
            println!("{USAGE} {}", EXERCISES.join(", "));
            true
        }
        (None, [name, ..]) => {
            eprintln!("error: there is no exercise `{name}`: 0 to 4, or {}", EXERCISES.join(", "));
            return ExitCode::from(2);
        }
    };
    if is_well { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// A cargo command on a package of the learner's workspace, whose answers are renewed. It is
/// built in `target/` beside it: cargo takes two copies of it that are built in one folder for the same.
fn cargo(command: &str, package: &str) -> Command {
    for name in EXERCISES {
        // If there is no such file, cargo will say so.
        let _ = renew(name);
    }
    let mut cargo = Command::new(env::var_os("CARGO").expect("cargo runs this program"));
    cargo.env_remove("CARGO_TARGET_DIR").args([command, "--quiet", "--package", package]);
    cargo
}

/// Gives an answer that is another than last time, and has an older date, the date
/// of now. Cargo goes by dates alone, and a file that is moved, or copied on Windows,
/// keeps its own.
fn renew(name: &str) -> io::Result<()> {
    let (answer, last) = (format!("{name}/src/lib.rs"), format!("../target/{name}.last"));
    let text = fs::read(&answer)?;
    if fs::read(&last).is_ok_and(|last| last != text)
        && fs::metadata(&answer)?.modified()? < fs::metadata(&last)?.modified()?
    {
        fs::File::options().append(true).open(&answer)?.set_modified(SystemTime::now())?;
    }
    fs::write(last, text)
}

/// Tests an answer, and says what is wrong with it and where, or what is next.
///
/// Right is what the tests themselves called `ok`: a program that an answer ends
/// by `std::process::exit(0)` looks like a success, too.
fn is_right(task: usize, arguments: &[&str], next: &str) -> bool {
    println!("task {task}: {}", EXERCISES[task]);
    let test = || cargo("test", EXERCISES[task]);
    let status = test().arg("--no-run").args(arguments).status().expect("cargo starts");
    if !status.success() {
        // Cargo ends so if rustc refuses a file, or there is no such test target.
        if status.code() == Some(101) {
            eprintln!("relative paths start in exercises/: change a src/lib.rs there, not a test");
        }
        return false;
    }

    let output = test().args(arguments).output().expect("cargo starts");
    let said = String::from_utf8_lossy(&output.stdout);
    let count = |start| said.lines().filter(|line| line.starts_with(start)).count();
    let (ok, empty) = (count("test result: ok. "), count("test result: ok. 0 passed"));
    if output.status.success() && ok > empty && ok == count("running ") {
        println!("right{next}");
        return true;
    }
    if ok == empty && ok == count("running ") {
        eprintln!("error: {} has no test `{}`", EXERCISES[task], arguments.join(" "));
        return false;
    }
    // How it went, what the tests said, and their names.
    match said.split("\nfailures:\n").collect::<Vec<_>>()[..] {
        [_, messages, _] if !messages.trim().is_empty() => {
            for line in messages.trim().lines().filter(|line| !line.starts_with("---- ")) {
                println!("{}", line.strip_prefix("Error: ").unwrap_or(line));
                if let Some(name) = line.strip_prefix("read: ") {
                    println!("write: exercises/{name}/src/lib.rs");
                }
            }
        }
        _ => {
            println!("{said}{}", String::from_utf8_lossy(&output.stderr));
            if count("test result: ") < count("running ") {
                println!("not each test said `ok`: does the answer end the program, by `exit`?");
                println!("write: exercises/{}/src/lib.rs", EXERCISES[task]);
            }
        }
    }
    false
}

/// Prints a hint, and how to see the next.
fn hint(task: usize, asked: &str) -> bool {
    let name = EXERCISES[task];
    let text = fs::read_to_string(format!("{name}/hints.md")).expect("each exercise has hints");
    // The first part, number 0, is the title.
    let hints: Vec<_> = text.split("\n## ").collect();
    let number: usize = asked.parse().unwrap_or(0);
    let Some(hint) = hints.get(number).filter(|_| number > 0) else {
        eprintln!("error: {name} has no hint `{asked}`: 1 to {}", hints.len() - 1);
        return false;
    };
    println!("{hint}");
    if let Some(next) = hints.get(number + 1) {
        let question = next.lines().next().unwrap_or_default();
        println!("next: cargo exercise {name} hint {}\n      {question}", number + 1);
    }
    true
}
