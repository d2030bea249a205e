//! The experiments of a lesson: each example prints what its first lines and the
//! lesson say. Each of the five crates builds this file as a test of its own.
//!
//! How a claim is read: `…` as a word stands for any word, and as a line for any
//! number of lines. A time may be up to 0.2 s above the claim. A machine that was
//! busy at that moment gets two more tries.
//!
//! `cargo test` builds the examples first; `cargo test --test examples` does not.

use std::env::{consts::EXE_SUFFIX, current_exe};
use std::fs::{read_dir, read_to_string};
use std::path::Path;
use std::process::Command;
use std::thread;

/// The folder of the crate that builds this test.
const CRATE: &str = env!("CARGO_MANIFEST_DIR");

/// Names each example of the crate.
fn examples() -> Vec<String> {
    let names = read_dir(Path::new(CRATE).join("examples")).expect("the crate has examples");
    names
        .map(|entry| entry.expect("a file").path())
        .map(|path| path.file_stem().unwrap().to_string_lossy().into_owned())
        .collect()
}

/// What the first lines of an example say that it prints.
fn claims(name: &str) -> String {
    let source = read_to_string(Path::new(CRATE).join(format!("examples/{name}.rs"))).unwrap();
    assert!(source.lines().count() <= 25, "{name} is over 25 lines");
    let package = env!("CARGO_PKG_NAME");
    let command = format!("$ cargo run -p {package} --example {name}");
    let docs = source.lines().map_while(|line| line.strip_prefix("//!"));
    let mut lines = docs.map(str::trim).skip_while(|line| *line != "```text");
    assert_eq!(
        (lines.next(), lines.next()),
        (Some("```text"), Some(&*command))
    );
    let claims: Vec<_> = lines.take_while(|line| *line != "```").collect();
    claims.join("\n")
}

/// Runs a built example and returns what it writes, standard error last.
fn run(name: &str) -> String {
    // Cargo builds this test in `deps`, and the examples beside that folder.
    let deps = current_exe().expect("this test has a path");
    let built = deps.parent().and_then(Path::parent).expect("a folder");
    let program = built.join(format!("examples/{name}{EXE_SUFFIX}"));
    let output = Command::new(&program).env("RUST_BACKTRACE", "0").output();
    let output = output.unwrap_or_else(|error| {
        panic!(
            "{}: {error}: `cargo build --examples` builds it",
            program.display()
        )
    });
    let text = [output.stdout, output.stderr].concat();
    String::from_utf8(text).expect("UTF-8")
}

/// Whether a printed word is what the claim says.
fn same_word(claim: &str, word: &str) -> bool {
    let time = |text: &str| text.parse::<f64>().ok().filter(|_| text.contains('.'));
    let close = || Some((0.0..0.21).contains(&(time(word)? - time(claim)?)));
    claim == "…" || claim == word || close() == Some(true)
}

/// Whether the printed lines are what the claim says.
fn same_lines(claim: &[&str], lines: &[&str]) -> bool {
    match claim.split_first() {
        None => lines.is_empty(),
        Some((&"…", rest)) => (0..=lines.len()).any(|skip| same_lines(rest, &lines[skip..])),
        Some((first, rest)) => lines.split_first().is_some_and(|(line, lines)| {
            let words = (first.split_whitespace(), line.split_whitespace());
            words.0.clone().count() == words.1.clone().count()
                && words
                    .0
                    .zip(words.1)
                    .all(|(claim, word)| same_word(claim, word))
                && same_lines(rest, lines)
        }),
    }
}

#[test]
fn each_experiment_prints_what_it_says() {
    let check = |name: &str| {
        let claim = claims(name);
        let claim: Vec<_> = claim.lines().collect();
        let mut printed = String::new();
        for _ in 0..3 {
            printed = run(name);
            if same_lines(&claim, &printed.lines().collect::<Vec<_>>()) {
                return;
            }
        }
        panic!("{name} says {claim:#?} and printed\n{printed}");
    };
    // All at once: the wait is that of the longest.
    thread::scope(|scope| {
        for name in examples() {
            scope.spawn(move || check(&name));
        }
    });
}

#[test]
fn the_lesson_says_what_each_experiment_prints() {
    let lesson = read_to_string(Path::new(CRATE).join("README.md")).expect("the lesson");
    for name in examples() {
        let claim = format!("```text\n{}\n```", claims(&name));
        assert!(lesson.contains(&claim), "{name} prints:\n{claim}");
        let package = env!("CARGO_PKG_NAME");
        let command = format!("```sh\ncargo run -p {package} --example {name}\n```");
        assert!(lesson.contains(&command), "{command}");
    }
}
