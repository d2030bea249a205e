//! Where a time stands, on a terminal or on paper.

use console::Term;

use crate::run::Run;

/// What stands beside the bar of a wait on the terminal: its number and its delay.
const MARGINS: u16 = 14;

/// The length of the axis in seconds: that of the longest run.
pub fn length(runs: &[Run]) -> f64 {
    runs.iter().map(|run| run.total).fold(0.0, f64::max)
}

/// The columns that the terminal has for an axis.
pub fn columns() -> u16 {
    let (_, columns) = Term::stdout().size();
    columns.saturating_sub(MARGINS).max(20)
}

/// The column of a time on an axis of this length, which fills `columns()`.
pub fn column(seconds: f64, length: f64) -> usize {
    let cell = length / f64::from(columns());
    (1..columns())
        .take_while(|cells| f64::from(*cells) * cell <= seconds)
        .count()
}

/// The times in seconds to mark on an axis: at most seven, at round numbers.
pub fn ticks(length: f64) -> Vec<f64> {
    let seconds = |milliseconds: u32| f64::from(milliseconds) / 1000.0;
    let step = (1..=6)
        .flat_map(|power| [1, 2, 5].map(|digit| digit * 10_u32.pow(power)))
        .find(|step| length / seconds(*step) < 7.0)
        .expect("100 waits of 60 s are within 7 steps of 1000 s");
    (0..7)
        .map(|number| seconds(number * step))
        .take_while(|tick| *tick <= length)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::ticks;

    #[test]
    fn ticks_stand_at_round_numbers() {
        assert_eq!(ticks(1.0), [0.0, 0.2, 0.4, 0.6, 0.8, 1.0]);
        assert_eq!(ticks(0.1), [0.0, 0.02, 0.04, 0.06, 0.08, 0.1]);
        assert_eq!(
            ticks(6000.0),
            [0.0, 1000.0, 2000.0, 3000.0, 4000.0, 5000.0, 6000.0]
        );
    }
}
