//! Task 2: measuring. The answer starts a runtime of its own, so the clock is real.

use std::fmt;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use crate::delay::is_whole;
use crate::further::time_of_tasks;
use crate::guard::{guarded, on_a_thread, returned, share_of_a_core};
use crate::mistake::{Call, Kind, Mistake, Verdict, ensure, mistake};
use crate::watch::{Watch, too_slow};

/// What a call of the answer gave.
struct Timed {
    /// The call.
    call: Call,
    /// The value it returned.
    returned: f64,
    /// Seconds that passed on the wall.
    real: f64,
}

impl Timed {
    /// Calls the answer.
    fn of(call: Call, answer: impl Fn(u32, u32) -> f64) -> Self {
        let start = Instant::now();
        let returned = answer(call.arguments[0], call.arguments[1]);
        let real = start.elapsed().as_secs_f64();
        Self { call, returned, real }
    }

    /// The total time in seconds, if the value is the average.
    fn total(&self) -> f64 {
        self.returned * f64::from(self.call.arguments[0])
    }
}

impl fmt::Display for Timed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { call, returned, real } = self;
        write!(f, "{call} returned {returned:?}, and ran for {real:.3} s")
    }
}

/// The real time in seconds that waits of 0 s may take beyond that of plain ones.
const QUICK: f64 = 0.015;
/// A machine where plain waits end so many seconds late is too busy to judge.
const LATE: f64 = 0.05;
/// What to change where anything else takes time.
const ONE_RUN: &str = "run `wait_n(n, max_delay)` once, with these two numbers, and nothing else";

/// Checks an answer to task 2: the average time of a wait.
///
/// The waits of the answer really run, many calls at the same time, for about three seconds.
pub fn measure_time(answer: impl Fn(u32, u32) -> f64 + Send + Sync + 'static) -> Verdict {
    guarded("measure_time", move |watch| {
        let answer = Arc::new(answer);
        // Sleeps of 0 s and of 0.5 s.
        let own = Arc::new(|_, _| time_of_tasks(2, 1, false));
        let (many, quick) = shortest(|| Timed::of(watch.call(&[300, 0]), &*answer));
        watch.panicked().map_or(Ok(()), Err)?;
        let busy = || too_slow(&many.call, "the machine is busy with something else");
        if many.real >= quick.min(LATE) {
            let is_busy = quick > LATE || many.real * share_of_a_core() < quick;
            ensure! { is_busy, many.call, MeasuresMore, ("{} took {:.3} s, and its longest delay is 0.000 s", many.call, many.real),
            "something else than one run of such waits takes time: waits one after another, a second run, a rest, a warm-up, or other arguments",
            ONE_RUN}
            return Err(busy());
        }
        for _ in 0..3 {
            let one = start(watch, &answer, [1, 1], 128, 3);
            // Beside the calls whose average has the least room.
            let own = start(watch, &own, [3, 1], 16, 3);
            let few = start(watch, &answer, [3, 1], 80, 1);
            let equal = start(watch, &answer, [2, 2], 24, 1);
            let many_more = start(watch, &answer, [3000, 1], 4, 1);
            let late = average(&own()?) - 0.5;
            if late > LATE {
                continue;
            }
            judge(&few()?, late)?;
            ensure! { many.returned > 0.0, many.call, NotMeasured, ("{many}"),
            "waits of 0 s take time too, so the result was rounded, or is made of the delays: a sum or the longest of them",
            "measure: take `Instant::now()` before the waits, and `elapsed()` after them; round nothing"}
            for runs in [equal, many_more, one] {
                judge(&runs()?, late)?;
            }
            return refuses_no_waits(watch, &*answer);
        }
        Err(busy())
    })
}

/// The run that takes the least time of some, and the time that it may take: load comes in bursts.
fn shortest(run: impl Fn() -> Timed) -> (Timed, f64) {
    let allowed = || QUICK + time_of_tasks(300, 0, false);
    let (start, mut times, mut shortest, mut quick) = (Instant::now(), 0, run(), allowed());
    while start.elapsed().as_secs() < 2 && (times < 10 || shortest.real >= quick.min(LATE)) {
        let next = run();
        shortest = if next.real < shortest.real { next } else { shortest };
        (times, quick) = (times + 1, quick.min(allowed()));
    }
    (shortest, quick)
}

/// Starts threads that call the answer, each so many times. What it returns awaits them.
fn start(
    watch: &Watch,
    answer: &Arc<impl Fn(u32, u32) -> f64 + Send + Sync + 'static>,
    arguments: [u32; 2],
    threads: usize,
    times: usize,
) -> impl FnOnce() -> Result<Vec<Timed>, Mistake> {
    let call = watch.call(&arguments);
    // Other calls run at the same time: what panics here is none of them.
    let own = Watch::default();
    own.seen().call = call.clone();
    let thread = |_| {
        let (call, answer) = (call.clone(), Arc::clone(answer));
        // The threads of all answers at once would wait for each other.
        thread::sleep(Duration::from_millis(2));
        on_a_thread(&own, move |_| {
            (0..times).map(|_| Timed::of(call.clone(), &*answer)).collect::<Vec<_>>()
        })
    };
    let threads: Vec<_> = (0..threads).map(thread).collect();
    move || {
        // The call that never ends, if one of these does.
        watch.call(&arguments);
        let mut runs = Vec::new();
        for thread in threads {
            runs.extend(thread.join().map_err(|panic| own.ended_by(panic))?);
        }
        own.panicked().map_or(Ok(runs), Err)
    }
}

