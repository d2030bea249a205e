//! Tasks 1 and 4: many waits at the same time.

use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::task::Poll;
use std::time::{Duration, Instant};

use tokio::runtime::Builder;
use tokio::task::{unconstrained, yield_now};

use crate::delay::TICK;
use crate::guard::{Guard, Run, guarded};
use crate::mistake::Mistake;

/// Checks an answer to task 1: many waits at the same time.
///
/// An order that is right up to one timer tick, 1 ms, is accepted: that is what
/// collecting the delays as their waits end gives.
///
/// # Errors
///
/// The first [`Mistake`] that is found.
///
/// # Examples
///
/// ```
/// # async fn wait_random(max_delay: u32) -> f64 {
/// #     let delay = rand::random_range(0.0..=f64::from(max_delay));
/// #     tokio::time::sleep(std::time::Duration::from_secs_f64(delay)).await;
/// #     delay
/// # }
/// async fn one_after_another(n: u32, max_delay: u32) -> Vec<f64> {
///     let mut delays = Vec::new();
///     for _ in 0..n {
///         delays.push(wait_random(max_delay).await);
///     }
///     delays.sort_by(f64::total_cmp);
///     delays
/// }
///
/// let mistake = checker::wait_n(one_after_another).unwrap_err();
/// assert!(matches!(mistake, checker::Mistake::OneAfterAnother { .. }));
/// ```
pub fn wait_n(answer: impl AsyncFn(u32, u32) -> Vec<f64> + Send + 'static) -> Result<(), Mistake> {
    guarded("wait_n", move |guard| overlap(guard, &answer).map(drop))
}

/// Checks an answer to task 4: many waits as tasks.
///
/// As [`wait_n`]; and the waits are tasks, and a task's panic reaches the caller.
///
/// # Errors
///
/// The first [`Mistake`] that is found.
pub fn task_wait_n(
    answer: impl AsyncFn(u32, u32) -> Vec<f64> + Send + 'static,
) -> Result<(), Mistake> {
    guarded("task_wait_n", move |guard| {
        for run in overlap(guard, &answer)? {
            // Waits of 0 s may end before they are counted.
            if run.call.max_delay() > 0.0 && run.alive < run.value.len() {
                let (call, alive) = (run.call, run.alive);
                return Err(Mistake::NoTasks { call, alive });
            }
        }
        hands_panics_on(guard, &answer)
    })
}

/// Going further: holds an answer to task 1 to a list that is ascending for every `n`.
///
/// # Errors
///
/// The first [`Mistake`] that is found.
pub fn wait_n_strict(
    answer: impl AsyncFn(u32, u32) -> Vec<f64> + Send + 'static,
) -> Result<(), Mistake> {
    guarded("wait_n", move |guard| ascends(guard, &answer))
}

/// Going further: holds an answer to task 4 to a list that is ascending for every `n`.
///
/// # Errors
///
/// The first [`Mistake`] that is found.
pub fn task_wait_n_strict(
    answer: impl AsyncFn(u32, u32) -> Vec<f64> + Send + 'static,
) -> Result<(), Mistake> {
    guarded("task_wait_n", move |guard| ascends(guard, &answer))
}

/// Going further: holds an answer to task 1 to a time that grows with `n`, and not with its square.
///
/// # Errors
///
/// The first [`Mistake`] that is found.
pub fn wait_n_many(
    answer: impl AsyncFn(u32, u32) -> Vec<f64> + Send + 'static,
) -> Result<(), Mistake> {
    guarded("wait_n", move |guard| scales(guard, &answer))
}

/// Going further: holds an answer to task 4 to a time that grows with `n`, and not with its square.
///
/// # Errors
///
/// The first [`Mistake`] that is found.
pub fn task_wait_n_many(
    answer: impl AsyncFn(u32, u32) -> Vec<f64> + Send + 'static,
) -> Result<(), Mistake> {
    guarded("task_wait_n", move |guard| scales(guard, &answer))
}

