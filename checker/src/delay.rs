//! Task 0, one wait, and what every delay is held to.

use crate::guard::{Run, guarded};
use crate::mistake::Mistake;

/// What a timer may be off: one tick of 1 ms, and what a float rounds off.
pub(crate) const TICK: f64 = 0.001_001;

/// Checks an answer to task 0: one wait.
///
/// # Errors
///
/// The first [`Mistake`] that is found.
///
/// # Examples
///
/// ```
/// use std::time::Duration;
///
/// async fn forgets_to_await(max_delay: u32) -> f64 {
///     let delay = rand::random_range(0.0..=f64::from(max_delay));
///     drop(tokio::time::sleep(Duration::from_secs_f64(delay)));
///     delay
/// }
///
/// let mistake = checker::wait_random(forgets_to_await).unwrap_err();
/// assert!(matches!(mistake, checker::Mistake::DoesNotWait { .. }));
/// ```
pub fn wait_random(answer: impl AsyncFn(u32) -> f64 + Send + 'static) -> Result<(), Mistake> {
    guarded("wait_random", move |guard| {
        let run = |max_delay, times| -> Result<Vec<Run<f64>>, Mistake> {
            let once = |_| guard.run(&[max_delay], async { answer(max_delay).await });
            (0..times).map(once).collect()
        };
        let runs = run(1, 8)?;
        left_the_thread_free(&runs)?;
        slept_their_delays(&runs)?;
        for max_delay in [10, 20] {
            let runs = run(max_delay, 300)?;
            slept_their_delays(&runs)?;
            drawn_from_the_range(&runs)?;
        }
        slept_their_delays(&run(0, 1)?)
    })
}

/// A thread that is blocked stands still for every delay, and not by chance for one.
pub(crate) fn left_the_thread_free(runs: &[Run<f64>]) -> Result<(), Mistake> {
    let blocked = |run: &Run<f64>| run.real >= 0.9 * run.value;
    match runs.iter().max_by(|a, b| a.value.total_cmp(&b.value)) {
        Some(longest) if longest.value > 0.0 && runs.iter().all(blocked) => {
            Err(Mistake::BlocksTheThread {
                call: longest.call.clone(),
                delay: longest.value,
                real: longest.real,
            })
        }
        _ => Ok(()),
    }
}

/// Each delay is at least 0 and at most `max_delay`.
pub(crate) fn are_in_range(runs: &[Run<f64>]) -> Result<(), Mistake> {
    let range = |run: &Run<f64>| 0.0..=run.call.max_delay();
    match runs.iter().find(|run| !range(run).contains(&run.value)) {
        Some(run) => Err(Mistake::OutOfRange {
            call: run.call.clone(),
            delay: run.value,
        }),
        None => Ok(()),
    }
}

/// Each delay is in its range, and is the time that passed.
pub(crate) fn slept_their_delays(runs: &[Run<f64>]) -> Result<(), Mistake> {
    are_in_range(runs)?;
    // Of those that did not, the longest: a short one looks as if it did not sleep.
    let slept_otherwise = |run: &&Run<f64>| (run.took - run.value).abs() > TICK;
    let longest = |a: &&Run<f64>, b: &&Run<f64>| a.took.total_cmp(&b.took);
    let Some(run) = runs.iter().filter(slept_otherwise).max_by(longest) else {
        return Ok(());
    };
    let call = run.call.clone();
    let took = run.took;
    if took <= TICK {
        Err(Mistake::DoesNotWait {
            call,
            took,
            longest: run.value,
        })
    } else {
        Err(Mistake::ReturnsAnotherDelay {
            call,
            took,
            returned: run.value,
        })
    }
}

/// Many delays of one call come from its whole range, and are not rounded.
fn drawn_from_the_range(runs: &[Run<f64>]) -> Result<(), Mistake> {
    let call = runs[0].call.clone();
    let times = runs.len();
    let delays: Vec<f64> = runs.iter().map(|run| run.value).collect();
    if delays
        .iter()
        .all(|delay| delay.total_cmp(&delays[0]).is_eq())
    {
        let delay = delays[0];
        return Err(Mistake::AlwaysTheSame { call, delay, times });
    }
    for (unit, seconds) in [("seconds", 1.0), ("milliseconds", 0.001)] {
        let whole = |delay: &f64| {
            let units = delay / seconds;
            (units - units.round()).abs() < 1e-9
        };
        if delays.iter().all(whole) {
            return Err(Mistake::Rounded { call, times, unit });
        }
    }
    let tenth = call.max_delay() / 10.0;
    let empty = |&i: &u32| {
        let from = f64::from(i) * tenth;
        !delays
            .iter()
            .any(|delay| (from..=from + tenth).contains(delay))
    };
    if let Some(first) = (0..10).find(empty) {
        let last = (first..10).take_while(empty).last().unwrap_or(first);
        return Err(Mistake::CoversPartOfTheRange {
            call,
            times,
            from: f64::from(first) * tenth,
            to: f64::from(last + 1) * tenth,
        });
    }
    Ok(())
}
