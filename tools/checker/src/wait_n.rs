//! Exercises 1 and 4: many waits, judged by what the double of `wait_random` recorded.

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use spy::{Outcome, Plan, Wait};
use tokio::time::{Duration, sleep};

use crate::call::{AnswerCall, Function};
use crate::mistake::{Kind, Mistake};
use crate::recorded::{
    count, dropped_waits_mistake, max_concurrency, times_in_words, waits_in_words,
};
use crate::rules::{
    blocking_mistake, check_arguments, check_nonblocking, check_nothing_left,
    check_panic_propagates, check_waits_on_own_thread, eager_mistake, measure_interruptions,
    shared_state_mistake,
};
use crate::runner::{Run, Runner, TIMER_TOLERANCE, run_check};
use crate::state::with_check_state;
use crate::timeline::draw_timeline;

/// How long a thread may be blocked in a run of no waits. Each wait adds [`WORK_PER_WAIT`].
const MAX_BLOCK_LONG_RUN: Duration = Duration::from_millis(20);
/// How much later than its last wait an answer may end, in seconds: a few ticks of the timer.
const MAX_LATENESS: f64 = 0.005;
/// How long a right answer may work on each of its waits in one turn, on a slow machine.
const WORK_PER_WAIT: Duration = Duration::from_micros(100);

/// Checks an answer to exercise 1: many waits at the same time.
///
/// The answer is compiled against the doubles of the crate `spy`. An order that is right up to
/// one tick of the timer, 1 ms, is accepted: collecting the delays as their waits complete
/// gives no more.
///
/// # Errors
///
/// Returns the first mistake that is found.
pub fn wait_n(answer: impl AsyncFn(u32, u32) -> Vec<f64> + Send + 'static) -> Result<(), Mistake> {
    run_check(Function::WaitN, move |runner| check_wait_n(runner, &answer))
}

/// Checks an answer to exercise 4: many waits as tasks.
///
/// As [`wait_n`]; and a panic in a task reaches the caller.
///
/// # Errors
///
/// Returns the first mistake that is found.
pub fn task_wait_n(
    answer: impl AsyncFn(u32, u32) -> Vec<f64> + Send + 'static,
) -> Result<(), Mistake> {
    run_check(Function::TaskWaitN, move |runner| {
        check_wait_n(runner, &answer)?;
        for which in 0..3 {
            check_panic_propagates(runner, &[3, 4], which, async || answer(3, 4).await)?;
        }
        Ok(())
    })
}

/// What both exercises ask.
fn check_wait_n(
    runner: &Runner,
    answer: &impl AsyncFn(u32, u32) -> Vec<f64>,
) -> Result<(), Mistake> {
    let check = |max_delay, delays: &[f64]| check_run(runner, answer, max_delay, delays).map(drop);
    // A small run gives a readable timeline.
    check(4, &[3.0, 1.0, 2.0])?;
    // Before the longer runs, in which a thread that is blocked takes its time.
    check_nonblocking(|| run_with_delays(runner, answer, 4, &[3.0, 1.0, 2.0]).map(|(run, _)| run))?;
    check(4, &[])?;
    check(4, &[0.0, 1.0])?;
    // So many digits that any rounding shows.
    check(4, &[2.345_678_9])?;
    check(0, &[0.0; 10])?;
    // More than the capacity of any channel that a learner would choose.
    check(0, &[0.0; 1100])?;
    check(5, &[4.0, 2.0, 2.0, 1.0, 4.0])?;
    // Longer than any timeout that an answer would set.
    check(1_000, &[400.5, 0.25])?;
    check_not_eager(runner, answer)?;
    check_independent_calls(runner, answer)?;

    // Runs that differ from time to time find what is right for the runs above only.
    let seed = std::env::var("EXERCISE_SEED").ok();
    let seed: u32 = seed.map_or_else(rand::random, |seed| seed.parse().expect("a seed is a u32"));
    with_check_state(|state| state.seed = Some(seed));
    let mut generator = StdRng::seed_from_u64(seed.into());
    for max_n in [8, 8, 40, 40, 400] {
        let max_delay = generator.random_range(1..=100_000);
        let n = generator.random_range(2..=max_n);
        check(max_delay, &draw_delays(&mut generator, n, max_delay.min(10)))?;
    }
    // Many waits expose a limit of two thousand at a time.
    check(10, &draw_delays(&mut generator, 2050, 10))?;
    with_check_state(|state| state.seed = None);
    Ok(())
}

