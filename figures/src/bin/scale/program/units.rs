//! Values as text.

/// A time, in the unit that suits it.
pub fn time(seconds: f64) -> String {
    with_unit(seconds, &[(1.0, "s"), (1e-3, "ms"), (1e-6, "µs")])
}

/// An amount of memory, in the unit that suits it.
pub fn memory(bytes: f64) -> String {
    with_unit(bytes, &[(1e9, "GB"), (1e6, "MB"), (1e3, "kB"), (1.0, "B")])
}

/// A value to three digits, in the first of these units that it fills.
fn with_unit(value: f64, units: &[(f64, &str)]) -> String {
    if value.is_nan() {
        return "-".into();
    }
    let rounded = |value: f64| format!("{value:.2e}").parse::<f64>().expect("a float");
    let value = rounded(value);
    let filled = units.iter().find(|(unit, _)| value >= *unit);
    let (unit, name) = filled.unwrap_or(&units[units.len() - 1]);
    format!("{} {name}", rounded(value / unit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_have_three_digits_and_a_unit() {
        assert_eq!(time(12.3456), "12.3 s");
        assert_eq!(time(0.001 - 1e-18), "1 ms");
        assert_eq!(time(0.999_9), "1 s");
        assert_eq!(time(0.123_456), "123 ms");
        assert_eq!(time(0.000_001_2), "1.2 µs");
        assert_eq!(time(0.0), "0 µs");
        assert_eq!(time(f64::NAN), "-");
        assert_eq!(memory(1.66e9), "1.66 GB");
        assert_eq!(memory(218.0), "218 B");
    }
}
