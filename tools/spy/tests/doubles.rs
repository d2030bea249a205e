//! What the doubles do, and what they record. There is one recording in a process, so this is one
//! test.

use std::panic::AssertUnwindSafe;
use std::time::Duration;

use futures::FutureExt;
use spy::{Outcome, PLANNED_PANIC, Plan, TOO_MANY_WAITS, snapshot, start};
use spy::{task_wait_random, wait_n, wait_random};
use tokio::time::{sleep, timeout};

#[tokio::test(start_paused = true)]
async fn what_happens_to_a_wait_is_recorded() {
    // A wait is created by the call, and nothing else happens before it is polled.
    start(Plan { delays: vec![3.0], ..Plan::default() });
    let wait = wait_random(4);
    sleep(Duration::from_secs(1)).await;
    let recorded = &snapshot().waits[0];
    assert_eq!((recorded.max_delay, recorded.delay, recorded.created_at), (4, 3.0, 0.0));
    assert_eq!((recorded.started_at, recorded.outcome, recorded.polls), (None, None, 0));
    assert_eq!(wait.await.to_string(), "3");
    let recorded = &snapshot().waits[0];
    assert_eq!((recorded.started_at, recorded.ended_at), (Some(1.0), Some(4.0)));
    assert_eq!((recorded.outcome, recorded.polls), (Some(Outcome::Completed), 2));

    // A wait that is dropped has ended, and one of an earlier recording is not in this one.
    start(Plan::default());
    let _ = timeout(Duration::from_secs(1), wait_random(4)).await;
    let left_over = wait_random(4);
    assert_eq!(snapshot().waits[0].outcome, Some(Outcome::Dropped));
    start(Plan::default());
    drop(left_over);
    assert!(snapshot().waits.is_empty());

    // A planned panic is one of its own kind, and so is one wait too many.
    start(Plan { panicking_wait: Some(0), max_waits: 1, ..Plan::default() });
    let text = |panic: Box<dyn std::any::Any + Send>| {
        let text = panic.downcast_ref::<&str>().map(ToString::to_string);
        text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap()
    };
    let panic = AssertUnwindSafe(wait_random(1)).catch_unwind().await.unwrap_err();
    assert_eq!(
        (text(panic), snapshot().waits[0].outcome),
        (PLANNED_PANIC.into(), Some(Outcome::Panicked))
    );
    let panic = std::panic::catch_unwind(|| drop(wait_random(1))).unwrap_err();
    assert_eq!(text(panic), TOO_MANY_WAITS);

    // A task has started without being awaited, and is polled by a task.
    start(Plan { delays: vec![1.0], ..Plan::default() });
    drop(task_wait_random(4));
    sleep(Duration::from_secs(2)).await;
    let recorded = &snapshot().waits[0];
    assert!(recorded.outcome == Some(Outcome::Completed) && recorded.task.is_some());

    // `wait_n` notes its arguments, and whether it ran to its end.
    start(Plan::default());
    assert_eq!(wait_n(3, 8).await, [2.0, 4.0, 6.0]);
    drop(wait_n(1, 2));
    let [ran, dropped] = &snapshot().wait_n_calls[..] else { panic!("two calls") };
    assert_eq!((ran.arguments, ran.outcome), ([3, 8], Some(Outcome::Completed)));
    assert_eq!((dropped.real_start, dropped.outcome), (None, Some(Outcome::Dropped)));
}
