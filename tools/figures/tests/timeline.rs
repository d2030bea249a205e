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
fn bad_arguments_are_named_with_exit_code_2() {
    let nowhere = concat!(env!("CARGO_TARGET_TMPDIR"), "/nowhere/t.svg");
    let refusal = fs::write(nowhere, "").expect_err("there is no such folder");
    for (arguments, message) in [
        (&["-n", "0"][..], "invalid value '0' for '-n <N>': 0 is not in 1..=100"),
        (
            &["--max-delay", "-1"],
            "invalid value '-1' for '--max-delay <SECONDS>': -1 is not in 1..=60",
        ),
        (
            &["--max-delay", "0.5"],
            "invalid value '0.5' for '--max-delay <SECONDS>': invalid digit found in string",
        ),
        (&["--mode", "up"], "invalid value 'up' for '--mode <MODE>'"),
        (
            &["-n1", "--mode=together", "--svg", nowhere],
            &format!("cannot write {nowhere}: {refusal}"),
        ),
    ] {
        let output = timeline(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let errors = String::from_utf8_lossy(&output.stderr);
        assert_eq!(errors.lines().next(), Some(&*format!("error: {message}")));
    }
}

/// The numbers that are words of this line.
fn numbers(line: &str) -> Vec<f64> {
    line.split(' ').flat_map(str::parse).collect()
}

#[test]
fn all_modes_run_the_same_waits_but_only_the_first_takes_their_sum() {
    let file = concat!(env!("CARGO_TARGET_TMPDIR"), "/timeline.svg");
    let output = timeline(&["-n", "9", "--seed", "8", "--svg", file]);
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert!(output.status.success(), "{}", output.status);
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    // Nothing but text: no live bars, no colours.
    assert!(!text.contains('\u{1b}'), "{text:?}");

    let picture = fs::read_to_string(file).expect("the picture was written");
    let picture = Document::parse(&picture).expect("the picture is well-formed");
    let said = |id| {
        let node = picture.descendants().find(|node| node.attribute("id") == Some(id));
        node.and_then(|node| node.text()).expect("it has a text")
    };
    let mut delays = Vec::new();
    for (mode, title) in
        ["one after another", "together in one task", "as tasks on two threads"].iter().enumerate()
    {
        assert!(said("title").contains(title) && said("description").contains(title));
        let (_, chart) = text.split_once(&format!("{title}\n")).expect("a chart");
        // A row is a number in three columns, a bar and a delay.
        let rows: Vec<_> = chart.lines().take(9).map(numbers).collect();
        assert!(rows.iter().all(|row| row.len() == 2), "{text}");
        let mut of_mode: Vec<_> = rows.iter().map(|row| row[1]).collect();
        of_mode.sort_by(f64::total_cmp);
        delays.push(of_mode);
        let summary = numbers(chart.lines().nth(10).expect("a summary"));
        let [total, sum, _] = summary[..] else {
            panic!("{text}");
        };
        // The sum is near 5 s, the longest at most 1 s: room for a slow machine.
        assert_eq!(total < sum / 2.0, mode > 0, "{text}");
    }
    assert!(delays.iter().all(|of_mode| *of_mode == delays[0]), "{text}");

    let count = |tag| {
        let nodes = picture.descendants();
        nodes.filter(|node| node.tag_name().name() == tag).count()
    };
    // A bar a wait and the paper; two threads a task.
    assert_eq!((count("rect"), count("circle")), (28, 18));
}
