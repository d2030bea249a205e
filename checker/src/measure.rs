//! Task 2: measuring. The answer starts a runtime of its own, so the clock is real.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Arc;
use std::thread::{JoinHandle, sleep};
use std::time::{Duration, Instant};
use std::{fmt, mem};

use crate::guard::{Guard, guarded, on_a_thread};
use crate::mistake::{Call, Kind, Mistake, ensure, in_seconds, mistake};
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
        Self { call, returned, real }
    }

    /// The total time in seconds, if the value is the average.
    fn total(&self) -> f64 {
        self.returned * f64::from(self.call.arguments[0])
    }
}

impl fmt::Display for Run {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { call, returned, real } = self;
        write!(f, "{call} returned {returned:?}, and ran for {}", in_seconds(*real))
    }
}

/// The real time in seconds that waits of 0 s take less than, even where the system's clock is coarse.
const QUICK: f64 = 0.03;
/// What to change where anything else takes time.
const ONE_RUN: &str =
    "run `wait_n(n, max_delay)` once, with the arguments as they were given, and nothing else";

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
        let shortest = |n| shortest(|| Run::of(guard.call(&[n, 0]), &*answer));
        let many = shortest(300);
        if let Some(panicked) = guard.watch.panicked() {
            return Err(panicked);
        }
        if many.real >= QUICK {
            return Err(takes_long(&many, &shortest(1)));
        }
        let judge = |calls: &[[u32; 3]]| {
            at_the_same_time(guard, &answer, calls)?.iter().try_for_each(|runs| {
                ran_its_waits(runs)?;
                is_the_average(runs)
            })
        };
        judge(&[[3, 1, 16]])?;
        ensure! { many.returned > 0.0, many.call, NotMeasured, ("{many}"),
        "waits of 0 s take time too, so the result is made of the delays: a sum or the longest of them",
        "measure: take `Instant::now()` before the waits, and `elapsed()` behind them"}
        judge(&[[1, 2, 16], [10_000, 1, 4]])?;
        refuses_no_waits(guard, &*answer)
    })
}

/// The run that takes the least time of all, up to one that is quick: load does not shorten.
fn shortest(run: impl Fn() -> Run) -> Run {
    let (mut shortest, mut real) = (run(), 0.0);
    for calls in 1..20 {
        if shortest.real < QUICK || calls > 2 && real > 1.0 {
            break;
        }
        let next = run();
        real += next.real;
        shortest = if next.real < shortest.real { next } else { shortest };
    }
    shortest
}

/// The mistake of waits of 0 s that take long: is one of them quick?
fn takes_long(many: &Run, one: &Run) -> Mistake {
    let (Run { call, real, .. }, longest) = (many, in_seconds(0.0));
    let (kind, why, change) = if one.real < QUICK {
        let why =
            "the waits ran one after another: each was awaited before the next was made or started";
        let change = "make all the futures first, then await them together: `wait_n` does";
        (Kind::OneAfterAnother, why, change)
    } else {
        let why =
            "something else than waits of 0 s takes time: a rest, a warm-up, or other arguments";
        (Kind::MeasuresMore, why, ONE_RUN)
    };
    let happened = format!("{call} took {}, and its longest delay is {longest}", in_seconds(*real));
    call.mistake(kind, &happened, why, change)
}

/// Runs the answer at once for each `[n, max_delay, times]`.
fn at_the_same_time(
    guard: &Guard,
    answer: &Arc<impl Fn(u32, u32) -> f64 + Send + Sync + 'static>,
    calls: &[[u32; 3]],
) -> Result<Vec<Vec<Run>>, Mistake> {
    for _ in 0..3 {
        let call = guard.call(&calls[0][..2]);
        let threads = |[n, max_delay, times]: &[u32; 3]| {
            let call = Call { arguments: vec![*n, *max_delay], ..call };
            let run = |_| {
                let (call, answer) = (call.clone(), Arc::clone(answer));
                on_a_thread(&guard.watch, "measure_time", move || Run::of(call, &*answer))
            };
            (0..*times).map(run).collect::<Vec<_>>()
        };
        let threads: Vec<_> = calls.iter().map(threads).collect();
        let start = Instant::now();
        sleep(Duration::from_secs(1));
        let late = start.elapsed().as_secs_f64() - 1.0;
        let joined =
            |thread: JoinHandle<Run>| thread.join().unwrap_or_else(|panic| resume_unwind(panic));
        let runs = threads.into_iter().map(|threads| threads.into_iter().map(joined).collect());
        let runs: Vec<_> = runs.collect();
        if let Some(panicked) = guard.watch.panicked() {
            return Err(panicked);
        }
        // A sleep of the checker's own tells whether the machine is too busy to judge.
        if late < 0.25 {
            return Ok(runs);
        }
    }
    Err(too_slow(&guard.call(&calls[0][..2]), "the machine is busy with something else"))
}

