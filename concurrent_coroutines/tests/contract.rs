//! What `wait_n` promises: the checker says what an answer gets wrong.

use basic_async_syntax::wait_random;
use checker::{Mistake, does_not_sort};
use concurrent_coroutines::wait_n;

#[test]
fn runs_the_waits_at_the_same_time() -> Result<(), Mistake> {
    checker::wait_random(wait_random)?;
    checker::wait_n(wait_n)?;
    does_not_sort(env!("CARGO_MANIFEST_DIR"))
}
