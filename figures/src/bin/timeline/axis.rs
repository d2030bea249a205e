//! The axis of time that all charts of one picture share.

use crate::run::Run;

/// The length of the axis in seconds: that of the longest run.
pub fn length(runs: &[Run]) -> f64 {
    runs.iter().map(|run| run.total).fold(0.0, f64::max)
}

/// The times in seconds to mark on an axis: at most seven, at round numbers.
pub fn ticks(length: f64) -> Vec<f64> {
    let milliseconds = (1..).flat_map(|power| [1, 2, 5].map(|digit| digit * 10_u32.pow(power)));
    let step = milliseconds
        .map(|step| f64::from(step) / 1000.0)
        .find(|step| length / step < 7.0)
        .expect("the steps grow beyond any length");
    (0..7)
        .map(|number| f64::from(number) * step)
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
