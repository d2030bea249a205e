//! Makes a test of each page of `exercises/mistakes.md`: its wrong answer is refused with the
//! message that the page shows, and its right one is accepted.

use std::fmt::Write;
use std::path::Path;
use std::{env, fs};

/// The document, by its path from this package.
const MISTAKES: &str = "../../exercises/mistakes.md";

fn main() {
    println!("cargo::rerun-if-changed={MISTAKES}");
    let text = fs::read_to_string(MISTAKES).expect("the document is there");
    let mut tests = String::new();
    for page in text.split("\n## ").skip(1) {
        let kind = page.lines().next().unwrap_or_default();
        let answers = blocks(page, "rust");
        let messages = blocks(page, "text");
        let ([wrong, right @ ..], [message, ..]) = (&answers[..], &messages[..]) else {
            // The page of a kind that no answer leads to.
            continue;
        };
        writeln!(tests, "{LINTS}mod {} {{\n    use super::*;", snake_case(kind)).unwrap();
        writeln!(tests, "    mod wrong {{\n{PRELUDE}{wrong}    }}").unwrap();
        let check = check(kind, wrong);
        let call = call(&check, "wrong", wrong);
        writeln!(
            tests,
            "    #[test]\n    fn is_refused() {{\n        let message = \
             expect_refusal(Kind::{kind}, \"[..]\", || {call});\n        compare(\"{check}\", &message, {message:?});\n    }}",
        )
        .unwrap();
        for (i, right) in right.iter().enumerate() {
            writeln!(tests, "    mod right_{i} {{\n{PRELUDE}{right}    }}").unwrap();
            let call = self::call(&check, &format!("right_{i}"), right);
            writeln!(
                tests,
                "    #[test]\n    fn answer_{i}_is_accepted() {{\n        expect_acceptance(|| {call});\n    }}",
            )
            .unwrap();
        }
        writeln!(tests, "}}").unwrap();
    }
    let out = env::var_os("OUT_DIR").expect("cargo runs this program");
    fs::write(Path::new(&out).join("mistakes.rs"), tests).expect("the tests can be written");
}

/// Silences the compiler and clippy, which warn of some of the mistakes that the pages show.
const LINTS: &str = "#[allow(warnings)]\n";

/// What the answers need not import.
const PRELUDE: &str = "    use super::prelude::*;\n";

/// The fenced blocks of a page in this language.
fn blocks(page: &str, language: &str) -> Vec<String> {
    let opening = format!("\n```{language}");
    let blocks = page.split(&opening).skip(1);
    let inside = |block: &str| -> Option<String> {
        let (_, block) = block.split_once('\n')?;
        Some(block.split("```").next()?.into())
    };
    blocks.filter_map(inside).collect()
}

/// The first of these functions that an answer defines.
fn function(answer: &str) -> &str {
    let names = ["task_wait_random", "task_wait_n", "measure_time", "wait_random", "wait_n"];
    let defined = names.into_iter().find(|name| answer.contains(&format!("fn {name}(")));
    defined.unwrap_or_else(|| panic!("this is no answer:\n{answer}"))
}

/// The function of the checker that finds this kind of mistake in an answer.
fn check(kind: &str, answer: &str) -> String {
    match kind {
        "NotExactlyOrdered" => "check_wait_n_exact_order".into(),
        "PollsTooOften" => "check_wait_n_poll_count".into(),
        "Sorts" => "check_no_sorting".into(),
        _ => format!("check_{}", function(answer)),
    }
}

/// A call of that function with the answer that is in this module.
fn call(check: &str, module: &str, answer: &str) -> String {
    let function = function(answer);
    if check == "check_no_sorting" {
        // That check reads the source of the answer, too.
        return format!("check_no_sorting({module}::{function}, {answer:?})");
    }
    format!("checker::{check}({module}::{function})")
}

/// The name of a kind as that of a module.
fn snake_case(kind: &str) -> String {
    let mut name = String::new();
    for (i, letter) in kind.char_indices() {
        if letter.is_uppercase() && i > 0 {
            name.push('_');
        }
        name.push(letter.to_ascii_lowercase());
    }
    name
}
