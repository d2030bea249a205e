//! The harder version of exercises 1 and 4: strict order for any `n`; and in exercise 1 few polls,
//! and nothing left running when it is cancelled.

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use spy::{Outcome, Plan};
use tokio::time::{Duration, sleep, timeout};

use crate::call::ExerciseFunction;
use crate::common_mistakes::leaves_tasks_running_mistake;
use crate::many_waits::{check_with_delays, run_with_delays};
use crate::mistake::{Kind, Mistake};
use crate::recorded_waits::{check_callee_calls, check_no_tasks_left};
use crate::returned_list::first_inversion;
use crate::runner::{Run, Runner, TIMER_TOLERANCE_SECONDS, supervise_check};

const MANY_WAITS: u32 = 20_000;
/// How often each of many waits may be polled on average. A right answer polls each about twice.
/// One that polls in vain does so 79 times for so many waits.
const MAX_POLLS_PER_WAIT: usize = 8;

/// Checks that the list of an answer to exercise 1 is ascending for every `n`.
///
/// # Errors
///
/// Returns the first mistake that is found.
pub fn check_wait_n_exact_order(
    answer: impl AsyncFn(u32, u32) -> Vec<f64> + Send + 'static,
) -> Result<(), Mistake> {
    supervise_check(ExerciseFunction::WaitN, move |runner| check_exact_order(runner, &answer))
}

/// Checks that the list of an answer to exercise 4 is ascending for every `n`.
///
/// # Errors
///
/// Returns the first mistake that is found.
pub fn check_task_wait_n_exact_order(
    answer: impl AsyncFn(u32, u32) -> Vec<f64> + Send + 'static,
) -> Result<(), Mistake> {
    supervise_check(ExerciseFunction::TaskWaitN, move |runner| check_exact_order(runner, &answer))
}

/// Checks that an answer to exercise 1 polls each of many waits a few times only.
///
/// # Errors
///
/// Returns the mistake, if it polls them more often.
pub fn check_wait_n_poll_count(
    answer: impl AsyncFn(u32, u32) -> Vec<f64> + Send + 'static,
) -> Result<(), Mistake> {
    supervise_check(ExerciseFunction::WaitN, move |runner| {
        // All are due at once. After 128 results in one turn, the rest are polled in vain, and
        // again in each turn that follows.
        let delays = vec![0.0; MANY_WAITS as usize];
        let (run, _) = run_with_delays(runner, &answer, 0, &delays)?;
        check_callee_calls(&run)?;
        let Run { call, recording, .. } = run;
        if recording.polls <= MAX_POLLS_PER_WAIT * delays.len() {
            return Ok(());
        }
        Mistake::new(
            Kind::PollsTooOften,
            format!("{call} polled its waits {} times", recording.polls),
        )
        .with_why(
            "after 128 results in one turn tokio answers \"not yet\", and a `FuturesUnordered` \
                 then polls all the waits that are left, in each turn",
        )
        .with_change("lift that limit: `tokio::task::coop::unconstrained(waits.next()).await`")
        .into_err()
    })
}

/// Checks that an answer to exercise 1 leaves nothing running when it is dropped.
///
/// # Errors
///
/// Returns the mistake, if something is left running.
pub fn check_wait_n_cancellation(
    answer: impl AsyncFn(u32, u32) -> Vec<f64> + Send + 'static,
) -> Result<(), Mistake> {
    supervise_check(ExerciseFunction::WaitN, move |runner| {
        let plan = Plan { delays: vec![30.0, 10.0, 20.0], ..Plan::default() };
        let (run, ()) = runner.run(&[3, 40], plan, async || {
            let _timed_out = timeout(Duration::from_secs(1), answer(3, 40)).await;
            // A task that is aborted ends in its next turn.
            sleep(Duration::from_secs(1)).await;
        })?;
        check_callee_calls(&run)?;
        check_no_tasks_left(&run)?;
        let Run { call, recording, .. } = run;
        let running = recording.count_waits(|wait| wait.outcome != Some(Outcome::Dropped));
        if running == 0 {
            return Ok(());
        }
        let seen =
            format!("a second after {call} was dropped, {running} of its waits were still running");
        leaves_tasks_running_mistake(seen)
            .with_change(
                "keep the waits as futures, or their tasks in a `JoinSet`, which aborts them",
            )
            .into_err()
    })
}

/// Checks that the list is ascending, with no tolerance.
fn check_exact_order(
    runner: &Runner,
    answer: &impl AsyncFn(u32, u32) -> Vec<f64>,
) -> Result<(), Mistake> {
    // The same delays each time, so that a refusal can be repeated.
    let mut generator = StdRng::seed_from_u64(1);
    for (n, max_delay) in [(10, 7), (0, 1), (1, 1), (2, 1), (100, 1), (1000, 1), (1000, 0)] {
        let draw = |_| generator.random_range(0.0..=f64::from(max_delay));
        let delays: Vec<_> = (0..n).map(draw).collect();
        let list = check_with_delays(runner, answer, max_delay, &delays)?;
        if let Some((earlier, later)) = first_inversion(&list, 0.0) {
            let function = runner.function.name();
            let seen = format!("{function}({n}, {max_delay}) listed {earlier:?} before {later:?}");
            return Mistake::new(Kind::NotExactlyOrdered, seen)
                .with_why(format!(
                    "they are less than {TIMER_TOLERANCE_SECONDS:.3} s apart, and tokio's timer \
                     wakes all the waits of one millisecond in no guaranteed order"
                ))
                .with_change(
                    "insert each delay where it belongs, looking for its place from the end of the \
                     list, or use an ordered map",
                )
                .into_err();
        }
    }
    Ok(())
}
