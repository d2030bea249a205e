//! `cargo exercise`: checks what a learner wrote in `exercises/`, from any folder.

mod answer;
mod paths;

use std::process::ExitCode;
use std::{env, fs};

use crate::paths::root;

/// What `cargo exercise help` prints.
const USAGE: &str = "\
cargo exercise                    check the exercises in order, up to the first that isn't right
cargo exercise NAME               check one exercise
cargo exercise NAME further       check what it says of going further (exercises 1 and 4)
cargo exercise NAME hint [N]      print one hint
cargo exercise NAME run           run the main of the course with your answers
cargo exercise NAME seed N        check it with the random runs of an earlier check (1 and 4)
cargo exercise explain KIND       explain a kind of mistake at length

NAME is the number of an exercise, 0 to 4, or its name:";

/// The exercises, in order.
const EXERCISES: [&str; 5] =
    ["basic_async_syntax", "concurrent_coroutines", "measure_runtime", "tasks", "task_wait_n"];

/// The exercises that have a harder version, and runs that differ from time to time.
const HARDER: [usize; 2] = [1, 4];

fn main() -> ExitCode {
    let arguments = env::args_os().skip(1);
    let arguments: Vec<_> = arguments.map(|word| word.to_string_lossy().into_owned()).collect();
    let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
    let result = match arguments[..] {
        [] => Ok(check_all()),
        ["help" | "--help" | "-h"] => {
            println!("{USAGE}\n{}", EXERCISES.join(", "));
            Ok(true)
        }
        ["explain", kind] => explain(kind),
        ["explain"] => Err("explain takes a kind of mistake, such as `OneAfterAnother`".into()),
        [name, ref rest @ ..] => match find(name) {
            Some(exercise) => run_subcommand(exercise, rest),
            None => {
                Err(format!("there is no exercise `{name}`: 0 to 4, or {}", EXERCISES.join(", ")))
            }
        },
    };
    match result {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::from(2)
        }
    }
}

/// The exercise of this number or name.
fn find(name: &str) -> Option<usize> {
    (0..EXERCISES.len()).find(|&number| EXERCISES[number] == name || number.to_string() == name)
}

/// Checks the exercises in order, up to the first that isn't right.
fn check_all() -> bool {
    let right = (0..EXERCISES.len()).all(|exercise| answer::check(exercise, "check", None));
    if right {
        println!("\nAll five exercises are right.");
    }
    right
}

/// Does what the words after the name of an exercise ask for. Tells whether it went well, or
/// what is wrong with the words.
fn run_subcommand(exercise: usize, rest: &[&str]) -> Result<bool, String> {
    match *rest {
        [] => {
            let right = answer::check(exercise, "check", None);
            if right {
                println!(
                    "\nSee it run: cargo exercise {exercise} run\nThe next one: cargo exercise"
                );
                if HARDER.contains(&exercise) {
                    println!("A harder version of it: cargo exercise {exercise} further");
                }
            }
            Ok(right)
        }
        ["further"] if HARDER.contains(&exercise) => Ok(answer::check(exercise, "further", None)),
        ["hint"] => hint(exercise, "1"),
        ["hint", number] => hint(exercise, number),
        ["run"] => Ok(answer::run(exercise)),
        ["seed", seed] if HARDER.contains(&exercise) => match seed.parse() {
            Ok(seed) => Ok(answer::check(exercise, "check", Some(seed))),
            Err(error) => Err(format!("`{seed}` is no seed: {error}")),
        },
        _ => {
            let (rest, names) = (rest.join(" "), EXERCISES.join(", "));
            Err(format!("exercise {exercise} has no `{rest}`\n\n{USAGE}\n{names}"))
        }
    }
}

/// Prints a hint, and how to see the next.
fn hint(exercise: usize, asked: &str) -> Result<bool, String> {
    let name = EXERCISES[exercise];
    let file = root().join("exercises").join(name).join("hints.md");
    let text = fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
    // The first part, number 0, is the title.
    let hints: Vec<_> = text.split("\n## ").collect();
    let number: usize = asked.parse().unwrap_or(0);
    let Some(hint) = hints.get(number).filter(|_| number > 0) else {
        return Err(format!("{name} has no hint `{asked}`: 1 to {}", hints.len() - 1));
    };
    println!("{hint}");
    if let Some(next) = hints.get(number + 1) {
        let question = next.lines().next().unwrap_or_default();
        println!("next: cargo exercise {name} hint {}\n      {question}", number + 1);
    }
    Ok(true)
}

/// Prints the page of a kind of mistake.
fn explain(kind: &str) -> Result<bool, String> {
    let file = root().join("exercises/mistakes.md");
    let text = fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
    let pages: Vec<_> = text.split("\n## ").skip(1).collect();
    let name = |page: &&str| page.lines().next().unwrap_or_default().to_string();
    let Some(page) = pages.iter().find(|page| name(page).eq_ignore_ascii_case(kind)) else {
        let names: Vec<_> = pages.iter().map(name).collect();
        return Err(format!("there is no page on `{kind}`; there are {}", names.join(", ")));
    };
    println!("{}", page.trim_end());
    Ok(true)
}