/// Draws delays. If there are many, some end within the same millisecond.
fn draw_delays(generator: &mut StdRng, n: u32, max_delay: u32) -> Vec<f64> {
    (0..n).map(|_| generator.random_range(0.0..=f64::from(max_delay))).collect()
}

/// Calls the answer, with waits of these delays.
pub(crate) fn run_with_delays(
    runner: &Runner,
    answer: &impl AsyncFn(u32, u32) -> Vec<f64>,
    max_delay: u32,
    delays: &[f64],
) -> Result<(Run, Vec<f64>), Mistake> {
    let n = u32::try_from(delays.len()).expect("there are not so many");
    let max_waits = 100 + 10 * delays.len();
    let plan = Plan { delays: delays.into(), max_waits, ..Plan::default() };
    runner.run(&[n, max_delay], plan, async || answer(n, max_delay).await)
}

/// Calls the answer, with waits of these delays, and checks what it did. Returns its list.
///
/// The order is that of the causes: an answer that awaits one wait after another also takes too
/// long, and one that loses its tasks also returns an empty list.
pub(crate) fn check_run(
    runner: &Runner,
    answer: &impl AsyncFn(u32, u32) -> Vec<f64>,
    max_delay: u32,
    delays: &[f64],
) -> Result<Vec<f64>, Mistake> {
    let (run, list) = run_with_delays(runner, answer, max_delay, delays)?;
    check_callee_calls(&run)?;
    check_waits_on_own_thread(&run)?;
    check_all_start_at_once(&run)?;
    check_completed(&run)?;
    check_nothing_left(&run)?;
    check_total_time(&run)?;
    check_list(&run, &list)?;
    check_nonblocking_long_run(run, || {
        run_with_delays(runner, answer, max_delay, delays).map(|(run, _)| run)
    })?;
    Ok(list)
}

/// No part of a run that may be a long one keeps its thread.
///
/// A busy machine interrupts a long run, so only a gap that is far longer than what interrupts
/// other threads there is the answer's own.
fn check_nonblocking_long_run(
    mut run: Run,
    again: impl Fn() -> Result<Run, Mistake>,
) -> Result<(), Mistake> {
    let waits = u32::try_from(run.call.n()).expect("there are not so many");
    let limit = MAX_BLOCK_LONG_RUN + WORK_PER_WAIT * waits;
    let mut tries = 0;
    loop {
        let block = run.recording.longest_block;
        if block < limit || block < limit + 3 * measure_interruptions() {
            return Ok(());
        }
        tries += 1;
        if tries == 5 {
            return blocking_mistake(&run).into_err();
        }
        run = again()?;
    }
}

/// `wait_random` was called n times, with the `max_delay` that was given.
pub(crate) fn check_callee_calls(run: &Run) -> Result<(), Mistake> {
    let Run { call, recording, .. } = run;
    let (n, callee) = (call.n(), call.callee());
    let created = recording.waits.len();
    if created < n {
        // What is missing may be in tasks that nobody waits for.
        check_nothing_left(run)?;
    }
    if created == 0 && n > 0 {
        return Mistake::new(Kind::NotCalled, format!("{call} never called {callee}"))
            .why(format!(
                "the delays have to come from {callee}; a call in a future or a task that never \
                 runs isn't made"
            ))
            .fix(if call.function == Function::TaskWaitRandom {
                format!("make a task of `{callee}(max_delay)`")
            } else {
                let times = times_in_words(n);
                format!("call {callee}(max_delay) {times}, and list what those waits return")
            })
            .into_err();
    }
    recording.waits.iter().try_for_each(|wait| check_arguments(call, &[wait.max_delay]))?;
    // One that is created later takes the place of one that was dropped.
    let dropped = count(recording, |wait| wait.outcome == Some(Outcome::Dropped));
    let is_later = |wait: &Wait| wait.created_at > TIMER_TOLERANCE;
    if created > n && dropped > 0 && recording.waits.iter().any(is_later) {
        return dropped_waits_mistake(call, recording, dropped).into_err();
    }
    if created != n {
        return Mistake::new(
            Kind::WrongNumberOfCalls,
            if call.function == Function::TaskWaitRandom {
                format!("{call} called {callee} {}", times_in_words(created))
            } else {
                format!("{call} called {callee} {}, but n is {n}", times_in_words(created))
            },
        )
        .why(if created > n { "it creates too many waits" } else { "it creates too few waits" })
        .fix(if call.function == Function::TaskWaitRandom {
            "make one wait, and spawn it"
        } else {
            "create the waits in one place, with `(0..n).map(…)`, which works for n = 0, too"
        })
        .into_err();
    }
    Ok(())
}

