//! The program for Linux, whose kernel tells how much memory a process had at its peak.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{fs, io};

use clap::Parser;
use figures::machine;

mod child;
mod measure;
mod metrics;
mod svg;
mod table;

/// Measures what n waits cost, for n from 10 to 1,000,000.
///
/// The contenders are `wait_n` and `task_wait_n` on one thread and on several, and
/// the same two in asyncio if there is a python3, and in uvloop if it can be
/// imported. They are compared with a baseline, a loop over a heap of deadlines
/// without a runtime. Each run has a process of its own, and they run one after
/// another. A ticker, a task beside the waits, measures how long they keep another
/// task waiting. All this takes about a quarter of an hour, and needs Linux, which
/// tells how much memory a process had at its peak.
///
/// The tables are printed as Markdown, and written with an SVG picture into a folder.
#[derive(Parser)]
#[command(verbatim_doc_comment)]
struct Arguments {
    /// Measure 1,000 and 10,000 waits only, once each and without uvloop: under 20 s.
    #[arg(long)]
    quick: bool,

    /// The folder for scale.md and scale.svg.
    #[arg(long, value_name = "DIR", default_value = "target/scale")]
    out: PathBuf,

    /// Run a contender once, as a child: its name, the number of waits, the longest delay.
    #[arg(long, hide = true, num_args = 3)]
    run: Vec<String>,
}

pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    if let [contender, n, max_delay] = &arguments.run[..] {
        let number = |text: &str| text.parse().expect("the parent passes numbers");
        child::run(contender, number(n), number(max_delay));
        return ExitCode::SUCCESS;
    }
    if let Err(error) = report(arguments.quick, &arguments.out) {
        eprintln!("error: {error}");
        return ExitCode::from(2);
    }
    ExitCode::SUCCESS
}

/// Measures, prints the tables, and writes them and the picture into this folder.
fn report(quick: bool, folder: &Path) -> io::Result<()> {
    let cannot = |action: &str, path: &Path, error: io::Error| {
        io::Error::other(format!("cannot {action} {}: {error}", path.display()))
    };
    // This comes first, so that a bad folder does not waste a quarter of an hour.
    fs::create_dir_all(folder).map_err(|error| cannot("create", folder, error))?;
    let rows = measure::measure_all(quick)?;
    let about = machine::describe();
    let markdown = table::markdown(&rows, &about);
    print!("{markdown}");
    for (name, text) in [("scale.md", markdown), ("scale.svg", svg::render(&rows, &about))] {
        let file = folder.join(name);
        fs::write(&file, text).map_err(|error| cannot("write", &file, error))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::measure::{BASELINE, Row, Size};
    use super::metrics::Cost;
    use super::{svg, table};
    use roxmltree::Document;

    #[test]
    fn tables_and_picture_show_every_measured_contender_and_size() {
        let row = |contender, n, max_lateness| Row {
            contender,
            size: Size { n, max_delay: 1, runs: 5 },
            cost: Cost {
                overhead: 0.000_999_99,
                cpu_time: 0.5,
                memory: 2_500_000.0,
                max_lateness,
                max_lateness_after_start: 0.003,
                inversions: 2.0,
            },
        };
        let rows = [10, 1_000, 100_000]
            .map(|n| [row(BASELINE, n, f64::NAN), row("wait_n, one thread", n, 0.02)]);
        let rows = rows.as_flattened();
        assert_eq!(
            table::short_table(rows),
            "| waits | 1,000 in 1 s | 100,000 in 1 s |\n\
             |---|---|---|\n\
             | baseline: no runtime | 1 ms, 500 ms, 2.5 MB, - | 1 ms, 500 ms, 2.5 MB, - |\n\
             | wait_n, one thread | 1 ms, 500 ms, 2.5 MB, 20 ms | 1 ms, 500 ms, 2.5 MB, 20 ms |\n"
        );
        let last_line = "| wait_n, one thread | 100,000 | 1 s | 5 | 1 ms | 500 ms | 2.5 MB \
                         | 20 ms | 3 ms | 2 | 5 µs | 25 B |";
        assert_eq!(table::full_table(rows).lines().last(), Some(last_line));

        let picture = svg::render(rows, "a machine, a <version>, a date");
        let picture = Document::parse(&picture).expect("the picture is well-formed");
        let lines = picture.descendants().filter_map(|node| node.attribute("points"));
        let point_counts = lines.map(|points| points.split_whitespace().count());
        // There are four plots of three sizes, and the baseline has no lateness.
        assert_eq!(point_counts.filter(|count| *count == 3).count(), 7);
    }
}
