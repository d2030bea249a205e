//! What `cargo exercise` says of the stubs, of an answer that ends the program, and
//! of the answers of the workspace.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::SystemTime;

/// The exercises, in the order of the tasks.
const EXERCISES: [&str; 5] =
    ["basic_async_syntax", "concurrent_coroutines", "measure_runtime", "tasks", "task_wait_n"];

/// The practice problems, in order.
const PRACTICE: [&str; 7] =
    ["both_then_last", "fastest", "within", "speedup", "wait_or_give_up", "at_most", "survivors"];

/// The root of the repository.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap()
}

/// Runs `cargo exercise` in a folder. Returns its exit code, and all that it says.
fn exercise(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let output = Command::new(env!("CARGO"))
        .arg("exercise")
        .args(arguments)
        .current_dir(folder)
        .env_remove("CARGO_TARGET_DIR")
        .output()
        .expect("cargo starts");
    let said = String::from_utf8([output.stdout, output.stderr].concat()).expect("UTF-8");
    // Only a build that takes long is announced.
    let said = said.replace("building; this takes longest the first time\n", "");
    (output.status.code().expect("a code"), said)
}

/// Removes all of a copy but what was built in it, which makes the next test faster.
fn clear(copied: &Path) {
    for entry in fs::read_dir(copied).into_iter().flatten() {
        let entry = entry.unwrap();
        if entry.file_type().unwrap().is_file() {
            fs::remove_file(entry.path()).unwrap();
        } else if entry.file_name() != "target" {
            fs::remove_dir_all(entry.path()).unwrap();
        }
    }
}

/// Copies a folder, without what was built in it.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.file_type().unwrap().is_file() {
            fs::copy(entry.path(), to).unwrap();
        } else if entry.file_name() != ".git" && !entry.path().join("CACHEDIR.TAG").exists() {
            // Cargo puts that file into the folders where it builds.
            copy(&entry.path(), &to);
        }
    }
}

/// Dates a file back: a copy keeps the date of its source on Windows, and cargo goes by dates.
fn give_an_old_date(file: &Path) {
    let file = fs::File::options().append(true).open(file).unwrap();
    file.set_modified(SystemTime::UNIX_EPOCH).unwrap();
}

/// A test that every `speedup` passes.
const YOUR_TEST_PASSES_ALWAYS: &str = "#[tokio::test]
async fn passes() { practice::speedup(vec![practice::wait(0.0)]).await; }";

/// A test that no `speedup` passes.
const YOUR_TEST_FAILS_ALWAYS: &str = "#[tokio::test]
async fn fails() { assert!(practice::speedup(vec![practice::wait(0.0)]).await < -1.0); }";

/// Solves all practice problems but the first, after two tests for `speedup` that are no good.
fn solve_practice(copied: &Path) {
    let inside = copied.join("exercises");
    for problem in PRACTICE.into_iter().skip(1) {
        let solution = copied.join("tools/practice/src").join(problem).with_extension("rs");
        let answer = inside.join("practice/src").join(problem).with_extension("rs");
        fs::copy(solution, &answer).unwrap();
        give_an_old_date(&answer);
    }
    for (test, verdict) in [
        (YOUR_TEST_PASSES_ALWAYS, "your function is right, but your test also passes for one that"),
        (YOUR_TEST_FAILS_ALWAYS, "your function is right, but its test fails:\n"),
    ] {
        fs::write(inside.join("practice/tests/speedup.rs"), test).unwrap();
        let (code, said) = exercise(&inside, &["speedup"]);
        let starts = format!("practice, speedup: not yet\n\n  {verdict}");
        assert!(code == 1 && said.starts_with(&starts), "{code}: {said}");
    }
    let test = inside.join("practice/tests/speedup.rs");
    fs::copy(copied.join("tools/practice/speedup/solution.rs"), test).unwrap();
    let answer = inside.join("wait_server/src/lib.rs");
    fs::copy(copied.join("tools/practice/src/wait_server.rs"), &answer).unwrap();
    give_an_old_date(&answer);
    // Another problem that doesn't compile is no problem of this one.
    fs::write(inside.join("practice/src/both_then_last.rs"), "pub async fn both_then_last( {")
        .unwrap();
}

/// An answer to a practice problem that ends the program, or never ends, is refused.
fn refuse_practice(inside: &Path) {
    let ends = "pub async fn fastest(_: Vec<impl Future<Output = f64>>) -> Option<f64> {
        std::process::exit(0) }";
    let loops = "pub async fn fastest(waits: Vec<impl Future<Output = f64>>) -> Option<f64> {
        while waits.is_empty() { std::hint::spin_loop() } None }";
    for (answer, verdict) in [
        (ends, "your answer ended the program in the middle of a test"),
        (loops, "the test `without_waits_there_is_none` hasn't ended within 10 s: something"),
    ] {
        fs::write(inside.join("practice/src/fastest.rs"), answer).unwrap();
        let (code, said) = exercise(inside, &["fastest"]);
        assert!(code == 1 && said.contains(&format!("\n\n  {verdict}")), "{code}: {said}");
    }
}

