//! The figures as a picture: how each cost grows with the number of waits.

use figures::paper::{WIDTH, line, pixels, sheet, text};
use indicatif::HumanFloatCount;
use svg::node::element::{Group, Polyline};

use crate::measure::{self, Row};
use crate::peer::Peer;
use crate::table::{memory, time};

/// Where the axis of n starts, to the right of the values.
const LEFT: f64 = 62.0;
/// Where the axis of n ends.
const RIGHT: f64 = WIDTH - 34.0;
/// The height of a decade: ten times as much stands this much higher.
const DECADE: f64 = 30.0;
/// The distance between lines of text.
const LINE: f64 = 18.0;
/// How many letters fit in a line of text.
const LETTERS: usize = 52;

/// One cost that is drawn.
struct Cost {
    /// Its name.
    name: &'static str,
    /// Where to find it in a row.
    of: fn(&Row) -> f64,
    /// The least that is drawn: what is less drowns in what the machine does besides.
    least: f64,
    /// How to write it.
    write: fn(f64) -> String,
}

/// The axes of one plot, both logarithmic.
struct Axes {
    /// The logarithm of the least number of waits.
    first: f64,
    /// The logarithm of the greatest number of waits.
    last: f64,
    /// The logarithm of the least cost.
    low: f64,
    /// The height at which the greatest power of ten stands.
    top: f64,
    /// The height at which the least cost stands.
    bottom: f64,
}

/// The costs, from top to bottom.
const COSTS: [Cost; 3] = [
    Cost {
        name: "time past the longest delay",
        of: |row| row.past,
        least: 1e-5,
        write: time,
    },
    Cost {
        name: "processor time",
        of: |row| row.processor,
        least: 1e-3,
        write: time,
    },
    Cost {
        name: "memory at its peak",
        of: |row| row.memory,
        least: 1e6,
        write: memory,
    },
];

/// Draws one plot for each cost, one above the other, as an SVG picture.
pub fn svg(rows: &[Row], about: &str) -> String {
    let mut blocks = vec![legend(rows)];
    blocks.extend(COSTS.iter().map(|cost| plot(cost, rows)));
    blocks.push(caption(about));

    let mut height = LINE / 2.0;
    let mut page = Group::new();
    for (block, block_height) in blocks {
        page = page.add(block.set("transform", format!("translate(0 {height})")));
        height += block_height;
    }
    let description = format!(
        "Three plots, one for each of {}, against the number of waits. Both axes are \
         logarithmic: a step is ten times as much. One line for each peer; the table beside \
         this picture has the values. {about}.",
        COSTS.map(|cost| cost.name).join(", ")
    );
    let sheet = sheet("What n waits cost", &description, height).add(page);
    format!("{sheet}\n")
}

/// The colour of a peer's line, and its dashes.
fn look(peer: Peer) -> (&'static str, &'static str) {
    match peer {
        Peer::Floor => ("ink", "none"),
        Peer::WaitN => ("blue", "none"),
        Peer::WaitNThreads => ("blue", "4 3"),
        Peer::TaskWaitN => ("green", "none"),
        Peer::TaskWaitNThreads => ("green", "4 3"),
        Peer::AsyncioWaitN => ("orange", "none"),
        Peer::AsyncioTaskWaitN => ("orange", "4 3"),
        Peer::UvloopWaitN => ("purple", "none"),
        Peer::UvloopTaskWaitN => ("purple", "4 3"),
    }
}

/// The names of the lines, in two columns, and the height.
fn legend(rows: &[Row]) -> (Group, f64) {
    let mut group = Group::new();
    let (mut x, mut y) = (10.0, 0.0);
    for peer in measure::peers(rows) {
        let (colour, dashes) = look(peer);
        let sample = line(colour, (x, y + 9.0), (x + 22.0, y + 9.0))
            .set("stroke-width", 2)
            .set("stroke-dasharray", dashes);
        let name = text("ink", (x + 28.0, y + 13.0), peer.label());
        group = group.add(sample).add(name);
        // The floor has a line of its own; below it, two peers a line.
        if x > 10.0 || peer == Peer::Floor {
            (x, y) = (10.0, y + LINE);
        } else {
            x = 200.0;
        }
    }
    (group, y + LINE / 2.0)
}

