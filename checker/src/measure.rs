//! Task 2: measuring. The answer starts a runtime of its own, so the clock is real.

use std::mem;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Arc;
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::guard::{Guard, guarded, on_a_thread};
use crate::mistake::{Call, Kind, Mistake, in_seconds};
use crate::watch::too_slow;

/// What a call of the answer gave.
struct Run {
    /// The call.
    call: Call,
    /// The value it returned.
    returned: f64,
    /// Seconds that passed on the wall.
    real: f64,
}

impl Run {
    /// Calls the answer.
    fn of(call: Call, answer: &impl Fn(u32, u32) -> f64) -> Self {
        let (n, max_delay) = (call.arguments[0], call.arguments[1]);
        let start = Instant::now();
        let returned = answer(n, max_delay);
        let real = start.elapsed().as_secs_f64();
        Self {
            call,
            returned,
            real,
        }
    }

    /// The total time in seconds, if the value is the average.
    fn total(&self) -> f64 {
        self.returned * f64::from(self.call.arguments[0])
    }

    /// A mistake that this run shows, in front of others of the same kind.
    fn mistake(&self, kind: Kind, why: &str, change: &str) -> Mistake {
        let Self {
            call,
            returned,
            real,
        } = self;
        let happened = format!(
            "{call} returned {returned:?}, and ran for {}",
            in_seconds(*real)
        );
        call.mistake(kind, happened, why, change)
    }
}

/// Checks an answer to task 2: the average time of a wait.
///
/// The waits of the answer really run, for about three seconds in all, many calls at
/// the same time. Load only lengthens, so what is too long is so in many of them.
///
/// # Errors
///
/// The first [`Mistake`] that is found.
pub fn measure_time(
    answer: impl Fn(u32, u32) -> f64 + Send + Sync + 'static,
) -> Result<(), Mistake> {
    guarded("measure_time", move |guard| {
        let answer = Arc::new(answer);
        has_no_rest(|| Run::of(guard.call(&[1, 0]), &*answer))?;
        let many: Vec<_> = (0..3)
            .map(|_| Run::of(guard.call(&[300, 0]), &*answer))
            .collect();
        overlapped(&many)?;
        for (n, calls) in [(3, 16), (1, 16), (2000, 4)] {
            let runs = at_the_same_time(guard, &answer, n, calls)?;
            ran_its_waits(&runs)?;
            is_the_average(&runs)?;
        }
        is_measured(&many)?;
        refuses_no_waits(guard, &*answer)
    })
}

/// The run that took the least time of all: load does not shorten.
fn shortest(runs: &[Run]) -> &Run {
    let shortest = runs.iter().min_by(|a, b| a.real.total_cmp(&b.real));
    shortest.expect("there is a run")
}

/// One wait of 0 s takes a tick of the timer, 1 ms, and 16 ms where the system's clock is coarse.
fn has_no_rest(run: impl Fn() -> Run) -> Result<(), Mistake> {
    let mut runs = Vec::new();
    while runs.len() < 3
        || runs.len() < 20 && runs.iter().map(|run: &Run| run.real).sum::<f64>() < 1.0
    {
        runs.push(run());
        if shortest(&runs).real < 0.03 {
            return Ok(());
        }
    }
    let (Run { call, real, .. }, times) = (shortest(&runs), runs.len());
    Err(call.mistake(
        Kind::MeasuresMore,
        format!(
            "{call} took {} or more, {times} times, and its delay is 0 s",
            in_seconds(*real)
        ),
        "something else than one wait of 0 s takes time: a rest, a warm-up, or other arguments",
        "run `wait_n(n, max_delay)` once, with the arguments as they were given, and nothing else",
    ))
}

/// A wait of 0 s takes a tick of the timer, 1 ms: 300 of them, one after another, take 0.3 s.
fn overlapped(runs: &[Run]) -> Result<(), Mistake> {
    let Run { call, real, .. } = shortest(runs);
    if *real < 0.25 {
        return Ok(());
    }
    Err(call.mistake(
        Kind::OneAfterAnother,
        format!(
            "{call} took {}, and its longest delay is {}",
            in_seconds(*real),
            in_seconds(0.0)
        ),
        "the waits ran one after another: each was awaited before the next was made or started",
        "make all the futures first, then await them together: `wait_n` does",
    ))
}

/// Runs the answer several times at once, with delays of up to 1 s.
fn at_the_same_time(
    guard: &Guard,
    answer: &Arc<impl Fn(u32, u32) -> f64 + Send + Sync + 'static>,
    n: u32,
    calls: usize,
) -> Result<Vec<Run>, Mistake> {
    for _ in 0..3 {
        let call = guard.call(&[n, 1]);
        let run = |_| {
            let (call, answer) = (call.clone(), Arc::clone(answer));
            on_a_thread(&guard.watch, move || Run::of(call, &*answer))
        };
        let threads: Vec<_> = (0..calls).map(run).collect();
        let start = Instant::now();
        sleep(Duration::from_secs(1));
        let late = start.elapsed().as_secs_f64() - 1.0;
        let runs = threads
            .into_iter()
            .map(|thread| thread.join().unwrap_or_else(|panic| resume_unwind(panic)));
        let runs: Vec<_> = runs.collect();
        // A sleep of the checker's own tells whether the machine is too busy to judge.
        if late < 0.25 {
            return Ok(runs);
        }
    }
    Err(too_slow(&guard.call(&[n, 1])))
}

