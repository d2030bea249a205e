//! The practice problems, whose tests are plain tests.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;
use std::{fs, io, thread};

use crate::answer::{answers_cargo, check_readable, compile, read_head};
use crate::paths::{relative_to_cwd, rewrite_paths, root};

/// The problems after each lesson.
pub const PRACTICE: [&[&str]; 5] = [
    &["two_waits"],
    &["fastest", "within"],
    &["speedup"],
    &["wait_or_give_up"],
    &["at_most", "survivors"],
];

/// The problem for which the learner also writes a test.
const WITH_TEST: &str = "speedup";

/// How long tests may take. On their paused clock nobody waits, so they are done in an instant
/// unless an answer loops without an end.
const TEST_TIMEOUT: Duration = Duration::from_secs(10);

/// What is wrong with an answer that is still a stub.
const NOT_WRITTEN: &str = "it is not written yet";

/// The file with the names of the problems to pass over, by its path from the root.
const SKIPPED: &str = "exercises/practice/skipped.txt";

/// The problem of this name.
pub fn find(name: &str) -> Option<&'static str> {
    PRACTICE.into_iter().flatten().copied().find(|problem| *problem == name)
}

/// The file of an answer, by its path from the root.
fn source(problem: &str) -> String {
    format!("exercises/practice/src/{problem}.rs")
}

/// The file of the tests of a problem, by its path from the root.
fn tests(problem: &str) -> String {
    format!("exercises/practice/tests/{problem}.rs")
}

/// The files that a learner writes, by their paths from the root.
pub fn sources() -> impl Iterator<Item = String> {
    PRACTICE.into_iter().flatten().map(|problem| source(problem)).chain([tests(WITH_TEST)])
}

/// The file with the hints of a problem.
pub fn hints(problem: &str) -> PathBuf {
    root().join(format!("exercises/practice/hints/{problem}.md"))
}

/// Prints the solution of a problem.
pub fn print_solution(problem: &str) -> io::Result<()> {
    let folder = root().join("tools/practice");
    print!("{}", fs::read_to_string(folder.join(format!("src/{problem}.rs")))?);
    if problem == WITH_TEST {
        print!("\n{}", fs::read_to_string(folder.join("speedup/solution.rs"))?);
    }
    Ok(())
}

/// Whether the learner asked to pass over a problem.
pub fn is_skipped(problem: &str) -> bool {
    let skipped = fs::read_to_string(root().join(SKIPPED)).unwrap_or_default();
    skipped.lines().any(|line| line.trim() == problem)
}

/// Notes that `cargo exercise` is to pass over a problem.
pub fn skip(problem: &str) -> io::Result<()> {
    if !is_skipped(problem) {
        let skipped = fs::read_to_string(root().join(SKIPPED)).unwrap_or_default();
        fs::write(root().join(SKIPPED), format!("{skipped}{problem}\n"))?;
    }
    let file = relative_to_cwd(SKIPPED);
    println!("practice, {problem}: skipped\n");
    println!(
        "  From now on, `cargo exercise` passes over it. To take it up again, remove its line"
    );
    println!("  from {file}.");
    Ok(())
}