/// All waits started when the answer was called.
fn check_all_start_at_once(run: &Run) -> Result<(), Mistake> {
    let is_late = |wait: &Wait| wait.started_at.is_some_and(|started| started > TIMER_TOLERANCE);
    if run.recording.waits.iter().any(is_late) {
        return diagnose_late_start(run).into_err();
    }
    Ok(())
}

/// The mistake of waits of which some started later than others.
fn diagnose_late_start(run: &Run) -> Mistake {
    let Run { call, virtual_seconds: took, recording, .. } = run;
    let timeline = draw_timeline(recording);
    let concurrency = max_concurrency(recording);
    if concurrency == count(recording, |wait| wait.delay > 0.0) {
        let starts = recording.waits.iter().filter_map(|wait| wait.started_at);
        let last = starts.fold(0.0, f64::max);
        let seen = format!("the last wait of {call} started {last:.3} s after the call");
        return Mistake::new(Kind::StartsLate, seen)
            .with_drawing(timeline)
            .why("something else was awaited before the last wait was started")
            .fix("start all the waits at once, and await nothing before or between them");
    }
    if concurrency > 1 {
        let seen = format!("at most {concurrency} waits of {call} ran at the same time");
        return Mistake::new(Kind::AFewAtATime, seen)
            .with_drawing(timeline)
            .why("some waits were started only when others had ended")
            .fix("start all n waits before you await the first one, and set no limit");
    }
    let longest = recording.waits.iter().map(|wait| wait.delay).fold(0.0, f64::max);
    let seen = format!("{call} took {took:.1} s; its longest delay is {longest:.1} s");
    let same_task = recording.waits.windows(2).all(|pair| pair[0].task == pair[1].task);
    if !same_task && run.max_tasks_alive >= call.n() {
        return Mistake::new(Kind::HoldsALock, seen)
            .with_drawing(timeline)
            .why(
                "all the tasks had started, but each waited for the one before it, because they \
                 hold a lock or a permit across the `.await`",
            )
            .fix("await the wait first, and take the lock afterwards");
    }
    let mistake = Mistake::new(Kind::OneAfterAnother, seen).with_drawing(timeline);
    if call.function == Function::TaskWaitN {
        return mistake.why("each task was awaited before the next one was spawned").fix(
            "collect all n handles before you await the first one; an iterator's `map` spawns \
                 nothing until something asks for its values",
        );
    }
    if recording.waits.iter().all(|wait| wait.created_at <= TIMER_TOLERANCE) {
        return mistake
            .why(
                "all the futures were created at once, but each was first polled when the one \
                 before it had ended: a list polls none of them, and a lock lets in one at a time",
            )
            .fix(
                "put the waits in a `FuturesUnordered` instead of a list, hold no lock while you \
                 await them, and await the group",
            );
    }
    mistake.why("each wait was awaited before the next one had started").fix(
        "create all the waits first, then await them together, for example in a \
         `FuturesUnordered`",
    )
}

/// All waits completed.
pub(crate) fn check_completed(run: &Run) -> Result<(), Mistake> {
    let Run { call, recording, .. } = run;
    let never_polled = count(recording, |wait| wait.started_at.is_none());
    if never_polled > 0 {
        let callee = call.callee();
        let n = call.n();
        let which = if never_polled == n {
            format!("the {}", waits_in_words(n))
        } else {
            format!("{never_polled} of the {}", waits_in_words(n))
        };
        let seen = format!(
            "{}, and {which} that it had created {} never polled",
            call.returned(),
            if never_polled == 1 { "was" } else { "were" }
        );
        return Mistake::new(Kind::NeverPolled, seen)
            .why(
                "nothing had polled them by then: they were dropped or aborted, or had no turn yet",
            )
            .fix(format!("await each future that {callee} returns"))
            .into_err();
    }
    let running = count(recording, |wait| wait.outcome.is_none());
    let dropped = count(recording, |wait| wait.outcome != Some(Outcome::Completed));
    // The waits of a `JoinSet` that is dropped end a little later.
    if running > 0 && run.tasks_alive_at_end == 0 {
        return dropped_waits_mistake(call, recording, dropped).into_err();
    }
    if running > 0 {
        let seen = format!(
            "{} while {} {} still running",
            call.returned(),
            waits_in_words(running),
            if running == 1 { "was" } else { "were" }
        );
        return Mistake::new(Kind::LeftRunning, seen)
            .with_drawing(draw_timeline(recording))
            .why("a task keeps running when its handle is dropped")
            .fix("await the handle of every task, to its end, before you return")
            .into_err();
    }
    if dropped > 0 {
        return dropped_waits_mistake(call, recording, dropped).into_err();
    }
    Ok(())
}

