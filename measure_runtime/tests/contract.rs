//! What `measure_time` promises: the checker says what an answer gets wrong.

use basic_async_syntax::wait_random;
use checker::Mistake;
use concurrent_coroutines::wait_n;
use measure_runtime::measure_time;

#[test]
fn measures_the_average() -> Result<(), Mistake> {
    checker::wait_random(wait_random)?;
    checker::wait_n(wait_n)?;
    checker::measure_time(measure_time)
}
