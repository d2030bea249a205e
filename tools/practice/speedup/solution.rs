// A test that tells a right `speedup` from a wrong one.

use practice::{speedup, wait};

#[tokio::test(start_paused = true)]
async fn waits_of_known_lengths_have_a_known_speedup() {
    // 6 s one after another, 3 s together.
    assert_eq!(speedup(vec![wait(3.0), wait(1.0), wait(2.0)]).await, 2.0);
}
