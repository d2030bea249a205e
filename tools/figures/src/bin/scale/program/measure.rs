//! The measurements: each run has a process of its own, and they run one after another.

use std::env::current_exe;
use std::io::{self, BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::Duration;

use figures::machine::{bytes, python_output};
use indicatif::{HumanCount, ProgressBar, ProgressStyle};
use procfs::process::Process;

use super::metrics::Cost;

/// The contender that does no more than is needed, to compare the others with.
pub const BASELINE: &str = "baseline: no runtime";
/// All contenders, by the names that tables and the picture show.
///
/// A name says what runs: a Python event loop and a function, or a Rust function and
/// the kind of its runtime.
pub const CONTENDERS: [&str; 9] = [
    BASELINE,
    "wait_n, one thread",
    "wait_n, multi-thread",
    "task_wait_n, one thread",
    "task_wait_n, multi-thread",
    "asyncio wait_n",
    "asyncio task_wait_n",
    "uvloop wait_n",
    "uvloop task_wait_n",
];

/// A number of waits to measure.
#[derive(Clone, Copy)]
pub struct Size {
    pub n: u32,
    /// The upper bound of their delays, in seconds.
    pub max_delay: u32,
    /// How often the same is measured.
    pub runs: u32,
}

/// The sizes that are measured. Large ones take long, so they run less often.
const SIZES: [Size; 8] = [
    Size { n: 10, max_delay: 1, runs: 5 },
    Size { n: 100, max_delay: 1, runs: 5 },
    Size { n: 1_000, max_delay: 1, runs: 5 },
    Size { n: 10_000, max_delay: 1, runs: 5 },
    Size { n: 100_000, max_delay: 1, runs: 3 },
    Size { n: 100_000, max_delay: 10, runs: 3 },
    Size { n: 1_000_000, max_delay: 1, runs: 1 },
    Size { n: 1_000_000, max_delay: 10, runs: 1 },
];
/// The sizes of a quick measurement.
const QUICK_SIZES: [Size; 2] =
    [Size { n: 1_000, max_delay: 1, runs: 1 }, Size { n: 10_000, max_delay: 1, runs: 1 }];

/// The result of a measurement.
pub struct Row {
    pub contender: &'static str,
    pub size: Size,
    /// The medians of its runs. The memory is what the waits added to the process.
    pub cost: Cost,
}

/// Measures all contenders that this machine can run, and shows the progress on standard error.
pub fn measure_all(quick: bool) -> io::Result<Vec<Row>> {
    let sizes = if quick { &QUICK_SIZES[..] } else { &SIZES };
    let contenders = available_contenders(quick);
    let seconds: u32 = sizes.iter().map(|size| size.max_delay * size.runs).sum();
    let bar = progress_bar(u64::from(seconds) * contenders.len() as u64);

    let mut empty_runs = Vec::new();
    for contender in &contenders {
        empty_runs.push(measure_once(contender, 0, 0)?);
    }
    let mut rows = Vec::new();
    for &size in sizes {
        for (&contender, empty_run) in contenders.iter().zip(&empty_runs) {
            bar.set_message(format!("{} waits: {contender}", HumanCount(size.n.into())));
            let mut costs = Vec::new();
            for _ in 0..size.runs {
                let mut cost = measure_once(contender, size.n, size.max_delay)?;
                cost.memory = (cost.memory - empty_run.memory).max(0.0);
                costs.push(cost);
                bar.inc(size.max_delay.into());
            }
            rows.push(Row { contender, size, cost: Cost::median(&costs) });
        }
    }
    Ok(rows)
}

/// Returns a progress bar of this many seconds.
fn progress_bar(seconds: u64) -> ProgressBar {
    let style = ProgressStyle::with_template("{wide_bar:.magenta} about {eta} left, {msg}")
        .expect("the template is well-formed");
    let bar = ProgressBar::new(seconds).with_style(style);
    bar.enable_steady_tick(Duration::from_secs(1));
    bar
}

/// Returns the contenders that can run here, and reports the others on standard error.
fn available_contenders(quick: bool) -> Vec<&'static str> {
    let mut contenders = CONTENDERS.to_vec();
    for module in ["asyncio", "uvloop"] {
        if (quick && module == "uvloop") || python_output(&format!("import {module}")).is_none() {
            eprintln!("{module} is left out: python3 cannot import it, or the run is a quick one");
            contenders.retain(|contender| !contender.starts_with(module));
        }
    }
    contenders
}

/// Runs a contender once, and returns its cost, with all of its process's memory.
fn measure_once(contender: &str, n: u32, max_delay: u32) -> io::Result<Cost> {
    let mut command = child_command(contender, n, max_delay)?;
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    let mut line = String::new();
    let stdout = child.stdout.take().expect("it is piped");
    BufReader::new(stdout).read_line(&mut line)?;
    // The kernel forgets the peak of a process that has exited. So the child keeps running after
    // it has printed its line, until `wait` closes its standard input.
    let pid = child.id().try_into().map_err(io::Error::other)?;
    let status = Process::new(pid).and_then(|process| process.status());
    child.wait()?;

    let values: Vec<f64> = line.split_whitespace().flat_map(str::parse).collect();
    let peak_kib = status.map_err(io::Error::other)?.vmhwm;
    let (&[overhead, cpu_time, inversions, first_lateness, later_lateness], Some(peak_kib)) =
        (&values[..], peak_kib)
    else {
        return Err(io::Error::other(format!("{contender} failed with n = {n}")));
    };
    Ok(Cost {
        overhead,
        cpu_time,
        memory: bytes(peak_kib * 1024),
        max_lateness: first_lateness.max(later_lateness),
        max_lateness_after_start: later_lateness,
        inversions,
    })
}

/// Returns the command that runs a contender once: this program, or a Python script.
fn child_command(contender: &str, n: u32, max_delay: u32) -> io::Result<Command> {
    let here = env!("CARGO_MANIFEST_DIR");
    let mut command;
    if let Some((event_loop @ ("asyncio" | "uvloop"), function)) = contender.split_once(' ') {
        command = Command::new("python3");
        command.arg(format!("{here}/child.py"));
        command.args([&*format!("{here}/../../python"), event_loop, function]);
    } else {
        command = Command::new(current_exe()?);
        command.args(["--run", contender]);
    }
    command.args([n, max_delay].map(|number| number.to_string()));
    Ok(command)
}
