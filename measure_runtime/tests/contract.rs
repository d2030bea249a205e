//! What `measure_time` promises: the checker says what an answer gets wrong.

use checker::Mistake;
use measure_runtime::measure_time;

#[test]
fn measures_the_average() -> Result<(), Mistake> {
    checker::measure_time(measure_time)
}
