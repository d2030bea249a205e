//! A thousand waits of up to one second, measured.
//! ```text
//! $ cargo run -p measure_runtime --example average
//! total 1.0 s, average 0.0010 s
//! ```

use measure_runtime::measure_time;

fn main() {
    let n = 1000;
    let average = measure_time(n, 1);
    let total = average * f64::from(n);
    println!("total {total:.1} s, average {average:.4} s");
}
