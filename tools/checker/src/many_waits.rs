//! Exercises 1 and 4: many waits, judged by what the double of `wait_random` recorded.

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use spy::{Plan, WaitRecord};
use tokio::time::{Duration, sleep};

use crate::blocking::{check_nonblocking, check_nonblocking_long_run};
use crate::call::ExerciseFunction;
use crate::common_mistakes::{eager_mistake, shares_state_mistake};
use crate::mistake::{Kind, Mistake};
use crate::panic_propagation::check_wait_panic_propagates;
use crate::recorded_waits::{
    MAX_LATENESS_SECONDS, check_callee_calls, check_no_tasks_left, check_total_time,
    check_waits_completed, check_waits_on_check_thread,
};
use crate::returned_list::{check_list, sorted};
use crate::runner::{Run, RunResult, Runner, TIMER_TOLERANCE_SECONDS, supervise_check};
use crate::timeline::render_timeline;

/// Checks an answer to exercise 1: many waits at the same time.
///
/// The answer is compiled against the doubles of the crate `spy`. An order that is right up to
/// one tick of the timer, 1 ms, is accepted: collecting the delays as their waits complete
/// gives no more.
///
/// # Errors
///
/// Returns the first mistake that is found.
pub fn check_wait_n(
    answer: impl AsyncFn(u32, u32) -> Vec<f64> + Send + 'static,
) -> Result<(), Mistake> {
    supervise_check(ExerciseFunction::WaitN, move |runner| check_many_waits(runner, &answer))
}

/// Checks an answer to exercise 4: many waits as tasks.
///
/// As [`check_wait_n`]; and a panic in a task reaches the caller.
///
/// # Errors
///
/// Returns the first mistake that is found.
pub fn check_task_wait_n(
    answer: impl AsyncFn(u32, u32) -> Vec<f64> + Send + 'static,
) -> Result<(), Mistake> {
    supervise_check(ExerciseFunction::TaskWaitN, move |runner| {
        check_many_waits(runner, &answer)?;
        for panicking_wait in 0..3 {
            let call = async || format!("{:?}", answer(3, 4).await);
            check_wait_panic_propagates(runner, &[3, 4], &[3.0, 1.0, 2.0], panicking_wait, call)?;
        }
        Ok(())
    })
}

/// Checks what both exercises ask.
fn check_many_waits(
    runner: &Runner,
    answer: &impl AsyncFn(u32, u32) -> Vec<f64>,
) -> Result<(), Mistake> {
    let check =
        |max_delay, delays: &[f64]| check_with_delays(runner, answer, max_delay, delays).map(drop);
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
    runner.state().seed = Some(seed);
    let mut generator = StdRng::seed_from_u64(seed.into());
    for max_n in [8, 8, 40, 40, 400] {
        let max_delay = generator.random_range(1..=100_000);
        let n = generator.random_range(2..=max_n);
        check(max_delay, &draw_delays(&mut generator, n, max_delay.min(10)))?;
    }
    // Many waits expose a limit of two thousand at a time.
    check(10, &draw_delays(&mut generator, 2050, 10))?;
    runner.state().seed = None;
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
) -> RunResult<Vec<f64>> {
    let n = u32::try_from(delays.len()).expect("there are not so many");
    let max_waits = 100 + 10 * delays.len();
    let plan = Plan { delays: delays.into(), max_waits, ..Plan::default() };
    runner.run(&[n, max_delay], plan, async || answer(n, max_delay).await)
}

/// Calls the answer, with waits of these delays, and checks what it did. Returns its list.
///
/// The order is that of the causes: an answer that awaits one wait after another also takes too
/// long, and one that loses its tasks also returns an empty list.
pub(crate) fn check_with_delays(
    runner: &Runner,
    answer: &impl AsyncFn(u32, u32) -> Vec<f64>,
    max_delay: u32,
    delays: &[f64],
) -> Result<Vec<f64>, Mistake> {
    let (run, list) = run_with_delays(runner, answer, max_delay, delays)?;
    check_callee_calls(&run)?;
    check_waits_on_check_thread(&run)?;
    check_all_start_at_once(&run)?;
    check_waits_completed(&run)?;
    check_no_tasks_left(&run)?;
    check_total_time(&run)?;
    check_list(&run, &list)?;
    check_nonblocking_long_run(run, || {
        run_with_delays(runner, answer, max_delay, delays).map(|(run, _)| run)
    })?;
    Ok(list)
}

/// Checks that all waits started when the answer was called.
fn check_all_start_at_once(run: &Run) -> Result<(), Mistake> {
    let started_late = |wait: &WaitRecord| {
        wait.started_at.is_some_and(|started| started > TIMER_TOLERANCE_SECONDS)
    };
    if run.recording.waits.iter().any(started_late) {
        return diagnose_late_start(run).into_err();
    }
    Ok(())
}

