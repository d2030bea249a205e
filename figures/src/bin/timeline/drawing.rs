//! The charts as one picture.

use figures::paper::{WIDTH, line, pixels, sheet, text};
use svg::node::element::{Circle, Group, Rectangle};

use crate::axis;
use crate::run::{Run, Span, Way};

/// The height of a row.
const ROW: f64 = 20.0;
/// Where the axis starts, to the right of the numbers.
const LEFT: f64 = 34.0;
/// Where the axis ends, to the left of the delays.
const RIGHT: f64 = WIDTH - 62.0;

/// Draws these runs as an SVG picture.
pub fn svg(runs: &[Run]) -> String {
    let length = axis::length(runs);
    let mut charts = Group::new();
    let mut height = ROW / 2.0;
    let mut description = vec![String::from(
        "Each bar is a wait, from its start to its end.",
    )];
    for run in runs {
        let (chart, chart_height) = chart(run, length);
        charts = charts.add(chart.set("transform", format!("translate(0 {height})")));
        height += chart_height;
        let (title, note) = (run.way.title(), run.way.note());
        description.push(format!("{title}: {}; {note}.", run.summary()));
    }
    let titles: Vec<_> = runs.iter().map(|run| run.way.title()).collect();
    let title = format!("What ran when: {}", titles.join(", "));
    let sheet = sheet(&title, &description.join(" "), height).add(charts);
    format!("{sheet}\n")
}

/// Draws one run, and tells how high the chart is.
fn chart(run: &Run, length: f64) -> (Group, f64) {
    let place = |seconds: f64| LEFT + seconds / length * (RIGHT - LEFT);
    let heading = text("ink strong", (LEFT, ROW * 0.7), run.way.title());
    let mut chart = Group::new().add(heading);
    let rows: f64 = run.spans.iter().map(|_| ROW).sum();
    let bottom = ROW + rows;
    for tick in axis::ticks(length) {
        let x = place(tick);
        chart = chart.add(line("grid", (x, ROW), (x, bottom))).add(text(
            "grey middle",
            (x, bottom + ROW * 0.7),
            &format!("{tick} s"),
        ));
    }
    let mut middle = ROW * 1.5;
    for span in &run.spans {
        chart = chart.add(row(
            run.way,
            span,
            [place(span.start), place(span.end)],
            middle,
        ));
        middle += ROW;
    }
    let chart = chart
        .add(text("ink", (LEFT, bottom + ROW * 1.7), &run.summary()))
        .add(text("grey", (LEFT, bottom + ROW * 2.6), run.way.note()));
    (chart, bottom + ROW * 3.5)
}

/// Draws one wait: its number, its bar, its delay.
fn row(way: Way, span: &Span, [start, end]: [f64; 2], middle: f64) -> Group {
    let baseline = middle + 4.5;
    let bar = Rectangle::new()
        .set("class", if way == Way::Tasks { "grey" } else { "blue" })
        .set("fill", "currentColor")
        .set("x", pixels(start))
        .set("y", pixels(middle - 5.0))
        // A wait of no time is a wait too.
        .set("width", pixels((end - start).max(1.0)))
        .set("height", 10);
    let mut row = Group::new()
        .set("class", "wait")
        .add(text(
            "grey end",
            (LEFT - 14.0, baseline),
            &span.number.to_string(),
        ))
        .add(bar)
        .add(text(
            "ink",
            (RIGHT + 14.0, baseline),
            &format!("{:.2} s", span.delay),
        ));
    if way == Way::Tasks {
        // Between its ends no thread runs a task: each end has its own thread.
        for (x, thread) in [start, end].into_iter().zip(&span.threads) {
            let colour = if thread == "1" { "blue" } else { "orange" };
            let mark = Circle::new()
                .set("class", colour)
                .set("fill", "currentColor")
                .set("cx", pixels(x))
                .set("cy", pixels(middle))
                .set("r", 8);
            row = row
                .add(mark)
                .add(text("paper middle", (x, baseline), thread));
        }
    }
    row
}
