//! `scale`: what a wait costs as their number grows, here and in asyncio.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{fs, io};

use clap::{Parser, Subcommand};

use crate::measure::Row;
use crate::peer::Peer;

mod child;
mod floor;
mod machine;
mod measure;
mod peer;
mod plot;
mod table;

/// Measures what n waits cost, for n from 10 to 1,000,000.
///
/// Each measurement runs in a process of its own, and no two at the same time:
/// `wait_n` and `task_wait_n` on one thread and on several, the same two in
/// asyncio if there is a python3, in uvloop too if it can be imported, and the
/// floor, a loop over a heap of deadlines without a runtime. It takes about a
/// quarter of an hour, and needs Linux, which tells how much memory a process
/// had at its peak.
///
/// The table is printed as Markdown, and written with a CSV file and an SVG
/// plot into a folder.
#[derive(Parser)]
#[command(verbatim_doc_comment)]
struct Arguments {
    /// Measure 1,000 and 10,000 waits only, once each and without uvloop: under 20 s.
    #[arg(long)]
    quick: bool,

    /// The folder for scale.md, scale.csv and scale.svg.
    #[arg(long, value_name = "DIR", default_value = "target/scale")]
    out: PathBuf,

    /// What a measured process is started with.
    #[command(subcommand)]
    part: Option<Part>,
}

/// The part of a process that is measured.
#[derive(Subcommand)]
enum Part {
    /// Runs one peer, once.
    #[command(hide = true)]
    Run {
        /// What to run.
        peer: Peer,
        /// How many waits.
        n: u32,
        /// Their longest delay in seconds.
        max_delay: u32,
    },
}

fn main() -> ExitCode {
    let arguments: Arguments = figures::arguments();
    if let Some(Part::Run { peer, n, max_delay }) = arguments.part {
        child::run(peer, n, max_delay);
        return ExitCode::SUCCESS;
    }
    if let Err(error) = fs::create_dir_all(&arguments.out) {
        eprintln!("error: cannot make {}: {error}", arguments.out.display());
        return ExitCode::from(2);
    }
    match measure::all(arguments.quick).and_then(|rows| report(&rows, &arguments.out)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Prints the tables, and writes them and the plot into this folder.
fn report(rows: &[Row], folder: &Path) -> io::Result<()> {
    let about = machine::about();
    let markdown = table::markdown(rows, &about);
    print!("{markdown}");
    for (name, text) in [
        ("scale.md", markdown),
        ("scale.csv", table::csv(rows, &about)),
        ("scale.svg", plot::svg(rows, &about)),
    ] {
        let file = folder.join(name);
        fs::write(&file, text).map_err(|error| {
            io::Error::other(format!("cannot write {}: {error}", file.display()))
        })?;
    }
    Ok(())
}
