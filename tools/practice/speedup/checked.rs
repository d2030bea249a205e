// What `cargo exercise speedup` asks of the function. The learner's own test isn't this one.

use practice::{speedup, wait};

#[tokio::test(start_paused = true)]
async fn the_waits_run_at_the_same_time() {
    let start = tokio::time::Instant::now();
    speedup(vec![wait(3.0), wait(1.0), wait(2.0)]).await;
    assert_eq!(
        start.elapsed().as_secs_f64(),
        3.0,
        "waits of 3 s, 1 s and 2 s take 3 s when they run at the same time"
    );
}

#[tokio::test(start_paused = true)]
async fn the_speedup_is_the_sum_divided_by_the_time_together() {
    let speedup = speedup(vec![wait(3.0), wait(1.0), wait(2.0)]).await;
    assert_eq!(
        speedup, 2.0,
        "waits of 3 s, 1 s and 2 s take 6 s one after another and 3 s together, on tokio's clock"
    );
}

#[tokio::test(start_paused = true)]
async fn fractions_of_a_second_count() {
    let speedup = speedup(vec![wait(1.5), wait(0.5), wait(1.0)]).await;
    assert_eq!(
        speedup, 2.0,
        "waits of 1.5 s, 0.5 s and 1 s take 3 s one after another and 1.5 s together, not just 1 s"
    );
}

#[tokio::test(start_paused = true)]
async fn the_time_is_measured() {
    let late = async {
        wait(4.0).await;
        2.0
    };
    let speedup = speedup(vec![late]).await;
    assert_eq!(speedup, 0.5, "if a wait of 2 s takes 4 s, it is half as fast: measure the time");
}

#[tokio::test(start_paused = true)]
async fn one_wait_is_no_faster() {
    assert_eq!(
        speedup(vec![wait(4.0)]).await,
        1.0,
        "a single wait takes as long either way, so its speedup is 1"
    );
}
