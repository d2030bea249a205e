//! Task 0, one wait, and what every delay is held to.

use tokio::time::{Duration, sleep};

use crate::guard::{Guard, Run, guarded};
use crate::mistake::{Call, Kind, Mistake, in_seconds};

/// What a timer may be off: one tick of 1 ms, and what a float rounds off.
pub(crate) const TICK: f64 = 0.001_001;

/// The real time in seconds that no call may keep its thread.
const BLOCKED: f64 = 0.020;

/// The largest distance of 1000 uniform draws from the line, by Kolmogorov and
/// Smirnov: it is larger once in 10^9 checks.
const DISTANCE: f64 = 0.104;

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
/// assert_eq!(mistake.kind(), checker::Kind::DoesNotWait);
/// ```
pub fn wait_random(answer: impl AsyncFn(u32) -> f64 + Send + 'static) -> Result<(), Mistake> {
    guarded("wait_random", move |guard| {
        let run = |max_delay| guard.run(&[max_delay], async || answer(max_delay).await);
        leaves_the_thread_free(|| run(1))?;
        keeps_the_contract(run)?;
        starts_when_it_is_awaited(guard, &answer)
    })
}

/// Nothing happens before the first poll.
fn starts_when_it_is_awaited(
    guard: &Guard,
    answer: &impl AsyncFn(u32) -> f64,
) -> Result<(), Mistake> {
    let run = guard.run(&[1], async || {
        let wait = answer(1);
        sleep(Duration::from_secs(2)).await;
        wait.await
    })?;
    if run.took + TICK >= 2.0 + run.value {
        return Ok(());
    }
    let call = &run.call;
    Err(call.mistake(
        Kind::Eager,
        format!(
            "{call} was awaited 2 s after it was called, and took {} from there",
            in_seconds(run.took - 2.0)
        ),
        "its wait began with the call: a future does nothing until it is awaited",
        "make it an `async fn`, and do all of it inside: draw, sleep and return",
    ))
}

/// What one wait is held to, whoever runs it.
pub(crate) fn keeps_the_contract(
    run: impl Fn(u32) -> Result<Run<f64>, Mistake>,
) -> Result<(), Mistake> {
    let runs = |max_delay, times| -> Result<Vec<_>, Mistake> {
        let runs = (0..times)
            .map(|_| run(max_delay))
            .collect::<Result<Vec<_>, _>>()?;
        took_their_delays(&runs)?;
        Ok(runs)
    };
    runs(1, 8)?;
    let many = runs(10, 1000)?;
    is_random(&many)?;
    is_not_rounded(&many)?;
    uses_max_delay(&many, 0.97)?;
    is_uniform(&many)?;
    for max_delay in [1, 2, 3, 7, 30, 300, 1_000_000] {
        uses_max_delay(&runs(max_delay, 40)?, 0.5)?;
    }
    runs(0, 3).map(drop)
}

/// A thread that stands still does so for every call, and not by chance for one.
pub(crate) fn leaves_the_thread_free(
    run: impl Fn() -> Result<Run<f64>, Mistake>,
) -> Result<(), Mistake> {
    let mut longest: Option<Run<f64>> = None;
    let mut blocked = 0.0;
    for calls in 1..=16 {
        let run = run()?;
        is_in_range(&run, run.value)?;
        if run.value < 0.1 * run.call.max_delay() {
            // A short delay looks like a thread that is free.
            continue;
        }
        if run.real < BLOCKED {
            return Ok(());
        }
        blocked += run.real;
        if longest
            .as_ref()
            .is_none_or(|longest| longest.value < run.value)
        {
            longest = Some(run);
        }
        if calls >= 6 && blocked > 2.0 {
            break;
        }
    }
    match longest {
        Some(longest) => Err(blocks(&longest)),
        None => Ok(()),
    }
}

/// The mistake of a call for which a thread stood still.
fn blocks(run: &Run<f64>) -> Mistake {
    let Run {
        call,
        value,
        real,
        busy,
        ..
    } = run;
    let (real, delay) = (in_seconds(*real), in_seconds(*value));
    if *busy < run.real / 2.0 {
        return call.mistake(
            Kind::BlocksTheThread,
            format!("{call} blocked a thread of its own for {real} of real time, and its delay is {delay}"),
            "that thread slept, so nothing else could run on it: a million such waits need a million threads",
            "use `tokio::time::sleep(…).await` in place of `std::thread::sleep(…)`",
        );
    }
    call.mistake(
        Kind::BlocksTheThread,
        format!("{call} blocked its thread for {real} of real time, and its delay is {delay}"),
        "the thread itself slept or computed, so nothing else could run on it",
        "use `tokio::time::sleep(…).await` in place of `std::thread::sleep(…)`",
    )
}

