//! The measurements, one process after another.

use std::io::{self, BufRead, BufReader};
use std::process::Stdio;
use std::time::Duration;

use clap::ValueEnum;
use indicatif::{HumanCount, ProgressBar, ProgressStyle};
use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike;

use crate::machine;
use crate::peer::Peer;

/// What one process took.
struct Cost {
    /// The time past the longest delay, in seconds.
    past: f64,
    /// The processor time of all its threads, in seconds.
    processor: f64,
    /// Its memory at the peak, in bytes.
    memory: f64,
    /// How many neighbours in its list are out of order.
    disorder: f64,
}

/// What n waits cost a peer: medians of some runs.
///
/// Processor time and memory are what the process took beyond one of the same
/// peer with no waits.
pub struct Row {
    /// The peer.
    pub peer: Peer,
    /// How many waits.
    pub n: u32,
    /// Their longest delay, in seconds.
    pub max_delay: u32,
    /// How many runs there were.
    pub runs: u32,
    /// The time past the longest delay, in seconds.
    pub past: f64,
    /// The processor time, in seconds.
    pub processor: f64,
    /// The memory at the peak, in bytes.
    pub memory: f64,
    /// How many neighbours in the list of delays are out of order.
    pub disorder: f64,
}

/// How many waits, their longest delay in seconds, and how many runs.
type Size = (u32, u32, u32);

/// The sizes of a full measurement. The longest delay grows where the waits of a
/// shorter one would come too fast for the slowest peer.
const FULL: [Size; 6] = [
    (10, 1, 5),
    (100, 1, 5),
    (1_000, 1, 5),
    (10_000, 1, 5),
    (100_000, 10, 3),
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

    let mut rows = Vec::new();
    for &(n, max_delay, runs) in sizes {
        for &peer in &peers {
            bar.set_message(format!("{} waits: {}", HumanCount(n.into()), peer.label()));
            let mut costs = Vec::new();
            for _ in 0..runs {
                let empty = cost(peer, 0, max_delay)?;
                let mut cost = cost(peer, n, max_delay)?;
                cost.processor = (cost.processor - empty.processor).max(0.0);
                cost.memory = (cost.memory - empty.memory).max(0.0);
                costs.push(cost);
                bar.inc(max_delay.into());
            }
            rows.push(Row {
                peer,
                n,
                max_delay,
                runs,
                past: median(&costs, |cost| cost.past),
                processor: median(&costs, |cost| cost.processor),
                memory: median(&costs, |cost| cost.memory),
                disorder: median(&costs, |cost| cost.disorder),
            });
        }
    }
    Ok(rows)
}

/// The peers of these rows, in their order.
pub fn peers(rows: &[Row]) -> Vec<Peer> {
    let mut peers: Vec<_> = rows.iter().map(|row| row.peer).collect();
    peers.sort();
    peers.dedup();
    peers
}

/// The peers that can be measured here; says which can't.
fn present(quick: bool) -> Vec<Peer> {
    let asyncio = machine::python().is_some();
    let uvloop = !quick && machine::uvloop().is_some();
    if !asyncio {
        eprintln!("python3 was not found: asyncio is left out");
    } else if !quick && !uvloop {
        eprintln!("python3 cannot import uvloop: it is left out");
    }
    let peers = Peer::value_variants().iter().copied();
    peers
        .filter(|peer| match peer {
            Peer::AsyncioWaitN | Peer::AsyncioTaskWaitN => asyncio,
            Peer::UvloopWaitN | Peer::UvloopTaskWaitN => uvloop,
            _ => true,
        })
        .collect()
}

/// Runs a peer once, and tells what its process took.
fn cost(peer: Peer, n: u32, max_delay: u32) -> io::Result<Cost> {
    let before = processor_time()?;
    let mut child = peer
        .command(n, max_delay)?
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut line = String::new();
    let output = child.stdout.take().expect("it is piped");
    BufReader::new(output).read_line(&mut line)?;
    // The child has done its work, and stays until its standard input is closed.
    let memory = machine::bytes(&format!("/proc/{}/status", child.id()), "VmHWM");
    child.wait()?;

    let failed = || io::Error::other(format!("{} failed with n = {n}", peer.label()));
    let (past, disorder) = line.split_once(' ').ok_or_else(failed)?;
    Ok(Cost {
        past: past.parse().map_err(io::Error::other)?,
        processor: processor_time()? - before,
        memory: memory?,
        disorder: disorder.trim().parse().map_err(io::Error::other)?,
    })
}

/// The processor time in seconds of all children so far that have ended.
fn processor_time() -> io::Result<f64> {
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    let time = usage.user_time() + usage.system_time();
    let microseconds = time.num_microseconds().unsigned_abs();
    Ok(Duration::from_micros(microseconds).as_secs_f64())
}

/// The middle one of these values.
fn median(costs: &[Cost], value: impl Fn(&Cost) -> f64) -> f64 {
    let mut values: Vec<_> = costs.iter().map(value).collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
