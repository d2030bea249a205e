//! Going further with tasks 1 and 4: any `n`, many waits, and a drop.

use std::time::{Duration, Instant};

use tokio::runtime::Builder;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

use crate::guard::{Run, guarded};
use crate::list::{list, listed_as_they_ended, out_of_order, took_the_longest};
use crate::mistake::{Kind, Verdict, ensure, mistake};
use crate::watch::{Watch, quadratic};

/// How many waits are many.
const MANY: u32 = 100_000;
/// How many times as long as plain tasks many waits may take: up to 3 times is right, 26 and more is a square.
const SLOWER: f64 = 8.0;
/// How many times as long as all tenths of them: up to 1.9 times is right, 4.2 and more is a square, 2.1 in Wine.
const GROWTH: f64 = 2.3;

/// Going further: holds an answer to task 1 to a list that is ascending for every `n`.
pub fn wait_n_strict(answer: impl AsyncFn(u32, u32) -> Vec<f64> + Send + 'static) -> Verdict {
    guarded("wait_n", move |watch| ascends(watch, &answer))
}

/// Going further: holds an answer to task 4 to a list that is ascending for every `n`.
pub fn task_wait_n_strict(answer: impl AsyncFn(u32, u32) -> Vec<f64> + Send + 'static) -> Verdict {
    guarded("task_wait_n", move |watch| ascends(watch, &answer))
}

/// Going further: holds an answer to task 1 to a time that grows with `n`, and not with its square.
pub fn wait_n_many(answer: impl AsyncFn(u32, u32) -> Vec<f64> + Send + 'static) -> Verdict {
    guarded("wait_n", move |watch| scales(watch, &answer))
}

/// Going further: holds an answer to task 4 to a time that grows with `n`, and not with its square.
pub fn task_wait_n_many(answer: impl AsyncFn(u32, u32) -> Vec<f64> + Send + 'static) -> Verdict {
    guarded("task_wait_n", move |watch| scales(watch, &answer))
}

/// Going further: holds an answer to task 1 to leaving nothing behind when it is dropped.
pub fn wait_n_cancels(answer: impl AsyncFn(u32, u32) -> Vec<f64> + Send + 'static) -> Verdict {
    guarded("wait_n", move |watch| {
        let (Run { call, left, .. }, ended) = watch.run(&[100, 1_000_000], async || {
            let cut = timeout(Duration::from_secs(1), answer(100, 1_000_000));
            let ended = cut.await.is_ok();
            // A task that is aborted ends in its next turn.
            sleep(Duration::from_secs(1)).await;
            ended
        })?;
        ensure! { !ended, call, DoesNotWait, ("{call} ended within a second"),
        "of its delays of up to 1000000 s the longest is longer: it does not await all of them",
        "await every wait, and list what they give"}
        ensure! { left == 0, call, LeftRunning, ("{call} was dropped, and {left} tasks were alive a second later"),
        "a task goes on when its handle is dropped, and when the task that spawned it ends",
        "keep the waits as futures in one group, or their tasks in a `JoinSet`, which aborts them when it is dropped"}
        Ok(())
    })
}

/// The list is ascending, with no slack.
fn ascends(watch: &Watch, answer: &impl AsyncFn(u32, u32) -> Vec<f64>) -> Verdict {
    let sizes = [10, 0, 1, 2, 3, 100, 1000, 3000];
    for (n, max_delay) in sizes.into_iter().flat_map(|n| [(n, 0), (n, 1), (n, 10)]) {
        let (run, delays) = list(watch, answer, n, max_delay)?;
        took_the_longest(&run, &delays)?;
        listed_as_they_ended(&run, &delays)?;
        let twisted = out_of_order(delays.into_iter(), 0.0);
        let (call, (earlier, later)) = (run.call, twisted.unwrap_or_default());
        ensure! { twisted.is_none(), call, NotStrictlyOrdered, ("{call} lists {earlier:?} s before {later:?} s"),
        "both ended within one millisecond, and a timer wakes those in no promised order",
        "put each delay in its place among those that ended with it: search or walk back from the end, or keep them in an ordered map"}
    }
    Ok(())
}

/// Many waits take about as much time as plain tasks, and as ten times a tenth of them.
fn scales(watch: &Watch, answer: &impl AsyncFn(u32, u32) -> Vec<f64>) -> Verdict {
    // First ten waits end in each tick, then all in one. Load comes in bursts: two tries.
    for max_delay in [10, 0] {
        for left in [1, 0] {
            watch.seen().limit = Some(SLOWER * time_of_tasks(MANY, max_delay, true));
            let (many, delays) = list(watch, answer, MANY, max_delay)?;
            took_the_longest(&many, &delays)?;
            let tenth = || list(watch, answer, MANY / 10, max_delay / 10);
            let few = (0..10).try_fold(0.0, |sum, _| tenth().map(|(run, _)| sum + run.busy))?;
            if many.busy <= GROWTH * few {
                break;
            } else if left == 0 {
                return Err(quadratic(&many.call));
            }
        }
    }
    Ok(())
}

/// The real time in seconds that `n` tasks take, which sleep evenly spread parts of `max_delay` seconds.
pub(crate) fn time_of_tasks(n: u32, max_delay: u32, paused: bool) -> f64 {
    let mut builder = Builder::new_current_thread();
    let start = Instant::now();
    let runtime = builder.enable_time().start_paused(paused).event_interval(u32::MAX).build();
    runtime.expect("a runtime starts").block_on(async {
        let delay = |i| Duration::from_secs(max_delay.into()) * i / n;
        let tasks: JoinSet<_> = (0..n).map(|i| sleep(delay(i))).collect();
        tasks.join_all().await;
    });
    start.elapsed().as_secs_f64()
}
