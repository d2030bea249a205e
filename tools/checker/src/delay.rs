//! Task 0, one wait, and what every delay is held to.

use std::time::{Duration, Instant};

use tokio::time::{sleep, timeout};

use crate::guard::{Ran, Run, guarded};
use crate::mistake::{Call, Kind, Mistake, Verdict, ensure, mistake};
use crate::watch::{Watch, waits_outside};

/// What a timer may be off: one tick of 1 ms, and what a float rounds off.
pub(crate) const TICK: f64 = 0.001_001;

/// The real time in seconds that no call may keep its thread.
const BLOCKED: f64 = 0.020;

/// The longest delay in seconds, 20 years: as a `u16` or a `u8` this is 0.
pub(crate) const FAR: u32 = 10_000 << 16;

/// The largest distance of 1000 uniform draws from the line, by Kolmogorov and Smirnov.
const DISTANCE: f64 = 0.109;

/// Checks an answer to task 0: one wait.
pub fn wait_random(answer: impl AsyncFn(u32) -> f64 + Send + 'static) -> Verdict {
    guarded("wait_random", move |watch| {
        let run = |max_delay| watch.run(&[max_delay], async || answer(max_delay).await);
        leaves_the_thread_free(|| run(1))?;
        keeps_the_contract(run)?;
        stands_alone(watch, &[5], |max_delay| {
            let wait = answer(max_delay);
            async { vec![wait.await] }
        })?;
        goes_on(watch, &[FAR], || answer(FAR))
    })
}

/// Nothing happens before the first poll, and two calls do not touch each other.
pub(crate) fn stands_alone<F: Future<Output = Vec<f64>>>(
    watch: &Watch,
    arguments: &[u32],
    answer: impl Fn(u32) -> F,
) -> Verdict {
    let (Run { call, took, .. }, (one, other)) = watch.run(arguments, async || {
        let (one, other) = (answer(5), answer(9));
        sleep(Duration::from_secs(9)).await;
        tokio::join!(one, other)
    })?;
    let longest = one.iter().chain(&other).copied().fold(0.0, f64::max);
    let are_whole = [&one, &other].iter().all(|delays| delays.len() == call.n());
    let apart = one != other && are_whole && one.iter().all(|delay| *delay <= 5.0);
    ensure! { took + TICK >= 9.0 + longest, call, Eager, ("{call} was awaited 9 s after it was called, and took {:.3} s from there", took - 9.0),
    "its wait began with the call: a future does nothing until it is awaited",
    "make it an `async fn`, and do all of it inside"}
    ensure! { took <= 9.0 + longest + TICK && apart, call, OneAfterAnother, ("{call}, and beside it a call with a max_delay of 9, took {:.3} s, and gave {one:.3?} and {other:.3?}", took - 9.0),
    "one waited for the other, or changed or took what it used: a lock that is held across the `.await`, a `static`, or the clock",
    "hold no lock across an `.await`, keep what a call needs in variables of its own, and only sleep"}
    Ok(())
}

/// Of two waits of up to 20 years, one goes on after 5000 s.
pub(crate) fn goes_on<T>(watch: &Watch, call: &[u32], answer: impl AsyncFn() -> T) -> Verdict {
    let cut = || timeout(Duration::from_secs(5000), answer());
    let (Run { call, .. }, both) = watch.run(call, async || tokio::join!(cut(), cut()))?;
    ensure! { both.0.and(both.1).is_err(), call, IgnoresMaxDelay, ("two calls of {call} had ended 5000 s later"),
    "another number was used in place of max_delay, or it was made smaller where it is large",
    call.advice()}
    Ok(())
}

/// What one wait is held to, whoever runs it.
pub(crate) fn keeps_the_contract(run: impl Fn(u32) -> Ran<f64>) -> Verdict {
    let waits = |max_delay, times| {
        (0..times).map(|_| run(max_delay)).collect::<Result<_, _>>().and_then(took_their_delays)
    };
    waits(1, 8)?;
    for max_delay in [10, 1] {
        let (call, mut delays) = waits(max_delay, 1000)?;
        delays.sort_by(f64::total_cmp);
        is_random(&call, &delays)?;
    }
    for max_delay in [2, 3, 7, 30] {
        let (call, delays) = waits(max_delay, 40)?;
        is_near_max_delay(&call, &delays, 0.5)?;
    }
    waits(0, 3).map(drop)
}