/// One run of `n` waits has a shortest and a longest time.
fn ran_its_waits(runs: &[Run]) -> Result<(), Mistake> {
    let call = &runs[0].call;
    let longest = runs.iter().map(|run| run.real).fold(0.0, f64::max);
    let shortest = runs.iter().map(|run| run.real).fold(longest, f64::min);
    // Of all these delays none is above 0.1 s once in 10^16 checks.
    ensure! { longest >= 0.1 || runs.iter().any(|run| run.total() >= 0.1), call, WaitsNeverRan, ("{call} was back after {}", in_seconds(longest)),
    "no wait ran: the future of `wait_n` was made and not awaited, or its runtime's clock was paused; or max_delay is not the one that was given",
    "run the future to its end, `runtime.block_on(wait_n(n, max_delay))`, on a clock that is not paused"}
    // The longest of 10,000 delays is below 0.997 s once in 10^13 checks.
    ensure! { call.n() < 10_000 || shortest >= 0.997, call, IgnoresN, ("{call} ran for {}", in_seconds(shortest)),
    "the longest of 10000 delays of up to 1 s takes more time than that: fewer waits ran, or shorter ones",
    "run `wait_n(n, max_delay)` with the arguments as they were given"}
    // Of 16 totals all are that close to each other once in 10^11 checks.
    ensure! { call.n() > 3 || longest < 0.1 || longest - shortest > 0.03, call, WaitsNeverRan, ("{} calls of {call} all ran for {}", runs.len(), in_seconds(longest)),
    "the delays are random, and so is their longest: no wait of `wait_n` ran",
    "run `wait_n(n, max_delay)`, and measure that"}
    let max_delay = call.max_delay();
    let (all, too_long) =
        (runs.len(), runs.iter().filter(|run| run.real > max_delay + 0.5).count());
    ensure! { too_long * 4 < all || call.n() > 3, call, MeasuresMore, ("{call} ran for more than {} s in {too_long} of {all} calls, and no delay is above {max_delay} s", max_delay + 0.5),
    "more than one run of `wait_n(n, max_delay)` takes time: a second run, a warm-up, or other arguments",
    ONE_RUN}
    Ok(())
}

/// The result times `n` is the time that passed.
fn is_the_average(runs: &[Run]) -> Result<(), Mistake> {
    // A short run tells little.
    let runs: Vec<_> = runs.iter().filter(|run| run.real.max(run.total()) > 0.3).collect();
    let Some(run) = runs.first() else {
        return Ok(());
    };
    let all = |is_so: fn(&Run) -> bool| runs.iter().all(|run| is_so(run));
    ensure! { run.call.n() == 1 || !all(|run| (0.9 * run.real..=run.real).contains(&run.returned)), run.call, TotalInsteadOfAverage, ("{run}"),
    "that is the total time, and the average was asked for",
    "divide the total by n"}
    ensure! { !all(|run| run.real > 0.1 && run.total() > 400.0 * run.real), run.call, Milliseconds, ("{run}"),
    "that is a number of milliseconds, or of a smaller unit",
    "use `as_secs_f64()`: seconds, with their fraction"}
    ensure! { !all(|run| run.total() >= 0.0 && run.total().fract() < 1e-9 && run.total() <= run.real), run.call, WholeSeconds, ("{run}"),
    "the total was cut to whole seconds before it was divided",
    "use `as_secs_f64()` in place of `as_secs()`"}
    // The answer's start and end lie inside ours, and close to them in one run at the least.
    let too_much = runs.iter().find(|run| !(0.0..=run.real + 0.001).contains(&run.total()));
    let too_little = all(|run| run.total() < run.real - 0.05);
    let run = too_much.unwrap_or(run);
    ensure! { too_much.is_none() && !too_little, run.call, WrongClock, ("{run}"),
    "that times n is not the time that passed: it comes from the delays, a paused clock, the processor's time, another n or unit, or a start or end in the wrong place",
    "take `Instant::now()` right before `block_on`, and `elapsed()` right behind it, in a runtime that is not paused; divide by n"}
    Ok(())
}

/// An average of no waits is refused with a panic, as Python's is with an error.
fn refuses_no_waits(guard: &Guard, answer: &impl Fn(u32, u32) -> f64) -> Result<(), Mistake> {
    let call = guard.call(&[0, 5]);
    let ended = catch_unwind(AssertUnwindSafe(|| answer(0, 5)));
    // A panic that is dropped could panic once more.
    let returned = ended.map_err(mem::forget).ok();
    ensure! { returned.is_none(), call, ZeroWaitsNotRefused, ("{call} returned {:?}", returned.unwrap_or_default()),
    "0 waits have no average: in floats, a division by 0 gives NaN or infinity, and no error",
    "refuse it in the first line: `assert!(n > 0, \"…\")`"}
    Ok(())
}
