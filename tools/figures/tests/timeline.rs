//! Tests the output, the picture and the error messages of the program `timeline`.

use std::fs;
use std::process::{Command, Output};

use roxmltree::Document;

fn timeline(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_timeline"))
        .args(arguments)
        .output()
        .expect("the program starts")
}

#[test]
fn bad_arguments_are_named_with_exit_code_2() {
    let unwritable = concat!(env!("CARGO_TARGET_TMPDIR"), "/no-such-folder/timeline.svg");
    // The system's message differs from system to system.
    let write_error = fs::write(unwritable, "").expect_err("there is no such folder");
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
            &["-n1", "--mode=together", "--svg", unwritable],
            &format!("cannot write {unwritable}: {write_error}"),
        ),
    ] {
        let output = timeline(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let errors = String::from_utf8_lossy(&output.stderr);
        assert_eq!(errors.lines().next(), Some(&*format!("error: {message}")));
    }
}

/// Returns those words of a line that are numbers.
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
    // Live bars and colours are for a terminal, and both need escape sequences.
    assert!(!text.contains('\u{1b}'), "{text:?}");

    let picture = fs::read_to_string(file).expect("the picture was written");
    let picture = Document::parse(&picture).expect("the picture is well-formed");
    let text_of = |id| {
        let node = picture.descendants().find(|node| node.attribute("id") == Some(id));
        node.and_then(|node| node.text()).expect("it has a text")
    };
    let mut delays_of_modes = Vec::new();
    for (title, concurrent) in [
        ("one after another", false),
        ("together in one task", true),
        ("as tasks on two threads", true),
    ] {
        assert!(text_of("title").contains(title) && text_of("description").contains(title));
        let (_, chart) = text.split_once(&format!("{title}\n")).expect("a chart");
        let mut delays = Vec::new();
        for row in chart.lines().take(9) {
            let [_number, delay] = numbers(row)[..] else {
                panic!("{text}");
            };
            delays.push(delay);
        }
        delays.sort_by(f64::total_cmp);
        delays_of_modes.push(delays);
        let summary = chart.lines().nth(10).expect("a summary");
        let [total, sum, _longest] = numbers(summary)[..] else {
            panic!("{text}");
        };
        // With this seed the sum is near 5 s and the longest delay at most 1 s, so even a slow
        // machine is on the right side of half the sum.
        assert_eq!(total < sum / 2.0, concurrent, "{text}");
    }
    assert!(delays_of_modes.iter().all(|delays| *delays == delays_of_modes[0]), "{text}");

    let count = |tag| {
        let nodes = picture.descendants();
        nodes.filter(|node| node.tag_name().name() == tag).count()
    };
    // Each of the 3 * 9 waits has a bar, and the background is a rectangle, too. Each of the 9
    // tasks has a disc at both ends.
    assert_eq!((count("rect"), count("circle")), (28, 18));
}