/// A thread that stands still does so for every call, and not by chance for one.
pub(crate) fn leaves_the_thread_free(run: impl Fn() -> Ran<f64>) -> Verdict {
    let (start, mut verdict) = (Instant::now(), Ok(()));
    for _ in (0..16).take_while(|times| *times < 2 || start.elapsed() < Duration::from_secs(2)) {
        let (run, delay) = run()?;
        is_in_range(&run.call, delay)?;
        // A short delay looks like a thread that is free.
        if delay < 0.1 * run.call.max_delay() {
            continue;
        }
        // Many short waits take time, too, where the clock stood as often.
        if run.real < BLOCKED || run.stands.len() > 100 && run.took < delay + 0.1 {
            return Ok(());
        }
        if run.stands.len().max(run.polls) > 100 {
            return Err(waits_outside(&run.call, "looked for its end again and again"));
        }
        let Run { call, real, .. } = run;
        verdict = Err(
            mistake! { call, BlocksTheThread, ("{call} blocked a thread for {real:.3} s of real time, and its delay is {delay:.3} s"),
            "the thread itself slept or computed, so nothing else could run on it",
            "use `tokio::time::sleep(…).await` in place of `std::thread::sleep(…)`, and `.await` in place of `block_on()`, `join()` or `recv()`"},
        );
    }
    verdict
}

/// Each delay is in its range, and is the time that passed.
fn took_their_delays(waits: Vec<(Run, f64)>) -> Result<(Call, Vec<f64>), Mistake> {
    for (run, delay) in &waits {
        is_in_range(&run.call, *delay)?;
        leaves_nothing(run)?;
    }
    // Of those that did not, the longest: a short one looks as if it did not sleep.
    let took_another = |(run, delay): &&(Run, f64)| (run.took - delay).abs() > TICK;
    let longest = |a: &&(Run, f64), b: &&(Run, f64)| a.0.took.total_cmp(&b.0.took);
    let call = waits[0].0.call.clone();
    let wrong = waits.iter().filter(took_another).max_by(longest);
    let Some((Run { took, .. }, delay)) = wrong else {
        return Ok((call, waits.into_iter().map(|(_, delay)| delay).collect()));
    };
    Err(if *took <= TICK {
        mistake! { call, DoesNotWait, ("{call} took {took:.3} s, and its delay is {delay:.3} s"),
        "it returned before its delay had passed: the sleep was not awaited, was shorter than the delay, or was the first tick of an `interval`, which comes at once",
        "await a sleep that is as long as its delay: `tokio::time::sleep(Duration::from_secs_f64(delay)).await`"}
    } else {
        mistake! { call, ReturnsAnotherDelay, ("{call} took {took:.3} s, and returned {delay:.3} s"),
        "the number that is returned is not the time that passed: it was changed afterwards, or read from another clock, or another one was slept, or more than one",
        call.advice()}
    })
}

/// A delay is at least 0 and at most `max_delay`.
pub(crate) fn is_in_range(call: &Call, delay: f64) -> Verdict {
    ensure! { (0.0..=call.max_delay()).contains(&delay), call, OutOfRange, ("{call} gave {delay:?} s"),
    "a delay is at least 0 and at most max_delay",
    call.advice()}
    Ok(())
}

/// No task is alive when the answer has ended.
pub(crate) fn leaves_nothing(Run { call, left, .. }: &Run) -> Verdict {
    ensure! { *left == 0, call, LeftRunning, ("{call} had ended, and of its tasks {left} had not"),
    "something was started that nobody awaits: a wait too many, or a task without an end; or the function returned before its waits had ended",
    "start the waits that are asked for, and await each of them"}
    Ok(())
}

/// The delays of many calls, sorted, come from the whole range, evenly, and are not rounded.
fn is_random(call: &Call, delays: &[f64]) -> Verdict {
    let (times, first, last) = (delays.len(), delays[0], delays[delays.len() - 1]);
    ensure! { first < last, call, AlwaysTheSame, ("{times} calls of {call} all gave {first:?} s"),
    "the delay is not random, or each call starts the same generator again",
    call.advice()}
    are_not_rounded(call, delays, &[0, 1, 2, 3, 6])?;
    fill_the_range(call, delays, 0.975)?;
    differ(call, delays)?;
    is_uniform(call, delays)
}

