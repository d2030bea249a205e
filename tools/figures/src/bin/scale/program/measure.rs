//! The measurements, one process after another.

use std::array;
use std::env::current_exe;
use std::io::{self, BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::Duration;

use indicatif::{HumanCount, ProgressBar, ProgressStyle};
use procfs::process::Process;

use super::machine::{bytes, python};
use super::units::{memory, time};

/// The peers by their names, which tell what each runs, and on what.
pub const PEERS: [&str; 9] = [
    "floor: no runtime",
    "wait_n, one thread",
    "wait_n, multi-thread",
    "task_wait_n, one thread",
    "task_wait_n, multi-thread",
    "asyncio wait_n",
    "asyncio task_wait_n",
    "uvloop wait_n",
    "uvloop task_wait_n",
];

/// What is measured of a run: its name, and how to write it.
#[expect(clippy::type_complexity, reason = "it stands here once")]
pub const FIGURES: [(&str, fn(f64) -> String); 6] = [
    ("time past the longest delay", time),
    ("processor time", time),
    ("memory", memory),
    ("longest wait of another task", time),
    ("the same, once all have started", time),
    ("neighbours out of order", |count| count.to_string()),
];

/// What n waits cost a peer: medians of some runs.
pub struct Row {
    /// The peer.
    pub peer: &'static str,
    /// How many waits, their longest delay in seconds, and how many runs.
    pub size: Size,
    /// The figures: times in seconds, memory in bytes.
    pub cost: [f64; 6],
}

/// How many waits, their longest delay in seconds, and how many runs.
pub type Size = (u32, u32, u32);

/// The sizes of a measurement.
fn sizes(quick: bool) -> Vec<Size> {
    if quick {
        return vec![(1_000, 1, 1), (10_000, 1, 1)];
    }
    let small = [10, 100, 1_000, 10_000].map(|n| (n, 1, 5));
    let large = [(100_000, 3), (1_000_000, 1)];
    let large = large.map(|(n, runs)| [1, 10].map(|max_delay| (n, max_delay, runs)));
    [&small, large.as_flattened()].concat()
}

/// Measures all peers of this machine, and shows how far it is.
pub fn all(quick: bool) -> io::Result<Vec<Row>> {
    let (sizes, peers) = (sizes(quick), present(quick));
    let style = ProgressStyle::with_template("{wide_bar:.magenta} about {eta} left, {msg}")
        .expect("the template is well-formed");
    let seconds = sizes.iter().map(|(_, max_delay, runs)| max_delay * runs);
    let seconds = seconds.map(u64::from).sum::<u64>() * peers.len() as u64;
    let bar = ProgressBar::new(seconds).with_style(style);
    bar.enable_steady_tick(Duration::from_secs(1));

    let empty = peers.iter().map(|peer| run(peer, (0, 0, 1), 0.0));
    let empty: Vec<_> = empty.collect::<io::Result<_>>()?;
    let mut rows = Vec::new();
    for size @ (n, max_delay, runs) in sizes {
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
    let mut peers = PEERS.to_vec();
    for module in ["asyncio", "uvloop"] {
        if (quick && module == "uvloop") || python(&format!("import {module}")).is_none() {
            eprintln!("{module} is left out: python3 cannot import it, or the run is a quick one");
            peers.retain(|peer| !peer.starts_with(module));
        }
    }
    peers
}

/// Runs a peer once: what its process took, of memory what is more than `empty`.
fn run(peer: &str, (n, max_delay, _): Size, empty: f64) -> io::Result<[f64; 6]> {
    let mut command = command(peer, n, max_delay)?;
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
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
    Ok([*past, *processor, memory, first.max(*later), *later, *disorder])
}

/// The command that runs a peer once, in a process of its own.
fn command(peer: &str, n: u32, max_delay: u32) -> io::Result<Command> {
    let here = env!("CARGO_MANIFEST_DIR");
    let mut command;
    if let Some((event_loop @ ("asyncio" | "uvloop"), function)) = peer.split_once(' ') {
        command = Command::new("python3");
        command.arg(format!("{here}/driver.py"));
        command.args([&*format!("{here}/../../python"), event_loop, function]);
    } else {
        command = Command::new(current_exe()?);
        command.args(["--run", peer]);
    }
    command.args([n, max_delay].map(|number| number.to_string()));
    Ok(command)
}
