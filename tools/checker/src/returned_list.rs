//! The list that an answer to exercise 1 or 4 returns.

use crate::call::AnswerCall;
use crate::mistake::{Kind, Mistake};
use crate::runner::{Run, TIMER_TOLERANCE_SECONDS};
use crate::timeline::render_timeline;
use crate::wording::waits_in_words;

/// How many delays a message shows at most.
const MAX_SHOWN: usize = 5;

/// What to do where delays get lost.
const CHANGE_LOST_DELAYS: &str = "return the delay from the wait or the task, and push it where \
                               you await the wait or the task; or share one list, in an \
                               `Arc<Mutex<Vec<f64>>>`";

/// Checks that the list contains the delays of the waits, in the order in which they completed.
///
/// By now it is known that all waits started at once and completed, so they completed in the order
/// of their delays.
pub(crate) fn check_list(run: &Run, list: &[f64]) -> Result<(), Mistake> {
    // In the order in which the waits were created.
    let delays: Vec<_> = run.recording.waits.iter().map(|wait| wait.delay).collect();
    check_list_length(&run.call, list, &delays)?;
    check_list_values(&run.call, list, &delays)?;
    check_list_order(run, list, &delays)
}

/// Checks that the list has as many delays as there were waits.
fn check_list_length(call: &AnswerCall, list: &[f64], delays: &[f64]) -> Result<(), Mistake> {
    let (length, n) = (list.len(), delays.len());
    if length == n {
        return Ok(());
    }
    let listed = format!("{length} {}", if length == 1 { "delay" } else { "delays" });
    let seen = if n == 0 {
        format!("{call} returned {listed}")
    } else {
        format!("all {} of {call} completed, but its list has {listed}", waits_in_words(n))
    };
    if n == 0 {
        return Mistake::new(Kind::ChangesDelays, seen)
            .with_why("for n = 0 there are no waits, so the list has to be empty")
            .with_change("start each call with an empty list, and push only what a wait returns")
            .into_err();
    }
    if length > n {
        return Mistake::new(Kind::ChangesDelays, seen)
            .with_why("a delay was pushed more than once, or the list wasn't empty at the start")
            .with_change("start with an empty list, and push each delay once")
            .into_err();
    }
    let mistake = Mistake::new(Kind::LosesDelays, seen);
    let nonzero = delays.iter().filter(|delay| **delay > 0.0).count();
    if length > 0 && length == nonzero && list.iter().all(|delay| *delay > 0.0) {
        return mistake
            .with_why("the delays of 0.0 were left out")
            .with_change("list those delays, too: 0.0 is a delay like any other")
            .into_err();
    }
    let mut distinct = sorted(delays);
    distinct.dedup();
    if length == distinct.len() {
        return mistake
            .with_why("of delays that are equal, only one was kept")
            .with_change("keep every delay, even if two are equal: push each one into a list")
            .into_err();
    }
    mistake
        .with_why(
            "some delays didn't reach the list: each task or closure filled its own clone of it, \
             the list was copied too early, or a delay that was returned or sent was thrown away",
        )
        .with_change(CHANGE_LOST_DELAYS)
        .into_err()
}

/// Checks that the list contains the very numbers that the waits returned.
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
            .with_why("each task or closure filled its own clone of the list")
            .with_change(CHANGE_LOST_DELAYS)
            .into_err();
    }
    let callee = call.callee();
    let seen = if n <= MAX_SHOWN {
        format!("the waits returned {delays:?}, and {call} listed {list:?}")
    } else if wrong < missing {
        format!("{call} listed {wrong:?} more often than {callee} returned it")
    } else {
        format!("{call} listed {missing:?} less often than {callee} returned it")
    };
    Mistake::new(Kind::ChangesDelays, seen)
        .with_why("the list doesn't hold the numbers that the waits returned")
        .with_change("push what each wait returns, as it is")
        .into_err()
}

/// Checks that the delays are in the order in which their waits completed.
fn check_list_order(run: &Run, list: &[f64], delays: &[f64]) -> Result<(), Mistake> {
    let Run { call, recording, .. } = run;
    let Some((earlier, later)) = first_inversion(list, TIMER_TOLERANCE_SECONDS) else {
        return Ok(());
    };
    let seen = if list.len() <= MAX_SHOWN {
        format!("{call} listed {list:?}")
    } else {
        format!("{call} listed {earlier:?} before {later:?}")
    };
    if list == delays {
        return Mistake::new(Kind::CreationOrder, seen)
            .with_drawing(render_timeline(recording))
            .with_why(
                "that is the order in which the waits were created; `join_all` keeps it, and so \
                 does a loop over a list of handles",
            )
            .with_change(
                "take each delay as its wait completes, from a `FuturesUnordered` or a `JoinSet`",
            )
            .into_err();
    }
    Mistake::new(Kind::WrongOrder, seen)
        .with_drawing(render_timeline(recording))
        .with_why("that is not the order in which the waits completed")
        .with_change("push each delay at the end of the list, when its wait completes")
        .into_err()
}

/// The numbers in ascending order.
pub(crate) fn sorted(numbers: &[f64]) -> Vec<f64> {
    let mut numbers = numbers.to_vec();
    numbers.sort_by(f64::total_cmp);
    numbers
}

/// The first two delays of which the later one is more than `tolerance` below the earlier one.
pub(crate) fn first_inversion(list: &[f64], tolerance: f64) -> Option<(f64, f64)> {
    let mut longest: f64 = 0.0;
    for &delay in list {
        if delay + tolerance < longest {
            return Some((longest, delay));
        }
        longest = longest.max(delay);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_inversion_names_the_longest_delay_before_it() {
        assert_eq!(first_inversion(&[1.0, 3.0, 2.0, 1.0], 0.0), Some((3.0, 2.0)));
        assert_eq!(first_inversion(&[1.0, 2.0, 2.0, 3.0], 0.0), None);
        assert_eq!(first_inversion(&[], 0.0), None);
    }

    #[test]
    fn delays_within_the_tolerance_may_come_in_either_order() {
        assert_eq!(first_inversion(&[2.0, 1.9995], 0.001), None);
        // Three small steps down make a large one.
        assert_eq!(first_inversion(&[2.0, 1.9995, 1.9985], 0.001), Some((2.0, 1.9985)));
    }
}
