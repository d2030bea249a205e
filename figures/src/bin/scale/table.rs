//! The figures as text.

use indicatif::HumanCount;

use crate::measure::{self, Row};

/// The sizes that the short table shows, where they were measured.
const SHORT: [u32; 3] = [1_000, 100_000, 1_000_000];

/// The short table and the full one, and what they mean.
pub fn markdown(rows: &[Row], about: &str) -> String {
    let short = short(rows).join("\n");
    let full = full(rows).join("\n");
    format!(
        "{short}\n\n\
         Each cell: time past the longest delay, processor time, memory. {about}.\n\n\
         {full}\n\n\
         Medians of the runs. Processor time, and memory at its peak, are what the process\n\
         took beyond one of the same peer with no waits. The kernel counts memory to about\n\
         0.3 MB, so a small amount can be shown as 0 B, or as too much.\n"
    )
}

/// The table for the README: a line a peer, a column a size.
fn short(rows: &[Row]) -> Vec<String> {
    let sizes = SHORT
        .into_iter()
        .filter(|n| rows.iter().any(|row| row.n == *n));
    let sizes: Vec<_> = sizes.collect();
    let heads = sizes
        .iter()
        .map(|n| format!(" {} |", HumanCount((*n).into())));
    let mut lines = vec![
        format!("| waits |{}", heads.collect::<String>()),
        format!("|---|{}", "---|".repeat(sizes.len())),
    ];
    for peer in measure::peers(rows) {
        let of_peer = rows
            .iter()
            .filter(|row| row.peer == peer && sizes.contains(&row.n));
        let cells = of_peer.map(|row| {
            let (past, processor) = (time(row.past), time(row.processor));
            format!(" {past}, {processor}, {} |", memory(row.memory))
        });
        lines.push(format!("| {} |{}", peer.label(), cells.collect::<String>()));
    }
    lines
}

/// The full table: a line a measurement.
fn full(rows: &[Row]) -> Vec<String> {
    let mut lines = vec![
        "| peer | waits | max delay | runs | past the longest delay | processor time | a wait \
         | memory | a wait | neighbours out of order |"
            .into(),
        format!("|---|{}", "---:|".repeat(9)),
    ];
    lines.extend(rows.iter().map(|row| {
        let n = f64::from(row.n);
        format!(
            "| {} | {} | {} s | {} | {} | {} | {} | {} | {} | {} |",
            row.peer.label(),
            HumanCount(row.n.into()),
            row.max_delay,
            row.runs,
            time(row.past),
            time(row.processor),
            time(row.processor / n),
            memory(row.memory),
            memory(row.memory / n),
            row.disorder,
        )
    }));
    lines
}

/// The figures for other programs: times in seconds, memory in bytes.
pub fn csv(rows: &[Row], about: &str) -> String {
    let mut lines = vec![
        format!("# {about}"),
        "peer,n,max_delay,runs,past,processor,memory,out_of_order".into(),
    ];
    lines.extend(rows.iter().map(|row| {
        format!(
            "\"{}\",{},{},{},{:.6},{:.6},{},{}",
            row.peer.label(),
            row.n,
            row.max_delay,
            row.runs,
            row.past,
            row.processor,
            row.memory,
            row.disorder,
        )
    }));
    lines.join("\n") + "\n"
}

/// A time, in the unit that suits it.
pub fn time(seconds: f64) -> String {
    with_unit(seconds, &[(1.0, "s"), (1e-3, "ms"), (1e-6, "µs")])
}

/// An amount of memory, in the unit that suits it.
pub fn memory(bytes: f64) -> String {
    with_unit(bytes, &[(1e9, "GB"), (1e6, "MB"), (1e3, "kB"), (1.0, "B")])
}

/// A value in the first of these units that it fills, to three digits.
fn with_unit(value: f64, units: &[(f64, &str)]) -> String {
    let filled = units.iter().find(|(unit, _)| value >= *unit);
    let (unit, name) = filled.unwrap_or(&units[units.len() - 1]);
    let number = value / unit;
    let decimals = [10.0, 100.0]
        .iter()
        .filter(|bound| number < **bound)
        .count();
    let number = format!("{number:.decimals$}");
    match number.split_once('.') {
        None => format!("{number} {name}"),
        Some(_) => format!(
            "{} {name}",
            number.trim_end_matches('0').trim_end_matches('.')
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::peer::Peer;

    /// What `n` waits of a peer cost, to one figure.
    fn row(peer: Peer, n: u32) -> Row {
        Row {
            peer,
            n,
            max_delay: 1,
            runs: 1,
            past: 0.00125,
            processor: 0.5,
            memory: 250_000.0,
            disorder: 2.0,
        }
    }

    #[test]
    fn values_have_three_digits_and_a_unit() {
        assert_eq!(time(12.3456), "12.3 s");
        assert_eq!(time(0.001), "1 ms");
        assert_eq!(time(0.123_456), "123 ms");
        assert_eq!(time(0.000_001_2), "1.2 µs");
        assert_eq!(time(0.0), "0 µs");
        assert_eq!(memory(1.66e9), "1.66 GB");
        assert_eq!(memory(218.0), "218 B");
    }

    #[test]
    fn the_short_table_has_a_line_a_peer_and_a_column_a_size() {
        let rows = [10, 1_000, 1_000_000].map(|n| [row(Peer::Floor, n), row(Peer::WaitN, n)]);
        assert_eq!(
            short(rows.as_flattened()),
            [
                "| waits | 1,000 | 1,000,000 |",
                "|---|---|---|",
                "| floor: no runtime | 1.25 ms, 500 ms, 250 kB | 1.25 ms, 500 ms, 250 kB |",
                "| wait_n, one thread | 1.25 ms, 500 ms, 250 kB | 1.25 ms, 500 ms, 250 kB |",
            ]
        );
    }

    #[test]
    fn the_full_table_has_the_cost_of_a_wait() {
        assert_eq!(
            full(&[row(Peer::WaitN, 1_000)])[2],
            "| wait_n, one thread | 1,000 | 1 s | 1 | 1.25 ms | 500 ms | 500 µs | 250 kB | 250 B | 2 |"
        );
    }
}
