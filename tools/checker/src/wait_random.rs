//! Exercise 0: one wait. It calls nothing before it, so it is judged by its draws and by the clock.

use std::time::Duration;

use futures::future::join_all;
use spy::Plan;
use tokio::time::{Instant, sleep};

use crate::blocking::{blocks_the_thread_mistake, check_nonblocking};
use crate::call::{AnswerCall, ExerciseFunction};
use crate::common_mistakes::{eager_mistake, shares_state_mistake, waits_outside_runtime_mistake};
use crate::mistake::{Kind, Mistake};
use crate::recorded_waits::check_no_tasks_left;
use crate::runner::{Failure, Run, RunResult, Runner, TIMER_TOLERANCE_SECONDS, supervise_check};

/// How many delays are drawn for the checks of randomness.
const DRAWS: usize = 1000;

/// How many are drawn for the check of a range.
const RANGE_DRAWS: usize = 40;

/// The largest distance from uniform that is accepted of 1000 draws, by the test of Kolmogorov and
/// Smirnov.
const MAX_KS_DISTANCE: f64 = 0.109;

/// By how much several sleeps may differ from one, in seconds: a tick of the timer for each.
const MULTI_SLEEP_TOLERANCE_SECONDS: f64 = 0.02;

/// What to write, whatever is wrong with the delay.
const CHANGE_DRAW: &str = "with `rand::random_range`, draw one `f64` from 0.0 to `max_delay`, both \
                        included; sleep for that long, and return it";
/// What to write where the duration loses a part of the delay.
const CHANGE_DURATION: &str = "make the duration with `Duration::from_secs_f64(delay)`";
/// How to wait.
const SLEEP_CODE: &str = "`tokio::time::sleep(Duration::from_secs_f64(delay)).await`";

/// Checks an answer to exercise 0: one wait.
///
/// # Errors
///
/// Returns the first mistake that is found.
pub fn check_wait_random(answer: impl AsyncFn(u32) -> f64 + Send + 'static) -> Result<(), Mistake> {
    supervise_check(ExerciseFunction::WaitRandom, move |runner| {
        let run =
            |max_delay| runner.run(&[max_delay], Plan::default(), async || answer(max_delay).await);
        let draw = |times, max_delay| run_repeatedly(runner, &answer, times, max_delay);
        // Twice, because a short delay hides that a wait takes real time.
        for _ in 0..2 {
            check_waits_on_runtime_clock(&run(1)?)?;
        }
        // A short delay would block for a short time only.
        let is_short = |run: &RunResult<f64>| run.as_ref().is_ok_and(|(_, delay)| *delay < 0.1);
        let long_run =
            || (0..9).map(|_| run(1)).find(|run| !is_short(run)).unwrap_or_else(|| run(1));
        check_nonblocking(|| long_run().map(|(run, _)| run))?;
        for max_delay in [2, 1] {
            check_each_wait(draw(16, max_delay)?)?;
        }
        for max_delay in [10, 1] {
            check_draws(max_delay, draw(DRAWS, max_delay)?)?;
        }
        for max_delay in [2, 3, 7, 30] {
            check_range(max_delay, draw(RANGE_DRAWS, max_delay)?)?;
        }
        // Longer than an hour, and too many milliseconds for a `u32`.
        for max_delay in [10_000, 400_000_000] {
            match draw(RANGE_DRAWS, max_delay) {
                // An answer with a heartbeat wakes too often to be run to its end.
                Err(Failure::ParkLimitBeforeMaxDelay(_)) => {}
                waits => check_range(max_delay, waits?)?,
            }
        }
        check_wait_not_eager(runner, &answer)?;
        check_independent_waits(runner, &answer)?;
        check_concurrent_waits(runner, &answer)?;
        check_each_wait(draw(1, 0)?).map(drop)
    })
}

/// Calls the answer `times` times, one call after another.
fn run_repeatedly(
    runner: &Runner,
    answer: &impl AsyncFn(u32) -> f64,
    times: usize,
    max_delay: u32,
) -> Result<Vec<(Run, f64)>, Failure> {
    let call =
        |_| runner.run_or_failure(&[max_delay], Plan::default(), async || answer(max_delay).await);
    (0..times).map(call).collect()
}

