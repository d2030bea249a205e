//! What `wait_random` promises, on a paused clock.

use std::time::Duration;

use basic_async_syntax::wait_random;
use tokio::time::{Instant, sleep};

/// The time that a sleep of `delay` seconds takes: a timer counts in milliseconds.
fn ticks(delay: f64) -> Duration {
    let nanoseconds = Duration::from_secs_f64(delay).as_nanos();
    Duration::from_millis(u64::try_from(nanoseconds.div_ceil(1_000_000)).unwrap())
}

#[tokio::test(start_paused = true)]
async fn the_elapsed_time_is_the_delay() {
    for max_delay in [0, 1, 5, 10, 15, 1_000_000] {
        let start = Instant::now();
        let delay = wait_random(max_delay).await;
        assert_eq!(start.elapsed(), ticks(delay), "{delay}");
    }
}

#[tokio::test(start_paused = true)]
async fn delays_cover_the_range_and_stay_in_it() {
    let mut delays = Vec::new();
    for _ in 0..10_000 {
        delays.push(wait_random(10).await);
    }
    assert!(delays.iter().all(|delay| (0.0..=10.0).contains(delay)));
    for tenth in 0..100 {
        let tenth = f64::from(tenth) / 10.0;
        let inside = |delay: &f64| (tenth..tenth + 0.1).contains(delay);
        assert!(delays.iter().any(inside), "none from {tenth} s on");
    }
}

#[tokio::test(start_paused = true)]
async fn delays_are_not_rounded() {
    let milliseconds = wait_random(10).await * 1000.0;
    assert!(milliseconds.fract() > 0.0, "{milliseconds} ms");
}

#[tokio::test(start_paused = true)]
async fn a_wait_of_at_most_0_s_is_0() {
    assert_eq!(wait_random(0).await.to_bits(), 0.0_f64.to_bits());
}

#[tokio::test(start_paused = true)]
async fn nothing_happens_until_the_wait_is_awaited() {
    let wait = wait_random(10);
    sleep(Duration::from_secs(100)).await;
    let start = Instant::now();
    let delay = wait.await;
    assert_eq!(start.elapsed(), ticks(delay));
}

#[tokio::test(start_paused = true)]
async fn the_thread_is_free_while_a_wait_sleeps() {
    let start = Instant::now();
    let (a, b) = tokio::join!(wait_random(10), wait_random(10));
    assert_eq!(start.elapsed(), ticks(a.max(b)));
}

#[test]
fn the_future_can_move_to_another_thread() {
    fn is_send<T: Send + 'static>(_: T) {}
    is_send(wait_random(1));
}
