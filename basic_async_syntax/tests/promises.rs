//! What our own crate promises beyond the course.

use std::pin::pin;
use std::task::{Context, Waker};

use basic_async_syntax::{DEFAULT_MAX_DELAY, wait_random};
use tokio::runtime::Builder;

#[test]
fn the_default_is_that_of_the_course() {
    assert_eq!(DEFAULT_MAX_DELAY, 10);
}

#[test]
#[should_panic(expected = "there is no reactor running")]
fn a_wait_needs_a_runtime() {
    let _ = pin!(wait_random(1)).poll(&mut Context::from_waker(Waker::noop()));
}

#[test]
#[should_panic(expected = "timers are disabled")]
fn a_wait_needs_a_timer() {
    let no_timer = Builder::new_current_thread().build().unwrap();
    no_timer.block_on(wait_random(1));
}