/// Checks that each of some waits takes as long as the delay that it returns.
///
/// Of those that don't, the one that took the longest tells the most: a delay near 0 looks as if
/// nothing was slept.
fn check_each_wait(mut waits: Vec<(Run, f64)>) -> Result<Vec<f64>, Mistake> {
    waits.sort_by(|(a, _), (b, _)| b.virtual_seconds.total_cmp(&a.virtual_seconds));
    waits.iter().try_for_each(|wait| check_single_wait(wait, &waits))?;
    Ok(waits.into_iter().map(|(_, delay)| delay).collect())
}

/// Checks that one wait takes as long as the delay that it returns.
fn check_single_wait(wait: &(Run, f64), waits: &[(Run, f64)]) -> Result<(), Mistake> {
    let (run, delay) = wait;
    check_in_range(&run.call, run.virtual_seconds, *delay)?;
    check_no_tasks_left(run)?;
    if took_as_long_as(run.virtual_seconds, *delay) {
        return Ok(());
    }
    check_waits_on_runtime_clock(wait)?;
    diagnose_wrong_time(wait, waits).into_err()
}

/// The mistake of a wait that took longer or shorter than the delay that it returned.
fn diagnose_wrong_time((run, delay): &(Run, f64), waits: &[(Run, f64)]) -> Mistake {
    let Run { call, virtual_seconds: slept, recording, .. } = run;
    if *slept == 0.0 {
        let seen = format!("{call} returned a delay of {delay:.3} s, but took no time at all");
        return Mistake::new(Kind::DoesNotWait, seen)
            .with_why("nothing that was awaited took any time")
            .with_change(format!(
                "await the sleep to its end (a future does nothing until it is awaited): \
                 {SLEEP_CODE}"
            ));
    }
    // Blocking takes no time on the paused clock, so this is real time.
    if recording.longest_block.as_secs_f64() > (delay / 5.0).max(0.02) {
        return blocks_the_thread_mistake(run);
    }
    let times = waits.iter().map(|(run, delay)| (run.virtual_seconds, *delay));
    let wrong: Vec<_> = times.filter(|(slept, delay)| !took_as_long_as(*slept, *delay)).collect();
    let (why, change) = explain_wrong_times(&wrong, waits.len(), call.max_delay());
    let digits = if (slept - delay).abs() < 0.002 { 6 } else { 3 };
    let seen = format!("{call} took {slept:.3} s, and returned {delay:.digits$} s");
    Mistake::new(Kind::ReturnsAnotherDelay, seen).with_why(why).with_change(change)
}