/// One run of `n` waits has a shortest and a longest time.
fn ran_its_waits(runs: &[Run]) -> Result<(), Mistake> {
    let call = &runs[0].call;
    let longest = runs.iter().map(|run| run.real).fold(0.0, f64::max);
    // Of all these delays none is above 0.1 s once in 10^16 checks.
    if longest < 0.1 && runs.iter().all(|run| run.total() < 0.1) {
        return Err(call.mistake(
            Kind::WaitsNeverRan,
            format!("{call} was back after {}", in_seconds(longest)),
            "no wait ran: the future of `wait_n` was made and not awaited, or its runtime's clock was paused",
            "run the future to its end, `runtime.block_on(wait_n(n, max_delay))`, on a clock that is not paused",
        ));
    }
    let Run { real, .. } = shortest(runs);
    // The longest of 2000 delays is below 0.98 s once in 10^17 checks.
    if call.n() == 2000 && longest >= 0.1 && *real < 0.98 {
        return Err(call.mistake(
            Kind::IgnoresN,
            format!("{call} ran for {}", in_seconds(*real)),
            "of 2000 delays of up to 1 s the longest is longer: fewer waits ran, or shorter ones",
            "run `wait_n(n, max_delay)` with the arguments as they were given",
        ));
    }
    let too_long = runs.iter().filter(|run| run.real > 1.5);
    if too_long.clone().count() * 4 >= runs.len() {
        return Err(call.mistake(
            Kind::MeasuresMore,
            format!("{call} ran for more than 1.5 s in {} of {} calls, and no delay is above 1 s", too_long.count(), runs.len()),
            "more than one run of `wait_n(n, max_delay)` takes time: a second run, a warm-up, or other arguments",
            "run `wait_n(n, max_delay)` once, with the arguments as they were given, and nothing else",
        ));
    }
    Ok(())
}

/// The result times `n` is the time that passed.
fn is_the_average(runs: &[Run]) -> Result<(), Mistake> {
    // A short run tells little.
    let runs: Vec<_> = runs
        .iter()
        .filter(|run| run.real.max(run.total()) > 0.3)
        .collect();
    let Some(run) = runs.first() else {
        return Ok(());
    };
    // The answer's start and end lie inside ours.
    let too_much = |run: &&&Run| run.total() > run.real + 0.001;
    let missing = runs
        .iter()
        .map(|run| run.real - run.total())
        .fold(f64::INFINITY, f64::min);
    if runs
        .iter()
        .all(|run| (0.9 * run.real..=run.real).contains(&run.returned))
        && run.call.n() > 1
    {
        Err(run.mistake(
            Kind::TotalInsteadOfAverage,
            "that is the total time, and the average was asked for",
            "divide the total by n",
        ))
    } else if runs
        .iter()
        .all(|run| run.real > 0.1 && run.total() > 400.0 * run.real)
    {
        Err(run.mistake(
            Kind::Milliseconds,
            "that is a number of milliseconds, or of a smaller unit",
            "use `as_secs_f64()`: seconds, with their fraction",
        ))
    } else if runs.iter().all(|run| run.total().fract() < 1e-9) {
        Err(run.mistake(
            Kind::WholeSeconds,
            "the total was cut to whole seconds before it was divided",
            "use `as_secs_f64()` in place of `as_secs()`",
        ))
    } else if let Some(run) = runs
        .iter()
        .find(too_much)
        .or((missing > 0.05).then_some(run))
    {
        let Run { call, real, .. } = run;
        Err(call.mistake(
            Kind::WrongClock,
            format!("{call} measured {} in all, and ran for {}", in_seconds(run.total()), in_seconds(*real)),
            "the result is not the time that passed over n: it comes from the delays, a paused clock, the processor's time, another n, or a start or end in the wrong place",
            "take `Instant::now()` right before `block_on`, and `elapsed()` right behind it, in a runtime that is not paused; divide by n",
        ))
    } else {
        Ok(())
    }
}

/// Even waits of 0 s take time.
fn is_measured(runs: &[Run]) -> Result<(), Mistake> {
    match runs.iter().find(|run| run.returned <= 0.0) {
        None => Ok(()),
        Some(run) => Err(run.mistake(
            Kind::NotMeasured,
            "waits of 0 s take time too, so the result is made of the delays: a sum or the longest of them",
            "measure: take `Instant::now()` before the waits, and `elapsed()` behind them",
        )),
    }
}

/// An average of no waits is refused with a panic, as Python's is with an error.
fn refuses_no_waits(guard: &Guard, answer: &impl Fn(u32, u32) -> f64) -> Result<(), Mistake> {
    let call = guard.call(&[0, 5]);
    match catch_unwind(AssertUnwindSafe(|| answer(0, 5))) {
        Ok(returned) => Err(call.mistake(
            Kind::ZeroWaitsNotRefused,
            format!("{call} returned {returned:?}"),
            "0 waits have no average: in floats, a division by 0 gives NaN or infinity, and no error",
            "refuse it in the first line: `assert!(n > 0, \"…\")`",
        )),
        Err(panic) => {
            // Dropped, it could panic once more.
            mem::forget(panic);
            Ok(())
        }
    }
}
