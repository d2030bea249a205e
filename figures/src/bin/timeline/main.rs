//! `timeline`: what ran when, in a real run of some waits.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

use crate::run::{Run, Way};

mod axis;
mod chart;
mod drawing;
mod live;
mod run;

/// Runs some waits in up to three ways, and shows what ran when.
///
/// The three ways run the same waits: one after another, together in one task
/// (as `wait_n` does), and each as a task of its own (as `task_wait_n` does).
/// While they run, each wait has a bar that fills in real time, if standard
/// output is a terminal. A chart for each way follows.
#[derive(Parser)]
#[command(verbatim_doc_comment, allow_negative_numbers = true)]
struct Arguments {
    /// How many waits, 1 to 100.
    #[arg(short, default_value_t = 6, value_parser = clap::value_parser!(u32).range(1..=100))]
    n: u32,

    /// The longest delay that can be drawn, in seconds, 0.1 to 60.
    #[arg(long, value_name = "SECONDS", default_value_t = 1.0, value_parser = seconds)]
    max_delay: f64,

    /// A way to run the waits; can be given more than once. All three without it.
    #[arg(long, value_enum)]
    way: Vec<Way>,

    /// Draw the same delays as another run with this seed.
    #[arg(long, default_value_t = rand::random(), hide_default_value = true)]
    seed: u32,

    /// Draw the charts into this file too, as one SVG picture.
    #[arg(long, value_name = "FILE")]
    svg: Option<PathBuf>,
}

/// Reads a longest delay that a person can see, and may want to wait for.
fn seconds(argument: &str) -> Result<f64, String> {
    let seconds = argument.parse().map_err(|_| "not a number")?;
    if (0.1..=60.0).contains(&seconds) {
        Ok(seconds)
    } else {
        Err(format!("{argument} is not in 0.1..=60"))
    }
}

fn main() -> ExitCode {
    let arguments: Arguments = figures::arguments();
    let ways = match &arguments.way[..] {
        [] => &[Way::OneAfterAnother, Way::Together, Way::Tasks],
        ways => ways,
    };
    let delays = run::draw(arguments.n, arguments.max_delay, arguments.seed);
    let runs: Vec<Run> = ways.iter().map(|way| live::show(*way, &delays)).collect();

    println!("{} waits, seed {}\n", arguments.n, arguments.seed);
    for line in chart::lines(&runs) {
        println!("{line}");
    }
    if let Some(file) = &arguments.svg {
        if let Err(error) = fs::write(file, drawing::svg(&runs)) {
            eprintln!("error: cannot write {}: {error}", file.display());
            return ExitCode::from(2);
        }
    }
    ExitCode::SUCCESS
}