/// The average of the real time, in seconds.
fn average(runs: &[Timed]) -> f64 {
    runs.iter().map(|run| run.real).sum::<f64>() / runs.iter().map(|_| 1.0).sum::<f64>()
}

/// Runs of one call took the time of their waits, and gave its average.
fn judge(runs: &[Timed], late: f64) -> Verdict {
    let (call, calls, average) = (&runs[0].call, runs.len(), average(runs));
    let (n, max_delay) = (call.n(), call.max_delay());
    // A clock that is paused has run, too.
    let span = |time: fn(&Timed) -> f64| {
        let times = runs.iter().map(time);
        (times.clone().fold(f64::MAX, f64::min), times.fold(0.0, f64::max))
    };
    let (shortest, longest) = span(|run| run.real.max(run.total()));
    let same = |(shortest, longest)| longest - shortest < 0.1;
    let never = same(span(|run| run.real)) && same(span(Timed::total)) || longest < 0.3 * max_delay;
    ensure! { n > 3 || !never, call, WaitsNeverRan, ("{calls} calls of {call} took, or say that they took, {shortest:.3} s to {longest:.3} s"),
    "the delays are random, and so is their longest: the future of `wait_n` was made and not awaited, its runtime's clock was paused, n or max_delay is another one, or something else took that long",
    "run the future to its end, `runtime.block_on(wait_n(n, max_delay))`, on a clock that is not paused"}
    // The longest delay of each call with many waits, and of all calls with few.
    let (ran, least) = if n > 3 { (shortest, 0.99) } else { (longest, 0.6) };
    ensure! { ran >= least * max_delay, call, IgnoresN, ("of {calls} calls of {call} this is the {} time: {ran:.3} s", if n > 3 { "shortest" } else { "longest" }),
    "of so many delays the longest takes more time than that: fewer waits ran, or shorter ones",
    "run `wait_n(n, max_delay)` with the arguments as they were given"}
    // The average of many single delays is near half of max_delay.
    let most = if n == 1 { 0.6 * max_delay } else { max_delay + 0.1 };
    ensure! { average <= most + late || n > 3, call, MeasuresMore, ("{calls} calls of {call} ran for {average:.3} s on average, and their waits take {most:.2} s at the most"),
    "more than one run of `wait_n(n, max_delay)` takes time: one wait more, a second run, a warm-up, other arguments, or a loop that asks again and again whether it has ended",
    ONE_RUN}
    is_the_average(runs, late)
}

/// The result times `n` is the time that passed.
fn is_the_average(runs: &[Timed], late: f64) -> Verdict {
    let runs: Vec<_> = runs.iter().filter(|run| run.real.max(run.total()) > 0.3).collect();
    let run = &runs[0];
    let all = |is_so: fn(&Timed) -> bool| runs.iter().all(|run| is_so(run));
    ensure! { run.call.n() == 1 || !all(|run| (0.7 * run.real..=run.real).contains(&run.returned)), run.call, TotalInsteadOfAverage, ("{run}"),
    "that is the total time, and the average was asked for",
    "divide the total by n, and by nothing else"}
    ensure! { !all(|run| [1e3, 1e6, 1e9].iter().any(|unit| [run.total(), run.returned].iter().any(|time| (0.5..=1.0).contains(&(time / unit / run.real))))), run.call, Milliseconds, ("{run}"),
    "that is a number of milliseconds, or of a smaller unit",
    "use `as_secs_f64()`: seconds, with their fraction"}
    ensure! { !all(|run| (-0.2..=1.05).contains(&(run.real - run.total())) && [run.total(), run.returned].iter().any(|time| is_whole(time * 1e3))), run.call, Rounded, ("{run}"),
    "the total was cut to whole seconds or milliseconds before it was divided, or its end was taken before its start, or the average was rounded",
    "return `start.elapsed().as_secs_f64() / f64::from(n)`: from the start to now, with its fraction, rounded nowhere"}
    // The answer's start and end lie inside ours, and close to them in one run at the least.
    let too_much = runs.iter().find(|run| !(0.0..=run.real + 0.001).contains(&run.total()));
    let too_little = runs.iter().all(|run| run.total() < run.real - 0.05 - late);
    let run = too_much.unwrap_or(run);
    ensure! { too_much.is_none() && !too_little, run.call, WrongClock, ("{run}"),
    "that times n is not the time that passed: it is the average delay, or comes from a paused clock, the processor's time, whole seconds, another n or unit, or a start or end in the wrong place",
    "take `Instant::now()` right before `block_on`, and `elapsed().as_secs_f64()` right after it, in a runtime that is not paused; divide by n, and round nothing"}
    Ok(())
}

/// An average of no waits is refused with a panic, as Python's is with an error.
fn refuses_no_waits(watch: &Watch, answer: impl Fn(u32, u32) -> f64) -> Verdict {
    let call = watch.call(&[0, 1]);
    let returned = returned(|| answer(0, 1));
    ensure! { returned.is_none(), call, ZeroWaitsNotRefused, ("{call} returned {:?}", returned.unwrap_or_default()),
    "0 waits have no average: in floats, a division by 0 gives NaN or infinity, and no error",
    "refuse it in the first line: `assert!(n > 0, \"…\")`"}
    Ok(())
}