/// Why some of `wait_count` waits took other times than the delays that they returned, and what to
/// change: the first rule that holds for all of them. Each is the time that one took, and its
/// delay.
///
/// The times come in descending order.
#[expect(clippy::too_many_lines, reason = "it is a table of rules")]
fn explain_wrong_times(
    wrong: &[(f64, f64)],
    wait_count: usize,
    max_delay: f64,
) -> (String, &'static str) {
    let all =
        |rule: &dyn Fn(f64, f64) -> bool| wrong.iter().all(|(slept, delay)| rule(*slept, *delay));
    let (longest, its_delay) = wrong[0];
    let ratio = longest / its_delay;
    // A single ratio, or a single time, says little.
    let has_several = wrong.len() > 2;
    let total_slept: f64 = wrong.iter().map(|(slept, _)| slept).sum();
    let total_returned: f64 = wrong.iter().map(|(_, delay)| delay).sum();

    let rules: [(bool, String, &str); 14] = [
        (
            all(&|slept, delay| took_as_long_as(slept / 2.0, delay)),
            "it slept for the delay twice".into(),
            "sleep for it once",
        ),
        (
            all(&|slept, delay| took_as_long_as(slept / 1000.0, delay)),
            "it slept 1000 times the delay".into(),
            CHANGE_DURATION,
        ),
        (
            all(&|slept, delay| slept <= delay / 1000.0 + TIMER_TOLERANCE_SECONDS),
            "it slept a thousandth of the delay, or less: the number was taken for milliseconds, \
             or for something smaller"
                .into(),
            CHANGE_DURATION,
        ),
        (
            all(&|slept, delay| (0.0..=MULTI_SLEEP_TOLERANCE_SECONDS).contains(&(delay - slept))),
            "the sleep was made of whole milliseconds, and the rest was cut off".into(),
            CHANGE_DURATION,
        ),
        (
            all(&|slept, delay| (0.0..=MULTI_SLEEP_TOLERANCE_SECONDS).contains(&(slept - delay))),
            "it took some milliseconds longer than the delay, as several sleeps do, because each \
             ends up to a millisecond late"
                .into(),
            "sleep once, for the whole delay",
        ),
        (
            has_several
                && longest > its_delay
                && all(&|slept, delay| {
                    (slept - delay - (longest - its_delay)).abs() < 2.0 * TIMER_TOLERANCE_SECONDS
                }),
            format!("it slept {:.1} s longer than the delay", longest - its_delay),
            "sleep for the number that you return, and for nothing else",
        ),
        (
            has_several
                && wrong.len() < wait_count
                && longest < max_delay
                && all(&|slept, delay| took_as_long_as(slept, longest) && slept > delay),
            format!("each shorter sleep was drawn out to {longest:.1} s"),
            "sleep for the number that you return, however short it is",
        ),
        (
            has_several && all(&|slept, delay| took_as_long_as(slept, longest) && slept < delay),
            format!("each longer sleep was cut off after {longest:.1} s"),
            "sleep for the whole delay, without a timeout or another limit",
        ),
        (
            all(&|slept, delay| took_as_long_as(slept, delay.floor())),
            "it slept whole seconds only, and cut off the rest of the delay".into(),
            CHANGE_DURATION,
        ),
        (
            has_several
                && (ratio - 1.0).abs() > 0.05
                && all(&|slept, delay| {
                    (slept - ratio * delay).abs() < 2.0 * TIMER_TOLERANCE_SECONDS
                }),
            format!("it slept {} times the delay", (ratio * 10.0).round() / 10.0),
            "sleep for the number that you return",
        ),
        (
            all(&|slept, _| took_as_long_as(slept, max_delay)),
            format!("it slept for {longest:.1} s, and not for the delay that it returned"),
            "sleep for the number that you return: `Duration::from_secs_f64(delay)`",
        ),
        (
            all(&|slept, _| took_as_long_as(slept, slept.round())),
            "it slept whole seconds only".into(),
            CHANGE_DURATION,
        ),
        (
            all(&|slept, _| took_as_long_as(slept, (slept * 10.0).round() / 10.0)),
            "it slept in whole steps of 0.1 s, which rarely add up to the delay".into(),
            "sleep once, for the whole delay",
        ),
        (
            [1.0, 1e1, 1e2, 1e3].iter().any(|unit| all(&|_, delay| is_whole(delay * unit))),
            "the number was rounded before it was returned, and not before the sleep".into(),
            "return the number that was drawn, and don't round it",
        ),
    ];
    if let Some((_, why, change)) = rules.into_iter().find(|(holds, ..)| *holds) {
        return (why, change);
    }
    // In all, because what `Instant` measures of a single short wait may come near its delay.
    if total_returned < total_slept / 20.0 {
        return (
            "it returned a number that isn't its delay; if that was measured with \
             `std::time::Instant`, that clock, unlike the checker's, doesn't jump over the sleeps"
                .into(),
            "return the number that was drawn",
        );
    }
    (
        "it slept for one delay and returned another".into(),
        "draw one number, sleep for that long, and return that number",
    )
}

/// Whether a wait took as long as this. The timer rounds up, so no wait is over early.
fn took_as_long_as(virtual_seconds: f64, delay: f64) -> bool {
    (-1e-6..=TIMER_TOLERANCE_SECONDS).contains(&(virtual_seconds - delay))
}

