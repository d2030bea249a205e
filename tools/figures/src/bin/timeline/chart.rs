//! The charts as text, and a run as it happens.

use std::thread;
use std::time::Duration;

use console::{Term, style};

use crate::recorder::{self, Wait};
use crate::run::{Labels, Mode, Run};

/// What stands beside the bar of a wait: its number and its delay.
const MARGINS: u16 = 14;

/// Runs waits, with a bar for each that grows as long as it runs, if standard
/// output is a terminal. The bars are gone when the run is over.
pub fn live(mode: Mode, n: u32, max_delay: u32, seed: u32) -> Run {
    let runtime = mode.build_runtime();
    let screen = Term::buffered_stdout();
    let mut shown = 0;
    recorder::start(seed);
    thread::scope(|scope| {
        let run = scope.spawn(|| {
            runtime.block_on(mode.run(n, max_delay));
            Run::snapshot(mode)
        });
        while screen.is_term() {
            screen.clear_last_lines(shown).ok();
            if run.is_finished() {
                break;
            }
            let run = Run::snapshot(mode);
            let lines = lines(&run, run.elapsed.max(max_delay.into()));
            // What scrolled out of a terminal stays in it.
            shown = lines.len().min(usize::from(screen.size().0) - 1);
            screen.write_line(&lines[..shown].join("\n")).ok();
            screen.flush().ok();
            thread::sleep(Duration::from_millis(40));
        }
        screen.flush().ok();
        run.join().expect("a run does not panic")
    })
}

/// Draws a run, `length` seconds as wide as the terminal: the lines of text.
pub fn lines(run: &Run, length: f64) -> Vec<String> {
    let columns = Term::stdout().size().1.saturating_sub(MARGINS).max(20);
    let cell = length / f64::from(columns);
    let column = |seconds| {
        let columns = (1..columns).take_while(|cells| f64::from(*cells) * cell <= seconds);
        columns.count()
    };
    let width = usize::from(columns);
    let Labels { title, note } = run.mode.labels();
    let mut lines = vec![style(title).bold().to_string()];
    for wait in &run.waits {
        let Wait { number, delay, start: first_poll, end: last_poll } = wait;
        let start = column(first_poll.time);
        let end = column(wait.end_or(run.elapsed));
        let mut bar = vec!["━"; end - start + 1];
        if run.mode == Mode::Tasks {
            // Between its ends no thread runs a task: each end has its own thread.
            bar[0] = &first_poll.thread;
            bar[end - start] = last_poll.as_ref().map_or("━", |poll| &poll.thread);
        }
        let (before, bar) = (" ".repeat(start), style(bar.concat()).magenta());
        let after = " ".repeat(width - end);
        lines.push(format!("{number:>3}  {before}{bar}{after}{delay:5.2} s"));
    }
    let scale = format!("0 s{length:>0$.2} s", width - 5);
    lines.extend([&*scale, &run.summary(), note].map(|line| format!("     {line}")));
    lines.push(String::new());
    lines
}
