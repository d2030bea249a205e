//! The charts as one picture.

use figures::colours::{BLUE, GREY, GRID, INK, ORANGE, PAPER};
use figures::{Area, Drawn, heading, picture, text};
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use crate::recorder::{Event, Wait};
use crate::run::{Labels, Mode, Run};

/// The height of a row, in pixels.
const ROW: i32 = 20;
/// What stands above a chart: its heading.
const TOP: i32 = 28;
/// What stands left of a chart: the numbers.
const LEFT: i32 = 34;
/// What stands right of a chart: the delays.
const RIGHT: i32 = 62;

/// Draws these runs as an SVG picture, `length` seconds as wide as a chart.
pub fn svg(runs: &[Run], length: f64) -> String {
    let mut titles = Vec::new();
    let mut says = vec!["Each bar is a wait, from its start to its end.".into()];
    for run in runs {
        let Labels { title, note } = run.mode.labels();
        titles.push(title);
        says.push(format!("{title}: {}; {note}.", run.summary()));
    }
    let title = format!("What ran when: {}", titles.join(", "));
    let heights = runs.iter().map(|run| TOP + (rows(run) + 3) * ROW);
    let height = heights.clone().sum::<i32>().unsigned_abs();
    picture(&title, &says.join(" "), height, |area| {
        let mut rest = area.clone();
        for (run, height) in runs.iter().zip(heights) {
            let (top, below) = rest.split_vertically(height);
            chart(run, length, &top)?;
            rest = below;
        }
        Ok(())
    })
}

/// The number of rows of a chart.
fn rows(run: &Run) -> i32 {
    run.waits.len().try_into().expect("there are at most 100")
}

/// Draws one run.
fn chart(run: &Run, length: f64, area: &Area) -> Drawn {
    let Labels { title, note } = run.mode.labels();
    let below = TOP + (rows(run) + 1) * ROW + 4;
    area.draw_text(title, &heading(), (LEFT, 10))?;
    area.draw_text(&run.summary(), &text(INK), (LEFT, below))?;
    area.draw_text(note, &text(GREY), (LEFT, below + 18))?;
    let mut chart = ChartBuilder::on(area)
        .margin_top(TOP)
        .margin_right(RIGHT)
        .margin_bottom(2 * ROW)
        .y_label_area_size(LEFT)
        .x_label_area_size(ROW)
        .build_cartesian_2d(0.0..length, f64::from(rows(run))..0.0)?;
    chart
        .configure_mesh()
        .disable_y_mesh()
        .axis_style(TRANSPARENT)
        .set_all_tick_mark_size(3)
        .x_labels(6)
        .y_labels(0)
        .bold_line_style(GRID)
        .light_line_style(TRANSPARENT)
        .x_label_style(text(GREY))
        .x_label_formatter(&|seconds| format!("{} s", (seconds * 1e3).round() / 1e3))
        .draw()?;

    let anchored = |colour, h_pos| text(colour).pos(Pos::new(h_pos, VPos::Center));
    let colour = if run.mode == Mode::Tasks { GREY } else { BLUE };
    let mut middle = 0.5;
    for wait in &run.waits {
        let Wait { number, delay, start: first_poll, end: last_poll } = wait;
        // A wait of no time is a wait too.
        let (start, end) = (first_poll.time, wait.end_or(run.elapsed) + length / 400.0);
        let bar = Rectangle::new([(start, middle - 0.25), (end, middle + 0.25)], colour.filled());
        let number = Text::new(number.to_string(), (-14, 0), anchored(GREY, HPos::Right));
        let delay = Text::new(format!("{delay:.2} s"), (14, 0), anchored(INK, HPos::Left));
        chart.draw_series([bar])?;
        chart.draw_series([EmptyElement::at((0.0, middle)) + number])?;
        chart.draw_series([EmptyElement::at((length, middle)) + delay])?;
        if run.mode == Mode::Tasks {
            // Between its ends no thread runs a task: each end has its own thread.
            for Event { time, thread } in [first_poll].into_iter().chain(last_poll) {
                let colour = if thread == "1" { BLUE } else { ORANGE };
                let name = Text::new(thread.clone(), (0, 0), anchored(PAPER, HPos::Center));
                let mark = Circle::new((0, 0), 8, colour.filled());
                chart.draw_series([EmptyElement::at((*time, middle)) + mark + name])?;
            }
        }
        middle += 1.0;
    }
    Ok(())
}
