//! Each wrong answer is refused, with a sentence that is true of it.

use std::process::Command;

/// A wrong answer, by its module in `wrong.rs`, and a part of what it is told.
const WRONG: [(&str, &str); 31] = [
    ("two_waits::one_after_another", "take 3 s when they run at the same time"),
    ("two_waits::in_completion_order", "belongs in the place of its argument"),
    ("two_waits::drops_the_loser", "both waits have to run to their ends"),
    ("fastest::waits_for_all", "the first one completes after 1 s"),
    ("fastest::first_of_the_list", "the shortest of 3 s, 1 s and 2 s is 1 s"),
    ("fastest::panics_without_waits", "without_waits_there_is_none"),
    ("fastest::zero_without_waits", "no waits have no shortest delay"),
    ("within::loses_the_results", "waits of 1, 2 and 3 s complete within 4 s"),
    ("within::a_limit_for_each_result", "the limit is 4 s for all the waits together"),
    ("within::one_after_another", "complete within 4 s if they all start at once"),
    ("within::waits_for_all", "the limit is 4 s for all the waits together"),
    ("within::always_waits_for_the_limit", "and then nothing is left to do"),
    ("speedup::one_after_another", "take 3 s when they run at the same time"),
    ("speedup::std_clock", "and 3 s together, on tokio's clock"),
    ("speedup::upside_down", "take 6 s one after another and 3 s together"),
    ("speedup::counts_the_waits", "take 6 s one after another and 3 s together"),
    ("wait_or_give_up::drops_the_handle", "its task must not be alive any more"),
    ("wait_or_give_up::aborts_and_leaves", "its task must not be alive any more"),
    ("wait_or_give_up::starts_no_task", "so that it runs as a task"),
    ("wait_or_give_up::loses_a_panic", "a_panic_in_the_task_reaches_the_caller"),
    ("wait_or_give_up::waits_to_the_end", "the limit is 5 s, and the wait is longer"),
    ("wait_or_give_up::always_waits_for_the_limit", "a wait of 2 s is over after 2 s"),
    ("at_most::all_at_once", "at most 3 of 10 waits run at once, and no fewer"),
    ("at_most::one_after_another", "at most 3 of 10 waits run at once, and no fewer"),
    ("at_most::in_chunks", "take turns in the other place"),
    ("at_most::in_the_order_of_the_list", "waits of 4, 1 and 2 s complete in this order"),
    ("at_most::only_the_first_ones", "waits of 4, 1 and 2 s complete in this order"),
    ("survivors::panics_along", "only its own task may end with it"),
    ("survivors::stops_at_the_first_panic", "don't panic, and end in this order"),
    ("survivors::one_after_another", "together, all four tasks take 4 s"),
    ("survivors::in_the_order_of_the_list", "don't panic, and end in this order"),
];

/// What the tests of the wrong answers print, given these arguments.
fn run(argument: &str) -> String {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["test", "--quiet", "--package", "practice_solutions", "--test", "wrong", "--"]);
    let output = cargo.arg(argument).env("RUST_BACKTRACE", "0").output().expect("cargo starts");
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn each_wrong_answer_is_told_what_is_wrong() {
    for (answer, sentence) in WRONG {
        let printed = run(&format!("{answer}::"));
        assert!(printed.contains("FAILED") && printed.contains(sentence), "{answer}: {printed}");
    }
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
