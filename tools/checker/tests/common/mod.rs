//! Checks an answer in a process of its own, as `cargo exercise` does.
//!
//! There is one check at a time in a process, and an answer can leave threads behind. So a test
//! runs itself once more, in a child process, which makes the check and writes its verdict.

use std::any::type_name_of_val;
use std::panic::Location;
use std::path::Path;
use std::process::Command;
use std::{env, fs};

use checker::{Kind, Mistake, RIGHT_VERDICT, verdict_text};
use snapbox::assert_data_eq;

/// The variable that tells a child process where to write its verdict.
const VERDICT: &str = "CHECK_VERDICT";

/// The variable that tells it in which line its check is.
const LINE: &str = "CHECK_LINE";

/// Asserts that the answer is refused for this kind of mistake, with this `why`. Returns the whole
/// message.
///
/// In `why`, `[..]` stands for text that differs from run to run. The check has to be a closure
/// that is written in the test itself, because its name tells the child process which test to run,
/// and the line which of its checks.
#[track_caller]
pub fn expect_refusal(kind: Kind, why: &str, check: impl Fn() -> Result<(), Mistake>) -> String {
    let verdict = verdict_of(&check);
    let (found, message) = verdict.split_once('\n').unwrap_or((&verdict, ""));
    assert_eq!(found, format!("{kind:?}"), "\n{message}");
    assert_data_eq!(why_of(message), why);
    message.into()
}

/// What a message says after `why`, in one line.
fn why_of(message: &str) -> String {
    let lines = message.lines().skip_while(|line| !line.starts_with("why "));
    let lines = lines.take_while(|line| !line.starts_with("change "));
    let words: Vec<_> = lines.flat_map(str::split_whitespace).skip(1).collect();
    words.join(" ")
}

/// Asserts that the answer is accepted, as often as the environment says:
/// `TIMES=1000 cargo test --release -p checker right`.
#[track_caller]
pub fn expect_acceptance(check: impl Fn() -> Result<(), Mistake>) {
    let times = env::var("TIMES").map_or(1, |times| times.parse().expect("TIMES is a number"));
    for _ in 0..times {
        let verdict = verdict_of(&check);
        assert_eq!(verdict, RIGHT_VERDICT);
    }
}

/// The verdict that a check writes in a child process.
#[track_caller]
fn verdict_of(check: &impl Fn() -> Result<(), Mistake>) -> String {
    let line = Location::caller().line().to_string();
    if let Some(file) = env::var_os(VERDICT).filter(|_| env::var(LINE).is_ok_and(|of| of == line)) {
        fs::write(file, verdict_text(check())).expect("the verdict can be written");
        // Threads that the answer has left behind end here.
        std::process::exit(0);
    }
    // The test's name is the path of the closure that it hands over, without the crate.
    let path = type_name_of_val(check);
    let name = path.trim_end_matches("::{{closure}}").split_once("::").expect("a path").1;
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(path.replace([':', '{', '}'], "_"));
    let _ = fs::remove_file(&file);
    let mut child = Command::new(env::current_exe().expect("this program has a path"));
    child.args([name, "--exact", "--nocapture"]).env(VERDICT, &file).env(LINE, line);
    let mut tries = 0;
    loop {
        let output = child.output().expect("the test starts once more");
        let verdict = fs::read_to_string(&file).unwrap_or_else(|error| {
            let printed = String::from_utf8_lossy(&output.stderr);
            panic!("no verdict of {name} ({error}), {}:\n{printed}", output.status)
        });
        tries += 1;
        // No test expects that there is no verdict, so the machine was too busy.
        if tries == 3 || !verdict.starts_with(&format!("{:?}\n", Kind::NoVerdict)) {
            return verdict;
        }
    }
}
