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
