//! The measurements as Markdown tables.

use figures::table_line;
use figures::units::{format_memory, format_time};
use indicatif::HumanCount;

use super::measure::{BASELINE, CONTENDERS, Row};
use super::metrics::{CPU_TIME, MAX_LATENESS, MEMORY, METRICS, OVERHEAD};

/// The numbers of waits that the short table has columns for.
const SHORT_TABLE_SIZES: [u32; 3] = [1_000, 100_000, 1_000_000];

/// Returns both tables, with notes that explain them.
pub fn markdown(rows: &[Row], about: &str) -> String {
    let short = short_table(rows);
    let full = full_table(rows);
    format!(
        "Besides the waits, each run has one more task, which sleeps for 10 ms at a time. On a \
         single-threaded runtime, it shares a thread with the waits. Each cell of the first table has \
         four numbers: the time past the longest delay, the processor time, the memory, and the \
         longest wait of the other task, that is, the most by which any of its sleeps overran.\n\n\
         Measured on {about}.\n\n\
         {short}\n\
         The second table has everything that was measured. All values are medians of the runs. \
         The processor time is what the process used from the start of the waits to their end. \
         The memory is the process's peak, less the peak of the same contender with no waits. The \
         kernel reports memory only to within about 0.3 MB, so small amounts are unreliable, and \
         may even appear as 0 B. All waits start during the other task's first sleep, so that \
         sleep is often the longest. The column \"the same, once all have started\" leaves it out. Neighbours are out of order where a delay in \
         the list is greater than the next one. The baseline has no tasks.\n\n\
         {full}"
    )
}

/// Returns the table for the front page.
///
/// It has a line for each contender and a column for each size. A cell holds the four
/// metrics that the picture plots.
pub fn short_table(rows: &[Row]) -> String {
    let rows = rows.iter().filter(|row| SHORT_TABLE_SIZES.contains(&row.size.n));
    let rows_of = |contender| rows.clone().filter(move |row| row.contender == contender);

    let mut header = vec!["waits".to_string()];
    // The baseline is measured on every machine, so its rows have all sizes.
    header.extend(rows_of(BASELINE).map(|row| {
        let waits = HumanCount(row.size.n.into());
        format!("{waits} in {} s", row.size.max_delay)
    }));
    let rule = "---|".repeat(header.len());
    let mut table = format!("{}|{rule}\n", table_line(&header));

    for contender in CONTENDERS {
        let mut cells = vec![contender.to_string()];
        cells.extend(rows_of(contender).map(|row| {
            let metrics = [OVERHEAD, CPU_TIME, MEMORY, MAX_LATENESS];
            metrics.map(|metric| metric.text(&row.cost)).join(", ")
        }));
        let measured = cells.len() > 1;
        if measured {
            table += &table_line(&cells);
        }
    }
    table
}

/// Returns the table of everything that was measured, with a line for each contender and size.
pub fn full_table(rows: &[Row]) -> String {
    let mut header = vec!["contender", "waits", "max delay", "runs"];
    header.extend(METRICS.map(|metric| metric.name));
    header.extend(["processor time per wait", "memory per wait"]);
    // Numbers are aligned to the right.
    let rule = "---:|".repeat(header.len() - 1);
    let mut table = format!("{}|---|{rule}\n", table_line(&header));

    for Row { contender, size, cost } in rows {
        let n = f64::from(size.n);
        let mut cells = vec![
            (*contender).to_string(),
            HumanCount(size.n.into()).to_string(),
            format!("{} s", size.max_delay),
            size.runs.to_string(),
        ];
        cells.extend(METRICS.map(|metric| metric.text(cost)));
        cells.extend([format_time(cost.cpu_time / n), format_memory(cost.memory / n)]);
        table += &table_line(&cells);
    }
    table
}
