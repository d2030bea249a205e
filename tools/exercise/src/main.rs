//! `cargo exercise`: checks what a learner wrote in `exercises/`, from any folder.

mod answer;
mod paths;
mod practice;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, io};

use crate::paths::root;
use crate::practice::PRACTICE;

/// What `cargo exercise help` prints.
const USAGE: &str = "\
cargo exercise                    check the exercises in order, up to the first that isn't right
cargo exercise NAME               check one exercise
cargo exercise NAME further       check the harder version of it (exercises 1 and 4)
cargo exercise NAME hint [N]      print one hint, the first one with the questions of the others
cargo exercise NAME run           run the main program of the course with your answers
cargo exercise NAME seed N        check it with the random runs of an earlier check (1 and 4)
cargo exercise explain KIND       explain a kind of mistake at length

NAME is the number of an exercise, 0 to 4, or its name:
basic_async_syntax, concurrent_coroutines, measure_runtime, tasks, task_wait_n

cargo exercise PROBLEM            check one practice problem
cargo exercise PROBLEM hint [N]   print one hint, the first one with the questions of the others
cargo exercise PROBLEM skip       pass over it when checking in order
cargo exercise PROBLEM solution   print a solution
cargo exercise 5 run [ADDRESS]    run your server

PROBLEM is the name of a practice problem, or exercise 5, whose name is wait_server:
both_then_last, fastest, within, speedup, wait_or_give_up, at_most, survivors, wait_server";

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
            paths::print_page(USAGE);
            Ok(true)
        }
        ["explain", kind] => explain(kind),
        ["explain"] => explain(""),
        ["explain", ..] => {
            Err("explain takes one kind of mistake, such as `OneAfterAnother`".into())
        }
        ["hint" | "run" | "further" | "seed" | "skip" | "solution", ..] => {
            let word = arguments[0];
            Err(format!("the name comes first, as in `cargo exercise 0 {word}`"))
        }
        [name, ref rest @ ..] => match (find(name), practice::find(name)) {
            (Some(exercise), _) => run_subcommand(name, exercise, rest),
            (None, Some(problem)) => run_practice_subcommand(problem, rest),
            (None, None) => {
                let names: Vec<_> =
                    EXERCISES.into_iter().chain(PRACTICE.into_iter().flatten().copied()).collect();
                let near = near(&name.replace('-', "_"), &names);
                Err(if near.is_empty() {
                    format!("there is no exercise `{name}`; see `cargo exercise help`")
                } else {
                    format!("there is no exercise `{name}`; did you mean {near}?")
                })
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

/// Checks the exercises in order, each with the practice after its lesson, up to the first that
/// isn't right.
fn check_all() -> bool {
    let is_right = |problem: &&str| practice::pass_over(problem) || practice::check(problem);
    let right = PRACTICE.iter().enumerate().all(|(lesson, problems)| {
        let is_exercise = lesson < EXERCISES.len();
        (!is_exercise || answer::check(lesson, "check", None)) && problems.iter().all(is_right)
    });
    if right {
        println!(
            "\nAll of them are right. Harder versions: cargo exercise 1 further, and 4 further"
        );
        let skipped = practice::skipped();
        if !skipped.is_empty() {
            println!("Not checked, because you skip them: {}", skipped.join(", "));
        }
    }
    right
}

/// Does what the words after the name of an exercise ask for. Tells whether it went well, or
/// what is wrong with the words.
fn run_subcommand(name: &str, exercise: usize, rest: &[&str]) -> Result<bool, String> {
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
        ["hint"] => first_hint(name, &hints(exercise)),
        ["hint", number] => hint(name, &hints(exercise), number),
        ["run"] => Ok(answer::run(exercise, None)),
        ["seed", seed] if HARDER.contains(&exercise) => match seed.parse() {
            Ok(seed) => Ok(answer::check(exercise, "check", Some(seed))),
            Err(_) => Err(format!("a seed is a whole number up to {}, not `{seed}`", u32::MAX)),
        },
        ["seed"] => Err("`seed` takes the number that the checker printed".into()),
        _ => Err(format!(
            "exercise {exercise} has no `{}`; see `cargo exercise help`",
            rest.join(" ")
        )),
    }
}

/// Does what the words after the name of a practice problem ask for. Tells whether it went well,
/// or what is wrong with the words.
fn run_practice_subcommand(problem: &str, rest: &[&str]) -> Result<bool, String> {
    let done = |result: io::Result<()>| match result {
        Ok(()) => Ok(true),
        Err(error) => Err(error.to_string()),
    };
    match *rest {
        [] => {
            let right = practice::check(problem);
            if right {
                println!("\nOne solution: cargo exercise {problem} solution");
                if problem == practice::SERVER {
                    println!("Your server runs: cargo exercise 5 run");
                }
            }
            Ok(right)
        }
        ["hint"] => first_hint(problem, &practice::hints(problem)),
        ["hint", number] => hint(problem, &practice::hints(problem), number),
        ["run"] if problem == practice::SERVER => Ok(answer::run(EXERCISES.len(), None)),
        ["run", address] if problem == practice::SERVER => {
            Ok(answer::run(EXERCISES.len(), Some(address)))
        }
        ["skip"] => done(practice::skip(problem)),
        ["solution"] => practice::print_solution(problem).map(|()| true),
        _ => Err(format!("{problem} has no `{}`; see `cargo exercise help`", rest.join(" "))),
    }
}

/// The file with the hints of an exercise.
fn hints(exercise: usize) -> PathBuf {
    root().join("exercises").join(EXERCISES[exercise]).join("hints.md")
}

/// Reads the hints in a file. The first part, number 0, is the title.
fn read_hints(file: &Path) -> Result<Vec<String>, String> {
    Ok(paths::read(file)?.split("\n## ").map(String::from).collect())
}

/// Prints the first hint in a file, and the questions that the others answer.
fn first_hint(name: &str, file: &Path) -> Result<bool, String> {
    let hints = read_hints(file)?;
    println!("{}\nother questions:", hints[1]);
    for (number, hint) in hints.iter().enumerate().skip(2) {
        println!("  {number}  {}", hint.lines().next().unwrap_or_default());
    }
    println!("\nTo see an answer: cargo exercise {name} hint NUMBER");
    Ok(true)
}

/// Prints one of the hints in a file, and how to see the next.
fn hint(name: &str, file: &Path, asked: &str) -> Result<bool, String> {
    let hints = read_hints(file)?;
    let number: usize = asked.parse().unwrap_or(0);
    let Some(hint) = hints.get(number).filter(|_| number > 0) else {
        return Err(format!("{name} has hints 1 to {}, and no hint `{asked}`", hints.len() - 1));
    };
    println!("{hint}");
    if let Some(next) = hints.get(number + 1) {
        let question = next.lines().next().unwrap_or_default();
        println!("next: cargo exercise {name} hint {}\n      {question}", number + 1);
    }
    Ok(true)
}

/// The names that contain a word, or that the word contains, ready to be proposed.
fn near(word: &str, names: &[&str]) -> String {
    let word = word.to_lowercase();
    let is_near = |name: &&&str| {
        let name = name.to_lowercase();
        name.contains(&word) || word.contains(&name)
    };
    let near: Vec<_> = names.iter().filter(is_near).map(|name| format!("`{name}`")).collect();
    near.join(" or ")
}

/// Prints the page of a kind of mistake.
fn explain(kind: &str) -> Result<bool, String> {
    let file = root().join("exercises/mistakes.md");
    let text = paths::read(&file)?;
    let pages: Vec<_> = text.split("\n## ").skip(1).collect();
    let name = |page: &&str| page.lines().next().unwrap_or_default().to_string();
    let Some(page) = pages.iter().find(|page| name(page).eq_ignore_ascii_case(kind)) else {
        let names: Vec<_> = pages.iter().map(name).collect();
        let names: Vec<_> = names.iter().map(String::as_str).collect();
        if kind.is_empty() {
            return Err(format!("explain takes one of these kinds:\n{}", names.join("\n")));
        }
        let near = near(kind, &names);
        return Err(if near.is_empty() {
            format!("there is no page on `{kind}`; there are\n{}", names.join("\n"))
        } else {
            format!("there is no page on `{kind}`; did you mean {near}?")
        });
    };
    paths::print_page(&without_links(page.trim_end()));
    Ok(true)
}

/// Markdown without its links to other pages, such as `[Sorts](#sorts)`, of which the text stays.
fn without_links(page: &str) -> String {
    let mut parts = page.split("](#");
    let mut plain = parts.next().unwrap_or_default().to_string();
    for part in parts {
        if let Some(bracket) = plain.rfind('[') {
            plain.remove(bracket);
        }
        plain += part.split_once(')').map_or(part, |(_, rest)| rest);
    }
    plain
}