/// Whether a number has no fraction.
pub(crate) fn is_whole(number: f64) -> bool {
    (number - number.round()).abs() < 1e-6
}

/// Some delays are not all rounded, to one of these numbers of digits after the point.
pub(crate) fn are_not_rounded(call: &Call, delays: &[f64], digits: &[i32]) -> Verdict {
    for digits in digits {
        let unit = 10_f64.powi(*digits);
        let is_rounded = delays.iter().all(|delay| is_whole(delay * unit));
        ensure! { !is_rounded, call, Rounded, ("of {} delays that {call} gave, none has more digits after the point than {digits}", delays.len()),
        "the delay was drawn as an integer, rounded, or read from a clock that counts milliseconds",
        call.advice()}
        // A `Duration` counts nanoseconds, which is fine.
        let is_single = |delay: &f64| {
            let nearest = f64::from_bits(((delay * unit).to_bits() + (1 << 28)) >> 29 << 29);
            (nearest / unit - delay).abs() < 1e-9
        };
        ensure! { !delays.iter().all(is_single), call, Rounded, ("{call} gave only numbers that an `f32` holds"),
        "the delay was drawn as an `f32`, or became one, which has few digits",
        call.advice()}
    }
    Ok(())
}

/// No two of some sorted delays are the same.
pub(crate) fn differ(call: &Call, delays: &[f64]) -> Verdict {
    // Of few or many that are drawn in whole nanoseconds, two may be the same.
    let by_chance = if delays.len() > 7 { delays.len() / 500 } else { 1 };
    let twice = delays.windows(2).filter(|pair| pair[0] >= pair[1]).nth(by_chance);
    ensure! { twice.is_none(), call, RepeatsADelay, ("{call} gave {:?} s more than once, of {} delays", twice.map_or(0.0, |pair| pair[0]), delays.len()),
    "no two draws are the same: a delay was copied, rounded, cut to a limit, drawn from few numbers, read from a clock, or its place in the list was never filled",
    call.advice()}
    Ok(())
}

/// Many sorted delays go up to a share of `max_delay`, at the least.
pub(crate) fn fill_the_range(call: &Call, delays: &[f64], share: f64) -> Verdict {
    // Those that are uneven up to the longest of them are not so for another max_delay.
    if farthest(delays, delays[delays.len() - 1]).1.abs() > 0.06 {
        is_uniform(call, delays)?;
    }
    is_near_max_delay(call, delays, share)
}

/// The delay where the share of sorted delays below it is farthest from even, up to `longest`, and how far.
fn farthest(delays: &[f64], longest: f64) -> (f64, f64) {
    let times: f64 = delays.iter().map(|_| 1.0).sum();
    let shares = delays.iter().zip(0_u32..);
    let beyond = shares.map(|(delay, i)| (*delay, f64::from(i) / times - delay / longest));
    beyond.max_by(|a, b| a.1.abs().total_cmp(&b.1.abs())).unwrap_or_default()
}

/// The share of sorted delays up to x is near x, everywhere.
fn is_uniform(call: &Call, delays: &[f64]) -> Verdict {
    // One of so many is near 0.
    let is_early = delays[0] <= 0.025 * call.max_delay();
    let first = (delays[0], -delays[0] / call.max_delay());
    let (delay, beyond) = if is_early { farthest(delays, call.max_delay()) } else { first };
    let right = delay / call.max_delay();
    ensure! { is_early && beyond.abs() <= DISTANCE, call, NotUniform,
    ("of {} delays of {call}, {:.0} % are at most {delay:.2} s; if all were as likely, {:.0} % would be", delays.len(), 100.0 * (right + beyond), 100.0 * right),
    "some delays come more often than others: the draw is from a part of the range or from a clock, was cut to a limit or changed afterwards, or is the shortest or longest of several; or each call seeds a generator",
    call.advice()}
    Ok(())
}

/// The longest of many delays is above a share of `max_delay`.
fn is_near_max_delay(call: &Call, delays: &[f64], share: f64) -> Verdict {
    let (longest, times) = (delays.iter().copied().fold(0.0, f64::max), delays.len());
    ensure! { longest >= share * call.max_delay(), call, IgnoresMaxDelay, ("{call} gave no delay above {longest:.3} s, of {times}"),
    "of so many delays the longest is near max_delay: another number was used in its place, or the longest were left out",
    call.advice()}
    Ok(())
}
