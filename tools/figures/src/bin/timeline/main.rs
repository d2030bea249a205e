//! `timeline`: what ran when, in a real run of some waits.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

use crate::lesson_3::task_wait_random;
use crate::run::{Run, Way};
use crate::watch::wait_random;

mod chart;
mod picture;
mod run;
mod watch;

// The files of the course, compiled once more: `wait_n`, `task_wait_random` and
// `task_wait_n` themselves. What they import by two names of crates is found in
// this program, so they run a `wait_random` that can be watched.
extern crate self as basic_async_syntax;
extern crate self as tasks;
#[path = "../../../../../concurrent_coroutines/src/lib.rs"]
mod lesson_1;
#[allow(unfulfilled_lint_expectations, reason = "here nothing is public")]
#[path = "../../../../../tasks/src/lib.rs"]
mod lesson_3;
#[path = "../../../../../task_wait_n/src/lib.rs"]
mod lesson_4;

/// Runs some waits in up to three ways, and shows what ran when.
///
/// The three ways run the same waits: one after another, together in one task
/// (`wait_n` of the course), and each as a task of its own (`task_wait_n`).
/// While they run, each wait has a bar that grows in real time, if standard
/// output is a terminal. A chart for each way follows.
#[derive(Parser)]
#[command(verbatim_doc_comment, allow_negative_numbers = true)]
struct Arguments {
    /// How many waits, 1 to 100.
    #[arg(short, default_value_t = 6, value_parser = clap::value_parser!(u32).range(1..=100))]
    n: u32,

    /// The longest delay that can be drawn, in whole seconds, 1 to 60.
    #[arg(long, value_name = "SECONDS", default_value_t = 1)]
    #[arg(value_parser = clap::value_parser!(u32).range(1..=60))]
    max_delay: u32,

    /// A way to run the waits; can be given more than once. All three without it.
    #[arg(long, value_enum, hide_default_value = true)]
    #[arg(default_values_t = [Way::OneAfterAnother, Way::Together, Way::Tasks])]
    way: Vec<Way>,

    /// Draw the same delays as another run with this seed.
    #[arg(long, default_value_t = rand::random(), hide_default_value = true)]
    seed: u32,

    /// Draw the charts into this file too, as one SVG picture.
    #[arg(long, value_name = "FILE")]
    svg: Option<PathBuf>,
}

fn main() -> ExitCode {
    let Arguments { n, max_delay, way, seed, svg } = Arguments::parse();
    let live = |way| chart::live(way, n, max_delay, seed);
    let runs: Vec<Run> = way.into_iter().map(live).collect();
    let length = runs.iter().map(|run| run.total).fold(0.0, f64::max);

    println!("{n} waits, seed {seed}\n");
    for line in runs.iter().flat_map(|run| chart::lines(run, length)) {
        println!("{line}");
    }
    if let Some(file) = svg {
        if let Err(error) = fs::write(&file, picture::svg(&runs, length)) {
            eprintln!("error: cannot write {}: {error}", file.display());
            return ExitCode::from(2);
        }
    }
    ExitCode::SUCCESS
}
