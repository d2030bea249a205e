//! What `wait_random` promises: the checker says what an answer gets wrong.

use basic_async_syntax::wait_random;
use checker::{Mistake, can_move_to_another_thread};

#[test]
fn waits_a_random_time() -> Result<(), Mistake> {
    can_move_to_another_thread(wait_random(1));
    checker::check_wait_random(wait_random)
}
