//! The practice problems and exercise 5, whose tests are plain tests.

use std::io::Read;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;
use std::{fs, io, thread};

use crate::answer::{answers_cargo, built_program, check_readable, compile};
use crate::paths::{self, relative_to_cwd, rewrite_paths, root};

/// The problems after each lesson.
pub const PRACTICE: [&[&str]; 6] = [
    &["both_then_last"],
    &["fastest", "within"],
    &["speedup"],
    &["wait_or_give_up"],
    &["at_most", "survivors"],
    &[SERVER],
];

/// Exercise 5, which is checked as a practice problem is.
pub const SERVER: &str = "wait_server";

/// The problem for which the learner also writes a test.
const WITH_TEST: &str = "speedup";

/// How long the tests of a problem may take. Those of exercise 5 have real connections. On a paused
/// clock nobody waits, so all others are done in an instant, unless an answer never ends.
fn test_timeout(problem: &str) -> Duration {
    Duration::from_secs(if problem == SERVER { 30 } else { 10 })
}

/// How the message begins that a report of libtest becomes.
const TEST_FAILED: &str = "the test `";

/// What is asked of the function `speedup`, by its path from the root.
const CHECKED: &str = "tools/practice/speedup/checked.rs";

/// How many bytes of what the tests print are looked at, from the end.
const MAX_BYTES: usize = 1 << 16;

/// How many lines of a report are shown, from its end, where the panic is.
const MAX_LINES: usize = 20;

/// The file with the names of the problems to pass over, by its path from the root.
const SKIPPED: &str = "exercises/practice/skipped.txt";

/// The problem of this name.
pub fn find(name: &str) -> Option<&'static str> {
    let name = if name == "5" { SERVER } else { name };
    PRACTICE.into_iter().flatten().copied().find(|problem| *problem == name)
}

/// A problem as it is announced.
fn title(problem: &str) -> String {
    match problem {
        SERVER => format!("exercise 5, {SERVER}"),
        _ => format!("practice, {problem}"),
    }
}

/// The file of an answer, by its path from the root.
fn source(problem: &str) -> String {
    match problem {
        SERVER => format!("exercises/{SERVER}/src/lib.rs"),
        _ => format!("exercises/practice/src/{problem}.rs"),
    }
}

/// A file of the tests of a problem, by its path from the root.
fn tests(problem: &str, target: &str) -> String {
    let folder = if problem == SERVER { SERVER } else { "practice" };
    format!("exercises/{folder}/tests/{target}.rs")
}

/// The files that a learner writes, by their paths from the root.
pub fn sources() -> impl Iterator<Item = String> {
    PRACTICE
        .into_iter()
        .flatten()
        .map(|problem| source(problem))
        .chain([tests(WITH_TEST, WITH_TEST)])
}

/// The file with the hints of a problem.
pub fn hints(problem: &str) -> PathBuf {
    root().join(match problem {
        SERVER => format!("exercises/{SERVER}/hints.md"),
        _ => format!("exercises/practice/hints/{problem}.md"),
    })
}

/// Prints the solution of a problem.
pub fn print_solution(problem: &str) -> Result<(), String> {
    let folder = root().join("tools/practice");
    let mut solution = paths::read(&folder.join(format!("src/{problem}.rs")))?;
    if problem == WITH_TEST {
        solution += "\n";
        solution += &paths::read(&folder.join("speedup/solution.rs"))?;
    }
    paths::print_page(solution.trim_end());
    Ok(())
}

/// Whether the learner asked to pass over a problem.
fn is_skipped(problem: &str) -> bool {
    let skipped = fs::read_to_string(root().join(SKIPPED)).unwrap_or_default();
    skipped.lines().any(|line| line.trim() == problem)
}

/// Passes over a problem, if the learner asked for that. Tells whether it does.
pub fn pass_over(problem: &str) -> bool {
    let is_skipped = is_skipped(problem);
    if is_skipped {
        println!("{}: skipped", title(problem));
    }
    is_skipped
}

/// Notes that `cargo exercise` is to pass over a problem.
pub fn skip(problem: &str) -> io::Result<()> {
    if !is_skipped(problem) {
        let skipped = fs::read_to_string(root().join(SKIPPED)).unwrap_or_default();
        fs::write(root().join(SKIPPED), format!("{skipped}{problem}\n"))?;
    }
    let file = relative_to_cwd(SKIPPED);
    println!("{}: skipped\n", title(problem));
    println!(
        "  From now on, `cargo exercise` passes over it. To take it up again, remove its line"
    );
    println!("  from {file}.");
    Ok(())
}

/// Forgets that a problem is to be passed over.
fn unskip(problem: &str) -> io::Result<()> {
    let skipped = fs::read_to_string(root().join(SKIPPED))?;
    let left: Vec<_> = skipped.lines().filter(|line| line.trim() != problem).collect();
    fs::write(root().join(SKIPPED), left.join("\n") + "\n")
}