#[test]
fn only_a_right_answer_is_called_right() {
    let copied = Path::new(env!("CARGO_TARGET_TMPDIR")).join("exercise");
    clear(&copied);
    copy(root(), &copied);
    let inside = copied.join("exercises");

    for (number, name) in EXERCISES.iter().enumerate() {
        let (code, said) = exercise(&inside.join(name), &[name]);
        let starts = format!("exercise {number}, {name}: not yet\n\n  ");
        assert!(code == 1 && said.starts_with(&starts), "{code}: {said}");
        assert!(said.contains(" is not written yet: src/lib.rs:"), "{said}");
        assert!(said.contains("\n  write   src/lib.rs\n"), "{said}");
    }
    for problem in PRACTICE {
        let (code, said) = exercise(&inside, &[problem]);
        let starts = format!(
            "practice, {problem}: not yet\n\n  there is still a `todo!` in it: practice/src/{problem}.rs:"
        );
        assert!(code == 1 && said.starts_with(&starts), "{code}: {said}");
        assert!(said.contains(&format!("\n  write   practice/src/{problem}.rs\n")), "{said}");
    }
    let (code, said) = exercise(&copied, &["5"]);
    let starts = "exercise 5, wait_server: not yet\n\n  there is still a `todo!` in it: \
                  exercises/wait_server/src/lib.rs:";
    assert!(code == 1 && said.starts_with(starts), "{code}: {said}");
    let (code, said) = exercise(&copied, &[]);
    assert!(code == 1 && said.starts_with("exercise 0, "), "{code}: {said}");
    assert!(said.contains("\n  write   exercises/basic_async_syntax/src/lib.rs\n"), "{said}");

    let answer = inside.join("basic_async_syntax/src/lib.rs");
    // `cargo test` takes the first one for a success.
    for code in [0, 1] {
        let ends = "pub const DEFAULT_MAX_DELAY: u32 = 10;
            pub async fn wait_random(_: u32) -> f64 { std::process::exit(CODE) }";
        fs::write(&answer, ends.replace("CODE", &code.to_string())).unwrap();
        give_an_old_date(&answer);
        assert_eq!(exercise(&inside, &["0", "run"]).0, code);
        let (code, said) = exercise(&inside, &["0"]);
        assert!(code == 1 && said.contains("  your answer ended the program"), "{code}: {said}");
    }

    // The compiler names the program that calls it.
    fs::write(answer, "pub async fn wait_random(max_delay: f64) -> f64 { max_delay }").unwrap();
    let (code, said) = exercise(&inside, &["0"]);
    assert!(
        code == 1 && said.contains("\n  write   basic_async_syntax/src/lib.rs\n"),
        "{code}: {said}"
    );

    for name in EXERCISES {
        let answer = Path::new(name).join("src/lib.rs");
        fs::copy(copied.join(&answer), inside.join(&answer)).unwrap();
        give_an_old_date(&inside.join(answer));
    }
    let (code, said) = exercise(&inside, &[]);
    assert!(code == 1 && said.contains("\npractice, both_then_last: not yet\n"), "{code}: {said}");
    let (code, said) = exercise(&inside, &["both_then_last", "skip"]);
    assert!(code == 0 && said.starts_with("practice, both_then_last: skipped\n"), "{code}: {said}");
    solve_practice(&copied);
    let (code, said) = exercise(&inside, &[]);
    assert!(
        code == 0 && said.ends_with("\nNot checked, because you skip them: both_then_last\n"),
        "{code}: {said}"
    );
    refuse_practice(&inside);
    for name in ["concurrent_coroutines", "task_wait_n"] {
        let (code, said) = exercise(&copied, &[name, "further"]);
        assert!(code == 0 && said.ends_with(": right\n"), "{code}: {said}");
    }

    // A teacher removes the answers, the lessons, and what shows parts of them.
    for name in EXERCISES {
        for shows in ["src", "examples"] {
            fs::remove_dir_all(copied.join(name).join(shows)).unwrap();
        }
        fs::remove_file(copied.join(name).join("README.md")).unwrap();
    }
    for folder in [
        "tools/checker/tests",
        "tools/documents/errors",
        "tools/figures/src",
        "tools/practice/src",
        "tools/practice/tests",
        "wait_server/src",
        "wait_server/examples",
        "wait_server/tests",
        "book",
    ] {
        fs::remove_dir_all(copied.join(folder)).unwrap();
    }
    fs::remove_file(copied.join("exercises/mistakes.md")).unwrap();
    let (code, said) = exercise(&copied, &["4"]);
    assert!(code == 0 && said.starts_with("exercise 4, task_wait_n: right\n"), "{code}: {said}");
    let (code, said) = exercise(&copied, &["4", "hints"]);
    assert!(
        code == 2 && said.starts_with("error: exercise 4 has no `hints`; see "),
        "{code}: {said}"
    );
}

#[test]
fn another_name_is_refused_by_name() {
    let (code, usage) = exercise(root(), &["help"]);
    assert!(
        code == 0 && usage.ends_with(&format!(":\n{}, wait_server\n", PRACTICE.join(", "))),
        "{usage}"
    );
    let (code, said) = exercise(root(), &["lessons"]);
    assert!(code == 2 && said.starts_with("error: there is no exercise `lessons`; see "), "{said}");
    let (code, said) = exercise(root(), &["both-then"]);
    assert_eq!(
        (code, &*said),
        (2, "error: there is no exercise `both-then`; did you mean `both_then_last`?\n")
    );
}

#[test]
fn the_hints_lead_from_one_to_the_next() {
    for name in EXERCISES.into_iter().chain(PRACTICE).chain(["wait_server"]) {
        let (code, said) = exercise(root(), &[name, "hint"]);
        assert!(code == 0 && said.contains("\nother questions:\n  2  "), "{said}");
        let mut number = 1;
        loop {
            let (code, said) = exercise(root(), &[name, "hint", &number.to_string()]);
            assert_eq!(code, 0, "{said}");
            number += 1;
            if !said.contains(&format!("next: cargo exercise {name} hint {number}\n")) {
                break;
            }
        }
        let (code, said) = exercise(root(), &[name, "hint", &number.to_string()]);
        let refusal =
            format!("error: {name} has hints 1 to {}, and no hint `{number}`\n", number - 1);
        assert_eq!((code, said), (2, refusal));
    }
}
