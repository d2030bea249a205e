//! A test program of its own: it counts the threads that the whole program starts.

use std::thread;

use measure_runtime::measure_time;

/// The number of a new thread: they are counted from the start of the program.
fn next_thread() -> u64 {
    let id = thread::spawn(|| thread::current().id()).join().unwrap();
    let digits = format!("{id:?}").replace(|letter: char| !letter.is_ascii_digit(), "");
    digits.parse().unwrap()
}

#[test]
fn the_caller_has_the_only_thread_of_the_runtime() {
    let before = next_thread();
    let _ = measure_time(1, 0);
    assert_eq!(next_thread(), before + 1);
}