/// The mistake of waits of which some started later than others.
fn diagnose_late_start(run: &Run) -> Mistake {
    let Run { call, virtual_seconds, recording, .. } = run;
    let timeline = render_timeline(recording);
    let concurrency = recording.max_concurrency();
    if concurrency == recording.count_waits(|wait| wait.delay > 0.0) {
        let starts = recording.waits.iter().filter_map(|wait| wait.started_at);
        let last = starts.fold(0.0, f64::max);
        let seen = format!("the last wait of {call} started {last:.3} s after the call");
        return Mistake::new(Kind::StartsLate, seen)
            .with_drawing(timeline)
            .with_why("something else was awaited before the last wait was started")
            .with_change("start all the waits at once, and await nothing before or between them");
    }
    if concurrency > 1 {
        let seen = format!("at most {concurrency} waits of {call} ran at the same time");
        return Mistake::new(Kind::AFewAtATime, seen)
            .with_drawing(timeline)
            .with_why("some waits were started only when others had ended")
            .with_change("start all n waits before you await the first one, and set no limit");
    }
    let longest = recording.waits.iter().map(|wait| wait.delay).fold(0.0, f64::max);
    let seen = format!("{call} took {virtual_seconds:.1} s; its longest delay is {longest:.1} s");
    if let Some(had_begun) = find_waiting_for_a_lock(run) {
        return Mistake::new(Kind::HoldsALock, seen)
            .with_drawing(timeline)
            .with_why(format!(
                "{had_begun}, but each waited for the one before it to end, as with a lock or a \
                 permit that is held across the `.await`"
            ))
            .with_change("await the wait first, and take the lock afterwards");
    }
    let mistake = Mistake::new(Kind::OneAfterAnother, seen).with_drawing(timeline);
    if call.function == ExerciseFunction::TaskWaitN {
        return mistake
            .with_why("each task was awaited before the next one was spawned")
            .with_change(
                "spawn all n tasks before you await the first one; if an iterator's `map` spawns \
                 them, `collect()` their handles first, because `map` is lazy",
            );
    }
    if recording.waits.iter().all(|wait| wait.created_at <= TIMER_TOLERANCE_SECONDS) {
        return mistake
            .with_why(
                "all the futures were created at once, but each was polled only after the one \
                 before it had ended: a future does nothing until it is awaited",
            )
            .with_change(
                "await the futures together: put them in a `FuturesUnordered`, and take one result \
                 after another with `next()`",
            );
    }
    mistake.with_why("each wait was awaited before the next one had started").with_change(
        "create all the waits first, then await them together, for example in a \
         `FuturesUnordered`",
    )
}

/// What had begun already, if the waits ran one after another because each waited for something
/// that the one before it held.
fn find_waiting_for_a_lock(run: &Run) -> Option<&'static str> {
    let waits = &run.recording.waits;
    let same_task = waits.windows(2).all(|pair| pair[0].task == pair[1].task);
    if !same_task && run.max_tasks_alive >= run.call.n() {
        return Some("all the tasks had started");
    }
    // A lock that is given back wakes the future that waits for it, and that starts its wait in
    // the same poll of the answer.
    let is_woken_between = waits.windows(2).all(|pair| {
        pair[0].task.is_none()
            && pair[0].ended_at == pair[1].started_at
            && pair[0].wakes_at_end < pair[1].wakes_at_start
    });
    is_woken_between.then_some("all the futures had been polled")
}

/// Checks that nothing happens before the future is polled.
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

/// Checks that two calls that run concurrently don't touch each other.
fn check_independent_calls(
    runner: &Runner,
    answer: &impl AsyncFn(u32, u32) -> Vec<f64>,
) -> Result<(), Mistake> {
    // One call ends before the other; or the waits of both end by turns.
    [[3.0, 1.0, 2.0, 5.0, 4.0, 6.0], [3.0, 1.0, 5.0, 2.0, 6.0, 4.0]]
        .into_iter()
        .try_for_each(|delays| check_two_calls(runner, answer, delays.into()))
}

/// Checks that of two calls that run concurrently, each lists its own delays.
fn check_two_calls(
    runner: &Runner,
    answer: &impl AsyncFn(u32, u32) -> Vec<f64>,
    delays: Vec<f64>,
) -> Result<(), Mistake> {
    let plan = Plan { delays, ..Plan::default() };
    let (Run { call, virtual_seconds, recording, .. }, (one, other)) =
        runner.run(&[3, 7], plan, async || tokio::join!(answer(3, 7), answer(3, 8)))?;
    let of_call = |max_delay| {
        let waits = recording.waits.iter().filter(move |wait| wait.max_delay == max_delay);
        sorted(&waits.map(|wait| wait.delay).collect::<Vec<_>>())
    };
    if (virtual_seconds - 6.0).abs() <= MAX_LATENESS_SECONDS
        && one == of_call(7)
        && other == of_call(8)
    {
        return Ok(());
    }
    let function = call.function.name();
    let seen = format!(
        "{call} and {function}(3, 8), run together, took {virtual_seconds:.1} s and returned \
         {one:?} and {other:?}"
    );
    shares_state_mistake(seen).into_err()
}