/// Refuses a wait that took real time, but no time on its runtime's clock.
fn check_waits_on_runtime_clock((run, delay): &(Run, f64)) -> Result<(), Mistake> {
    let Run { call, virtual_seconds, real_seconds, recording, .. } = run;
    if took_as_long_as(*virtual_seconds, *delay)
        || *virtual_seconds > TIMER_TOLERANCE_SECONDS
        || *real_seconds < delay / 2.0
        || *real_seconds < 0.1
    {
        return Ok(());
    }
    // Between two polls a blocked thread gets nowhere. One that yields in a loop does, and so
    // does one that waits for another thread.
    if recording.longest_block.as_secs_f64() > 0.8 * real_seconds {
        return blocks_the_thread_mistake(run).into_err();
    }
    waits_outside_runtime_mistake(call, "took real time, but no time on its runtime's clock")
        .into_err()
}

/// Checks that a delay is at least 0 and at most `max_delay`.
fn check_in_range(call: &AnswerCall, virtual_seconds: f64, delay: f64) -> Result<(), Mistake> {
    let max_delay = call.max_delay();
    if (0.0..=max_delay).contains(&delay) {
        return Ok(());
    }
    let seen = if max_delay == 0.0 {
        format!("{call} returned {delay:?}, but should return 0.0")
    } else {
        format!("{call} returned {delay:?}, which is not between 0 and {max_delay}")
    };
    let mistake = Mistake::new(Kind::OutOfRange, seen);
    if virtual_seconds > TIMER_TOLERANCE_SECONDS && (delay / virtual_seconds - 1000.0).abs() < 100.0
    {
        return mistake
            .with_why("it returned the delay in milliseconds")
            .with_change("return seconds, as a number from 0.0 to `max_delay`")
            .into_err();
    }
    mistake
        .with_why("the delay was drawn from the wrong range, which should be 0 to `max_delay`")
        .with_change(CHANGE_DRAW)
        .into_err()
}

/// Checks that many draws are random, uniform and not rounded.
fn check_draws(max_delay: u32, waits: Vec<(Run, f64)>) -> Result<(), Mistake> {
    let mut delays = check_each_wait(waits)?;
    delays.sort_by(f64::total_cmp);
    let call = format!("wait_random({max_delay})");
    let (first, last) = (delays[0], delays[DRAWS - 1]);
    if first == last {
        return Mistake::new(
            Kind::AlwaysTheSame,
            format!("{DRAWS} calls of {call} all returned {first:?}"),
        )
        .with_why(if first == f64::from(max_delay) {
            "the delay is `max_delay` itself, and isn't drawn"
        } else {
            "the delay isn't drawn anew in each call, or each call seeds a generator with the same \
             number"
        })
        .with_change(CHANGE_DRAW)
        .into_err();
    }
    check_unrounded(&call, &delays)?;
    // First up to the longest of them, so that a range that is too short isn't called uneven.
    check_uniform(&call, &delays, last)?;
    if last < 0.975 * f64::from(max_delay) {
        return range_too_short_mistake(&call, DRAWS, last).into_err();
    }
    check_uniform(&call, &delays, f64::from(max_delay))
}

/// Checks that the delays have as many digits as a float holds.
fn check_unrounded(call: &str, delays: &[f64]) -> Result<(), Mistake> {
    for (digits, unit) in [(0, 1.0), (1, 1e1), (2, 1e2), (3, 1e3), (6, 1e6)] {
        if delays.iter().all(|delay| is_whole(delay * unit)) {
            let kept = match digits {
                0 => "were whole numbers".into(),
                1 => "had at most 1 digit after the decimal point".into(),
                _ => format!("had at most {digits} digits after the decimal point"),
            };
            return Mistake::new(Kind::Rounded, format!("all {DRAWS} delays of {call} {kept}"))
                .with_why(match digits {
                    0 => "what was drawn is a whole number, not a float",
                    3 => {
                        "the delay was rounded, or drawn as a whole number of milliseconds, or \
                         measured with tokio's clock, which counts milliseconds"
                    }
                    _ => "the delay was rounded, or drawn as a whole number of a smaller unit",
                })
                .with_change(CHANGE_DRAW)
                .into_err();
        }
    }
    let mut distinct = delays.to_vec();
    distinct.dedup();
    if distinct.len() < DRAWS - DRAWS / 100 {
        let seen =
            format!("{DRAWS} calls of {call} returned only {} different delays", distinct.len());
        return Mistake::new(Kind::RepeatsDelays, seen)
            .with_why(
                "many delays are equal: perhaps a small integer was scaled, the delays were cut to \
                 a smaller range, or a generator was seeded with the time",
            )
            .with_change(CHANGE_DRAW)
            .into_err();
    }
    if [1.0, 1e3].iter().any(|unit| delays.iter().all(|delay| fits_in_f32(*delay, *unit))) {
        return Mistake::new(
            Kind::Rounded,
            format!("all {DRAWS} delays of {call} fit in an `f32`"),
        )
        .with_why("the delay was an `f32` at some point, which keeps about 7 digits")
        .with_change(CHANGE_DRAW)
        .into_err();
    }
    Ok(())
}

