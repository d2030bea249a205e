//! The figures as tables.

use indicatif::HumanCount;

use super::measure::{FIGURES, PEERS, Row};

/// How many waits the columns of the short table have.
const SHORT: [u32; 3] = [1_000, 100_000, 1_000_000];

/// The short table and the full one, and what they mean.
pub fn markdown(rows: &[Row], about: &str) -> String {
    let [short, full] = [short(rows), full(rows)];
    format!(
        "{short}\n\
         Each cell: time past the longest delay, processor time, memory, and the longest time \
         that another task had to wait. {about}.\n\n\
         {full}\n\
         Medians of the runs. Processor time is that of the process, from the start of the waits \
         to their end. Memory is its peak, beyond that of a process of the same peer with no \
         waits; the kernel counts it to about 0.3 MB, so a small amount can be shown as 0 B, or \
         as too much.\n\n\
         The other task sleeps for 10 ms at a time, on the same thread where there is one. What \
         it had to wait is how much later than that it went on, at most. All waits start in its \
         first sleep, which the next column leaves out. The floor has no tasks.\n"
    )
}

/// The figures of a row as text.
fn written(row: &Row) -> Vec<String> {
    let figures = FIGURES.iter().zip(row.cost);
    figures.map(|((_, write), value)| write(value)).collect()
}

/// The table for the README: a line a peer, a column a size.
pub fn short(rows: &[Row]) -> String {
    let rows = rows.iter().filter(|row| SHORT.contains(&row.size.0));
    let of = |peer| rows.clone().filter(move |row| row.peer == peer);
    let heads = of(PEERS[0]).map(|row| {
        let (n, max_delay, _) = row.size;
        format!(" {} in {max_delay} s |", HumanCount(n.into()))
    });
    let rule = "---|".repeat(heads.clone().count() + 1);
    let lines = PEERS.into_iter().filter(|peer| of(peer).next().is_some());
    let lines = lines.map(|peer| {
        let cells = of(peer).map(|row| {
            let cell = written(row);
            format!(" {}, {}, {}, {} |", cell[0], cell[1], cell[2], cell[3])
        });
        format!("| {peer} |{}\n", cells.collect::<String>())
    });
    let [heads, lines] = [heads.collect::<String>(), lines.collect()];
    format!("| waits |{heads}\n|{rule}\n{lines}")
}

/// The full table: a line a measurement.
pub fn full(rows: &[Row]) -> String {
    let names = FIGURES.map(|(name, _)| name).join(" | ");
    let rule = "---:|".repeat(FIGURES.len() + 5);
    let lines = rows.iter().map(|row| {
        let ((n, max_delay, runs), figures) = (row.size, written(row).join(" | "));
        let [time, memory] = [1, 2].map(|of| (FIGURES[of].1)(row.cost[of] / f64::from(n)));
        let (peer, n) = (row.peer, HumanCount(n.into()));
        format!("| {peer} | {n} | {max_delay} s | {runs} | {figures} | {time} | {memory} |\n")
    });
    let lines = lines.collect::<String>();
    format!(
        "| peer | waits | max delay | runs | {names} | processor time a wait | memory a wait |\n\
         |---|{rule}\n{lines}"
    )
}
