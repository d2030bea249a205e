//! What `task_wait_n` promises, on a paused clock.

use std::future::poll_fn;
use std::pin::pin;
use std::time::Duration;

use task_wait_n::task_wait_n;
use tokio::runtime::{Builder, Handle};
use tokio::task::yield_now;
use tokio::time::{Instant, sleep, timeout};

/// The time that a sleep of `delay` seconds takes: a timer counts in milliseconds.
fn ticks(delay: f64) -> Duration {
    let nanoseconds = Duration::from_secs_f64(delay).as_nanos();
    Duration::from_millis(u64::try_from(nanoseconds.div_ceil(1_000_000)).unwrap())
}

#[tokio::test(start_paused = true)]
async fn the_waits_take_as_long_as_the_longest() {
    for (n, max_delay) in [(1, 1), (5, 5), (10, 7), (10, 0), (1000, 10)] {
        let start = Instant::now();
        let delays = task_wait_n(n, max_delay).await;
        assert_eq!(delays.len(), n as usize);
        assert_eq!(start.elapsed(), ticks(delays[delays.len() - 1]));
    }
}

#[tokio::test(start_paused = true)]
async fn delays_are_ascending_for_every_n() {
    for n in 0..=100 {
        for max_delay in 0..20 {
            let delays = task_wait_n(n, max_delay).await;
            assert!(delays.is_sorted(), "task_wait_n({n}, {max_delay})");
        }
    }
    for n in [1000, 3000, 10_000] {
        for max_delay in [0, 1, 10] {
            let delays = task_wait_n(n, max_delay).await;
            assert!(delays.is_sorted(), "task_wait_n({n}, {max_delay})");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn no_waits_are_an_empty_list_at_once() {
    let start = Instant::now();
    assert_eq!(task_wait_n(0, 10).await, []);
    assert_eq!(start.elapsed(), Duration::ZERO);
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
#[should_panic(expected = "timers are disabled")]
fn a_panic_inside_a_task_goes_on_as_that_panic() {
    let no_timer = Builder::new_current_thread().build().unwrap();
    no_timer.block_on(task_wait_n(3, 5));
}

#[test]
fn the_number_of_polls_does_not_grow_with_n() {
    // Each poll that the runtime forces goes over all the handles that are left,
    // so a number of polls that grows with n is a time that grows with n * n.
    let polls = |n| {
        let runtime = Builder::new_current_thread()
            .enable_time()
            .start_paused(true)
            // Let all the tasks run before the handles are polled again.
            .event_interval(u32::MAX)
            .build()
            .unwrap();
        runtime.block_on(async {
            let mut polls = 0;
            let mut waits = pin!(task_wait_n(n, 0));
            poll_fn(|context| {
                polls += 1;
                waits.as_mut().poll(context)
            })
            .await;
            polls
        })
    };
    assert_eq!(polls(100_000), polls(10_000));
}

#[test]
fn the_future_can_move_to_another_thread() {
    fn is_send<T: Send + 'static>(_: T) {}
    is_send(task_wait_n(1, 1));
}
