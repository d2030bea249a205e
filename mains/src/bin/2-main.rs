//! `2-main.py`: the average time of five waits.

use measure_runtime::measure_time;

fn main() {
    let n = 5;
    let max_delay = 9;
    println!("{:?}", measure_time(n, max_delay));
}