/// Each delay is at least 0 and at most `max_delay`, and is the time that passed.
fn took_their_delays(runs: &[Run<f64>]) -> Result<(), Mistake> {
    for run in runs {
        is_in_range(run, run.value)?;
    }
    // Of those that did not, the longest: a short one looks as if it did not sleep.
    let took_another = |run: &&Run<f64>| (run.took - run.value).abs() > TICK;
    let longest = |a: &&Run<f64>, b: &&Run<f64>| a.took.total_cmp(&b.took);
    let Some(run) = runs.iter().filter(took_another).max_by(longest) else {
        return Ok(());
    };
    let Run {
        call, value, took, ..
    } = run;
    let (slept, delay) = (in_seconds(*took), in_seconds(*value));
    Err(if *took <= TICK {
        call.mistake(
            Kind::DoesNotWait,
            format!("{call} took {slept}, and its delay is {delay}"),
            "it returned before its delay had passed: the sleep was not awaited, or was shorter than the delay",
            "await the sleep, and make it as long as its delay: `Duration::from_secs_f64(delay)`",
        )
    } else {
        call.mistake(
            Kind::ReturnsAnotherDelay,
            format!("{call} took {slept}, and returned {delay}"),
            "the number that is returned is not the time that passed: another one was slept, or more than one",
            "draw one delay into a variable, sleep it once and whole, return that variable",
        )
    })
}

/// A delay is at least 0 and at most `max_delay`.
pub(crate) fn is_in_range<T>(run: &Run<T>, delay: f64) -> Result<(), Mistake> {
    let call = &run.call;
    if (0.0..=call.max_delay()).contains(&delay) {
        return Ok(());
    }
    Err(call.mistake(
        Kind::OutOfRange,
        format!("{call} gave {delay:?} s"),
        "a delay is at least 0 and at most max_delay",
        "draw from `0.0..=f64::from(max_delay)`, and use the max_delay that was given",
    ))
}

/// Not all delays are the same.
fn is_random(runs: &[Run<f64>]) -> Result<(), Mistake> {
    let (first, times) = (&runs[0], runs.len());
    let call = &first.call;
    if runs
        .iter()
        .any(|run| run.value.total_cmp(&first.value).is_ne())
    {
        return Ok(());
    }
    Err(call.mistake(
        Kind::AlwaysTheSame,
        format!("{times} calls of {call} all gave {:?} s", first.value),
        "the delay is not random, or each call starts the same generator again",
        "draw each delay with `rand::random_range`",
    ))
}

/// Not all delays are whole numbers of a unit. A `Duration` counts nanoseconds, which is fine.
fn is_not_rounded(runs: &[Run<f64>]) -> Result<(), Mistake> {
    for (unit, a_second) in [
        ("seconds", 1.0),
        ("milliseconds", 1e3),
        ("microseconds", 1e6),
    ] {
        let is_whole = |run: &Run<f64>| {
            let units = run.value * a_second;
            (units - units.round()).abs() < 1e-6
        };
        if runs.iter().all(is_whole) {
            let (call, times) = (&runs[0].call, runs.len());
            return Err(call.mistake(
                Kind::Rounded,
                format!("{times} calls of {call} gave whole {unit} only"),
                "the delay was drawn as an integer, or rounded",
                "draw a float: a range of floats, `0.0..=f64::from(max_delay)`, gives floats",
            ));
        }
    }
    Ok(())
}

/// The share of delays up to x is near x, everywhere.
fn is_uniform(runs: &[Run<f64>]) -> Result<(), Mistake> {
    let call = &runs[0].call;
    let mut delays: Vec<_> = runs.iter().map(|run| run.value).collect();
    delays.sort_by(f64::total_cmp);
    let (mut farthest, mut below, mut seen) = (0.0, 0.0, 0.0);
    for (delay, before) in delays.iter().zip(0..) {
        let right = delay / call.max_delay();
        for count in [before, before + 1] {
            let share = f64::from(count) / 1000.0;
            if (share - right).abs() > farthest {
                (farthest, below, seen) = ((share - right).abs(), *delay, share);
            }
        }
    }
    if farthest <= DISTANCE {
        return Ok(());
    }
    let (seen, right) = (100.0 * seen, 100.0 * below / call.max_delay());
    Err(call.mistake(
        Kind::NotUniform,
        format!("of 1000 calls of {call}, {seen:.0} % gave less than {below:.2} s; of a uniform draw, {right:.0} % do"),
        "some delays come more often than others: the draw is from a part of the range, or was changed after it",
        "draw from `0.0..=f64::from(max_delay)` with `rand::random_range`, and use what it gives as it is",
    ))
}

/// The longest of many delays is above a share of `max_delay`.
fn uses_max_delay(runs: &[Run<f64>], share: f64) -> Result<(), Mistake> {
    let longest = runs.iter().map(|run| run.value).fold(0.0, f64::max);
    is_near_max_delay(&runs[0].call, runs.len(), longest, share)
}

/// The longest of so many delays is above a share of `max_delay`.
pub(crate) fn is_near_max_delay(
    call: &Call,
    times: usize,
    longest: f64,
    share: f64,
) -> Result<(), Mistake> {
    if longest >= share * call.max_delay() {
        return Ok(());
    }
    Err(call.mistake(
        Kind::IgnoresMaxDelay,
        format!(
            "{call} gave no delay above {}, of {times}",
            in_seconds(longest)
        ),
        "of so many delays the longest is near max_delay: another number was used in its place",
        "use the max_delay that was given",
    ))
}