/// The problems that the learner asked to pass over.
pub fn skipped() -> Vec<&'static str> {
    PRACTICE.into_iter().flatten().copied().filter(|problem| is_skipped(problem)).collect()
}

/// Checks an answer, and says what is wrong with it. Tells whether it is right.
pub fn check(problem: &str) -> bool {
    let verdict = match problem {
        WITH_TEST => check_function(problem, "speedup_checked").and_then(|()| check_test()),
        SERVER => check_function(SERVER, "answer")
            .and_then(|()| check_function(SERVER, "serve").map_err(Failure::after_answer)),
        _ => check_function(problem, problem),
    };
    let title = title(problem);
    match &verdict {
        Ok(()) => {
            println!("{title}: right");
            if is_skipped(problem) {
                let _ = unskip(problem);
            }
        }
        Err(Failure { message, read, write, hint }) => {
            println!("{title}: not yet\n");
            for line in message.lines() {
                println!("{}", format!("  {line}").trim_end());
            }
            println!();
            if read != write {
                println!("  read    {}", relative_to_cwd(read));
            }
            println!("  write   {}", relative_to_cwd(write));
            println!("\nA hint: cargo exercise {problem} hint{hint}");
            println!("Go on without it: cargo exercise {problem} skip");
        }
    }
    verdict.is_ok()
}

/// Why an answer isn't right.
struct Failure {
    /// What to tell the learner.
    message: String,
    /// The file that shows what is asked, by its path from the root.
    read: String,
    /// The file to change, by its path from the root.
    write: String,
    /// The number of the first hint that helps, after a space, or nothing.
    hint: &'static str,
}

impl Failure {
    /// The failure of `serve` in exercise 5, once `answer` is right.
    fn after_answer(self) -> Self {
        let message = format!("`answer` passes its tests, but not `serve`: {}", self.message);
        Self { message, hint: " 4", ..self }
    }
}

/// Checks a function that the learner wrote with the tests in a target of its package.
fn check_function(problem: &str, target: &str) -> Result<(), Failure> {
    let write = source(problem);
    let read = if problem == WITH_TEST { write.clone() } else { tests(problem, target) };
    let failure = |message| Failure { message, read: read.clone(), write: write.clone(), hint: "" };
    check_readable(&write).map_err(failure)?;
    let package = if problem == SERVER { "exercise_5" } else { "practice" };
    let file = if problem == WITH_TEST { CHECKED.into() } else { tests(problem, target) };
    let detour = "exercises/practice/../../";
    // Each problem is compiled by itself, because another one may not compile yet.
    let features = ["--no-default-features", "--features", problem];
    let features = if problem == SERVER { &[] } else { &features[..] };
    let Some(tests) = compile_tests(package, target, &file, features, detour) else {
        let tests = if problem == WITH_TEST {
            ""
        } else {
            " (if it is about a file in `tests`, the signature of your function isn't what it was)"
        };
        let message = "it doesn't compile yet: what the compiler says is above";
        return Err(failure(format!("{message}{tests}")));
    };
    tests.run("", test_timeout(problem)).map_err(failure)
}

/// Checks the test that the learner wrote. A right function passes it, and wrong ones don't.
fn check_test() -> Result<(), Failure> {
    let write = tests(WITH_TEST, WITH_TEST);
    let limit = test_timeout(WITH_TEST);
    let read = source(WITH_TEST);
    let failure = |message| Failure { message, read: read.clone(), write: write.clone(), hint: "" };
    check_readable(&write).map_err(failure)?;
    let detour = "tools/practice/tests/../../../";
    let Some(tests) = compile_tests("practice_solutions", "speedup_judged", &write, &[], detour)
    else {
        return Err(failure(
            "your function is right, but its test doesn't compile yet: what the compiler says is above"
                .into(),
        ));
    };
    tests.run("right::", limit).map_err(|message| {
        failure(if message.starts_with(TEST_FAILED) {
            format!("your function is right, but its test fails:\n\n{message}")
        } else {
            format!("your function is right, but not yet its test: {message}")
        })
    })?;
    for (filter, mistake) in [
        ("one_after_another::", "runs the waits one after another"),
        ("std_clock::", "measures with std's clock, which no test can pause"),
        ("counts_the_waits::", "just returns the number of waits"),
    ] {
        if tests.run(filter, limit).is_ok() {
            return Err(failure(format!(
                "your function is right, but your test also passes for one that {mistake}"
            )));
        }
    }
    Ok(())
}

/// Tests that are compiled.
struct Tests {
    /// The program that runs them.
    program: PathBuf,
    /// Their source.
    source: String,
    /// The folders through which the compiler's paths lead to the learner's files.
    detour: &'static str,
}

