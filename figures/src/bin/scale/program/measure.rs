//! The measurements, one process after another.

use std::array;
use std::io::{self, BufRead, BufReader};
use std::process::Stdio;
use std::time::Duration;

use indicatif::{HumanCount, ProgressBar, ProgressStyle};
use procfs::process::Process;

use super::machine::{bytes, python};
use super::peer::{PEERS, command};
use super::units::{memory, time};

/// How to write a figure.
type Write = fn(f64) -> String;

/// What is measured of a run: its name, and how to write it.
pub const FIGURES: [(&str, Write); 6] = [
    ("time past the longest delay", time),
    ("processor time", time),
    ("memory", memory),
    ("longest wait of another task", time),
    ("the same, once all have started", time),
    ("neighbours out of order", |count| count.to_string()),
];

/// The figures of a run: times in seconds, memory in bytes.
pub type Cost = [f64; FIGURES.len()];

/// What n waits cost a peer: medians of some runs.
pub struct Row {
    /// The peer.
    pub peer: &'static str,
    /// How many waits, their longest delay in seconds, and how many runs.
    pub size: Size,
    /// What they took.
    pub cost: Cost,
}

/// How many waits, their longest delay in seconds, and how many runs.
pub type Size = (u32, u32, u32);

/// The sizes of a full measurement.
const FULL: [Size; 8] = [
    (10, 1, 5),
    (100, 1, 5),
    (1_000, 1, 5),
    (10_000, 1, 5),
    (100_000, 1, 3),
    (100_000, 10, 3),
    (1_000_000, 1, 1),
    (1_000_000, 10, 1),
];
/// The sizes of a quick measurement.
const QUICK: [Size; 2] = [(1_000, 1, 1), (10_000, 1, 1)];

/// Measures all peers of this machine, and shows how far it is.
pub fn all(quick: bool) -> io::Result<Vec<Row>> {
    let sizes = if quick { &QUICK[..] } else { &FULL[..] };
    let peers = present(quick);
    let style = ProgressStyle::with_template("{wide_bar:.magenta} about {eta} left, {msg}")
        .expect("the template is well-formed");
    let seconds = sizes.iter().map(|(_, max_delay, runs)| max_delay * runs);
    let bar = ProgressBar::new(seconds.map(u64::from).sum::<u64>() * peers.len() as u64);
    bar.set_style(style);
    bar.enable_steady_tick(Duration::from_secs(1));

    let empty = peers.iter().map(|peer| run(peer, (0, 0, 1), 0.0));
    let empty: Vec<_> = empty.collect::<io::Result<_>>()?;
    let mut rows = Vec::new();
    for &size in sizes {
        let (n, max_delay, runs) = size;
        for (&peer, [_, _, empty, ..]) in peers.iter().zip(&empty) {
            bar.set_message(format!("{} waits: {peer}", HumanCount(n.into())));
            let mut costs = Vec::new();
            for _ in 0..runs {
                costs.push(run(peer, size, *empty)?);
                bar.inc(max_delay.into());
            }
            let cost = array::from_fn(|figure| {
                costs.sort_by(|a, b| a[figure].total_cmp(&b[figure]));
                costs[costs.len() / 2][figure]
            });
            rows.push(Row { peer, size, cost });
        }
    }
    Ok(rows)
}

/// The peers that can be measured here; says which can't.
fn present(quick: bool) -> Vec<&'static str> {
    let asyncio = python("import asyncio").is_some();
    let uvloop = !quick && python("import uvloop").is_some();
    if !asyncio {
        eprintln!("python3 was not found: asyncio is left out");
    } else if !quick && !uvloop {
        eprintln!("python3 cannot import uvloop: it is left out");
    }
    let is_here = |peer: &&str| {
        (asyncio || !peer.starts_with("asyncio")) && (uvloop || !peer.starts_with("uvloop"))
    };
    PEERS.into_iter().filter(is_here).collect()
}

/// Runs a peer once: what its process took, of memory what is more than `empty`.
fn run(peer: &str, (n, max_delay, _): Size, empty: f64) -> io::Result<Cost> {
    let mut command = command(peer, n, max_delay)?;
    let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = piped.spawn()?;
    let mut line = String::new();
    let output = child.stdout.take().expect("it is piped");
    BufReader::new(output).read_line(&mut line)?;
    // The child has done its work, and stays until its standard input is closed.
    let id = child.id().try_into().map_err(io::Error::other)?;
    let status = Process::new(id).and_then(|process| process.status());
    child.wait()?;

    let values: Vec<f64> = line.split_whitespace().flat_map(str::parse).collect();
    let peak = status.map_err(io::Error::other)?.vmhwm;
    let ([past, processor, disorder, first, later], Some(peak)) = (&values[..], peak) else {
        return Err(io::Error::other(format!("{peer} failed with n = {n}")));
    };
    let memory = (bytes(peak * 1024) - empty).max(0.0);
    let late = first.max(*later);
    Ok([*past, *processor, memory, late, *later, *disorder])
}
