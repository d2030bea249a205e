//! What a recording tells.

use spy::{Recording, Wait};

use crate::call::AnswerCall;
use crate::mistake::{Kind, Mistake};
use crate::state::with_check_state;
use crate::timeline::draw_timeline;

/// How many waits of a recording satisfy the predicate.
pub(crate) fn count(recording: &Recording, predicate: impl Fn(&Wait) -> bool) -> usize {
    recording.waits.iter().filter(|wait| predicate(wait)).count()
}

/// Whether a wait was polled on another thread than that of the check.
pub(crate) fn uses_another_thread(recording: &Recording) -> bool {
    let own = with_check_state(|state| state.thread.clone());
    recording.waits.iter().any(|wait| wait.started_at.is_some() && wait.started_on != own)
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

/// The mistake of so many waits that were dropped before they completed.
pub(crate) fn dropped_waits_mistake(
    call: &AnswerCall,
    recording: &Recording,
    dropped: usize,
) -> Mistake {
    let created = recording.waits.len();
    let which = if created == 1 {
        "its wait".into()
    } else {
        format!("{dropped} of its {}", waits_in_words(created))
    };
    let seen = format!(
        "{call} dropped {which} before {} completed",
        if dropped == 1 { "it" } else { "they" }
    );
    Mistake::new(Kind::DropsWaits, seen)
        .with_drawing(draw_timeline(recording))
        .why(if created > call.n() {
            "a `select!` or a `timeout` drops what hasn't completed, and a new wait starts from \
             the beginning"
        } else {
            "a wait that isn't awaited to its end is cancelled when it is dropped or aborted"
        })
        .fix(if created > call.n() {
            "create each wait once, and await it to its end"
        } else {
            "await every wait to its end; with a group, loop with `while let` until it is empty"
        })
}

/// A number of waits, in words.
pub(crate) fn waits_in_words(count: usize) -> String {
    format!("{count} {}", if count == 1 { "wait" } else { "waits" })
}

/// A number of times, in words.
pub(crate) fn times_in_words(count: usize) -> String {
    match count {
        1 => "once".into(),
        2 => "twice".into(),
        _ => format!("{count} times"),
    }
}