/// All `n` waits run at the same time, and are listed as they end.
fn overlap(
    guard: &Guard,
    answer: &impl AsyncFn(u32, u32) -> Vec<f64>,
) -> Result<Vec<Run<Vec<f64>>>, Mistake> {
    // The first is short, for an answer that blocks its thread is suffered; the
    // fourth is large, so that no number of waits at a time passes for all.
    [(8, 1), (10, 5), (20, 5), (1000, 10), (10, 0), (0, 5)]
        .into_iter()
        .map(|(n, max_delay)| {
            let run = guard.run(&[n, max_delay], async { answer(n, max_delay).await })?;
            has_n_delays(&run)?;
            took_the_longest(&run)?;
            drew_n_times(&run)?;
            listed_as_they_ended(&run)?;
            Ok(run)
        })
        .collect()
}

/// The list has one delay in its range for each wait.
fn has_n_delays(run: &Run<Vec<f64>>) -> Result<(), Mistake> {
    let call = run.call.clone();
    let count = run.value.len();
    if count != call.n() as usize {
        return Err(Mistake::WrongCount { call, count });
    }
    let range = 0.0..=call.max_delay();
    match run.value.iter().find(|delay| !range.contains(delay)) {
        Some(&delay) => Err(Mistake::OutOfRange { call, delay }),
        None => Ok(()),
    }
}

/// The waits took as long as the longest of them.
fn took_the_longest(run: &Run<Vec<f64>>) -> Result<(), Mistake> {
    let call = run.call.clone();
    let (took, real) = (run.took, run.real);
    let longest = run.value.iter().copied().fold(0.0, f64::max);
    let ticks = TICK * f64::from(call.n());
    if took < longest - TICK && real >= 0.9 * longest {
        let delay = longest;
        Err(Mistake::BlocksTheThread { call, delay, real })
    } else if took < longest - TICK {
        Err(Mistake::DoesNotWait {
            call,
            took,
            longest,
        })
    } else if took <= longest + TICK {
        Ok(())
    } else if took >= run.value.iter().sum::<f64>() - ticks {
        Err(Mistake::OneAfterAnother {
            call,
            took,
            longest,
        })
    } else {
        Err(Mistake::AFewAtATime {
            call,
            took,
            longest,
        })
    }
}

/// Each wait drew a delay of its own, from the whole range.
fn drew_n_times(run: &Run<Vec<f64>>) -> Result<(), Mistake> {
    let call = run.call.clone();
    let delays = &run.value;
    let longest = delays.iter().copied().fold(0.0, f64::max);
    // One of 1000 delays is in the upper half; one of 10 may not be.
    if delays.len() >= 1000 && longest < call.max_delay() / 2.0 {
        return Err(Mistake::IgnoresMaxDelay { call, longest });
    }
    // Two of 20 floats are equal once in 10^13 runs; two of 1000 are more often.
    if delays.len() == 20 {
        let times = |delay: &f64| {
            delays
                .iter()
                .filter(|other| other.total_cmp(delay).is_eq())
                .count()
        };
        if let Some(&delay) = delays.iter().find(|delay| times(delay) > 1) {
            let times = times(&delay);
            return Err(Mistake::RepeatsADelay { call, delay, times });
        }
    }
    Ok(())
}

/// The list is ascending, up to one timer tick.
fn listed_as_they_ended(run: &Run<Vec<f64>>) -> Result<(), Mistake> {
    let call = run.call.clone();
    let delays = &run.value;
    // A list of 10 is in order by chance once in 4 million runs, one of 20 once in 10^18.
    if delays.len() < 20 {
        return Ok(());
    }
    let Some((earlier, later)) = out_of_order(delays.iter().copied(), TICK) else {
        return Ok(());
    };
    if out_of_order(delays.iter().rev().copied(), TICK).is_none() {
        let (first, last) = (delays[0], delays[delays.len() - 1]);
        return Err(Mistake::Descending { call, first, last });
    }
    Err(Mistake::OrderOfCreation {
        call,
        earlier,
        later,
    })
}