/// The plot of one cost, and its height.
fn plot(cost: &Cost, rows: &[Row]) -> (Group, f64) {
    let heading = format!("{}, by number of waits", cost.name);
    let axes = Axes::new(cost, rows);
    let mut group = grid(cost, &axes).add(text("ink strong", (10.0, LINE), &heading));
    for peer in measure::peers(rows) {
        let corners = rows
            .iter()
            .filter(|row| row.peer == peer && (cost.of)(row) >= cost.least)
            .map(|row| (axes.x(row.n.into()), axes.y((cost.of)(row))))
            .map(|(x, y)| format!("{},{}", pixels(x), pixels(y)));
        let (colour, dashes) = look(peer);
        let curve = Polyline::new()
            .set("class", colour)
            .set("fill", "none")
            .set("stroke", "currentColor")
            .set("stroke-width", 2)
            .set("stroke-dasharray", dashes)
            .set("points", corners.collect::<Vec<_>>().join(" "));
        group = group.add(curve);
    }
    (group, axes.bottom + LINE * 1.5)
}

/// Where the powers of ten stand, with their names.
fn grid(cost: &Cost, axes: &Axes) -> Group {
    let mut group = Group::new();
    for power in (-5..=12).map(|exponent| 10_f64.powi(exponent)) {
        let (x, y) = (axes.x(power), axes.y(power));
        if (axes.top - 1.0..axes.bottom + 1.0).contains(&y) {
            group = group.add(line("grid", (LEFT, y), (RIGHT, y))).add(text(
                "grey end",
                (LEFT - 8.0, y + 4.5),
                &(cost.write)(power),
            ));
        }
        if (LEFT - 1.0..RIGHT + 1.0).contains(&x) {
            let n = if power < 1e6 {
                HumanFloatCount(power).to_string()
            } else {
                format!("{} million", power / 1e6)
            };
            group = group
                .add(line("grid", (x, axes.top), (x, axes.bottom)))
                .add(text("grey middle", (x, axes.bottom + LINE), &n));
        }
    }
    group
}

impl Axes {
    /// Axes that hold these costs.
    fn new(cost: &Cost, rows: &[Row]) -> Self {
        let n = || rows.iter().map(|row| f64::from(row.n).log10());
        let most = rows.iter().map(cost.of).fold(cost.least, f64::max);
        let low = cost.least.log10();
        let top = LINE * 1.4;
        Self {
            first: n().fold(f64::INFINITY, f64::min),
            last: n().fold(0.0, f64::max),
            low,
            top,
            bottom: top + (most.log10().ceil() - low) * DECADE,
        }
    }

    /// Where a number of waits stands.
    fn x(&self, n: f64) -> f64 {
        LEFT + (n.log10() - self.first) / (self.last - self.first) * (RIGHT - LEFT)
    }

    /// Where a cost stands.
    fn y(&self, cost: f64) -> f64 {
        self.bottom - (cost.log10() - self.low) * DECADE
    }
}

/// The machine and the versions, in lines that fit, and their height.
fn caption(about: &str) -> (Group, f64) {
    let mut lines: Vec<String> = Vec::new();
    for part in about.split(", ") {
        match lines.last_mut() {
            Some(line) if line.len() + part.len() < LETTERS => *line = format!("{line}, {part}"),
            _ => lines.push(part.into()),
        }
    }
    let mut group = Group::new();
    let mut y = LINE;
    for line in lines {
        group = group.add(text("grey", (10.0, y), &line));
        y += LINE;
    }
    (group, y)
}

#[cfg(test)]
mod tests {
    use super::*;
    use roxmltree::Document;

    #[test]
    fn each_plot_has_a_line_a_peer_with_a_point_a_size() {
        let row = |peer, n| Row {
            peer,
            n,
            max_delay: 1,
            runs: 1,
            past: 0.001,
            processor: 0.5,
            memory: 2e6,
            disorder: 0.0,
        };
        let rows = [10, 100, 1_000].map(|n| [row(Peer::Floor, n), row(Peer::WaitN, n)]);
        let picture = svg(rows.as_flattened(), "a machine, a <version>, a date");
        let picture = Document::parse(&picture).expect("the picture is well-formed");
        let points: Vec<_> = picture
            .descendants()
            .filter_map(|node| node.attribute("points"))
            .map(|points| points.split(' ').count())
            .collect();
        assert_eq!(points, [3; 6]);
    }
}
