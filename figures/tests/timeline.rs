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

#[test]
fn bad_values_get_one_line_and_code_2() {
    let nowhere = concat!(env!("CARGO_TARGET_TMPDIR"), "/nowhere/t.svg");
    let refusal = fs::write(nowhere, "").expect_err("there is no such folder");
    for (arguments, message) in [
        (
            &["-n", "0"][..],
            "invalid value '0' for '-n <N>': 0 is not in 1..=100",
        ),
        (
            &["--max-delay", "-1"],
            "invalid value '-1' for '--max-delay <SECONDS>': -1 is not in 1..=60",
        ),
        (
            &["--max-delay", "0.5"],
            "invalid value '0.5' for '--max-delay <SECONDS>': invalid digit found in string",
        ),
        (
            &["--way", "up"],
            "invalid value 'up' for '--way <WAY>' \
             [possible values: one-after-another, together, tasks]",
        ),
        (
            &["-n1", "--way=together", "--svg", nowhere],
            &format!("cannot write {nowhere}: {refusal}"),
        ),
    ] {
        let output = timeline(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let errors = String::from_utf8_lossy(&output.stderr);
        assert_eq!(errors, format!("error: {message}\n"));
    }
}

#[test]
fn text_and_picture_have_a_chart_a_way_and_a_row_a_wait() {
    let file = concat!(env!("CARGO_TARGET_TMPDIR"), "/timeline.svg");
    let output = timeline(&["-n", "3", "--svg", file]);
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert!(output.status.success(), "{}", output.status);
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    // Nothing but text: no live bars, no colours.
    assert!(!text.contains('\u{1b}'), "{text:?}");
    // A number stands in three columns.
    let is_row = |line: &&str| line.starts_with("  ") && !line.starts_with("   ");
    assert_eq!(text.lines().filter(is_row).count(), 9, "{text}");

    let picture = fs::read_to_string(file).expect("the picture was written");
    let picture = Document::parse(&picture).expect("the picture is well-formed");
    for title in ["one after another", "together in one task", "as tasks"] {
        assert_eq!(text.matches(title).count(), 1, "{text}");
        let said = |tag| {
            let mut nodes = picture.descendants();
            let node = nodes.find(|node| node.has_tag_name(("http://www.w3.org/2000/svg", tag)));
            node.and_then(|node| node.text()).expect("it has a text")
        };
        assert!(said("title").contains(title) && said("desc").contains(title));
    }
    let count = |tag| {
        let nodes = picture.descendants();
        nodes.filter(|node| node.tag_name().name() == tag).count()
    };
    // A bar a wait and the paper; two threads a task.
    assert_eq!((count("rect"), count("circle")), (10, 6));
}
