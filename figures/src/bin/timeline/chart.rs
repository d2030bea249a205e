//! The charts as text.

use console::style;

use crate::axis;
use crate::run::{Run, Span, Way};

/// Draws these runs on one axis, as wide as the terminal: the lines of text.
pub fn lines(runs: &[Run]) -> Vec<String> {
    let length = axis::length(runs);
    let column = |seconds| axis::column(seconds, length);
    let mut ruler = String::new();
    for tick in axis::ticks(length) {
        let column = column(tick);
        ruler = format!("{ruler:column$}{tick} s");
    }
    let mut lines = Vec::new();
    for run in runs {
        lines.push(style(run.way.title()).bold().to_string());
        for span in &run.spans {
            let (start, end) = (column(span.start), column(span.end));
            let before = " ".repeat(start);
            let bar = bar(run.way, span, end - start);
            let after = " ".repeat(usize::from(axis::columns()) - end);
            let (number, delay) = (span.number, span.delay);
            lines.push(format!("{number:>3}  {before}{bar}{after}{delay:5.2} s"));
        }
        for line in [&ruler, &run.summary(), run.way.note()] {
            lines.push(format!("     {line}"));
        }
        lines.push(String::new());
    }
    lines
}

/// The bar of a wait that ends this many columns after its start.
///
/// A task has the number of a thread at each end: between them none runs it.
fn bar(way: Way, span: &Span, columns: usize) -> String {
    let [start, end] = match way {
        Way::OneAfterAnother | Way::Together => ["━", "━"],
        Way::Tasks => [&*span.threads[0], &*span.threads[1]],
    };
    let bar = match columns {
        0 => end.to_string(),
        _ => format!("{start}{}{end}", "━".repeat(columns - 1)),
    };
    style(bar).magenta().to_string()
}
