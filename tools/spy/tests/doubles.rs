//! What the doubles do, and what they record.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;
use std::time::Duration;

use futures::FutureExt;
use spy::{Outcome, PLANNED_PANIC_MESSAGE, Plan, TOO_MANY_WAITS_MESSAGE};
use spy::{record_park, record_poll_end, record_unpark, snapshot};
use spy::{task_wait_random, wait_n, wait_random};
use tokio::runtime::Builder;
use tokio::sync::{Mutex, MutexGuard};
use tokio::time::{Instant, sleep, timeout};

/// Starts a recording. There is one in a process, so each test holds the guard to its end.
async fn start(plan: Plan) -> MutexGuard<'static, ()> {
    static RECORDING: Mutex<()> = Mutex::const_new(());
    let guard = RECORDING.lock().await;
    spy::start(plan);
    guard
}

/// The message of a panic.
fn text(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(ToString::to_string);
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap()
}

#[tokio::test(start_paused = true)]
async fn a_wait_is_created_by_the_call_and_started_by_the_first_poll() {
    let _guard = start(Plan { delays: vec![3.0], ..Plan::default() }).await;
    let wait = wait_random(4);
    sleep(Duration::from_secs(1)).await;
    let recorded = &snapshot().waits[0];
    assert_eq!((recorded.max_delay, recorded.delay, recorded.created_at), (4, 3.0, 0.0));
    assert_eq!((recorded.started_at, recorded.outcome, recorded.polls), (None, None, 0));

    assert_eq!(wait.await.to_string(), "3");
    let recorded = &snapshot().waits[0];
    assert_eq!((recorded.started_at, recorded.ended_at), (Some(1.0), Some(4.0)));
    assert_eq!((recorded.outcome, recorded.polls), (Some(Outcome::Completed), 2));
}

#[tokio::test(start_paused = true)]
async fn a_wait_that_is_dropped_has_ended() {
    let _guard = start(Plan::default()).await;
    let _ = timeout(Duration::from_secs(1), wait_random(4)).await;
    let recorded = &snapshot().waits[0];
    assert_eq!((recorded.ended_at, recorded.outcome), (Some(1.0), Some(Outcome::Dropped)));
}

#[tokio::test(start_paused = true)]
async fn a_wait_belongs_to_the_recording_in_which_it_was_created() {
    let _guard = start(Plan::default()).await;
    let left_over = wait_random(4);
    spy::start(Plan::default());
    drop(left_over);
    assert!(snapshot().waits.is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_planned_panic_has_a_message_of_its_own() {
    let _guard = start(Plan { panicking_wait: Some(0), ..Plan::default() }).await;
    let panic = AssertUnwindSafe(wait_random(1)).catch_unwind().await.unwrap_err();
    assert_eq!(text(&*panic), PLANNED_PANIC_MESSAGE);
    assert_eq!(snapshot().waits[0].outcome, Some(Outcome::Panicked));
}

#[tokio::test(start_paused = true)]
async fn one_wait_more_than_planned_panics_when_it_is_created() {
    let _guard = start(Plan { max_waits: 1, ..Plan::default() }).await;
    drop(wait_random(1));
    let panic = catch_unwind(|| drop(wait_random(1))).unwrap_err();
    assert_eq!(text(&*panic), TOO_MANY_WAITS_MESSAGE);
    assert_eq!(snapshot().dropped_at_limit, 1);
}

#[tokio::test(start_paused = true)]
async fn a_task_runs_without_being_awaited_and_is_recorded_as_a_task() {
    let _guard = start(Plan { delays: vec![1.0], ..Plan::default() }).await;
    drop(task_wait_random(4));
    sleep(Duration::from_secs(2)).await;
    let recorded = &snapshot().waits[0];
    assert_eq!(recorded.outcome, Some(Outcome::Completed));
    assert!(recorded.task.is_some());
}

#[tokio::test(start_paused = true)]
async fn a_call_of_wait_n_records_its_arguments_and_its_end() {
    let _guard = start(Plan::default()).await;
    assert_eq!(wait_n(3, 8).await, [2.0, 4.0, 6.0]);
    drop(wait_n(1, 2));
    let [ran, dropped] = &snapshot().wait_n_calls[..] else { panic!("two calls") };
    assert_eq!((ran.arguments, ran.outcome), ([3, 8], Some(Outcome::Completed)));
    assert_eq!((dropped.start_instant, dropped.outcome), (None, Some(Outcome::Dropped)));
}

#[tokio::test]
async fn a_thread_that_makes_no_progress_is_blocked_unless_it_is_parked() {
    let _guard = start(Plan::default()).await;
    let blocked = Duration::from_millis(20);
    record_park();
    thread::sleep(blocked);
    // As by another thread.
    drop(wait_random(1));
    record_unpark();
    assert!(snapshot().longest_block < blocked, "it was parked");
    thread::sleep(blocked);
    record_poll_end();
    assert!(snapshot().longest_block >= blocked, "it was blocked");
}

#[tokio::test(start_paused = true)]
async fn a_wait_that_starts_when_another_ends_is_not_concurrent() {
    let _guard = start(Plan { delays: vec![3.0, 1.0, 2.0], ..Plan::default() }).await;
    wait_random(3).await;
    wait_random(3).await;
    assert_eq!(snapshot().max_concurrency(), 1);
    let running = wait_random(3);
    assert!(timeout(Duration::from_secs(1), running).await.is_err());
    assert_eq!((snapshot().max_concurrency(), snapshot().waits.len()), (1, 3));
}

#[tokio::test(start_paused = true)]
async fn waits_that_run_at_the_same_time_are_concurrent() {
    let _guard = start(Plan { delays: vec![3.0, 0.0, 1.0], ..Plan::default() }).await;
    let [long, none, short] = [(); 3].map(|()| task_wait_random(3));
    none.await.unwrap();
    assert_eq!(snapshot().max_concurrency(), 2, "the wait of no time doesn't count");
    short.await.unwrap();
    assert_eq!(snapshot().count_waits(|wait| wait.outcome.is_none()), 1, "one is still running");
    long.abort();
}

#[test]
fn a_wait_on_another_thread_is_told_apart() {
    let runtime =
        || Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
    runtime().block_on(async {
        let _guard = start(Plan::default()).await;
        wait_random(1).await;
        assert!(!snapshot().ran_on_another_thread());
        let other = thread::spawn(move || runtime().block_on(wait_random(1)));
        other.join().unwrap();
        assert!(snapshot().ran_on_another_thread());
    });
}

#[tokio::test(start_paused = true)]
async fn wait_n_takes_as_long_as_planned_and_panics_then() {
    let wait_n_duration = Duration::from_secs(2);
    let _guard = start(Plan { wait_n_duration, wait_n_panics: true, ..Plan::default() }).await;
    let began = Instant::now();
    let panic = AssertUnwindSafe(wait_n(1, 1)).catch_unwind().await.unwrap_err();
    assert_eq!((text(&*panic), began.elapsed()), (PLANNED_PANIC_MESSAGE.into(), wait_n_duration));
    assert_eq!(snapshot().wait_n_calls[0].outcome, Some(Outcome::Panicked));
}
