//! What a recording tells.

use spy::{Recording, WaitRecord};

use crate::check_state::with_check_state;

/// How many waits the calls of a recording ask for, all together.
pub(crate) fn planned_wait_count(recording: &Recording) -> usize {
    recording.plan.delays.len()
}

/// How many waits of a recording satisfy the predicate.
pub(crate) fn count_waits(recording: &Recording, predicate: impl Fn(&WaitRecord) -> bool) -> usize {
    recording.waits.iter().filter(|wait| predicate(wait)).count()
}

/// Whether a wait was polled on another thread than that of the check.
pub(crate) fn uses_another_thread(recording: &Recording) -> bool {
    let own = with_check_state(|state| state.thread_name.clone());
    recording.waits.iter().any(|wait| wait.started_at.is_some() && wait.started_thread != own)
}

/// The most waits that ran at the same time.
pub(crate) fn max_concurrency(recording: &Recording) -> usize {
    let mut events: Vec<(f64, i32)> = Vec::new();
    for wait in recording.waits.iter().filter(|wait| wait.delay > 0.0) {
        if let Some(started) = wait.started_at {
            events.push((started, 1));
            events.push((wait.ended_at.unwrap_or(recording.snapshot_at), -1));
        }
    }
    // At the same moment a wait ends before the next starts.
    events.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let (mut running, mut most) = (0, 0);
    for (_, change) in events {
        running += change;
        most = most.max(running);
    }
    usize::try_from(most).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use spy::Plan;

    use super::*;

    /// A recording of waits that started and ended at these moments.
    fn recording(waits: &[(f64, Option<f64>)]) -> Recording {
        spy::start(Plan::default());
        let mut recording = spy::snapshot();
        recording.snapshot_at = 10.0;
        let wait = |&(start, ended_at): &(f64, Option<f64>)| WaitRecord {
            delay: 1.0,
            started_at: Some(start),
            ended_at,
            ..WaitRecord::default()
        };
        recording.waits = waits.iter().map(wait).collect();
        recording
    }

    #[tokio::test]
    async fn a_wait_that_starts_when_another_ends_is_not_concurrent() {
        assert_eq!(max_concurrency(&recording(&[(0.0, Some(3.0)), (3.0, Some(4.0))])), 1);
        assert_eq!(max_concurrency(&recording(&[(0.0, Some(3.0)), (2.0, Some(4.0))])), 2);
    }

    #[tokio::test]
    async fn a_wait_without_an_end_runs_until_the_snapshot() {
        assert_eq!(max_concurrency(&recording(&[(0.0, None), (5.0, Some(6.0))])), 2);
        assert_eq!(max_concurrency(&recording(&[])), 0);
    }
}
