//! What our own crate promises beyond the course.

use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::time::Duration;

use futures::FutureExt;
use task_wait_n::task_wait_n;
use tasks::task_wait_random;
use tokio::runtime::{Builder, Handle};
use tokio::task::yield_now;
use tokio::time::{sleep, timeout};

#[tokio::test(start_paused = true)]
async fn other_tasks_get_a_turn_every_128_results() {
    let mut waits = pin!(task_wait_n(12_800, 10));
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

#[tokio::test(start_paused = true)]
async fn dropping_detaches_the_tasks() {
    let alive = || Handle::current().metrics().num_alive_tasks();
    let cut = timeout(Duration::from_millis(1), task_wait_n(100, 1_000_000)).await;
    assert!(cut.is_err());
    // A task that was aborted would end in this turn of the scheduler.
    yield_now().await;
    assert_eq!(alive(), 100);
    sleep(Duration::from_secs(1_000_000)).await;
    assert_eq!(alive(), 0);
}

#[test]
fn a_panic_of_a_task_goes_on_as_that_panic() {
    let no_timer = Builder::new_current_thread().build().unwrap();
    let of_one = no_timer.block_on(async { task_wait_random(5).await });
    let of_one = of_one.unwrap_err().into_panic();
    let of_many = catch_unwind(AssertUnwindSafe(|| no_timer.block_on(task_wait_n(3, 5))));
    let of_many = of_many.unwrap_err();
    assert_eq!(of_many.downcast::<String>().unwrap(), of_one.downcast::<String>().unwrap());
}

#[test]
#[should_panic(expected = "the runtime shut down before its tasks ended")]
fn a_runtime_that_shuts_down_under_its_tasks_is_named() {
    let runtime = Builder::new_current_thread().enable_time().build().unwrap();
    let mut waits = pin!(task_wait_n(3, 5));
    let inside = runtime.enter();
    assert!(waits.as_mut().now_or_never().is_none());
    drop(inside);
    drop(runtime);
    let _ = waits.now_or_never();
}

#[test]
fn no_tasks_need_no_runtime() {
    assert_eq!(task_wait_n(0, 1).now_or_never(), Some(vec![]));
}

#[test]
#[should_panic(expected = "there is no reactor running")]
fn tasks_need_a_runtime() {
    let _ = task_wait_n(1, 1).now_or_never();
}
