//! The figures as a picture: how each cost grows with the number of waits.

use figures::colours::{BLUE, FOREGROUND, GREEN, GREY, GRID, ORANGE, PURPLE};
use figures::{Area, DrawResult, heading_style, render_svg, text_style};
use indicatif::HumanFloatCount;
use plotters::prelude::*;

use super::measure::{FIGURES, PEERS, Row};

/// The height of a line of text, in pixels.
const LINE: i32 = 18;
/// The height of a decade: ten times as much stands this much higher.
const DECADE: i32 = 30;
/// The figures that are drawn, and the least that is drawn of each, as a power of
/// ten: what is less drowns in what the machine does besides.
const PLOTS: [(usize, i32); 4] = [(0, -5), (1, -3), (2, 6), (3, -3)];

/// Draws one plot for each cost, one above the other, as an SVG picture.
pub fn svg(rows: &[Row], about: &str) -> String {
    // One longest delay for all sizes, so that a line shows what their number does.
    let rows: Vec<_> = rows.iter().filter(|row| row.size.1 == 1).collect();
    let plots = PLOTS.map(|(figure, low)| {
        let most = rows.iter().map(|row| row.cost[figure]).fold(0.0, f64::max);
        let high = (low + 1..12).find(|power| 10_f64.powi(*power) >= most);
        (figure, [low, high.unwrap_or(12)])
    });
    let height = |[low, high]: [i32; 2]| (high - low) * DECADE + LINE / 2 * 7;
    let heights: i32 = plots.iter().map(|(_, powers)| height(*powers)).sum();
    let heights = (heights + 13 * LINE).unsigned_abs();
    let names = PLOTS.map(|(figure, _)| FIGURES[figure].0).join(", ");
    let description = format!(
        "Plots of {names}, against the number of waits of up to 1 s. Both axes are logarithmic: \
         a step is ten times as much. One line for each peer; the table beside this picture has \
         the values. {about}."
    );
    render_svg("What n waits cost", &description, heights, |area| {
        let (top, mut rest) = area.split_vertically(LINE / 2 * 13);
        legend(&rows, &top)?;
        for (figure, powers) in plots {
            let (top, below) = rest.split_vertically(height(powers));
            plot(figure, powers, &rows, &top)?;
            rest = below;
        }
        let parts: Vec<_> = about.split(", ").collect();
        let about = parts.chunks(2).map(|two| two.join(", ") + "\n").collect();
        rest.draw(&MultiLineText::from_string(about, (10, 10), text_style(GREY), 0))
    })
}

/// The line of the peer with this number.
fn style(peer: usize) -> ShapeStyle {
    let colour = [FOREGROUND, BLUE, GREEN, ORANGE, PURPLE][peer.div_ceil(2)];
    // The second peer of a colour is dashed.
    colour.stroke_width(if peer > 0 && peer % 2 == 0 { 3 } else { 2 })
}

/// Draws the names of the lines: the dashed ones in a column of their own.
fn legend(rows: &[&Row], area: &Area) -> DrawResult {
    for (column, area) in (2..).zip(area.split_evenly((1, 2))) {
        let mut chart = ChartBuilder::on(&area)
            .margin_bottom(LINE / 2)
            .build_cartesian_2d(0.0..1.0, 0.0..1.0)?;
        for (peer, name) in PEERS.into_iter().enumerate() {
            let style = style(peer);
            if style.stroke_width == column && rows.iter().any(|row| row.peer == name) {
                chart
                    .draw_series(LineSeries::new([], style))?
                    .label(name)
                    .legend(move |(x, y)| PathElement::new([(x, y), (x + 22, y)], style));
            }
        }
        chart
            .configure_series_labels()
            .position(SeriesLabelPosition::LowerLeft)
            .margin(0)
            .legend_area_size(28)
            .label_font(text_style(FOREGROUND))
            .draw()?;
    }
    Ok(())
}

/// Draws one figure, between two powers of ten.
fn plot(figure: usize, powers: [i32; 2], rows: &[&Row], area: &Area) -> DrawResult {
    let (name, write) = FIGURES[figure];
    area.draw_text(&format!("{name}, by number of waits"), &heading_style(), (10, 10))?;
    let [low, high] = powers.map(|power| 10_f64.powi(power));
    let sizes = || rows.iter().map(|row| f64::from(row.size.0));
    let sizes = sizes().fold(f64::INFINITY, f64::min)..sizes().fold(0.0, f64::max);
    let mut chart = ChartBuilder::on(area)
        .margin_top(2 * LINE)
        .margin_right(34)
        .margin_bottom(LINE / 2)
        .y_label_area_size(62)
        .x_label_area_size(LINE)
        // A little more, so that the powers at the ends are on it.
        .build_cartesian_2d(sizes.log_scale(), (low * 0.99..high * 1.01).log_scale())?;
    chart
        .configure_mesh()
        .x_labels(6)
        .y_labels(9)
        .axis_style(TRANSPARENT)
        .bold_line_style(GRID)
        .light_line_style(TRANSPARENT)
        .label_style(text_style(GREY))
        .x_label_formatter(&|n| match HumanFloatCount(*n).to_string() {
            million if million == "1,000,000" => "1 million".into(),
            n => n,
        })
        .y_label_formatter(&|value| write(*value))
        .draw()?;
    for (peer, name) in PEERS.into_iter().enumerate() {
        // From the right, as far as all is on the plot.
        let points = rows.iter().rev().filter(|row| row.peer == name);
        let points = points.map(|row| (f64::from(row.size.0), row.cost[figure]));
        let points = points.take_while(|(_, cost)| *cost >= low);
        chart.draw_series(LineSeries::new(points, style(peer)))?;
    }
    Ok(())
}
