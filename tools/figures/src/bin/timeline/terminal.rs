//! The charts as lines of text, and the live view of a run.

use std::thread;
use std::time::Duration;

use console::{Term, style};

use crate::run::{self, Labels, Mode, Run};

/// The columns left and right of a bar, which hold the wait's number and its delay.
const LABEL_COLUMNS: u16 = 14;
/// The time between two frames of the live view.
const FRAME_INTERVAL: Duration = Duration::from_millis(40);

/// Runs `n` waits and, if standard output is a terminal, shows their bars as they grow.
///
/// The bars are erased when the run ends. Its chart is printed later, because all
/// charts share a time axis that is as long as the longest run.
pub fn run_live(mode: Mode, n: u32, max_delay: u32, seed: u32) -> Run {
    let runtime = mode.build_runtime();
    let terminal = Term::buffered_stdout();
    let mut lines_shown = 0;
    run::start(n, max_delay, seed);
    thread::scope(|scope| {
        let runner = scope.spawn(|| {
            runtime.block_on(mode.run(n, max_delay));
            Run::snapshot(mode)
        });
        while terminal.is_term() {
            terminal.clear_last_lines(lines_shown).ok();
            if runner.is_finished() {
                break;
            }
            let run = Run::snapshot(mode);
            let lines = chart_lines(&run, run.elapsed.max(max_delay.into()));
            // A line that has scrolled off the screen can't be erased, so show no more lines
            // than fit. One row is left for the cursor.
            let height = usize::from(terminal.size().0);
            lines_shown = lines.len().min(height - 1);
            terminal.write_line(&lines[..lines_shown].join("\n")).ok();
            terminal.flush().ok();
            thread::sleep(FRAME_INTERVAL);
        }
        terminal.flush().ok();
        runner.join().expect("a run does not panic")
    })
}

/// Returns the lines of a run's chart, with a time axis of `span` seconds.
///
/// The chart is as wide as the terminal, or 80 columns where there is none.
pub fn chart_lines(run: &Run, span: f64) -> Vec<String> {
    let columns = Term::stdout().size().1.saturating_sub(LABEL_COLUMNS).max(20);
    let width = usize::from(columns);
    // Counting the boundaries before a time finds its column without casting a float.
    let column_at = |time: f64| {
        let boundary = |column| span * f64::from(column) / f64::from(columns);
        (1..columns).take_while(|column| boundary(*column) <= time).count()
    };

    let Labels { title, note } = run.mode.labels();
    let mut lines = vec![style(title).bold().to_string()];
    for wait in &run.waits {
        let start = column_at(wait.start.time);
        let end = column_at(wait.end_or(run.elapsed));
        let mut bar = vec!["━"; end - start + 1];
        if run.mode == Mode::Tasks {
            // A sleeping task is on no thread, and may be completed by another thread than the
            // one that started it, so only the two ends of its bar name a thread.
            bar[0] = &wait.start.thread;
            bar[end - start] = wait.end.as_ref().map_or("━", |end| &end.thread);
        }
        let before = " ".repeat(start);
        let bar = style(bar.concat()).magenta();
        let after = " ".repeat(width - end);
        lines.push(format!("{:>3}  {before}{bar}{after}{:5.2} s", wait.number, wait.delay));
    }
    let axis = format!("0 s{span:>0$.2} s", width - 5);
    lines.extend([&*axis, &run.summary(), note].map(|line| format!("     {line}")));
    lines.push(String::new());
    lines
}