/// The answer ended with its longest wait.
pub(crate) fn check_total_time(run: &Run) -> Result<(), Mistake> {
    let Run { call, virtual_seconds: took, recording, .. } = run;
    // A wait is over when its delay is, whether or not anything polls it then.
    let due_at = |wait: &Wait| Some(wait.started_at? + wait.delay);
    let last = recording.waits.iter().filter_map(due_at).fold(0.0, f64::max);
    if *took <= last + MAX_LATENESS {
        return Ok(());
    }
    let seen = format!("{call} took {took:.3} s; its last wait was over after {last:.3} s");
    Mistake::new(Kind::TakesLonger, seen)
        .with_drawing(draw_timeline(recording))
        .why("it was awaiting something else when the last wait was over")
        .fix("await the waits themselves, not a sleep of your own, and then return")
        .into_err()
}

/// How many delays a message shows at most.
const MAX_SHOWN: usize = 5;

/// What to do where delays get lost.
const FIX_LOST_DELAYS: &str = "return the delay from the wait or the task, and push it where you \
                               await the wait or the task; or share one list, in an \
                               `Arc<Mutex<Vec<f64>>>`";

/// The list contains the delays of the waits, in the order in which they completed.
fn check_list(run: &Run, list: &[f64]) -> Result<(), Mistake> {
    // In the order in which the waits were created.
    let delays: Vec<_> = run.recording.waits.iter().map(|wait| wait.delay).collect();
    check_list_length(&run.call, list, &delays)?;
    check_list_values(&run.call, list, &delays)?;
    check_list_order(run, list, &delays)
}

/// The list has as many delays as there were waits.
fn check_list_length(call: &AnswerCall, list: &[f64], delays: &[f64]) -> Result<(), Mistake> {
    let (length, n) = (list.len(), delays.len());
    if length == n {
        return Ok(());
    }
    let listed = format!("{length} {}", if length == 1 { "delay" } else { "delays" });
    let mistake = Mistake::new(
        Kind::LosesDelays,
        if n == 0 {
            format!("{call} returned {listed}")
        } else {
            format!("all {} of {call} completed, but its list has {listed}", waits_in_words(n))
        },
    );
    if length > n {
        return mistake
            .why("a delay was pushed more than once, or the list wasn't empty at the start")
            .fix("start with an empty list, and push each delay once")
            .into_err();
    }
    let nonzero = delays.iter().filter(|delay| **delay > 0.0).count();
    if length > 0 && length == nonzero && list.iter().all(|delay| *delay > 0.0) {
        return mistake
            .why("the delays of 0.0 were left out")
            .fix("list those delays, too: 0.0 is a delay like any other")
            .into_err();
    }
    let mut different = sorted(delays);
    different.dedup();
    if length == different.len() {
        return mistake
            .why("of delays that came at the same moment, only one was kept")
            .fix("keep every delay, even if two are equal: push each one into a list")
            .into_err();
    }
    mistake
        .why(
            "each task filled its own clone of the list, or the delays were returned or sent and \
             got lost on the way",
        )
        .fix(FIX_LOST_DELAYS)
        .into_err()
}

/// The list contains the very numbers that the waits returned.
fn check_list_values(call: &AnswerCall, list: &[f64], delays: &[f64]) -> Result<(), Mistake> {
    let n = delays.len();
    let (listed, expected) = (sorted(list), sorted(delays));
    let Some((wrong, missing)) = listed.iter().zip(&expected).find(|(a, b)| a != b) else {
        return Ok(());
    };
    if list.iter().all(|delay| *delay == 0.0) {
        let seen = format!(
            "all {} of {call} completed, but its list holds 0.0 instead of delays",
            waits_in_words(n)
        );
        return Mistake::new(Kind::LosesDelays, seen)
            .why("each task or closure filled its own clone of the list")
            .fix(FIX_LOST_DELAYS)
            .into_err();
    }
    let callee = call.callee();
    let seen = if n <= MAX_SHOWN {
        format!("{callee} returned {delays:?}, and {call} listed {list:?}")
    } else if wrong < missing {
        format!("{call} listed {wrong:?} more often than {callee} returned it")
    } else {
        format!("{call} listed {missing:?} less often than {callee} returned it")
    };
    Mistake::new(Kind::ChangesDelays, seen)
        .why("the list doesn't hold the numbers that the waits returned")
        .fix("push what each wait returns, as it is")
        .into_err()
}

