//! What our own crate promises beyond the course.

use std::future::poll_fn;
use std::pin::pin;
use std::time::Duration;

use concurrent_coroutines::wait_n;
use futures::FutureExt;
use tokio::runtime::Builder;
use tokio::time::sleep;

#[tokio::test(start_paused = true)]
async fn other_tasks_get_a_turn_every_128_results() {
    let mut waits = pin!(wait_n(12_800, 10));
    assert!(waits.as_mut().now_or_never().is_none());
    sleep(Duration::from_secs(11)).await;
    // All of them have ended, and none is in the list yet.
    let mut turns = 0;
    poll_fn(|context| {
        turns += 1;
        waits.as_mut().poll(context)
    })
    .await;
    assert_eq!(turns, 101);
}

#[test]
fn no_waits_need_no_runtime() {
    assert_eq!(wait_n(0, 1).now_or_never(), Some(vec![]));
}

#[test]
#[should_panic(expected = "there is no reactor running")]
fn waits_need_a_runtime() {
    let _ = wait_n(1, 1).now_or_never();
}

#[test]
#[should_panic(expected = "timers are disabled")]
fn waits_need_a_timer() {
    let no_timer = Builder::new_current_thread().build().unwrap();
    no_timer.block_on(wait_n(1, 1));
}
