//! The measurements as an SVG picture: how each metric grows with the number of waits.

use figures::colours::{BLUE, FOREGROUND, GREEN, GREY, GRID, ORANGE, PURPLE};
use figures::{Area, DrawResult, heading_style, render_svg, text_style};
use indicatif::HumanFloatCount;
use plotters::element::DashedPathElement;
use plotters::prelude::*;

use super::measure::{CONTENDERS, Row};
use super::metrics::{CPU_TIME, MAX_LATENESS, MEMORY, Metric, OVERHEAD};

/// The height of a line of text, in pixels.
const LINE_HEIGHT: i32 = 18;
/// The height of a factor of ten in all plots, so that their slopes can be compared.
const DECADE_HEIGHT: i32 = 30;
/// The height of the space above a plot, which holds its heading.
const HEADING_HEIGHT: i32 = 2 * LINE_HEIGHT;
/// The height of the space below a plot's axis, or below the legend.
const BOTTOM_MARGIN: i32 = LINE_HEIGHT / 2;
/// The height of the legend, which has five lines at most.
const LEGEND_HEIGHT: i32 = 13 * LINE_HEIGHT / 2;
/// The height of the lines about the machine.
const FOOTER_HEIGHT: i32 = 13 * LINE_HEIGHT / 2;

/// The length of a dash, in pixels.
const DASH: i32 = 4;
/// The length of the gap between two dashes.
const GAP: i32 = 3;

/// The metrics that are plotted, with the power of ten at which each vertical axis starts.
///
/// Smaller values are not shown, because they are lost in what else the machine does.
const PLOTTED: [(Metric, i32); 4] =
    [(OVERHEAD, -5), (CPU_TIME, -3), (MEMORY, 6), (MAX_LATENESS, -3)];

/// The strokes of the contenders' lines, in the order of `CONTENDERS`.
const STROKES: [Stroke; CONTENDERS.len()] = [
    Stroke::solid(FOREGROUND),
    Stroke::solid(BLUE),
    Stroke::dashed(BLUE),
    Stroke::solid(GREEN),
    Stroke::dashed(GREEN),
    Stroke::solid(ORANGE),
    Stroke::dashed(ORANGE),
    Stroke::solid(PURPLE),
    Stroke::dashed(PURPLE),
];

/// How a line is drawn.
#[derive(Clone, Copy)]
struct Stroke {
    colour: RGBColor,
    dashed: bool,
}

impl Stroke {
    const fn solid(colour: RGBColor) -> Self {
        Self { colour, dashed: false }
    }

    const fn dashed(colour: RGBColor) -> Self {
        Self { colour, dashed: true }
    }

    /// Returns the colour and the width. Whether a line is dashed is not a part of its style in
    /// plotters, but a kind of series.
    fn style(self) -> ShapeStyle {
        self.colour.stroke_width(2)
    }
}

/// A plot of a metric against the number of waits.
struct Plot {
    metric: Metric,
    /// The power of ten at which the vertical axis starts.
    lowest_power: i32,
    /// The power of ten at which it ends.
    highest_power: i32,
}

impl Plot {
    /// Plans a plot that is high enough for the greatest value.
    fn new(metric: Metric, lowest_power: i32, rows: &[&Row]) -> Self {
        let greatest = rows.iter().map(|row| (metric.value)(&row.cost)).fold(0.0, f64::max);
        let mut highest_power = lowest_power + 1;
        while 10_f64.powi(highest_power) < greatest {
            highest_power += 1;
        }
        Self { metric, lowest_power, highest_power }
    }

    /// Returns the height of the plot with its heading and the labels of its axis.
    fn height(&self) -> i32 {
        let decades = self.highest_power - self.lowest_power;
        HEADING_HEIGHT + decades * DECADE_HEIGHT + LINE_HEIGHT + BOTTOM_MARGIN
    }

