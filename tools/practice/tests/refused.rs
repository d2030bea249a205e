//! Each wrong answer is refused, with a sentence that is true of it.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;
use std::{fs, thread};

/// A wrong answer, by its module in `wrong.rs`, and a part of what it is told.
const WRONG: [(&str, &str); 65] = [
    ("both_then_last::one_after_another", "have both ended after 3 s"),
    ("both_then_last::all_at_once", "have both ended after 3 s"),
    ("both_then_last::last_after_the_first", "if the second wait takes 4 s"),
    ("both_then_last::in_completion_order", "belongs in the place of its argument"),
    ("both_then_last::drops_the_loser", "all have to run to their ends"),
    ("fastest::waits_for_all", "the first one completes after 1 s"),
    ("fastest::first_of_the_list", "the shortest of 3 s, 2 s and 1 s is 1 s"),
    ("fastest::first_of_two_at_a_time", "the shortest of 3 s, 2 s and 1 s is 1 s"),
    ("fastest::leaves_the_others_running", "the two other waits have been dropped"),
    ("fastest::panics_without_waits", "without_waits_there_is_none"),
    ("fastest::zero_without_waits", "no waits have no shortest delay"),
    ("within::std_clock", "for all the waits together, on tokio's clock"),
    ("within::loses_the_results", "waits of 1, 2 and 3 s complete within 4 s"),
    ("within::leaves_its_tasks", "the two other waits have been dropped"),
    ("within::subtracts_what_has_passed", "overflow when subtracting durations"),
    ("within::a_limit_for_each_result", "the limit is 4 s for all the waits together"),
    ("within::one_after_another", "complete within 4 s if all start at once"),
    ("within::waits_for_all", "the limit is 4 s for all the waits together"),
    ("within::sorted", "complete in this order, although they return"),
    ("within::always_waits_for_the_limit", "and then nothing is left to do"),
    ("speedup::one_after_another", "take 3 s when they run at the same time"),
    ("speedup::std_clock", "and 3 s together, on tokio's clock"),
    ("speedup::whole_seconds", "and 1.5 s together, not just 1 s"),
    ("speedup::measures_nothing", "it is half as fast: measure the time"),
    ("speedup::upside_down", "take 6 s one after another and 3 s together"),
    ("speedup::counts_the_waits", "take 6 s one after another and 3 s together"),
    ("wait_or_give_up::drops_the_handle", "the task must not be alive any more"),
    ("wait_or_give_up::aborts_and_leaves", "the task must not be alive any more"),
    ("wait_or_give_up::aborts_and_yields", "behind 200 busy tasks, an aborted one ends late"),
    ("wait_or_give_up::loses_a_panic", "the function has to panic, too"),
    ("wait_or_give_up::awaits_a_panic_again", "has to contain the task's own message"),
    ("wait_or_give_up::waits_to_the_end", "the limit is 5 s, and the wait is longer"),
    ("wait_or_give_up::always_waits_for_the_limit", "a wait of 2 s is over after 2 s"),
    ("at_most::all_at_once", "exactly 3 of 10 waits run at once"),
    ("at_most::one_after_another", "exactly 3 of 10 waits run at once"),
    ("at_most::permit_dropped_at_once", "exactly 3 of 10 waits run at once"),
    ("at_most::only_the_first_ones", "so 10 waits return 10 delays"),
    ("at_most::in_chunks", "take turns in the other place"),
    ("at_most::buffered", "take turns in the other place"),
    ("at_most::in_completion_order", "belongs in the place of its wait"),
    ("survivors::panics_along", "must not come out of the function"),
    ("survivors::unwraps", "must not come out of the function"),
    ("survivors::starts_no_task", "so that they run as tasks"),
    ("survivors::sorted", "end in this order, although they return"),
    ("survivors::stops_at_the_first_panic", "two of the four tasks panic"),
    ("survivors::one_after_another", "together, all four tasks take 4 s"),
    ("survivors::in_the_order_of_the_list", "end in this order, although they return"),
    ("wait_server::answer::no_select", "when its client has gone, `answer` has to return"),
    ("wait_server::answer::ends_at_a_bad_line", "has to be answered with what `parse` returns"),
    ("wait_server::answer::in_completion_order", "have to be answered in this order"),
    ("wait_server::answer::not_biased", "the second one must not begin"),
    ("wait_server::answer::restarts_the_wait", "must not start the first one's wait again"),
    ("wait_server::answer::loses_half_a_line", "have to be one line"),
    ("wait_server::answer::drops_the_wait_at_a_stop", "the wait under way has to be counted"),
    (
        "wait_server::serve::one_client_at_a_time",
        "while one client waits, another has to be served",
    ),
    ("wait_server::serve::leaves_its_tasks", "ends in the time of grace, and has to be answered"),
    ("wait_server::serve::aborts_at_once", "ends in the time of grace"),
    ("wait_server::serve::waits_for_everybody", "a client's task wasn't cancelled"),
    ("wait_server::serve::ends_with_a_client_that_fails", "another has to be served"),
    ("wait_server::serve::tells_nobody_to_stop", "has to tell its clients to stop"),
    ("wait_server::serve::a_grace_for_each_client", "must not start again when a client ends"),
    ("wait_server::serve::always_takes_the_grace", "to return immediately"),
    ("wait_server::serve::counts_at_the_end", "has to be answered"),
    ("wait_server::serve::goes_on_accepting", "during the shutdown must not be served"),
    ("wait_server::serve::keeps_a_sender", "a sender that nobody has dropped"),
];