/// The first delay that is more than `slack` below one that stands before it, behind that one.
fn out_of_order(delays: impl Iterator<Item = f64>, slack: f64) -> Option<(f64, f64)> {
    let mut longest: f64 = 0.0;
    for delay in delays {
        if delay + slack < longest {
            return Some((longest, delay));
        }
        longest = longest.max(delay);
    }
    None
}

/// On a runtime without a timer every wait panics, and so does the answer.
fn hands_panics_on(
    guard: &Guard,
    answer: &impl AsyncFn(u32, u32) -> Vec<f64>,
) -> Result<(), Mistake> {
    let call = guard.call(&[3, 5]);
    let runtime = Builder::new_current_thread()
        .build()
        .expect("a runtime starts");
    let both = async {
        tokio::select! {
            biased;
            delays = answer(3, 5) => format!("returned {delays:?}"),
            () = nothing_more_happens() => "waited for ever".into(),
        }
    };
    match catch_unwind(AssertUnwindSafe(|| runtime.block_on(both))) {
        Err(_) => Ok(()),
        Ok(seen) => Err(Mistake::SwallowsAPanic { call, seen }),
    }
}

/// Gives the scheduler many more turns than three tasks that panic need.
async fn nothing_more_happens() {
    for _ in 0..1000 {
        yield_now().await;
    }
}

/// The list is ascending, with no slack: from no waits to 10,000, thousands of lists.
fn ascends(guard: &Guard, answer: &impl AsyncFn(u32, u32) -> Vec<f64>) -> Result<(), Mistake> {
    let few = (0..=100).flat_map(|n| (0..20).map(move |max_delay| (n, max_delay)));
    let many = [1000, 3000, 10_000].map(|n| [0, 1, 10].map(|max_delay| (n, max_delay)));
    for (n, max_delay) in few.chain(many.into_iter().flatten()) {
        let run = guard.run(&[n, max_delay], async { answer(n, max_delay).await })?;
        has_n_delays(&run)?;
        took_the_longest(&run)?;
        if let Some((earlier, later)) = out_of_order(run.value.iter().copied(), 0.0) {
            let call = run.call;
            return Err(Mistake::NotStrictlyOrdered {
                call,
                earlier,
                later,
            });
        }
    }
    Ok(())
}

/// An answer may take this many times as long as without tokio's budget, which is
/// room for a slow machine: it takes as long, or some fifty times as long.
const SLOWER: u32 = 10;

/// Nothing is gained where tokio's budget is lifted: no wait is polled in vain.
fn scales(guard: &Guard, answer: &impl AsyncFn(u32, u32) -> Vec<f64>) -> Result<(), Mistake> {
    guard.call(&[100_000, 0]);
    let lifted = run_at_once(unconstrained(answer(100_000, 0)), |_| false);
    // Where the runtime has to ask no more often, time has no part in it. Where
    // it asks more often, time tells whether each time all the waits are polled.
    let too_much =
        |effort: &Effort| effort.polls > lifted.polls && effort.time > lifted.time * SLOWER;
    let call = guard.call(&[100_000, 0]);
    let effort = run_at_once(answer(100_000, 0), too_much);
    if too_much(&effort) {
        return Err(Mistake::Quadratic {
            call,
            polls: effort.polls,
            slower: SLOWER,
        });
    }
    Ok(())
}

/// What it took to run waits that all end in one tick.
struct Effort {
    /// How often the runtime polled the answer.
    polls: usize,
    /// Real time.
    time: Duration,
}

/// Runs waits that all end in one tick, until it is `too_much`.
fn run_at_once(waits: impl Future, too_much: impl Fn(&Effort) -> bool) -> Effort {
    let runtime = Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        // Tasks all have their turn before the answer is asked again.
        .event_interval(u32::MAX)
        .build()
        .expect("a runtime starts");
    let start = Instant::now();
    let mut waits = pin!(waits);
    let mut polls = 0;
    runtime.block_on(poll_fn(|context| {
        polls += 1;
        let ended = waits.as_mut().poll(context).map(drop);
        let time = start.elapsed();
        let effort = Effort { polls, time };
        if ended.is_ready() || too_much(&effort) {
            Poll::Ready(effort)
        } else {
            Poll::Pending
        }
    }))
}