/// The delays are in the order in which their waits completed.
fn check_list_order(run: &Run, list: &[f64], delays: &[f64]) -> Result<(), Mistake> {
    let Run { call, recording, .. } = run;
    let Some((earlier, later)) = first_inversion(list, TIMER_TOLERANCE) else { return Ok(()) };
    let seen = if list.len() <= MAX_SHOWN {
        format!("{call} listed {list:?}")
    } else {
        format!("{call} listed {earlier:?} before {later:?}")
    };
    if list == delays {
        return Mistake::new(Kind::OrderOfCreation, seen)
            .with_drawing(draw_timeline(recording))
            .why(
                "that is the order in which the waits were created; `join_all` keeps it, and so \
                 does a loop over a list of handles",
            )
            .fix("take each delay as its wait completes, from a `FuturesUnordered` or a `JoinSet`")
            .into_err();
    }
    Mistake::new(Kind::WrongOrder, seen)
        .with_drawing(draw_timeline(recording))
        .why("that is not the order in which the waits completed")
        .fix("push each delay at the end of the list, when its wait completes")
        .into_err()
}

/// The numbers in ascending order.
fn sorted(numbers: &[f64]) -> Vec<f64> {
    let mut numbers = numbers.to_vec();
    numbers.sort_by(f64::total_cmp);
    numbers
}

/// The first two delays of which the later one is more than `slack` below the earlier one.
pub(crate) fn first_inversion(list: &[f64], slack: f64) -> Option<(f64, f64)> {
    let mut longest: f64 = 0.0;
    for &delay in list {
        if delay + slack < longest {
            return Some((longest, delay));
        }
        longest = longest.max(delay);
    }
    None
}

/// Nothing happens before the future is polled.
fn check_not_eager(
    runner: &Runner,
    answer: &impl AsyncFn(u32, u32) -> Vec<f64>,
) -> Result<(), Mistake> {
    let plan = Plan { delays: vec![3.0, 1.0, 2.0], ..Plan::default() };
    let (run, eager) = runner.run(&[3, 4], plan, async || {
        let waits = answer(3, 4);
        sleep(Duration::from_secs(9)).await;
        let eager = spy::snapshot().waits.iter().any(|wait| wait.started_at.is_some());
        waits.await;
        eager
    })?;
    if eager { eager_mistake(&run.call).into_err() } else { Ok(()) }
}

/// Two calls that run concurrently don't touch each other.
fn check_independent_calls(
    runner: &Runner,
    answer: &impl AsyncFn(u32, u32) -> Vec<f64>,
) -> Result<(), Mistake> {
    // One call ends before the other; or the waits of both end by turns.
    [[3.0, 1.0, 2.0, 5.0, 4.0, 6.0], [3.0, 1.0, 5.0, 2.0, 6.0, 4.0]]
        .into_iter()
        .try_for_each(|delays| check_two_calls(runner, answer, delays.into()))
}

/// Of two calls that run concurrently, each lists its own delays.
fn check_two_calls(
    runner: &Runner,
    answer: &impl AsyncFn(u32, u32) -> Vec<f64>,
    delays: Vec<f64>,
) -> Result<(), Mistake> {
    let plan = Plan { delays, ..Plan::default() };
    let (Run { call, virtual_seconds: took, recording, .. }, (one, other)) =
        runner.run(&[3, 7], plan, async || tokio::join!(answer(3, 7), answer(3, 8)))?;
    let of_call = |max_delay| {
        let waits = recording.waits.iter().filter(move |wait| wait.max_delay == max_delay);
        sorted(&waits.map(|wait| wait.delay).collect::<Vec<_>>())
    };
    if (took - 6.0).abs() <= MAX_LATENESS && one == of_call(7) && other == of_call(8) {
        return Ok(());
    }
    let function = call.function.name();
    let seen = format!(
        "{call} and {function}(3, 8), run together, took {took:.1} s and returned {one:?} and \
         {other:?}"
    );
    shared_state_mistake(seen).into_err()
}
