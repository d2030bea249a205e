//! The figures as a picture: how each cost grows with the number of waits.

use clap::ValueEnum;
use figures::paper::{WIDTH, line, pixels, sheet, text};
use indicatif::HumanCount;
use svg::node::element::{Group, Polyline};

use crate::measure::Row;
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
    /// How to write it.
    write: fn(f64) -> String,
}

/// The costs, from top to bottom.
const COSTS: [Cost; 3] = [
    Cost {
        name: "time past the longest delay",
        of: |row| row.past,
        write: time,
    },
    Cost {
        name: "processor time",
        of: |row| row.processor,
        write: time,
    },
    Cost {
        name: "memory at its peak",
        of: |row| row.memory,
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
    sheet("What n waits cost", &description, height)
        .add(page)
        .to_string()
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
    let measured = |peer: &&Peer| rows.iter().any(|row| row.peer == **peer);
    let mut group = Group::new();
    let (mut x, mut y) = (10.0, 0.0);
    for peer in Peer::value_variants().iter().filter(measured) {
        let (colour, dashes) = look(*peer);
        let sample = line(colour, (x, y + 9.0), (x + 22.0, y + 9.0))
            .set("stroke-width", 2)
            .set("stroke-dasharray", dashes);
        let name = text("ink", (x + 28.0, y + 13.0), peer.label());
        group = group.add(sample).add(name);
        // The floor has a line of its own; below it, two peers a line.
        if x > 10.0 || *peer == Peer::Floor {
            (x, y) = (10.0, y + LINE);
        } else {
            x = 200.0;
        }
    }
    (group, y + LINE / 2.0)
}

/// The plot of one cost, and its height.
fn plot(cost: &Cost, rows: &[Row]) -> (Group, f64) {
    let points: Vec<_> = rows
        .iter()
        .map(|row| (row.peer, f64::from(row.n).log10(), (cost.of)(row).log10()))
        // The logarithm of nothing has no place.
        .filter(|(_, _, value)| value.is_finite())
        .collect();
    let range = |values: &mut dyn Iterator<Item = f64>| {
        values.fold((f64::MAX, f64::MIN), |(low, high), value| {
            (low.min(value), high.max(value))
        })
    };
    let (first, last) = range(&mut points.iter().map(|(_, n, _)| *n));
    let (low, high) = range(&mut points.iter().map(|(_, _, value)| *value));
    let (low, high) = (low.floor(), high.ceil());
    let (top, bottom) = (LINE * 1.4, LINE * 1.4 + (high - low) * DECADE);
    let x = |n: f64| LEFT + (n - first) / (last - first) * (RIGHT - LEFT);
    let y = |value: f64| bottom - (value - low) * DECADE;

    let mut group = Group::new().add(text("ink strong", (LEFT, LINE), cost.name));
    for exponent in -9_i32..=12 {
        let power = f64::from(exponent);
        if (low..=high).contains(&power) {
            let value = (cost.write)(10_f64.powi(exponent));
            group = group
                .add(line("grid", (LEFT, y(power)), (RIGHT, y(power))))
                .add(text("grey end", (LEFT - 8.0, y(power) + 4.5), &value));
        }
        if (first..=last).contains(&power) {
            let n = HumanCount(10_u64.pow(exponent.unsigned_abs())).to_string();
            group = group
                .add(line("grid", (x(power), top), (x(power), bottom)))
                .add(text("grey middle", (x(power), bottom + LINE), &n));
        }
    }
    for peer in Peer::value_variants() {
        let of_peer = points.iter().filter(|(owner, _, _)| owner == peer);
        let corners =
            of_peer.map(|(_, n, value)| format!("{},{}", pixels(x(*n)), pixels(y(*value))));
        let corners: Vec<_> = corners.collect();
        if !corners.is_empty() {
            let (colour, dashes) = look(*peer);
            let polyline = Polyline::new()
                .set("class", colour)
                .set("fill", "none")
                .set("stroke", "currentColor")
                .set("stroke-width", 2)
                .set("stroke-dasharray", dashes)
                .set("points", corners.join(" "));
            group = group.add(polyline);
        }
    }
    (group, bottom + LINE * 1.5)
}

/// The machine and the versions, in lines that fit, and their height.
fn caption(about: &str) -> (Group, f64) {
    let mut lines = vec![String::from("n: waits at the same time")];
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
