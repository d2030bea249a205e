//! What the five programs print, in Rust and in Python. They really run, all at
//! once, so the wait is that of the longest.

use std::io::{Write, stderr};
use std::process::{Command, Stdio};

/// What each program writes to standard output, one element a line.
///
/// # Panics
///
/// Panics if a program fails or writes anything to standard error.
fn run(programs: [Command; 5]) -> [Vec<String>; 5] {
    let children = programs.map(|mut program| {
        program.stdout(Stdio::piped()).stderr(Stdio::piped());
        program.spawn().expect("the program starts")
    });
    children.map(|child| {
        let output = child.wait_with_output().expect("the program ends");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
        assert!(output.status.success(), "{}", output.status);
        let printed = String::from_utf8(output.stdout).expect("UTF-8");
        assert!(printed.ends_with('\n'), "{printed:?}");
        printed.lines().map(String::from).collect()
    })
}

/// Reads a delay that is a float in both languages, and holds it to its range.
fn delay(text: &str, max_delay: f64) -> f64 {
    let value = text.parse().expect("a float");
    assert!(text.contains(['.', 'e']), "{text} is written as an integer");
    assert!((0.0..=max_delay).contains(&value), "{text}");
    value
}

/// Reads a line such as `[0.5, 1.25]`, and holds it to its length and its range.
fn delays(line: &str, n: usize, max_delay: f64) -> Vec<f64> {
    let inside = line.strip_prefix('[').expect("an opening bracket");
    let inside = inside.strip_suffix(']').expect("a closing bracket");
    let words = inside.split(", ");
    let delays: Vec<_> = words.map(|text| delay(text, max_delay)).collect();
    assert_eq!(delays.len(), n, "{line}");
    delays
}

/// Holds programs to what the course prints, and returns their lists of random delays.
fn lists(programs: [Command; 5], task: &str) -> [Vec<f64>; 3] {
    let printed = run(programs);
    let [default, five, fifteen] = &printed[0][..] else {
        panic!("0-main printed {:?}", printed[0]);
    };
    delay(default, 10.0);
    delay(five, 5.0);
    delay(fifteen, 15.0);

    let [of_five, of_ten, zeros] = &printed[1][..] else {
        panic!("1-main printed {:?}", printed[1]);
    };
    assert_eq!(zeros, &format!("[{}]", ["0.0"; 10].join(", ")));

    let [average] = &printed[2][..] else {
        panic!("2-main printed {:?}", printed[2]);
    };
    // 9 s / 5, and room for a slow machine. No wait ends before it began.
    delay(average, 2.8);

    let [class] = &printed[3][..] else {
        panic!("3-main printed {:?}", printed[3]);
    };
    // The module in which the type lies is the library's own affair.
    assert!(class.starts_with("<class '") && class.ends_with(&format!("{task}'>")), "{class}");

    let [tasks] = &printed[4][..] else {
        panic!("4-main printed {:?}", printed[4]);
    };
    [delays(of_five, 5, 5.0), delays(of_ten, 10, 7.0), delays(tasks, 5, 6.0)]
}

#[test]
fn the_programs_print_what_the_course_prints() {
    let programs = [
        env!("CARGO_BIN_EXE_0-main"),
        env!("CARGO_BIN_EXE_1-main"),
        env!("CARGO_BIN_EXE_2-main"),
        env!("CARGO_BIN_EXE_3-main"),
        env!("CARGO_BIN_EXE_4-main"),
    ];
    // asyncio's lists are not held to their order: its waits do not start together.
    for delays in lists(programs.map(Command::new), "::JoinHandle<f64>") {
        assert!(delays.is_sorted(), "{delays:?}");
    }
}

#[test]
fn the_python_programs_print_the_same() {
    let python = if cfg!(windows) { "python" } else { "python3" };
    let version = Command::new(python).arg("--version").output();
    if !version.is_ok_and(|output| output.status.success()) {
        // Straight to stderr, so that the skip shows even when the test passes.
        let _ = writeln!(stderr(), "there is no {python}: its programs were not run");
        return;
    }
    let programs = [0, 1, 2, 3, 4].map(|number| {
        let mut program = Command::new(python);
        program.arg(format!("{}/../python/{number}-main.py", env!("CARGO_MANIFEST_DIR")));
        program
    });
    lists(programs, ".Task");
}
