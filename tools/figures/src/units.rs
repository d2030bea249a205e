//! Values as text that is easy to compare: three digits and a unit.

/// Formats a time that is given in seconds.
#[must_use]
pub fn format_time(seconds: f64) -> String {
    format_with_unit(seconds, &[(1.0, "s"), (1e-3, "ms"), (1e-6, "µs")])
}

/// Formats an amount of memory that is given in bytes.
#[must_use]
pub fn format_memory(bytes: f64) -> String {
    format_with_unit(bytes, &[(1e9, "GB"), (1e6, "MB"), (1e3, "kB"), (1.0, "B")])
}

/// Formats a value with three digits in the largest of these units that is not greater than it.
fn format_with_unit(value: f64, units: &[(f64, &str)]) -> String {
    // What was not measured is NaN.
    if value.is_nan() {
        return "-".into();
    }
    // The value is rounded before its unit is chosen, because rounding may carry it to the next
    // unit: 999.9 µs is 1 ms. The second rounding removes the division's binary error.
    let round = |value: f64| format!("{value:.2e}").parse::<f64>().expect("a float");
    let value = round(value);
    let largest = units.iter().find(|(size, _)| value >= *size);
    let (size, name) = largest.unwrap_or(&units[units.len() - 1]);
    format!("{} {name}", round(value / size))
}
