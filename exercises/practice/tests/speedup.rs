// Your test of `speedup`. It has to pass for a correct `speedup`, and to fail for three others: one
// that runs the waits one after another, one that measures with std's clock, and one that just
// returns the number of waits.

use practice::{speedup, wait};

#[tokio::test(start_paused = true)]
async fn waits_of_known_lengths_have_a_known_speedup() {
    let speedup = speedup(vec![wait(1.0)]).await;
    todo!("write a test that this number can fail: {speedup}")
}
