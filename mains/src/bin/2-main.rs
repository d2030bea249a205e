//! `2-main.py`: the average time of five waits.

use measure_runtime::measure_time;

fn main() {
    println!("{:?}", measure_time(5, 9));
}
