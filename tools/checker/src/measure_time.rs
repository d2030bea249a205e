//! Exercise 2: measuring. The answer starts its own runtime, so the clock is real.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread::{self, Thread};
use std::time::{Duration, Instant};

use spy::{Outcome, Plan, WaitNRecord};

use crate::call::{AnswerCall, ExerciseFunction};
use crate::common_mistakes::swallows_a_panic_mistake;
use crate::mistake::{Kind, Mistake};
use crate::panics;
use crate::recorded_waits::check_arguments;
use crate::runner::{Runner, supervise_check};
use crate::wording::times_in_words;

/// How much time a call may take around `wait_n`, in seconds: a runtime has to be started.
const MAX_OVERHEAD_SECONDS: f64 = 0.05;
/// How long `wait_n` takes in most calls.
///
/// It isn't near the square root of 0.001 s, where a time in milliseconds and one divided by the
/// time would be the same number.
const WAIT_N_DURATION: Duration = Duration::from_millis(40);
/// How long it takes in the last one.
const LONG_WAIT_N_DURATION: Duration = Duration::from_millis(1010);
/// For how long a call that took too long is made again.
const RETRY_WINDOW: Duration = Duration::from_secs(3);
/// How much a real time may be off, in seconds, where two clocks are compared.
const CLOCK_TOLERANCE_SECONDS: f64 = 0.002;

/// What to write, where the time isn't measured.
const CHANGE_MEASURE: &str = "read `Instant::now()` before `block_on`, and `elapsed()` after it";

/// What a call of the answer returned, and how long it took.
struct Measurement {
    call: AnswerCall,
    /// What it returned.
    returned: f64,
    /// How long it took, in seconds.
    real_seconds: f64,
    /// How long `wait_n` took in it, in seconds.
    wait_n_seconds: f64,
}

impl Measurement {
    /// The number of waits.
    fn n(&self) -> f64 {
        f64::from(self.call.arguments[0])
    }

    /// How much longer it took than `wait_n` did, in seconds.
    fn overhead(&self) -> f64 {
        self.real_seconds - self.wait_n_seconds
    }

    /// Whether this is a time that the answer can have measured.
    fn is_plausible_total(&self, time: f64) -> bool {
        (self.wait_n_seconds - CLOCK_TOLERANCE_SECONDS
            ..=self.real_seconds + CLOCK_TOLERANCE_SECONDS)
            .contains(&time)
    }

    /// A mistake that this call shows.
    fn mistake(&self, kind: Kind) -> Mistake {
        let Self { call, returned, real_seconds, wait_n_seconds } = self;
        Mistake::new(
            kind,
            format!(
                "{call} returned {returned:.4}; it took {real_seconds:.4} s, because the checker's \
                 own wait_n took {wait_n_seconds:.4} s"
            ),
        )
    }
}

/// Checks an answer to exercise 2: the average time of a wait.
///
/// The answer is compiled against the doubles of the crate `spy`: `wait_n` takes 40 ms there, and
/// 1.01 s in the last call.
///
/// # Errors
///
/// Returns the first mistake that is found.
pub fn check_measure_time(
    answer: impl Fn(u32, u32) -> f64 + Send + Sync + 'static,
) -> Result<(), Mistake> {
    supervise_check(ExerciseFunction::MeasureTime, move |runner| {
        let mut rounded = Vec::new();
        for arguments in [[3, 2], [1, 4], [7, 1], [3, 0], [5, 9], [1000, 10]] {
            let mut measured = run_measured(runner, &answer, arguments, WAIT_N_DURATION)?;
            check_average(&measured)?;
            rounded.push(is_whole_milliseconds(measured.returned * measured.n()));
            // One slow call may be a busy machine, so it's made again for a while.
            let start = Instant::now();
            while measured.overhead() > MAX_OVERHEAD_SECONDS && start.elapsed() < RETRY_WINDOW {
                measured = run_measured(runner, &answer, arguments, WAIT_N_DURATION)?;
            }
            if measured.overhead() > MAX_OVERHEAD_SECONDS {
                return does_extra_work_mistake(&measured).into_err();
            }
        }
        // One total may be a whole number of milliseconds by chance, and not all of them.
        if rounded.iter().all(|is_rounded| *is_rounded) {
            return run_measured(runner, &answer, [3, 2], WAIT_N_DURATION)?
                .mistake(Kind::Rounded)
                .with_why("the time was rounded to whole milliseconds")
                .with_change("use `as_secs_f64()`, which keeps the fraction")
                .into_err();
        }
        check_zero_is_refused(runner, &answer)?;
        check_wait_n_panic_propagates(runner, &answer)?;
        // Long enough for an answer that loses whole seconds, or that has no patience.
        check_average(&run_measured(runner, &answer, [3, 7], LONG_WAIT_N_DURATION)?)
    })
}