/// Whether a number has no fraction.
fn is_whole(number: f64) -> bool {
    (number - number.round()).abs() < 1e-6
}

/// Whether a delay in this unit is a float of single precision, up to a nanosecond.
fn fits_in_f32(delay: f64, unit: f64) -> bool {
    // The nearest number whose lowest 29 bits, which an `f32` lacks, are 0.
    let nearest = f64::from_bits(((delay * unit).to_bits() + (1 << 28)) >> 29 << 29);
    (nearest / unit - delay).abs() < 1e-9
}

/// Checks that every part of the range is as likely as any other.
fn check_uniform(call: &str, sorted: &[f64], max_delay: f64) -> Result<(), Mistake> {
    let (delay, distance) = ks_distance(sorted, max_delay);
    if sorted[0] > max_delay / 40.0 {
        let seen = format!("none of {DRAWS} delays of {call} was below {:.3} s", sorted[0]);
        return Mistake::new(Kind::NotUniform, seen)
            .with_why("short delays are too rare, most often because the range doesn't start at 0")
            .with_change(CHANGE_DRAW)
            .into_err();
    }
    if distance.abs() <= MAX_KS_DISTANCE {
        return Ok(());
    }
    let (actual, expected) = (delay / max_delay + distance, delay / max_delay);
    let seen = format!(
        "{:.0} % of {DRAWS} delays of {call} were below {delay:.2}; {:.0} % should be",
        100.0 * actual,
        100.0 * expected
    );
    Mistake::new(Kind::NotUniform, seen)
        .with_why(
            "some delays come more often than others: the number was drawn from a part of the \
             range, or changed after it was drawn",
        )
        .with_change(CHANGE_DRAW)
        .into_err()
}

/// Where the share of sorted delays is farthest from uniform, and by how much.
fn ks_distance(sorted: &[f64], max_delay: f64) -> (f64, f64) {
    let times: f64 = sorted.iter().map(|_| 1.0).sum();
    let shares = sorted.iter().zip(0_u32..);
    let distances = shares.map(|(delay, i)| (*delay, f64::from(i) / times - delay / max_delay));
    distances.max_by(|a, b| a.1.abs().total_cmp(&b.1.abs())).unwrap_or_default()
}

/// Checks that the delays of other ranges reach into their upper half.
fn check_range(max_delay: u32, waits: Vec<(Run, f64)>) -> Result<(), Mistake> {
    let delays = check_each_wait(waits)?;
    let longest = delays.into_iter().fold(0.0, f64::max);
    if longest < f64::from(max_delay) / 2.0 {
        let call = format!("wait_random({max_delay})");
        return range_too_short_mistake(&call, RANGE_DRAWS, longest).into_err();
    }
    Ok(())
}

/// The mistake of delays that don't reach their end.
fn range_too_short_mistake(call: &str, times: usize, longest: f64) -> Mistake {
    Mistake::new(
        Kind::RangeTooShort,
        format!("the longest of {times} delays of {call} was {longest:.3} s"),
    )
    .with_why("the range of the delays doesn't end at `max_delay`")
    .with_change(CHANGE_DRAW)
}

