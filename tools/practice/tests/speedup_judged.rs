//! The test that the learner writes for `speedup`, with a right function and with three wrong ones.
#![allow(dead_code, unused_imports, reason = "the learner's test may not use everything yet")]
#![allow(clippy::float_cmp, reason = "on a paused clock, times are exact")]

mod right {
    use practice_solutions as practice;
    include!("../../../exercises/practice/tests/speedup.rs");
}

mod one_after_another {
    mod practice {
        pub use practice_solutions::wait;

        pub async fn speedup(waits: Vec<impl Future<Output = f64>>) -> f64 {
            let start = tokio::time::Instant::now();
            let mut sum = 0.0;
            for wait in waits {
                sum += wait.await;
            }
            sum / start.elapsed().as_secs_f64()
        }
    }
    include!("../../../exercises/practice/tests/speedup.rs");
}

mod std_clock {
    mod practice {
        pub use practice_solutions::wait;

        pub async fn speedup(waits: Vec<impl Future<Output = f64>>) -> f64 {
            let start = std::time::Instant::now();
            let delays = futures::future::join_all(waits).await;
            delays.iter().sum::<f64>() / start.elapsed().as_secs_f64()
        }
    }
    include!("../../../exercises/practice/tests/speedup.rs");
}

mod counts_the_waits {
    mod practice {
        pub use practice_solutions::wait;

        pub async fn speedup(waits: Vec<impl Future<Output = f64>>) -> f64 {
            let waits = futures::future::join_all(waits).await;
            waits.iter().map(|_| 1.0).sum()
        }
    }
    include!("../../../exercises/practice/tests/speedup.rs");
}