/// Calls the answer. It runs `wait_n(n, max_delay)` once, to its end, on a clock that runs.
fn run_measured(
    runner: &Runner,
    answer: &impl Fn(u32, u32) -> f64,
    [n, max_delay]: [u32; 2],
    wait_n_duration: Duration,
) -> Result<Measurement, Mistake> {
    let plan = Plan { wait_n_duration, ..Plan::default() };
    let start = Instant::now();
    let (call, returned) = call_answer(runner, answer, [n, max_delay], plan);
    let real_seconds = start.elapsed().as_secs_f64();
    if let Some(mistake) = panics::diagnose_captured_panic(&call) {
        return Err(mistake);
    }
    let returned = returned.map_err(|panic| panics::diagnose_payload(&call, &*panic))?;
    let wait_n_seconds = check_wait_n_call(&call)?;
    Ok(Measurement { call, returned, real_seconds, wait_n_seconds })
}

/// Calls the answer, and catches its panic.
fn call_answer(
    runner: &Runner,
    answer: &impl Fn(u32, u32) -> f64,
    [n, max_delay]: [u32; 2],
    plan: Plan,
) -> (AnswerCall, thread::Result<f64>) {
    let call = runner.begin_call(&[n, max_delay]);
    spy::start(plan);
    (call, catch_unwind(AssertUnwindSafe(|| answer(n, max_delay))))
}

/// Checks that `wait_n` was called once, with the arguments that were given, and ran to its end.
/// Returns how long it took, in seconds.
fn check_wait_n_call(call: &AnswerCall) -> Result<f64, Mistake> {
    let recording = spy::snapshot();
    check_called_once(call, recording.wait_n_calls.len())?;
    let wait_n_call = &recording.wait_n_calls[0];
    check_arguments(call, &wait_n_call.arguments)?;
    let (Some(started), Some(ended), Some(Outcome::Completed)) =
        (wait_n_call.start_instant, wait_n_call.end_instant, wait_n_call.outcome)
    else {
        return not_run_to_end_mistake(call, wait_n_call).into_err();
    };
    let real_seconds = (ended - started).as_secs_f64();
    let planned = recording.plan.wait_n_duration.as_secs_f64();
    if real_seconds < planned / 2.0 {
        let seen =
            format!("wait_n took {real_seconds:.4} s in {call}, but its waits take {planned} s");
        return Mistake::new(Kind::PausedClock, seen)
            .with_why("the clock of the runtime is paused, and jumps over the waits")
            .with_change("leave `start_paused` and `pause` to tests")
            .into_err();
    }
    Ok(real_seconds)
}

/// Checks that `wait_n` was called once.
fn check_called_once(call: &AnswerCall, times: usize) -> Result<(), Mistake> {
    let change = "run it once: `runtime.block_on(wait_n(n, max_delay))`";
    match times {
        0 => Mistake::new(Kind::NotCalled, format!("{call} returned without calling wait_n"))
            .with_why("the exercise asks you to measure wait_n, and nothing had called it by then")
            .with_change(change)
            .into_err(),
        1 => Ok(()),
        _ => {
            let seen = format!("{call} called wait_n {}", times_in_words(times));
            Mistake::new(Kind::WrongNumberOfCalls, seen)
                .with_why("one call of wait_n runs all n waits, so measure that one call")
                .with_change(change)
                .into_err()
        }
    }
}

/// The mistake of a call of `wait_n` that didn't run to its end.
fn not_run_to_end_mistake(call: &AnswerCall, wait_n: &WaitNRecord) -> Mistake {
    let (what, why) = match (wait_n.start_instant, wait_n.end_instant) {
        (None, _) => (
            "was never polled",
            "a future makes progress only while something drives it, and nothing drove this one",
        ),
        (Some(_), None) => ("was still running when it returned", "nothing waited for its end"),
        (Some(_), Some(_)) => (
            "was dropped before it had ended",
            "nothing polled it to its end: its runtime was dropped, for example, or a `timeout` or \
             a `select!` dropped it",
        ),
    };
    Mistake::new(Kind::NotRunToEnd, format!("{call} called wait_n, and its future {what}"))
        .with_why(why)
        .with_change("run it to its end: `runtime.block_on(wait_n(n, max_delay))`")
}

/// Checks that what was returned is the time that passed, divided by `n`.
fn check_average(measured: &Measurement) -> Result<(), Mistake> {
    if measured.is_plausible_total(measured.returned * measured.n()) {
        return Ok(());
    }
    diagnose_average(measured).into_err()
}

