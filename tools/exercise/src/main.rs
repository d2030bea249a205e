//! `cargo exercise`: checks what a learner wrote in `exercises/`, from any folder.

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::SystemTime;
use std::{env, fs};

/// What `cargo exercise help` prints.
const USAGE: &str = "\
cargo exercise                    the next exercise that is not right yet
cargo exercise NAME               one exercise
cargo exercise NAME further       what its comment says of going further (1 and 4)
cargo exercise NAME hint [N]      one hint
cargo exercise NAME run           the main of the course, with your answer

NAME is the number of an exercise, 0 to 4, or its name:";

/// The exercises, in order.
const EXERCISES: [&str; 5] =
    ["basic_async_syntax", "concurrent_coroutines", "measure_runtime", "tasks", "task_wait_n"];

fn main() -> ExitCode {
    let arguments: Vec<_> = env::args().skip(1).collect();
    let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
    let success = match arguments[..] {
        [] => {
            let success = (0..EXERCISES.len()).all(|exercise| check(exercise, "check", ""));
            if success {
                println!("all five exercises are right");
            }
            success
        }
        ["help" | "--help" | "-h"] => {
            println!("{USAGE} {}", EXERCISES.join(", "));
            true
        }
        [name, ref rest @ ..] => {
            let Some(exercise) = find(name) else {
                let names = EXERCISES.join(", ");
                return refuse(&format!("there is no exercise `{name}`: 0 to 4, or {names}"));
            };
            match rest {
                [] => {
                    let next = ". See it run: `cargo exercise NAME run`; next: `cargo exercise`";
                    check(exercise, "check", &next.replace("NAME", name))
                }
                ["further"] if [1, 4].contains(&exercise) => check(exercise, "further", ""),
                ["hint"] => hint(exercise, "1"),
                ["hint", number] => hint(exercise, number),
                ["run"] => run(exercise),
                _ => {
                    let rest = rest.join(" ");
                    return refuse(&format!("exercise {exercise} takes no `{rest}`\n\n{USAGE}"));
                }
            }
        }
    };
    if success { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The exercise of this number or name.
fn find(name: &str) -> Option<usize> {
    (0..EXERCISES.len()).find(|&number| EXERCISES[number] == name || number.to_string() == name)
}

/// Says what is wrong with the command itself.
fn refuse(message: &str) -> ExitCode {
    eprintln!("error: {message}");
    ExitCode::from(2)
}

/// The root of the repository.
fn root() -> PathBuf {
    let here = env::var_os("CARGO_MANIFEST_DIR").expect("cargo runs this program");
    Path::new(&here).ancestors().nth(2).expect("this program is in tools/exercise").into()
}

/// A path of the repository as it is written in the folder where the command was typed.
fn from_here(path: &str) -> String {
    let here = env::current_dir().unwrap_or_default();
    let mut path = Path::new(path);
    let mut inside = here.strip_prefix(root()).unwrap_or(Path::new("")).components().peekable();
    // What both have in common need not be written.
    while let Some(folder) = inside.peek() {
        let Ok(rest) = path.strip_prefix(folder) else { break };
        path = rest;
        inside.next();
    }
    "../".repeat(inside.count()) + &path.to_string_lossy().replace('\\', "/")
}

/// Text of the compiler or of a check, with its paths as they are written here.
///
/// They start in the root, and lead to the answer through the package of its check.
fn with_paths_from_here(text: &str, exercise: usize) -> String {
    let detour = format!("tools/checks/{}/../../../", EXERCISES[exercise]);
    let mut parts = text.split(&*detour);
    let mut result = String::from(parts.next().unwrap_or_default());
    for part in parts {
        let end = part.find([':', ' ', '`', '\n']).unwrap_or(part.len());
        result += &from_here(&part[..end]);
        result += &part[end..];
    }
    result
}

/// A cargo command on a package that compiles answers.
///
/// It is built in the repository's own `target/`: in a folder that two copies of the
/// repository share, cargo takes the answers of one for those of the other.
fn cargo(command: &str, package: &str) -> Command {
    for name in EXERCISES {
        // If there is no such file, cargo will say so.
        let _ = touch_if_changed(name);
    }
    let mut cargo = Command::new(env::var_os("CARGO").expect("cargo runs this program"));
    cargo.env_remove("CARGO_TARGET_DIR").current_dir(root());
    cargo.args([command, "--quiet", "--package", package]);
    cargo
}

/// Dates an answer to now if it is another than last time, and has an older date.
///
/// Cargo goes by dates alone, and a file that is moved, or copied on Windows, keeps its own.
fn touch_if_changed(name: &str) -> io::Result<()> {
    let answer = root().join("exercises").join(name).join("src/lib.rs");
    let last = root().join("target").join(name).with_extension("last");
    let text = fs::read(&answer)?;
    if fs::read(&last).is_ok_and(|last| last != text)
        && fs::metadata(&answer)?.modified()? < fs::metadata(&last)?.modified()?
    {
        fs::File::options().append(true).open(&answer)?.set_modified(SystemTime::now())?;
    }
    fs::write(last, text)
}

/// Runs the main of the course with the learner's answers.
fn run(exercise: usize) -> bool {
    let program = format!("exercise-{exercise}-main");
    let mut run = cargo("run", "exercise_mains");
    run.args(["--bin", &program]).status().expect("cargo starts").success()
}

/// Checks an answer, and says what is wrong with it and where, or what is next.
fn check(exercise: usize, program: &str, next: &str) -> bool {
    let name = EXERCISES[exercise];
    let (package, program) = (format!("check_{exercise}"), format!("{program}_{exercise}"));
    let write = from_here(&format!("exercises/{name}/src/lib.rs"));
    println!("exercise {exercise}: {name}");

    let colour = if io::stderr().is_terminal() { "always" } else { "never" };
    let mut compile = cargo("build", &package);
    let built = compile.args(["--bin", &program, "--color", colour]).output();
    let built = built.expect("cargo starts");
    eprint!("{}", with_paths_from_here(&String::from_utf8_lossy(&built.stderr), exercise));
    if !built.status.success() {
        println!("write: {write}");
        return false;
    }

    let verdict = root().join("target").join(&program).with_extension("verdict");
    let _ = fs::remove_file(&verdict);
    let mut run = cargo("run", &package);
    let output = run.args(["--bin", &program, "--"]).arg(&verdict).output().expect("cargo starts");
    match fs::read_to_string(verdict) {
        Ok(right) if right == "right" => {
            println!("right{next}");
            return true;
        }
        Ok(mistake) => {
            println!("{}", with_paths_from_here(&mistake, exercise));
            let name = mistake.rsplit("read: ").next().unwrap_or_default();
            println!("write: {}", from_here(&format!("exercises/{name}/src/lib.rs")));
        }
        Err(_) => {
            eprint!("{}", String::from_utf8_lossy(&output.stderr));
            println!("the check had no end: does the answer end the program, by `exit`?");
            println!("write: {write}");
        }
    }
    false
}

/// Prints a hint, and how to see the next.
fn hint(exercise: usize, asked: &str) -> bool {
    let name = EXERCISES[exercise];
    let file = root().join("exercises").join(name).join("hints.md");
    let text = fs::read_to_string(file).expect("each exercise has hints");
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