/// Checks an answer, and says what is wrong with it. Tells whether it is right.
pub fn check(problem: &str) -> bool {
    let verdict = match problem {
        WITH_TEST => check_function(problem, "speedup_checked").and_then(|()| check_test()),
        _ => check_function(problem, problem),
    };
    let title = format!("practice, {problem}");
    match &verdict {
        Ok(()) => println!("{title}: right\n\nOne solution: cargo exercise {problem} solution"),
        Err(Failure { message, read, write }) => {
            println!("{title}: not yet\n");
            for line in message.lines() {
                println!("{}", format!("  {line}").trim_end());
            }
            println!();
            if read != write {
                println!("  read    {}", relative_to_cwd(read));
            }
            println!("  write   {}", relative_to_cwd(write));
            println!("\nA hint: cargo exercise {problem} hint");
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
}

/// Checks a function that the learner wrote with the tests in a target of `practice`.
fn check_function(problem: &str, target: &str) -> Result<(), Failure> {
    let write = source(problem);
    let read = if problem == target { tests(problem) } else { write.clone() };
    let failure = |message| Failure { message, read: read.clone(), write: write.clone() };
    check_readable(&write).map_err(failure)?;
    let tests = compile_tests("practice", target, "exercises/practice/../../").map_err(failure)?;
    tests.run("").map_err(failure)
}

/// Checks the test that the learner wrote. A right function passes it, and wrong ones don't.
fn check_test() -> Result<(), Failure> {
    let write = tests(WITH_TEST);
    let failure = |message| Failure { message, read: source(WITH_TEST), write: write.clone() };
    check_readable(&write).map_err(failure)?;
    let detour = "tools/practice/tests/../../../";
    let tests = compile_tests("practice_solutions", "speedup_judged", detour).map_err(failure)?;
    tests.run("right::").map_err(|message| match &message[..] {
        NOT_WRITTEN => failure("your function is right, and its test is not written yet".into()),
        _ => failure(format!("your function is right, but its test fails:\n\n{message}")),
    })?;
    for (filter, mistake) in [
        ("one_after_another::", "runs the waits one after another"),
        ("std_clock::", "measures with std's clock, which no test can pause"),
    ] {
        if tests.run(filter).is_ok() {
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
    /// The folders through which the compiler's paths lead to the learner's files.
    detour: &'static str,
}

/// Compiles the tests in a target of a package.
fn compile_tests(package: &str, target: &str, detour: &'static str) -> Result<Tests, String> {
    let mut build = answers_cargo("test", package);
    build.args(["--no-run", "--test", target, "--message-format", "json-render-diagnostics"]);
    let Some(printed) = compile(&mut build, detour) else {
        return Err("it doesn't compile yet: what the compiler says is above".into());
    };
    // Cargo reports each program that it built in a line of JSON, that of the tests last.
    let (_, program) = printed.rsplit_once(r#""executable":""#).expect("cargo names the program");
    let program = program.split('"').next().unwrap_or_default().replace(r"\\", r"\");
    Ok(Tests { program: program.into(), detour })
}

impl Tests {
    /// Runs those tests whose names contain `filter`. An error is what the first test that
    /// failed has to say.
    fn run(&self, filter: &str) -> Result<(), String> {
        let mut run = Command::new(&self.program);
        run.args([filter, "--test-threads=1", "--color=never"]).env("RUST_BACKTRACE", "0");
        run.current_dir(root()).stdin(Stdio::null()).stdout(Stdio::piped());
        let mut child = run.spawn().expect("the tests start");
        let mut output = child.stdout.take().expect("it is piped");
        let (sender, receiver) = mpsc::channel();
        thread::spawn(move || sender.send(read_head(&mut output)));
        let Ok(printed) = receiver.recv_timeout(TEST_TIMEOUT) else {
            let _ = child.kill();
            let _ = child.wait();
            let seconds = TEST_TIMEOUT.as_secs();
            return Err(format!(
                "its tests haven't ended within {seconds} s, so it probably loops without an end"
            ));
        };
        let status = child.wait().expect("the tests end");
        // An answer can end the program, even with success.
        if status.success() && printed.contains("\ntest result: ok.") {
            return Ok(());
        }
        if printed.contains("not yet implemented") {
            return Err(NOT_WRITTEN.into());
        }
        // What the first test that failed printed, up to the next one or the list of all.
        let mut reports = printed.split("\n---- ").skip(1);
        let Some((name, report)) = reports.next().and_then(|it| it.split_once(" stdout ----\n"))
        else {
            return Err(format!("your answer ended the program in the middle of a test: {status}"));
        };
        let report = report.split("\nfailures:").next().unwrap_or_default().trim();
        let lines: Vec<_> = report.lines().filter(|line| !line.starts_with("note: ")).collect();
        let report = rewrite_paths(&lines.join("\n"), self.detour);
        Err(format!("the test `{name}` failed:\n\n{report}"))
    }
}
