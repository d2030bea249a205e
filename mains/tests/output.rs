//! What the five programs print. They really run, all at once, so the wait is
//! that of the longest.

use std::process::{Command, Stdio};

/// What a program writes to standard output, one element a line.
///
/// # Panics
///
/// Panics if the program fails or writes anything to standard error.
fn run(programs: &[&str]) -> Vec<Vec<String>> {
    let children: Vec<_> = programs
        .iter()
        .map(|program| {
            Command::new(program)
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
                .expect("the program starts")
        })
        .collect();
    children
        .into_iter()
        .map(|child| {
            let output = child.wait_with_output().expect("the program ends");
            assert_eq!(String::from_utf8_lossy(&output.stderr), "");
            assert!(output.status.success(), "{}", output.status);
            let printed = String::from_utf8(output.stdout).expect("UTF-8");
            assert!(printed.ends_with('\n'), "{printed:?}");
            printed.lines().map(String::from).collect()
        })
        .collect()
}

/// Reads a float, and holds it to how Python writes one.
fn float(text: &str) -> f64 {
    let value: f64 = text.parse().expect("a float");
    assert_eq!(text, format!("{value:?}"));
    value
}

/// Reads a line such as `[0.5, 1.25]`.
fn list(line: &str) -> Vec<f64> {
    let inside = line.strip_prefix('[').expect("an opening bracket");
    let inside = inside.strip_suffix(']').expect("a closing bracket");
    inside.split(", ").map(float).collect()
}

/// Holds a printed list to its length, its order and its range.
fn assert_delays(line: &str, n: usize, max_delay: f64) {
    let delays = list(line);
    assert_eq!(delays.len(), n, "{line}");
    assert!(delays.is_sorted(), "{line}");
    assert!(
        delays.iter().all(|delay| (0.0..=max_delay).contains(delay)),
        "{line}"
    );
}

#[test]
fn the_five_programs_print_what_the_course_prints() {
    let printed = run(&[
        env!("CARGO_BIN_EXE_0-main"),
        env!("CARGO_BIN_EXE_1-main"),
        env!("CARGO_BIN_EXE_2-main"),
        env!("CARGO_BIN_EXE_3-main"),
        env!("CARGO_BIN_EXE_4-main"),
    ]);

    let [default, five, fifteen] = &printed[0][..] else {
        panic!("0-main printed {:?}", printed[0]);
    };
    assert!((0.0..=10.0).contains(&float(default)));
    assert!((0.0..=5.0).contains(&float(five)));
    assert!((0.0..=15.0).contains(&float(fifteen)));

    let [five, ten, zeros] = &printed[1][..] else {
        panic!("1-main printed {:?}", printed[1]);
    };
    assert_delays(five, 5, 5.0);
    assert_delays(ten, 10, 7.0);
    assert_eq!(zeros, &format!("[{}]", ["0.0"; 10].join(", ")));

    let [average] = &printed[2][..] else {
        panic!("2-main printed {:?}", printed[2]);
    };
    // 9 s / 5, and room for a slow machine. No wait ends before it began.
    assert!((0.0..2.8).contains(&float(average)), "{average}");

    assert_eq!(
        printed[3],
        ["<class 'tokio::runtime::task::join::JoinHandle<f64>'>"]
    );

    let [delays] = &printed[4][..] else {
        panic!("4-main printed {:?}", printed[4]);
    };
    assert_delays(delays, 5, 6.0);
}
