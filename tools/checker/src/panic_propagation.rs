//! Whether a panic of a wait reaches the caller, in exercises 3 and 4.

use std::time::Duration;

use spy::Plan;
use tokio::time::timeout;

use crate::common_mistakes::swallows_a_panic_mistake;
use crate::mistake::{Kind, Mistake};
use crate::runner::{Failure, Run, Runner};

/// Checks that the planned panic of one wait makes the call panic. `answer` makes the call, and
/// says what it returned.
pub(crate) fn check_wait_panic_propagates(
    runner: &Runner,
    arguments: &[u32],
    delays: &[f64],
    panicking_wait: usize,
    answer: impl AsyncFnOnce() -> String,
) -> Result<(), Mistake> {
    let plan =
        Plan { delays: delays.into(), panicking_wait: Some(panicking_wait), ..Plan::default() };
    // It may wait for ever for the wait that panicked. This limit is shorter than that of the run,
    // so that it's judged here.
    let within_limit = async || timeout(Duration::from_secs(1000), answer()).await;
    match runner.run_or_failure(arguments, plan, within_limit) {
        Err(Failure::Panicked(mistake)) if mistake.kind() == Kind::NotWritten => Err(mistake),
        Err(Failure::Panicked(_)) => Ok(()),
        Err(failure) => Err(failure.into()),
        Ok((Run { call, recording, .. }, ended)) => {
            let returned = ended.as_deref().ok();
            swallows_a_panic_mistake(&call, &recording.plan, returned).into_err()
        }
    }
}