/// The mistake of a call that returned another number than the average. The first rule that
/// applies names it: the exact ones come first, and what could fit by chance comes last.
fn diagnose_average(measured: &Measurement) -> Mistake {
    let (n, returned) = (measured.n(), measured.returned);
    let total = returned * n;
    let divisor = find_divisor(measured);
    if returned == 0.0 {
        return measured
            .mistake(Kind::Rounded)
            .with_why(
                "the time was cut off at whole seconds, the result was rounded, or the two \
                 instants were subtracted the wrong way round",
            )
            .with_change("use `as_secs_f64()`, which keeps the fraction, and don't round");
    }
    if measured.is_plausible_total(total + 1.0) || measured.is_plausible_total(returned + 1.0) {
        return measured
            .mistake(Kind::WrongMeasurement)
            .with_why("the whole seconds were left out, as by `subsec_nanos()`")
            .with_change("use `as_secs_f64()`, which returns all of the time");
    }
    if is_computed_from_delays(measured) {
        return measured
            .mistake(Kind::NotMeasured)
            .with_why("that was computed from the delays or from `max_delay`, not measured")
            .with_change(CHANGE_MEASURE);
    }
    if let Some(unit) = find_unit(measured) {
        return measured
            .mistake(Kind::WrongUnit)
            .with_why(format!("that is a number of {unit}"))
            .with_change("use `as_secs_f64()`, which returns seconds with their fraction");
    }
    if measured.is_plausible_total(n / returned) || measured.is_plausible_total(1.0 / returned) {
        return measured
            .mistake(Kind::WrongDivisor)
            .with_why("that is something divided by the time, upside down")
            .with_change("divide the time by n: `/ f64::from(n)`");
    }
    let is_small = (0.0..measured.wait_n_seconds / 10.0).contains(&total);
    if !returned.is_finite() || is_small && divisor.is_none() {
        return measured
            .mistake(Kind::NotMeasured)
            .with_why("the clock wasn't read both before and after the waits")
            .with_change(CHANGE_MEASURE);
    }
    if measured.is_plausible_total(returned) {
        return measured
            .mistake(Kind::TotalInsteadOfAverage)
            .with_why("that is the total, and the average was asked for")
            .with_change("divide it by n: `/ f64::from(n)`");
    }
    if measured.is_plausible_total(returned / n) {
        return measured
            .mistake(Kind::WrongDivisor)
            .with_why(format!("{returned:.4} is the total multiplied by {n}"))
            .with_change("divide it by n: `/ f64::from(n)`");
    }
    if let Some(divisor) = divisor {
        return measured
            .mistake(Kind::WrongDivisor)
            .with_why(format!("{returned:.4} is the total divided by {divisor}, and n is {n}"))
            .with_change("divide by n, and by nothing else: `/ f64::from(n)`");
    }
    if is_whole_milliseconds(returned) {
        return measured
            .mistake(Kind::Rounded)
            .with_why("the result was rounded, or made of whole milliseconds")
            .with_change("use `as_secs_f64()`, divide by `f64::from(n)`, and don't round");
    }
    measured
        .mistake(Kind::WrongMeasurement)
        .with_why(format!(
            "an average of {returned:.4} s means a total of {total:.4} s, and that is not the time \
             that passed"
        ))
        .with_change(CHANGE_MEASURE)
}

/// Whether a number of seconds has at most three digits after the decimal point.
fn is_whole_milliseconds(seconds: f64) -> bool {
    let milliseconds = seconds * 1e3;
    (milliseconds - milliseconds.round()).abs() < 1e-9
}

/// The unit that the result is in, if it is the average or the total in another one than seconds.
fn find_unit(measured: &Measurement) -> Option<&'static str> {
    let units = [(1e3, "milliseconds"), (1e6, "microseconds"), (1e9, "nanoseconds")];
    let returned = measured.returned;
    let fits = |per_second: f64| {
        measured.is_plausible_total(returned * measured.n() / per_second)
            || measured.is_plausible_total(returned / per_second)
    };
    units.into_iter().find(|(per_second, _)| fits(*per_second)).map(|(_, unit)| unit)
}

