//! A drawing of which wait ran when.

use spy::{Outcome, Recording, WaitRecord};

/// The most waits that are drawn, a row each.
const MAX_ROWS: usize = 10;
/// The width of the bars, in columns.
const COLUMNS: u32 = 50;

/// Draws a row for each wait that was polled: its delay, and a bar from its start to its end, or
/// to the moment of the recording if it hasn't ended.
///
/// Returns nothing if there are more waits than anybody wants to look at.
pub(crate) fn render_timeline(recording: &Recording) -> String {
    let started: Vec<_> = recording.waits.iter().filter(|wait| wait.started_at.is_some()).collect();
    if started.len() > MAX_ROWS {
        return String::new();
    }
    let start = |wait: &WaitRecord| wait.started_at.unwrap_or_default();
    let end = |wait: &WaitRecord| wait.ended_at.unwrap_or(recording.snapshot_at);
    // The answer may go on after its last wait.
    let last = started.iter().map(|wait| end(wait)).fold(recording.snapshot_at, f64::max);
    let rows = started.iter().map(|wait| {
        let start = column(start(wait), last);
        let bar = "=".repeat(column(end(wait), last).saturating_sub(start).max(1));
        let delay = (wait.delay * 1e3).round() / 1e3;
        let mark = match wait.outcome {
            Some(Outcome::Dropped) => format!(" dropped at {:.1} s", end(wait)),
            None => " running".into(),
            _ => String::new(),
        };
        format!("{:>6} s  {:start$}{bar}{mark}\n", format!("{delay:?}"), "")
    });
    rows.collect()
}

/// The column in which a moment is drawn, if `last` is the moment at the right edge.
fn column(moment: f64, last: f64) -> usize {
    let share = if last > 0.0 { moment / last } else { 0.0 };
    (0..COLUMNS).take_while(|column| f64::from(*column) + 0.5 <= share * f64::from(COLUMNS)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_moment_is_at_the_right_edge() {
        assert_eq!([0.0, 1.5, 3.0].map(|moment| column(moment, 3.0)), [0, 25, 50]);
        // No time has passed at all.
        assert_eq!(column(0.0, 0.0), 0);
    }
}
