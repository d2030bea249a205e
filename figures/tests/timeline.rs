//! The program `timeline`, as a user meets it.

use std::fs;
use std::process::{Command, Output};

use roxmltree::Document;

/// Runs the program.
fn timeline(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_timeline"))
        .args(arguments)
        .output()
        .expect("the program starts")
}

/// What the program writes to standard output, if all is well.
fn printed(arguments: &[&str]) -> String {
    let output = timeline(arguments);
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert!(output.status.success(), "{}", output.status);
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// The rows of the charts: the lines that start with a number, in three columns.
fn rows(text: &str) -> Vec<&str> {
    let is_row = |line: &&str| line.starts_with("  ") && !line.starts_with("   ");
    text.lines().filter(is_row).collect()
}

#[test]
fn bad_values_get_one_line_and_code_2() {
    let nowhere = format!("{}/nowhere/t.svg", env!("CARGO_TARGET_TMPDIR"));
    for (arguments, message) in [
        (
            &["-n", "0"][..],
            "error: invalid value '0' for '-n <N>': 0 is not in 1..=100",
        ),
        (
            &["--max-delay", "-1"],
            "error: invalid value '-1' for '--max-delay <SECONDS>': -1 is not in 0.1..=60",
        ),
        (
            &["--max-delay", "NaN"],
            "error: invalid value 'NaN' for '--max-delay <SECONDS>': NaN is not in 0.1..=60",
        ),
        (
            &["--max-delay", "two"],
            "error: invalid value 'two' for '--max-delay <SECONDS>': not a number",
        ),
        (
            &["--way", "up"],
            "error: invalid value 'up' for '--way <WAY>' \
             [possible values: one-after-another, together, tasks]",
        ),
        (
            &[
                "-n1",
                "--max-delay=0.1",
                "--way=together",
                "--svg",
                &nowhere,
            ],
            &format!("error: cannot write {nowhere}: No such file or directory (os error 2)"),
        ),
    ] {
        let output = timeline(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let errors = String::from_utf8_lossy(&output.stderr);
        assert_eq!(errors, format!("{message}\n"));
    }
}

#[test]
fn one_chart_a_way_has_one_row_a_wait() {
    let text = printed(&["-n", "5", "--max-delay", "0.2"]);
    for title in ["one after another", "together in one task", "as tasks"] {
        assert_eq!(text.matches(title).count(), 1, "{text}");
    }
    assert_eq!(rows(&text).len(), 15, "{text}");
    // Nothing but text: no live bars, no colours.
    assert!(!text.contains('\u{1b}'), "{text:?}");
}

#[test]
fn the_picture_is_well_formed_and_has_one_row_a_wait() {
    let file = concat!(env!("CARGO_TARGET_TMPDIR"), "/timeline.svg");
    printed(&["-n", "5", "--max-delay", "0.2", "--svg", file]);
    let picture = fs::read_to_string(file).expect("the picture was written");
    let picture = Document::parse(&picture).expect("the picture is well-formed");

    let count = |class| {
        let has_class = |node: &roxmltree::Node| node.attribute("class") == Some(class);
        picture.descendants().filter(has_class).count()
    };
    assert_eq!(count("wait"), 15);
    let root = picture.root_element();
    let names: Vec<_> = root.children().map(|node| node.tag_name().name()).collect();
    assert!(
        names.contains(&"title") && names.contains(&"desc"),
        "{names:?}"
    );
}

#[test]
fn the_same_seed_gives_the_same_delays_in_all_ways() {
    let delays = |way| {
        let text = printed(&["-n5", "--max-delay=0.2", "--seed=7", "--way", way]);
        let delay = |row: &str| row[row.len() - 6..].to_string();
        let mut delays: Vec<_> = rows(&text).into_iter().map(delay).collect();
        delays.sort();
        delays
    };
    assert_eq!(delays("together"), delays("one-after-another"));
    assert_eq!(delays("together"), delays("tasks"));
}
