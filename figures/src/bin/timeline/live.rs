//! A run as it happens: one bar a wait.

use std::sync::Arc;
use std::thread;
use std::time::Duration;

use indicatif::{MultiProgress, ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::axis;
use crate::run::{Run, Wait, Way};

/// How long a picture stands before the next.
const FRAME: Duration = Duration::from_millis(40);

/// Runs waits of these delays, with a bar for each as long as they run.
///
/// The length of a bar is that of its delay, on one scale for all; it is full
/// when its wait has ended. The bars are gone when the run is over. Nothing is
/// shown if standard output is not a terminal.
pub fn show(way: Way, delays: &[f64]) -> Run {
    let waits: Vec<_> = delays
        .iter()
        .map(|&delay| Arc::new(Wait::new(delay)))
        .collect();
    let longest = delays.iter().copied().fold(0.0, f64::max);
    let screen = MultiProgress::with_draw_target(ProgressDrawTarget::stdout());
    let line = |template: &str, length| {
        let style = ProgressStyle::with_template(template).expect("the template is well-formed");
        screen.add(ProgressBar::new(length).with_style(style))
    };
    let title = line("{msg}", 0);
    title.set_message(way.title());
    let bars: Vec<_> = (1..)
        .zip(delays)
        .map(|(number, &delay)| {
            let columns = axis::column(delay, longest) + 1;
            let template = format!("{number:>3}  {{bar:{columns}.magenta}}  {delay:.2} s");
            line(&template, milliseconds(Duration::from_secs_f64(delay)))
        })
        .collect();

    thread::scope(|scope| {
        let run = scope.spawn(|| way.run(&waits));
        while !run.is_finished() {
            for (wait, bar) in waits.iter().zip(&bars) {
                bar.set_position(milliseconds(so_far(wait)));
            }
            thread::sleep(FRAME);
        }
        run.join().expect("a run does not panic")
    })
}

/// How long this wait has run.
fn so_far(wait: &Wait) -> Duration {
    match (wait.start.get(), wait.end.get()) {
        (None, _) => Duration::ZERO,
        (Some(start), None) => start.at.elapsed(),
        (Some(start), Some(end)) => end.at - start.at,
    }
}

/// A duration in the unit of a bar.
fn milliseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}