/// The program that the tests of the wrong answers are compiled to.
static PROGRAM: LazyLock<PathBuf> = LazyLock::new(|| {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["test", "--package", "practice_solutions", "--test", "wrong", "--no-run"]);
    let output = cargo.env_remove("CARGO_TERM_QUIET").output().expect("cargo starts");
    let printed = String::from_utf8(output.stderr).expect("UTF-8");
    let path = printed.rsplit_once("wrong.rs (").and_then(|(_, path)| path.split_once(')'));
    // Cargo names it by its path from the workspace's root.
    Path::new("../..").join(path.expect(&printed).0)
});

/// What the tests of the wrong answers print, given this argument.
fn run(argument: &str) -> String {
    let mut tests = Command::new(&*PROGRAM);
    let output =
        tests.args([argument, "--quiet", "--test-threads=32"]).env("RUST_BACKTRACE", "0").output();
    String::from_utf8(output.expect("the tests start").stdout).expect("UTF-8")
}

/// What the first test in the source says that failed for an answer, as `cargo exercise` shows it.
fn first_report(answer: &str) -> String {
    let (problem, _) = answer.rsplit_once("::").expect("an answer belongs to a problem");
    let file = match problem {
        "speedup" => "speedup/checked.rs".to_string(),
        _ => match problem.strip_prefix("wait_server::") {
            Some(target) => format!("../../exercises/wait_server/tests/{target}.rs"),
            None => format!("../../exercises/practice/tests/{problem}.rs"),
        },
    };
    let source = fs::read_to_string(file).expect("the tests are there");
    let printed = run(&format!("{answer}::"));
    let reports = printed.split("\n---- ").skip(1);
    let reports = reports.filter_map(|report| report.split_once(" stdout ----\n"));
    let place = |name: &str| source.find(name.rsplit("::").next().unwrap_or(name));
    let (name, report) = reports.min_by_key(|(name, _)| place(name)).expect(&printed);
    format!("{name}: {}", report.split("\nfailures:").next().unwrap_or_default())
}

#[test]
fn each_wrong_answer_is_told_what_is_wrong() {
    // Some of them really wait, so they run at the same time, once they are compiled.
    run("--list");
    let reports: Vec<_> = thread::scope(|scope| {
        let threads = WRONG.map(|(answer, _)| scope.spawn(move || first_report(answer)));
        threads.into_iter().map(|thread| thread.join().expect("a report")).collect()
    });
    let faults =
        WRONG.iter().zip(&reports).filter(|((_, sentence), report)| !report.contains(sentence));
    let faults: Vec<_> = faults
        .map(|((answer, sentence), report)| format!("{answer}: {sentence}\n{report}"))
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn each_wrong_answer_is_in_the_table() {
    let printed = run("--list");
    let modules = printed.lines().filter_map(|line| line.rsplit_once("::"));
    let mut answers: Vec<_> = modules.map(|(module, _)| module).collect();
    answers.sort_unstable();
    answers.dedup();
    let mut listed = WRONG.map(|(answer, _)| answer);
    listed.sort_unstable();
    assert_eq!(answers, listed);
}