/// Whether the result is the sum, the longest or the average of the delays, or of `max_delay`.
fn is_computed_from_delays(measured: &Measurement) -> bool {
    let (n, max_delay) = (measured.n(), measured.call.max_delay());
    // The double of `wait_n` returns the delays `max_delay * i / (n + 1)`, for each `i` from 1 to
    // n.
    let (longest, sum) = (max_delay * n / (n + 1.0), max_delay * n / 2.0);
    let candidates = [longest, sum, sum / n, max_delay];
    let is_near = |a: f64, b: f64| (a - b).abs() < 1e-9;
    max_delay > 0.0
        && candidates.iter().any(|delay| {
            is_near(measured.returned, *delay) || is_near(measured.returned * n, *delay)
        })
}

/// The whole number by which the total was divided, if there is one. The time that was measured
/// lies between that of `wait_n` and that of the call, so its quotient lies between two numbers,
/// too.
fn find_divisor(measured: &Measurement) -> Option<u32> {
    let (least, most) =
        (measured.wait_n_seconds / measured.returned, measured.real_seconds / measured.returned);
    // Near 0, some whole number fits by chance.
    if most - least > 0.9 {
        return None;
    }
    (2..=1000).find(|divisor| (least..=most + 0.01).contains(&f64::from(*divisor)))
}

/// The mistake of a call that takes longer than `wait_n` and the start of a runtime.
fn does_extra_work_mistake(measured: &Measurement) -> Mistake {
    let Measurement { call, real_seconds, wait_n_seconds, .. } = measured;
    let seen =
        format!("{call} took {real_seconds:.3} s, and wait_n took {wait_n_seconds:.3} s of that");
    Mistake::new(Kind::DoesExtraWork, seen)
        .with_why("something else takes time, such as a sleep")
        .with_change("run `wait_n(n, max_delay)`, and nothing else")
}

/// Checks that a panic of `wait_n` reaches the caller.
fn check_wait_n_panic_propagates(
    runner: &Runner,
    answer: &impl Fn(u32, u32) -> f64,
) -> Result<(), Mistake> {
    let plan = Plan { wait_n_duration: WAIT_N_DURATION, wait_n_panics: true, ..Plan::default() };
    match call_answer(runner, answer, [3, 2], plan.clone()) {
        (call, Ok(returned)) => {
            let mistake = swallows_a_panic_mistake(&call, &plan, Some(&format!("{returned:?}")));
            let recording = spy::snapshot();
            let is_in_answer = |wait_n: &WaitNRecord| {
                wait_n.task.is_none()
                    && wait_n.start_thread.as_ref().map(Thread::id)
                        == Some(recording.starting_thread.id())
            };
            // Such a panic passes through the answer itself.
            if recording.wait_n_calls.first().is_some_and(is_in_answer) {
                return mistake
                    .with_why("the panic was caught, as by `catch_unwind`, and not passed on")
                    .with_change("let it pass: the caller has to see it")
                    .into_err();
            }
            mistake.into_err()
        }
        (call, Err(_)) => panics::diagnose_unwritten(&call).map_or(Ok(()), Err),
    }
}

/// Checks that an average of no waits is refused with a panic, as Python's is with an error.
fn check_zero_is_refused(
    runner: &Runner,
    answer: &impl Fn(u32, u32) -> f64,
) -> Result<(), Mistake> {
    let (call, returned) = call_answer(runner, answer, [0, 1], Plan::default());
    let Ok(returned) = returned else {
        return panics::diagnose_unwritten(&call).map_or(Ok(()), Err);
    };
    Mistake::new(Kind::ZeroWaitsNotRefused, format!("{call} returned {returned:?}"))
        .with_why(
            "zero waits have no average, so there is no number to return; Python raises an error \
             there",
        )
        .with_change("refuse `n = 0` in the first line: `assert!(n > 0, \"…\")`")
        .into_err()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A call for three waits that took 40 ms, and returned this.
    fn measured(returned: f64) -> Measurement {
        let call = AnswerCall { function: ExerciseFunction::MeasureTime, arguments: vec![3, 2] };
        Measurement { call, returned, real_seconds: 0.0402, wait_n_seconds: 0.04 }
    }

    #[test]
    fn the_divisor_is_found() {
        assert_eq!(find_divisor(&measured(0.0401 / 4.0)), Some(4));
        // Of such small numbers, some divisor always fits.
        assert_eq!(find_divisor(&measured(1e-9)), None);
    }

    #[test]
    fn the_unit_is_found() {
        assert_eq!(find_unit(&measured(40.1)), Some("milliseconds"));
        assert_eq!(find_unit(&measured(40.1 / 3.0 * 1e3)), Some("microseconds"));
        assert_eq!(find_unit(&measured(0.01)), None);
    }

    #[test]
    fn a_total_is_what_can_have_been_measured() {
        assert!(measured(0.0).is_plausible_total(0.0401));
        assert!(!measured(0.0).is_plausible_total(0.043));
    }
}