    /// Draws the plot. Its horizontal axis is as long as all measured sizes need.
    fn draw(&self, rows: &[&Row], area: &Area) -> DrawResult {
        let heading = format!("{}, by number of waits", self.metric.name);
        area.draw_text(&heading, &heading_style(), (10, 10))?;

        let sizes = rows.iter().map(|row| f64::from(row.size.n));
        let smallest = sizes.clone().fold(f64::INFINITY, f64::min);
        let largest = sizes.fold(0.0, f64::max);
        let lowest = 10_f64.powi(self.lowest_power);
        let highest = 10_f64.powi(self.highest_power);
        let mut chart = ChartBuilder::on(area)
            .margin_top(HEADING_HEIGHT)
            .margin_right(34)
            .margin_bottom(BOTTOM_MARGIN)
            .y_label_area_size(62)
            .x_label_area_size(LINE_HEIGHT)
            .build_cartesian_2d(
                (smallest..largest).log_scale(),
                // The axis is a little longer, so that both its ends get a grid line.
                (lowest * 0.99..highest * 1.01).log_scale(),
            )?;
        chart
            .configure_mesh()
            .x_labels(6)
            .y_labels(9)
            .axis_style(TRANSPARENT)
            .bold_line_style(GRID)
            .light_line_style(TRANSPARENT)
            .label_style(text_style(GREY))
            .x_label_formatter(&|n| match HumanFloatCount(*n).to_string() {
                // The digits would not fit.
                million if million == "1,000,000" => "1 million".into(),
                n => n,
            })
            .y_label_formatter(&|value| (self.metric.format)(*value))
            .draw()?;

        for (contender, stroke) in CONTENDERS.into_iter().zip(STROKES) {
            // A line starts at the largest size, and ends where it would leave the plot.
            let points = rows
                .iter()
                .rev()
                .filter(|row| row.contender == contender)
                .map(|row| (f64::from(row.size.n), (self.metric.value)(&row.cost)))
                .take_while(|(_, value)| *value >= lowest);
            if stroke.dashed {
                chart.draw_series(DashedLineSeries::new(points, DASH, GAP, stroke.style()))?;
            } else {
                chart.draw_series(LineSeries::new(points, stroke.style()))?;
            }
        }
        Ok(())
    }
}

/// Returns the text of an SVG file with a legend, the plots one below the other, and a footer
/// about the machine.
pub fn render(rows: &[Row], about: &str) -> String {
    // All points have the same upper bound of delays, so only the number of waits varies.
    let rows: Vec<&Row> = rows.iter().filter(|row| row.size.max_delay == 1).collect();
    let plots = PLOTTED.map(|(metric, lowest_power)| Plot::new(metric, lowest_power, &rows));
    let height = LEGEND_HEIGHT + plots.iter().map(Plot::height).sum::<i32>() + FOOTER_HEIGHT;
    let names = PLOTTED.map(|(metric, _)| metric.name).join(", ");
    let description = format!(
        "Plots of {names}, against the number of waits of up to 1 s. Both axes are logarithmic: \
         a step is ten times as much. One line for each contender; the table beside this picture \
         has the values. {about}."
    );
    render_svg("What n waits cost", &description, height.unsigned_abs(), |area| {
        let (legend, mut rest) = area.split_vertically(LEGEND_HEIGHT);
        draw_legend(&rows, &legend)?;
        for plot in &plots {
            let (top, below) = rest.split_vertically(plot.height());
            plot.draw(&rows, &top)?;
            rest = below;
        }
        // Two facts about the machine fit on a line.
        let facts: Vec<_> = about.split(", ").collect();
        let lines = facts.chunks(2).map(|pair| pair.join(", ") + "\n").collect();
        rest.draw(&MultiLineText::from_string(lines, (10, 10), text_style(GREY), 0))
    })
}

/// Draws the names of the measured contenders, with the dashed lines in the right column.
fn draw_legend(rows: &[&Row], area: &Area) -> DrawResult {
    for (dashed, column) in [false, true].into_iter().zip(area.split_evenly((1, 2))) {
        // The legend of plotters belongs to a chart, so this is an empty one.
        let mut chart = ChartBuilder::on(&column)
            .margin_bottom(BOTTOM_MARGIN)
            .build_cartesian_2d(0.0..1.0, 0.0..1.0)?;
        for (contender, stroke) in CONTENDERS.into_iter().zip(STROKES) {
            let measured = rows.iter().any(|row| row.contender == contender);
            if measured && stroke.dashed == dashed {
                let style = stroke.style();
                let sample = |(x, y)| [(x, y), (x + 22, y)];
                let entry = chart.draw_series(LineSeries::new([], style))?.label(contender);
                if dashed {
                    entry.legend(move |at| DashedPathElement::new(sample(at), DASH, GAP, style));
                } else {
                    entry.legend(move |at| PathElement::new(sample(at), style));
                }
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
