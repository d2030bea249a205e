//! `timeline` runs some waits, and shows which of them ran when.

#![allow(
    clippy::missing_docs_in_private_items,
    reason = "a private item is documented where its name is not enough"
)]

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

use crate::run::{Mode, Run};

mod run;
mod svg;
mod terminal;

// These modules are the course's own files, compiled once more as parts of this program. Here
// the crates that they import are a test double, which records each wait.
extern crate spy as basic_async_syntax;
extern crate spy as tasks;
#[path = "../../../../../concurrent_coroutines/src/lib.rs"]
mod lesson_1;
#[path = "../../../../../task_wait_n/src/lib.rs"]
mod lesson_4;

/// Runs the same waits in up to three modes, and shows what ran when.
///
/// The modes are: one after another, concurrently in one task (with the course's
/// `wait_n`), and each wait as its own task (with `task_wait_n`). If standard
/// output is a terminal, a bar for each wait grows in real time while they run.
/// A chart for each mode follows.
#[derive(Parser)]
#[command(verbatim_doc_comment, allow_negative_numbers = true)]
struct Arguments {
    /// The number of waits, 1 to 100.
    #[arg(short, default_value_t = 6, value_parser = clap::value_parser!(u32).range(1..=100))]
    n: u32,

    /// The upper bound of the random delays, in whole seconds, 1 to 60.
    #[arg(long, value_name = "SECONDS", default_value_t = 1)]
    #[arg(value_parser = clap::value_parser!(u32).range(1..=60))]
    max_delay: u32,

    /// The mode to run the waits in; repeat it for more. Without it, all three run.
    #[arg(long, value_enum, hide_default_value = true)]
    #[arg(default_values_t = [Mode::OneAfterAnother, Mode::Together, Mode::Tasks])]
    mode: Vec<Mode>,

    /// Use the same delays as another run with this seed.
    #[arg(long, default_value_t = rand::random(), hide_default_value = true)]
    seed: u32,

    /// Write the charts to this file too, as one SVG picture.
    #[arg(long, value_name = "FILE")]
    svg: Option<PathBuf>,
}

fn main() -> ExitCode {
    let Arguments { n, max_delay, mode: modes, seed, svg: svg_file } = Arguments::parse();
    let run_live = |mode| terminal::run_live(mode, n, max_delay, seed);
    let runs: Vec<Run> = modes.into_iter().map(run_live).collect();
    let span = runs.iter().map(|run| run.elapsed).fold(0.0, f64::max);

    println!("{n} waits, seed {seed}\n");
    for line in runs.iter().flat_map(|run| terminal::chart_lines(run, span)) {
        println!("{line}");
    }
    if let Some(file) = svg_file {
        if let Err(error) = fs::write(&file, svg::render(&runs, span)) {
            eprintln!("error: cannot write {}: {error}", file.display());
            return ExitCode::from(2);
        }
    }
    ExitCode::SUCCESS
}