/// Compiles the tests in a target of a package, which are in `file`. If they don't compile, the
/// compiler has said why.
fn compile_tests(
    package: &str,
    target: &str,
    file: &str,
    features: &[&str],
    detour: &'static str,
) -> Option<Tests> {
    let mut build = answers_cargo("test", package);
    build.args(["--no-run", "--test", target, "--message-format", "json-render-diagnostics"]);
    build.args(features);
    let printed = compile(&mut build, detour)?;
    let program = built_program(&printed, "test");
    let source = fs::read_to_string(root().join(file)).unwrap_or_default();
    Some(Tests { program, source, detour })
}

impl Tests {
    /// Runs those tests whose names contain `filter`, all at the same time. An error is what the
    /// first test in the source that failed has to say.
    fn run(&self, filter: &str, limit: Duration) -> Result<(), String> {
        let mut run = Command::new(&self.program);
        run.args([filter, "--test-threads=32", "--color=never"]).env("RUST_BACKTRACE", "0");
        run.current_dir(root()).stdin(Stdio::null()).stdout(Stdio::piped());
        let mut child = run.spawn().expect("the tests start");
        let mut output = child.stdout.take().expect("it is piped");
        let (sender, receiver) = mpsc::channel();
        thread::spawn(move || sender.send(read_tail(&mut output)));
        let Ok(printed) = receiver.recv_timeout(limit) else {
            let _ = child.kill();
            let _ = child.wait();
            // Its output ends with it.
            let printed = receiver.recv().unwrap_or_default();
            let name = self.unfinished(filter, &printed);
            let seconds = limit.as_secs();
            return Err(format!(
                "the test `{name}` hasn't ended within {seconds} s: something in your code never \
                 ends, or it blocks its thread"
            ));
        };
        let status = child.wait().expect("the tests end");
        // An answer can end the program, even with success.
        if status.success()
            && printed.contains("\ntest result: ok.")
            && !printed.contains("\nrunning 0 tests\n")
        {
            return Ok(());
        }
        if printed.contains("\nrunning 0 tests\n") {
            return Err("the file has no test; a test has `#[tokio::test]` above it".into());
        }
        // Cargo sorts the reports by name. The order in the source is the one to learn by.
        let reports = printed.split("\n---- ").skip(1);
        let reports = reports.filter_map(|report| report.split_once(" stdout ----\n"));
        let Some((name, report)) = reports.min_by_key(|(name, _)| self.place(name)) else {
            return Err(format!("your answer ended the program in the middle of a test: {status}"));
        };
        let report = report.split("\nfailures:").next().unwrap_or_default().trim();
        let is_noise = |line: &&str| line.starts_with("note: run with");
        let lines: Vec<_> = report.lines().filter(|line| !is_noise(line)).collect();
        let first = lines.len().saturating_sub(MAX_LINES);
        // An older compiler names files by their whole paths.
        let root = format!("{}/", root().display());
        let report = lines[first..].join("\n").replace(&root, "");
        let report = rewrite_paths(&report, self.detour);
        if let Some(reason) = todo_reached(&report) {
            return Err(reason);
        }
        let sides = if report.contains("\n  left: ") {
            " (left is what you have, right is what is expected)"
        } else {
            ""
        };
        Err(format!("{TEST_FAILED}{name}` failed{sides}:\n\n{report}"))
    }

    /// Where a test is in the source.
    fn place(&self, name: &str) -> Option<usize> {
        self.source.find(name.rsplit("::").next().unwrap_or(name))
    }

    /// The first test in the source that has printed no result.
    fn unfinished(&self, filter: &str, printed: &str) -> String {
        let list = Command::new(&self.program).args([filter, "--list"]).output();
        let list = list.map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
        let list = list.unwrap_or_default();
        let names = list.lines().filter_map(|line| line.strip_suffix(": test"));
        let unfinished = names.filter(|name| !printed.contains(&format!("test {name} ... ")));
        unfinished.min_by_key(|name| self.place(name)).unwrap_or_default().into()
    }
}

/// What to say of a test that ran into a `todo!`: where that is, and what was printed before.
fn todo_reached(report: &str) -> Option<String> {
    let (before, _) = report.split_once("\nnot yet implemented")?;
    let (printed, panic) = before.rsplit_once('\n').unwrap_or(("", before));
    let (_, place) = panic.split_once(" panicked at ")?;
    let reason = format!("there is still a `todo!` in it: {}", place.trim_end_matches(':'));
    Some(if printed.trim().is_empty() { reason } else { format!("{reason}\n\n{printed}") })
}

/// Reads all that a program prints, and keeps the last of it.
fn read_tail(output: &mut impl Read) -> String {
    let mut tail = Vec::new();
    let mut part = [0; 4096];
    while let Ok(length @ 1..) = output.read(&mut part) {
        tail.extend_from_slice(&part[..length]);
        if tail.len() > 2 * MAX_BYTES {
            tail.drain(..tail.len() - MAX_BYTES);
        }
    }
    String::from_utf8_lossy(&tail).into()
}