/// Checks that nothing happens before the future is polled.
fn check_wait_not_eager(runner: &Runner, answer: &impl AsyncFn(u32) -> f64) -> Result<(), Mistake> {
    // A short delay may have passed by any tick of the timer.
    loop {
        let (Run { call, virtual_seconds, .. }, delay) =
            runner.run(&[4], Plan::default(), async || {
                let wait = answer(4);
                sleep(Duration::from_secs(9)).await;
                wait.await
            })?;
        if virtual_seconds + TIMER_TOLERANCE_SECONDS < 9.0 + delay {
            return eager_mistake(&call).into_err();
        }
        if delay > 0.1 {
            return Ok(());
        }
    }
}

/// Checks that two calls that run concurrently don't touch each other.
fn check_independent_waits(
    runner: &Runner,
    answer: &impl AsyncFn(u32) -> f64,
) -> Result<(), Mistake> {
    let measured = async |max_delay| {
        let start = Instant::now();
        let delay = answer(max_delay).await;
        (start.elapsed().as_secs_f64(), delay)
    };
    let (Run { call, virtual_seconds, .. }, [(one_took, one), (other_took, other)]) =
        runner.run(&[4], Plan::default(), async || {
            <[_; 2]>::from(tokio::join!(measured(4), measured(9)))
        })?;
    if took_as_long_as(one_took, one)
        && took_as_long_as(other_took, other)
        && one <= 4.0
        && one != other
    {
        return Ok(());
    }
    check_other_timers_unaffected(runner, answer)?;
    let seen = format!(
        "{call} and wait_random(9), run together, took {virtual_seconds:.3} s and returned \
         {one:.3} and {other:.3}"
    );
    shares_state_mistake(seen).into_err()
}

/// Checks that any number of waits can run at the same time.
fn check_concurrent_waits(
    runner: &Runner,
    answer: &impl AsyncFn(u32) -> f64,
) -> Result<(), Mistake> {
    const CALLS: usize = 200;
    let (Run { call, virtual_seconds, .. }, delays) =
        runner
            .run(&[9], Plan::default(), async || join_all((0..CALLS).map(|_| answer(9))).await)?;
    let longest = delays.into_iter().fold(0.0, f64::max);
    if took_as_long_as(virtual_seconds, longest) {
        return Ok(());
    }
    shares_state_mistake(format!(
        "{CALLS} calls of {call}, run together, took {virtual_seconds:.3} s; the longest delay is \
         {longest:.3} s"
    ))
    .into_err()
}

/// Checks that beside a wait, a timer of 1 ms ends after 1 ms.
fn check_other_timers_unaffected(
    runner: &Runner,
    answer: &impl AsyncFn(u32) -> f64,
) -> Result<(), Mistake> {
    let (Run { call, .. }, virtual_seconds) = runner.run(&[9], Plan::default(), async || {
        let start = Instant::now();
        let timer = async {
            sleep(Duration::from_millis(1)).await;
            start.elapsed()
        };
        tokio::join!(answer(9), timer).1
    })?;
    if virtual_seconds < Duration::from_millis(3) {
        return Ok(());
    }
    let seen = format!(
        "{call} moved the clock, so that another timer took {virtual_seconds:.0?} instead of 1 ms"
    );
    Mistake::new(Kind::TouchesTheClock, seen)
        .with_why(
            "`tokio::time::advance` moves the clock of the whole runtime, and works in tests only",
        )
        .with_change(format!("sleep instead: {SLEEP_CODE}"))
        .into_err()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_distance_from_uniform_is_that_of_the_worst_delay() {
        // Half of the delays are below 0.3, which is 20 % too many.
        let (delay, distance) = ks_distance(&[0.1, 0.2, 0.3, 0.9], 1.0);
        assert_eq!((delay, (distance * 100.0).round()), (0.3, 20.0));
        let uniform: Vec<_> = (0..1000).map(|i| f64::from(i) / 1000.0).collect();
        assert!(ks_distance(&uniform, 1.0).1.abs() < 0.002);
    }

    #[test]
    fn only_what_was_an_f32_fits_in_one() {
        assert!(fits_in_f32(f64::from(1.234_567_8_f32), 1.0));
        assert!(!fits_in_f32(1.234_567_812_345, 1.0));
    }
}
