//! The charts of all runs as one SVG picture.

use figures::colours::{BACKGROUND, BLUE, FOREGROUND, GREY, GRID, ORANGE};
use figures::{Area, DrawResult, heading_style, render_svg, text_style};
use plotters::coord::types::RangedCoordf64;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use crate::run::{Event, Labels, Mode, Run, Wait};

/// The height of a row of a chart, in pixels.
const ROW_HEIGHT: i32 = 20;
/// The height of the space above a chart, which holds its heading.
const HEADING_HEIGHT: i32 = 28;
/// The width of the space left of a chart, which holds the numbers of the waits.
const NUMBERS_WIDTH: i32 = 34;
/// The width of the space right of a chart, which holds the delays.
const DELAYS_WIDTH: i32 = 62;

/// A chart of a run: seconds to the right, and a row for each wait downwards.
type Chart<'a, 'b> = ChartContext<'a, SVGBackend<'b>, Cartesian2d<RangedCoordf64, RangedCoordf64>>;

/// Returns the text of an SVG file with a chart for each run.
///
/// All charts have a time axis of `span` seconds, so that their bars can be compared.
pub fn render(runs: &[Run], span: f64) -> String {
    let mut titles = Vec::new();
    let mut sentences = vec!["Each bar is a wait, from its start to its end.".to_string()];
    for run in runs {
        let Labels { title, note } = run.mode.labels();
        titles.push(title);
        sentences.push(format!("{title}: {}; {note}.", run.summary()));
    }
    let title = format!("What ran when: {}", titles.join(", "));
    let height: i32 = runs.iter().map(chart_height).sum();
    render_svg(&title, &sentences.join(" "), height.unsigned_abs(), |area| {
        let mut rest = area.clone();
        for run in runs {
            let (top, below) = rest.split_vertically(chart_height(run));
            draw_run(run, span, &top)?;
            rest = below;
        }
        Ok(())
    })
}

/// Returns the number of rows of a run's chart, in the type that pixels have.
fn row_count(run: &Run) -> i32 {
    run.waits.len().try_into().expect("there are at most 100 waits")
}

/// Returns the height of a run's chart with its heading and what is below the rows: the time
/// axis, the summary and the note.
fn chart_height(run: &Run) -> i32 {
    HEADING_HEIGHT + (row_count(run) + 3) * ROW_HEIGHT
}

/// Draws the chart of one run, with its texts.
fn draw_run(run: &Run, span: f64, area: &Area) -> DrawResult {
    let Labels { title, note } = run.mode.labels();
    let below_axis = HEADING_HEIGHT + (row_count(run) + 1) * ROW_HEIGHT + 4;
    area.draw_text(title, &heading_style(), (NUMBERS_WIDTH, 10))?;
    area.draw_text(&run.summary(), &text_style(FOREGROUND), (NUMBERS_WIDTH, below_axis))?;
    area.draw_text(note, &text_style(GREY), (NUMBERS_WIDTH, below_axis + 18))?;

    let mut chart = ChartBuilder::on(area)
        .margin_top(HEADING_HEIGHT)
        .margin_right(DELAYS_WIDTH)
        .margin_bottom(2 * ROW_HEIGHT)
        .y_label_area_size(NUMBERS_WIDTH)
        .x_label_area_size(ROW_HEIGHT)
        .build_cartesian_2d(0.0..span, f64::from(row_count(run))..0.0)?;
    chart
        .configure_mesh()
        .disable_y_mesh()
        .axis_style(TRANSPARENT)
        .set_all_tick_mark_size(3)
        .x_labels(6)
        .y_labels(0)
        .bold_line_style(GRID)
        .light_line_style(TRANSPARENT)
        .x_label_style(text_style(GREY))
        // Rounding hides the binary error of labels such as 0.30000000000000004.
        .x_label_formatter(&|seconds| format!("{} s", (seconds * 1e3).round() / 1e3))
        .draw()?;

    let mut row_middle = 0.5;
    for wait in &run.waits {
        draw_wait(run, wait, span, row_middle, &mut chart)?;
        row_middle += 1.0;
    }
    Ok(())
}

/// Draws one wait: its number, its bar and its delay.
fn draw_wait(run: &Run, wait: &Wait, span: f64, row_middle: f64, chart: &mut Chart) -> DrawResult {
    let anchored = |colour, h_pos| text_style(colour).pos(Pos::new(h_pos, VPos::Center));
    let start = wait.start.time;
    // A little is added so that the bar of a wait of 0 s can be seen.
    let end = wait.end_or(run.elapsed) + span / 400.0;
    let colour = if run.mode == Mode::Tasks { GREY } else { BLUE };
    let corners = [(start, row_middle - 0.25), (end, row_middle + 0.25)];
    chart.draw_series([Rectangle::new(corners, colour.filled())])?;

    let number = Text::new(wait.number.to_string(), (-14, 0), anchored(GREY, HPos::Right));
    let delay =
        Text::new(format!("{:.2} s", wait.delay), (14, 0), anchored(FOREGROUND, HPos::Left));
    chart.draw_series([EmptyElement::at((0.0, row_middle)) + number])?;
    chart.draw_series([EmptyElement::at((span, row_middle)) + delay])?;

    if run.mode == Mode::Tasks {
        // A sleeping task is on no thread, and may be completed by another thread than the one
        // that started it, so only the two ends of its bar name a thread.
        for Event { time, thread } in [&wait.start].into_iter().chain(&wait.end) {
            let colour = if thread == "1" { BLUE } else { ORANGE };
            let disc = Circle::new((0, 0), 8, colour.filled());
            let name = Text::new(thread.clone(), (0, 0), anchored(BACKGROUND, HPos::Center));
            chart.draw_series([EmptyElement::at((*time, row_middle)) + disc + name])?;
        }
    }
    Ok(())
}
