//! Wrong answers to the practice problems, each with the tests of its problem.
//!
//! Run as a whole, this fails. `refused` runs the answers one by one, and compares what they are
//! told.
#![allow(clippy::pedantic, reason = "they are written as a learner might write them")]

mod both_then_last {
    mod one_after_another {
        mod practice {
            pub use practice_solutions::wait;

            pub async fn both_then_last(
                first: impl Future<Output = f64>,
                second: impl Future<Output = f64>,
                last: impl Future<Output = f64>,
            ) -> (f64, f64, f64) {
                (first.await, second.await, last.await)
            }
        }
        include!("../../../exercises/practice/tests/both_then_last.rs");
    }

    mod all_at_once {
        mod practice {
            pub use practice_solutions::wait;

            pub async fn both_then_last(
                first: impl Future<Output = f64>,
                second: impl Future<Output = f64>,
                last: impl Future<Output = f64>,
            ) -> (f64, f64, f64) {
                tokio::join!(first, second, last)
            }
        }
        include!("../../../exercises/practice/tests/both_then_last.rs");
    }

    mod last_after_the_first {
        mod practice {
            pub use practice_solutions::wait;

            pub async fn both_then_last(
                first: impl Future<Output = f64>,
                second: impl Future<Output = f64>,
                last: impl Future<Output = f64>,
            ) -> (f64, f64, f64) {
                let first_and_last = async { (first.await, last.await) };
                let ((first, last), second) = tokio::join!(first_and_last, second);
                (first, second, last)
            }
        }
        include!("../../../exercises/practice/tests/both_then_last.rs");
    }

    mod in_completion_order {
        mod practice {
            use std::pin::pin;

            pub use practice_solutions::wait;

            pub async fn both_then_last(
                first: impl Future<Output = f64>,
                second: impl Future<Output = f64>,
                last: impl Future<Output = f64>,
            ) -> (f64, f64, f64) {
                let (mut first, mut second) = (pin!(first), pin!(second));
                tokio::select! {
                    delay = &mut first => (delay, second.await, last.await),
                    delay = &mut second => (delay, first.await, last.await),
                }
            }
        }
        include!("../../../exercises/practice/tests/both_then_last.rs");
    }

    mod drops_the_loser {
        mod practice {
            pub use practice_solutions::wait;

            pub async fn both_then_last(
                first: impl Future<Output = f64>,
                second: impl Future<Output = f64>,
                last: impl Future<Output = f64>,
            ) -> (f64, f64, f64) {
                let (first, second) = tokio::select! {
                    delay = first => (delay, 0.0),
                    delay = second => (0.0, delay),
                };
                (first, second, last.await)
            }
        }
        include!("../../../exercises/practice/tests/both_then_last.rs");
    }
}

mod fastest {
    mod waits_for_all {
        mod practice {
            pub use practice_solutions::wait;

            pub async fn fastest(waits: Vec<impl Future<Output = f64>>) -> Option<f64> {
                let delays = futures::future::join_all(waits).await;
                delays.into_iter().reduce(f64::min)
            }
        }
        include!("../../../exercises/practice/tests/fastest.rs");
    }

    mod first_of_the_list {
        mod practice {
            pub use practice_solutions::wait;

            pub async fn fastest(waits: Vec<impl Future<Output = f64>>) -> Option<f64> {
                let first = waits.into_iter().next()?;
                Some(first.await)
            }
        }
        include!("../../../exercises/practice/tests/fastest.rs");
    }

    mod panics_without_waits {
        mod practice {
            use std::pin::Pin;

            use futures::future::select_all;
            pub use practice_solutions::wait;

            pub async fn fastest(waits: Vec<impl Future<Output = f64>>) -> Option<f64> {
                let waits: Vec<Pin<Box<_>>> = waits.into_iter().map(Box::pin).collect();
                Some(select_all(waits).await.0)
            }
        }
        include!("../../../exercises/practice/tests/fastest.rs");
    }

    mod zero_without_waits {
        mod practice {
            use futures::stream::{FuturesUnordered, StreamExt};
            pub use practice_solutions::wait;

            pub async fn fastest(waits: Vec<impl Future<Output = f64>>) -> Option<f64> {
                let mut waits: FuturesUnordered<_> = waits.into_iter().collect();
                Some(waits.next().await.unwrap_or_default())
            }
        }
        include!("../../../exercises/practice/tests/fastest.rs");
    }

    mod first_of_two_at_a_time {
        mod practice {
            use futures::stream::{self, StreamExt};
            pub use practice_solutions::wait;

            pub async fn fastest(waits: Vec<impl Future<Output = f64>>) -> Option<f64> {
                stream::iter(waits).buffer_unordered(2).next().await
            }
        }
        include!("../../../exercises/practice/tests/fastest.rs");
    }

    mod leaves_the_others_running {
        mod practice {
            use futures::stream::{FuturesUnordered, StreamExt};
            pub use practice_solutions::wait;

            pub async fn fastest(
                waits: Vec<impl Future<Output = f64> + Send + 'static>,
            ) -> Option<f64> {
                let mut tasks: FuturesUnordered<_> = waits.into_iter().map(tokio::spawn).collect();
                Some(tasks.next().await?.unwrap())
            }
        }
        include!("../../../exercises/practice/tests/fastest.rs");
    }
}

mod within {
    mod std_clock {
        mod practice {
            use std::time::{Duration, Instant};

            use futures::stream::{FuturesUnordered, StreamExt};
            pub use practice_solutions::wait;
            use tokio::time::timeout;

            pub async fn within(
                limit: Duration,
                waits: Vec<impl Future<Output = f64>>,
            ) -> Vec<f64> {
                let start = Instant::now();
                let mut waits: FuturesUnordered<_> = waits.into_iter().collect();
                let mut delays = Vec::new();
                loop {
                    let left = limit.saturating_sub(start.elapsed());
                    let Ok(Some(delay)) = timeout(left, waits.next()).await else { return delays };
                    delays.push(delay);
                }
            }
        }
        include!("../../../exercises/practice/tests/within.rs");
    }

    mod leaves_its_tasks {
        mod practice {
            use std::time::Duration;

            use futures::stream::{FuturesUnordered, StreamExt};
            pub use practice_solutions::wait;
            use tokio::time::timeout;

            pub async fn within(
                limit: Duration,
                waits: Vec<impl Future<Output = f64> + Send + 'static>,
            ) -> Vec<f64> {
                let mut tasks: FuturesUnordered<_> = waits.into_iter().map(tokio::spawn).collect();
                let mut delays = Vec::new();
                let collect = async {
                    while let Some(ended) = tasks.next().await {
                        delays.push(ended.unwrap());
                    }
                };
                let _ = timeout(limit, collect).await;
                delays
            }
        }
        include!("../../../exercises/practice/tests/within.rs");
    }

    mod subtracts_what_has_passed {
        mod practice {
            use std::time::Duration;

            use futures::stream::{FuturesUnordered, StreamExt};
            pub use practice_solutions::wait;
            use tokio::time::{Instant, timeout};

            pub async fn within(
                limit: Duration,
                waits: Vec<impl Future<Output = f64>>,
            ) -> Vec<f64> {
                let start = Instant::now();
                let mut waits: FuturesUnordered<_> = waits.into_iter().collect();
                let mut delays = Vec::new();
                while let Ok(Some(delay)) = timeout(limit - start.elapsed(), waits.next()).await {
                    delays.push(delay);
                }
                delays
            }
        }
        include!("../../../exercises/practice/tests/within.rs");
    }

    mod loses_the_results {
        mod practice {
            use std::time::Duration;

            use futures::future::join_all;
            pub use practice_solutions::wait;
            use tokio::time::timeout;

            pub async fn within(
                limit: Duration,
                waits: Vec<impl Future<Output = f64>>,
            ) -> Vec<f64> {
                timeout(limit, join_all(waits)).await.unwrap_or_default()
            }
        }
        include!("../../../exercises/practice/tests/within.rs");
    }

    mod a_limit_for_each_result {
        mod practice {
            use std::time::Duration;

            use futures::stream::{FuturesUnordered, StreamExt};
            pub use practice_solutions::wait;
            use tokio::time::timeout;

            pub async fn within(
                limit: Duration,
                waits: Vec<impl Future<Output = f64>>,
            ) -> Vec<f64> {
                let mut waits: FuturesUnordered<_> = waits.into_iter().collect();
                let mut delays = Vec::new();
                while let Ok(Some(delay)) = timeout(limit, waits.next()).await {
                    delays.push(delay);
                }
                delays
            }
        }
        include!("../../../exercises/practice/tests/within.rs");
    }

    mod one_after_another {
        mod practice {
            use std::time::Duration;

            pub use practice_solutions::wait;
            use tokio::time::timeout;

            pub async fn within(
                limit: Duration,
                waits: Vec<impl Future<Output = f64>>,
            ) -> Vec<f64> {
                let mut delays = Vec::new();
                let collect = async {
                    for wait in waits {
                        delays.push(wait.await);
                    }
                };
                let _ = timeout(limit, collect).await;
                delays
            }
        }
        include!("../../../exercises/practice/tests/within.rs");
    }

    mod waits_for_all {
        mod practice {
            use std::time::Duration;

            use futures::stream::{FuturesUnordered, StreamExt};
            pub use practice_solutions::wait;

            pub async fn within(
                limit: Duration,
                waits: Vec<impl Future<Output = f64>>,
            ) -> Vec<f64> {
                let waits: FuturesUnordered<_> = waits.into_iter().collect();
                let delays: Vec<f64> = waits.collect().await;
                delays.into_iter().filter(|delay| *delay <= limit.as_secs_f64()).collect()
            }
        }
        include!("../../../exercises/practice/tests/within.rs");
    }

    mod always_waits_for_the_limit {
        mod practice {
            use std::pin::pin;
            use std::time::Duration;

            use futures::stream::{FuturesUnordered, StreamExt};
            pub use practice_solutions::wait;
            use tokio::time::sleep;

            pub async fn within(
                limit: Duration,
                waits: Vec<impl Future<Output = f64>>,
            ) -> Vec<f64> {
                let mut waits: FuturesUnordered<_> = waits.into_iter().collect();
                let mut delays = Vec::new();
                let mut end = pin!(sleep(limit));
                loop {
                    tokio::select! {
                        Some(delay) = waits.next() => delays.push(delay),
                        () = &mut end => return delays,
                    }
                }
            }
        }
        include!("../../../exercises/practice/tests/within.rs");
    }

    mod sorted {
        mod practice {
            use std::time::Duration;

            use futures::future::join_all;
            pub use practice_solutions::wait;
            use tokio::time::timeout;

            pub async fn within(
                limit: Duration,
                waits: Vec<impl Future<Output = f64>>,
            ) -> Vec<f64> {
                let waits = waits.into_iter().map(|wait| timeout(limit, wait));
                let mut delays: Vec<f64> = join_all(waits).await.into_iter().flatten().collect();
                delays.sort_by(f64::total_cmp);
                delays
            }
        }
        include!("../../../exercises/practice/tests/within.rs");
    }
}

mod speedup {
    mod one_after_another {
        mod practice {
            pub use practice_solutions::wait;
            use tokio::time::Instant;

            pub async fn speedup(waits: Vec<impl Future<Output = f64>>) -> f64 {
                let start = Instant::now();
                let mut sum = 0.0;
                for wait in waits {
                    sum += wait.await;
                }
                sum / start.elapsed().as_secs_f64()
            }
        }
        include!("../speedup/checked.rs");
    }

    mod std_clock {
        mod practice {
            use std::time::Instant;

            use futures::future::join_all;
            pub use practice_solutions::wait;

            pub async fn speedup(waits: Vec<impl Future<Output = f64>>) -> f64 {
                let start = Instant::now();
                let delays = join_all(waits).await;
                delays.iter().sum::<f64>() / start.elapsed().as_secs_f64()
            }
        }
        include!("../speedup/checked.rs");
    }

    mod measures_nothing {
        mod practice {
            use futures::future::join_all;
            pub use practice_solutions::wait;

            pub async fn speedup(waits: Vec<impl Future<Output = f64>>) -> f64 {
                let delays = join_all(waits).await;
                delays.iter().sum::<f64>() / delays.iter().fold(0.0, |a, b| f64::max(a, *b))
            }
        }
        include!("../speedup/checked.rs");
    }

    mod upside_down {
        mod practice {
            use futures::future::join_all;
            pub use practice_solutions::wait;
            use tokio::time::Instant;

            pub async fn speedup(waits: Vec<impl Future<Output = f64>>) -> f64 {
                let start = Instant::now();
                let delays = join_all(waits).await;
                start.elapsed().as_secs_f64() / delays.iter().sum::<f64>()
            }
        }
        include!("../speedup/checked.rs");
    }

    mod counts_the_waits {
        mod practice {
            use futures::future::join_all;
            pub use practice_solutions::wait;
            use tokio::time::Instant;

            pub async fn speedup(waits: Vec<impl Future<Output = f64>>) -> f64 {
                let n = waits.len();
                let start = Instant::now();
                join_all(waits).await;
                n as f64 / start.elapsed().as_secs_f64()
            }
        }
        include!("../speedup/checked.rs");
    }

    mod whole_seconds {
        mod practice {
            use futures::future::join_all;
            pub use practice_solutions::wait;
            use tokio::time::Instant;

            pub async fn speedup(waits: Vec<impl Future<Output = f64>>) -> f64 {
                let start = Instant::now();
                let delays = join_all(waits).await;
                delays.iter().sum::<f64>() / start.elapsed().as_secs() as f64
            }
        }
        include!("../speedup/checked.rs");
    }
}

mod wait_or_give_up {
    mod drops_the_handle {
        mod practice {
            use std::time::Duration;

            pub use practice_solutions::wait;
            use tokio::task::JoinHandle;
            use tokio::time::timeout;

            pub async fn wait_or_give_up(limit: Duration, task: JoinHandle<f64>) -> Option<f64> {
                timeout(limit, task).await.ok()?.ok()
            }
        }
        include!("../../../exercises/practice/tests/wait_or_give_up.rs");
    }

    mod aborts_and_leaves {
        mod practice {
            use std::time::Duration;

            pub use practice_solutions::wait;
            use tokio::task::JoinHandle;
            use tokio::time::timeout;

            pub async fn wait_or_give_up(
                limit: Duration,
                mut task: JoinHandle<f64>,
            ) -> Option<f64> {
                let ended = timeout(limit, &mut task).await;
                task.abort();
                ended.ok()?.ok()
            }
        }
        include!("../../../exercises/practice/tests/wait_or_give_up.rs");
    }

    mod loses_a_panic {
        mod practice {
            use std::time::Duration;

            pub use practice_solutions::wait;
            use tokio::task::JoinHandle;
            use tokio::time::timeout;

            pub async fn wait_or_give_up(
                limit: Duration,
                mut task: JoinHandle<f64>,
            ) -> Option<f64> {
                if let Ok(ended) = timeout(limit, &mut task).await {
                    return ended.ok();
                }
                task.abort();
                let _ = task.await;
                None
            }
        }
        include!("../../../exercises/practice/tests/wait_or_give_up.rs");
    }

    mod awaits_a_panic_again {
        mod practice {
            use std::time::Duration;

            pub use practice_solutions::wait;
            use tokio::task::JoinHandle;
            use tokio::time::timeout;

            pub async fn wait_or_give_up(
                limit: Duration,
                mut task: JoinHandle<f64>,
            ) -> Option<f64> {
                if let Ok(Ok(delay)) = timeout(limit, &mut task).await {
                    return Some(delay);
                }
                task.abort();
                let _ = task.await;
                None
            }
        }
        include!("../../../exercises/practice/tests/wait_or_give_up.rs");
    }

    mod waits_to_the_end {
        mod practice {
            use std::time::Duration;

            pub use practice_solutions::wait;
            use tokio::task::JoinHandle;

            pub async fn wait_or_give_up(limit: Duration, task: JoinHandle<f64>) -> Option<f64> {
                let delay = task.await.unwrap();
                (delay <= limit.as_secs_f64()).then_some(delay)
            }
        }
        include!("../../../exercises/practice/tests/wait_or_give_up.rs");
    }

    mod always_waits_for_the_limit {
        mod practice {
            use std::time::Duration;

            pub use practice_solutions::wait;
            use tokio::task::JoinHandle;
            use tokio::time::sleep;

            pub async fn wait_or_give_up(limit: Duration, task: JoinHandle<f64>) -> Option<f64> {
                sleep(limit).await;
                task.abort();
                task.await.ok()
            }
        }
        include!("../../../exercises/practice/tests/wait_or_give_up.rs");
    }

    mod aborts_and_yields {
        mod practice {
            use std::time::Duration;

            pub use practice_solutions::wait;
            use tokio::task::{JoinHandle, yield_now};
            use tokio::time::timeout;

            pub async fn wait_or_give_up(
                limit: Duration,
                mut task: JoinHandle<f64>,
            ) -> Option<f64> {
                if let Ok(ended) = timeout(limit, &mut task).await {
                    return Some(ended.unwrap());
                }
                task.abort();
                yield_now().await;
                None
            }
        }
        include!("../../../exercises/practice/tests/wait_or_give_up.rs");
    }
}

mod at_most {
    mod all_at_once {
        mod practice {
            use futures::future::join_all;
            pub use practice_solutions::wait;

            pub async fn at_most(_limit: usize, waits: Vec<impl Future<Output = f64>>) -> Vec<f64> {
                join_all(waits).await
            }
        }
        include!("../../../exercises/practice/tests/at_most.rs");
    }

    mod permit_dropped_at_once {
        mod practice {
            use futures::future::join_all;
            pub use practice_solutions::wait;
            use tokio::sync::Semaphore;

            pub async fn at_most(limit: usize, waits: Vec<impl Future<Output = f64>>) -> Vec<f64> {
                let permits = Semaphore::new(limit);
                let waits = waits.into_iter().map(async |wait| {
                    let _ = permits.acquire().await.unwrap();
                    wait.await
                });
                join_all(waits).await
            }
        }
        include!("../../../exercises/practice/tests/at_most.rs");
    }

    mod one_after_another {
        mod practice {
            pub use practice_solutions::wait;

            pub async fn at_most(_limit: usize, waits: Vec<impl Future<Output = f64>>) -> Vec<f64> {
                let mut delays = Vec::new();
                for wait in waits {
                    delays.push(wait.await);
                }
                delays
            }
        }
        include!("../../../exercises/practice/tests/at_most.rs");
    }

    mod in_chunks {
        mod practice {
            use futures::future::join_all;
            pub use practice_solutions::wait;

            pub async fn at_most(limit: usize, waits: Vec<impl Future<Output = f64>>) -> Vec<f64> {
                let n = waits.len();
                let mut waits = waits.into_iter();
                let mut delays = Vec::new();
                while delays.len() < n {
                    delays.extend(join_all(waits.by_ref().take(limit)).await);
                }
                delays
            }
        }
        include!("../../../exercises/practice/tests/at_most.rs");
    }

    mod buffered {
        mod practice {
            use futures::stream::{self, StreamExt};
            pub use practice_solutions::wait;

            pub async fn at_most(limit: usize, waits: Vec<impl Future<Output = f64>>) -> Vec<f64> {
                stream::iter(waits).buffered(limit).collect().await
            }
        }
        include!("../../../exercises/practice/tests/at_most.rs");
    }

    mod in_completion_order {
        mod practice {
            use futures::stream::{self, StreamExt};
            pub use practice_solutions::wait;

            pub async fn at_most(limit: usize, waits: Vec<impl Future<Output = f64>>) -> Vec<f64> {
                stream::iter(waits).buffer_unordered(limit).collect().await
            }
        }
        include!("../../../exercises/practice/tests/at_most.rs");
    }

    mod only_the_first_ones {
        mod practice {
            use futures::future::join_all;
            pub use practice_solutions::wait;

            pub async fn at_most(limit: usize, waits: Vec<impl Future<Output = f64>>) -> Vec<f64> {
                join_all(waits.into_iter().take(limit)).await
            }
        }
        include!("../../../exercises/practice/tests/at_most.rs");
    }
}

mod survivors {
    mod panics_along {
        mod practice {
            pub use practice_solutions::wait;
            use tokio::task::JoinSet;

            pub async fn survivors(
                waits: Vec<impl Future<Output = f64> + Send + 'static>,
            ) -> (Vec<f64>, usize) {
                let tasks: JoinSet<_> = waits.into_iter().collect();
                (tasks.join_all().await, 0)
            }
        }
        include!("../../../exercises/practice/tests/survivors.rs");
    }

    mod stops_at_the_first_panic {
        mod practice {
            pub use practice_solutions::wait;
            use tokio::task::JoinSet;

            pub async fn survivors(
                waits: Vec<impl Future<Output = f64> + Send + 'static>,
            ) -> (Vec<f64>, usize) {
                let n = waits.len();
                let mut tasks: JoinSet<_> = waits.into_iter().collect();
                let mut delays = Vec::new();
                while let Some(Ok(delay)) = tasks.join_next().await {
                    delays.push(delay);
                }
                let panicked = n - delays.len();
                (delays, panicked)
            }
        }
        include!("../../../exercises/practice/tests/survivors.rs");
    }

    mod one_after_another {
        mod practice {
            pub use practice_solutions::wait;

            pub async fn survivors(
                waits: Vec<impl Future<Output = f64> + Send + 'static>,
            ) -> (Vec<f64>, usize) {
                let (mut delays, mut panicked) = (Vec::new(), 0);
                for wait in waits {
                    match tokio::spawn(wait).await {
                        Ok(delay) => delays.push(delay),
                        Err(_) => panicked += 1,
                    }
                }
                (delays, panicked)
            }
        }
        include!("../../../exercises/practice/tests/survivors.rs");
    }

    mod in_the_order_of_the_list {
        mod practice {
            use futures::future::join_all;
            pub use practice_solutions::wait;

            pub async fn survivors(
                waits: Vec<impl Future<Output = f64> + Send + 'static>,
            ) -> (Vec<f64>, usize) {
                let tasks: Vec<_> = waits.into_iter().map(tokio::spawn).collect();
                let ended = join_all(tasks).await;
                let panicked = ended.iter().filter(|result| result.is_err()).count();
                (ended.into_iter().flatten().collect(), panicked)
            }
        }
        include!("../../../exercises/practice/tests/survivors.rs");
    }

    mod starts_no_task {
        mod practice {
            use std::future::poll_fn;
            use std::panic::{AssertUnwindSafe, catch_unwind};
            use std::task::Poll;

            use futures::stream::{FuturesUnordered, StreamExt};
            pub use practice_solutions::wait;

            pub async fn survivors(
                waits: Vec<impl Future<Output = f64> + Send + 'static>,
            ) -> (Vec<f64>, usize) {
                let mut waits: FuturesUnordered<_> = waits
                    .into_iter()
                    .map(|wait| {
                        let mut wait = Box::pin(wait);
                        poll_fn(move |context| {
                            match catch_unwind(AssertUnwindSafe(|| wait.as_mut().poll(context))) {
                                Ok(polled) => polled.map(Ok),
                                Err(panic) => Poll::Ready(Err(panic)),
                            }
                        })
                    })
                    .collect();
                let (mut delays, mut panicked) = (Vec::new(), 0);
                while let Some(ended) = waits.next().await {
                    match ended {
                        Ok(delay) => delays.push(delay),
                        Err(_) => panicked += 1,
                    }
                }
                (delays, panicked)
            }
        }
        include!("../../../exercises/practice/tests/survivors.rs");
    }

    mod sorted {
        mod practice {
            use futures::future::join_all;
            pub use practice_solutions::wait;

            pub async fn survivors(
                waits: Vec<impl Future<Output = f64> + Send + 'static>,
            ) -> (Vec<f64>, usize) {
                let ended = join_all(waits.into_iter().map(tokio::spawn)).await;
                let panicked = ended.iter().filter(|result| result.is_err()).count();
                let mut delays: Vec<f64> = ended.into_iter().flatten().collect();
                delays.sort_by(f64::total_cmp);
                (delays, panicked)
            }
        }
        include!("../../../exercises/practice/tests/survivors.rs");
    }

    mod unwraps {
        mod practice {
            pub use practice_solutions::wait;
            use tokio::task::JoinSet;

            pub async fn survivors(
                waits: Vec<impl Future<Output = f64> + Send + 'static>,
            ) -> (Vec<f64>, usize) {
                let mut tasks: JoinSet<_> = waits.into_iter().collect();
                let mut delays = Vec::new();
                while let Some(ended) = tasks.join_next().await {
                    delays.push(ended.unwrap());
                }
                (delays, 0)
            }
        }
        include!("../../../exercises/practice/tests/survivors.rs");
    }
}

mod wait_server {
    mod answer {
        mod no_select {
            mod exercise_5 {
                use std::io;

                use basic_async_syntax::wait_random;
                use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader};
                use tokio::sync::{mpsc, watch};

                pub async fn answer(
                    reader: impl AsyncRead + Unpin,
                    mut writer: impl AsyncWrite + Unpin,
                    tally: mpsc::Sender<f64>,
                    mut stop: watch::Receiver<()>,
                ) -> io::Result<()> {
                    let mut lines = BufReader::new(reader).lines();
                    loop {
                        let line = tokio::select! {
                            biased;
                            _ = stop.changed() => return Ok(()),
                            line = lines.next_line() => line?,
                        };
                        let Some(line) = line else { return Ok(()) };
                        let Ok(number) = line.parse() else {
                            writer.write_all(format!("error: '{line}'\n").as_bytes()).await?;
                            continue;
                        };
                        let delay = wait_random(number).await;
                        writer.write_all(format!("{delay:?}\n").as_bytes()).await?;
                        tally.send(delay).await.map_err(io::Error::other)?;
                    }
                }
            }
            include!("../../../exercises/wait_server/tests/answer.rs");
        }

        mod ends_at_a_bad_line {
            mod exercise_5 {
                use std::io;

                use basic_async_syntax::wait_random;
                use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader};
                use tokio::sync::{mpsc, watch};

                pub async fn answer(
                    reader: impl AsyncRead + Unpin,
                    mut writer: impl AsyncWrite + Unpin,
                    tally: mpsc::Sender<f64>,
                    _stop: watch::Receiver<()>,
                ) -> io::Result<()> {
                    let mut lines = BufReader::new(reader).lines();
                    while let Some(line) = lines.next_line().await? {
                        let number = line.parse().map_err(io::Error::other)?;
                        let delay = wait_random(number).await;
                        writer.write_all(format!("{delay:?}\n").as_bytes()).await?;
                        tally.send(delay).await.map_err(io::Error::other)?;
                    }
                    Ok(())
                }
            }
            include!("../../../exercises/wait_server/tests/answer.rs");
        }

        mod in_completion_order {
            mod exercise_5 {
                use std::io;

                use basic_async_syntax::wait_random;
                use futures::stream::{FuturesUnordered, StreamExt};
                use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader};
                use tokio::sync::{mpsc, watch};

                pub async fn answer(
                    reader: impl AsyncRead + Unpin,
                    mut writer: impl AsyncWrite + Unpin,
                    tally: mpsc::Sender<f64>,
                    mut stop: watch::Receiver<()>,
                ) -> io::Result<()> {
                    let mut lines = BufReader::new(reader).lines();
                    let mut waits = FuturesUnordered::new();
                    loop {
                        tokio::select! {
                            biased;
                            Some(delay) = waits.next() => {
                                writer.write_all(format!("{delay:?}\n").as_bytes()).await?;
                                tally.send(delay).await.map_err(io::Error::other)?;
                            }
                            line = lines.next_line() => match line? {
                                None => return Ok(()),
                                Some(line) => match line.parse() {
                                    Ok(number) => waits.push(wait_random(number)),
                                    Err(_) => writer.write_all(format!("error: '{line}'\n").as_bytes()).await?,
                                }
                            },
                            _ = stop.changed() => return Ok(()),
                        }
                    }
                }
            }
            include!("../../../exercises/wait_server/tests/answer.rs");
        }

        mod not_biased {
            mod exercise_5 {
                use std::io;

                use basic_async_syntax::wait_random;
                use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader};
                use tokio::sync::{mpsc, watch};

                pub async fn answer(
                    reader: impl AsyncRead + Unpin,
                    mut writer: impl AsyncWrite + Unpin,
                    tally: mpsc::Sender<f64>,
                    mut stop: watch::Receiver<()>,
                ) -> io::Result<()> {
                    let (sender, mut lines) = mpsc::channel(100);
                    let read = async {
                        let mut lines = BufReader::new(reader).lines();
                        while let Some(line) = lines.next_line().await? {
                            sender.send(line).await.map_err(io::Error::other)?;
                        }
                        Ok(())
                    };
                    let answer = async {
                        loop {
                            let line = tokio::select! {
                                _ = stop.changed() => return Ok(()),
                                Some(line) = lines.recv() => line,
                            };
                            let Ok(number) = line.parse() else {
                                writer.write_all(format!("error: '{line}'\n").as_bytes()).await?;
                                continue;
                            };
                            let delay = wait_random(number).await;
                            writer.write_all(format!("{delay:?}\n").as_bytes()).await?;
                            tally.send(delay).await.map_err(io::Error::other)?;
                        }
                    };
                    tokio::select! {
                        result = read => result,
                        result = answer => result,
                    }
                }
            }
            include!("../../../exercises/wait_server/tests/answer.rs");
        }

        mod restarts_the_wait {
            mod exercise_5 {
                use std::collections::VecDeque;
                use std::io;

                use basic_async_syntax::wait_random;
                use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader};
                use tokio::sync::{mpsc, watch};

                pub async fn answer(
                    reader: impl AsyncRead + Unpin,
                    mut writer: impl AsyncWrite + Unpin,
                    tally: mpsc::Sender<f64>,
                    _stop: watch::Receiver<()>,
                ) -> io::Result<()> {
                    let mut lines = BufReader::new(reader).lines();
                    let mut numbers = VecDeque::new();
                    loop {
                        let number = numbers.front().copied();
                        tokio::select! {
                            delay = wait_random(number.unwrap_or(0)), if number.is_some() => {
                                writer.write_all(format!("{delay:?}\n").as_bytes()).await?;
                                tally.send(delay).await.map_err(io::Error::other)?;
                                numbers.pop_front();
                            }
                            line = lines.next_line() => match line? {
                                None => return Ok(()),
                                Some(line) => numbers.push_back(line.parse().unwrap_or(0)),
                            }
                        }
                    }
                }
            }
            include!("../../../exercises/wait_server/tests/answer.rs");
        }

        mod loses_half_a_line {
            mod exercise_5 {
                use std::io;
                use std::pin::pin;

                use basic_async_syntax::wait_random;
                use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader};
                use tokio::sync::{mpsc, watch};

                pub async fn answer(
                    reader: impl AsyncRead + Unpin,
                    mut writer: impl AsyncWrite + Unpin,
                    tally: mpsc::Sender<f64>,
                    _stop: watch::Receiver<()>,
                ) -> io::Result<()> {
                    let mut reader = BufReader::new(reader);
                    let mut line = String::new();
                    loop {
                        if line.is_empty() && reader.read_line(&mut line).await? == 0 {
                            return Ok(());
                        }
                        let Ok(number) = line.trim().parse() else {
                            let error = format!("error: '{}'\n", line.trim());
                            writer.write_all(error.as_bytes()).await?;
                            line.clear();
                            continue;
                        };
                        line.clear();
                        let mut wait = pin!(wait_random(number));
                        let delay = loop {
                            tokio::select! {
                                delay = &mut wait => break delay,
                                length = reader.read_line(&mut line), if line.is_empty() => {
                                    if length? == 0 {
                                        return Ok(());
                                    }
                                }
                            }
                        };
                        writer.write_all(format!("{delay:?}\n").as_bytes()).await?;
                        tally.send(delay).await.map_err(io::Error::other)?;
                    }
                }
            }
            include!("../../../exercises/wait_server/tests/answer.rs");
        }

        mod drops_the_wait_at_a_stop {
            mod exercise_5 {
                use std::io;

                use tokio::io::{AsyncRead, AsyncWrite};
                use tokio::sync::{mpsc, watch};

                pub async fn answer(
                    reader: impl AsyncRead + Unpin,
                    writer: impl AsyncWrite + Unpin,
                    tally: mpsc::Sender<f64>,
                    mut stop: watch::Receiver<()>,
                ) -> io::Result<()> {
                    let (_never, never) = watch::channel(());
                    tokio::select! {
                        _ = stop.changed() => Ok(()),
                        result = ::wait_server::answer(reader, writer, tally, never) => result,
                    }
                }
            }
            include!("../../../exercises/wait_server/tests/answer.rs");
        }
    }

    mod serve {
        mod one_client_at_a_time {
            mod exercise_5 {
                use std::io;
                use std::pin::pin;

                use tokio::net::TcpListener;
                use tokio::sync::{mpsc, watch};
                pub use wait_server::{GRACE, Summary};

                pub async fn serve(
                    listener: TcpListener,
                    shutdown: impl Future,
                ) -> io::Result<Summary> {
                    let (tally, mut delays) = mpsc::channel(10_000);
                    let (_stop, stopped) = watch::channel(());
                    let mut shutdown = pin!(shutdown);
                    loop {
                        let (mut stream, _) = tokio::select! {
                            client = listener.accept() => client?,
                            _ = &mut shutdown => break,
                        };
                        let (reader, writer) = stream.split();
                        let _ = wait_server::answer(reader, writer, tally.clone(), stopped.clone())
                            .await;
                    }
                    drop(tally);
                    let mut summary = Summary::default();
                    while let Some(delay) = delays.recv().await {
                        summary.served += 1;
                        summary.total_delay += delay;
                    }
                    Ok(summary)
                }
            }
            include!("../../../exercises/wait_server/tests/serve.rs");
        }

        mod leaves_its_tasks {
            mod exercise_5 {
                use std::io;
                use std::pin::pin;

                use tokio::net::TcpListener;
                use tokio::sync::{mpsc, watch};
                pub use wait_server::{GRACE, Summary};

                pub async fn serve(
                    listener: TcpListener,
                    shutdown: impl Future,
                ) -> io::Result<Summary> {
                    let (tally, mut delays) = mpsc::channel(10_000);
                    let (stop, stopped) = watch::channel(());
                    let mut shutdown = pin!(shutdown);
                    loop {
                        let (mut stream, _) = tokio::select! {
                            client = listener.accept() => client?,
                            _ = &mut shutdown => break,
                        };
                        let (tally, stopped) = (tally.clone(), stopped.clone());
                        tokio::spawn(async move {
                            let (reader, writer) = stream.split();
                            wait_server::answer(reader, writer, tally, stopped).await
                        });
                    }
                    drop(stop);
                    let mut summary = Summary::default();
                    while let Ok(delay) = delays.try_recv() {
                        summary.served += 1;
                        summary.total_delay += delay;
                    }
                    Ok(summary)
                }
            }
            include!("../../../exercises/wait_server/tests/serve.rs");
        }

        mod aborts_at_once {
            mod exercise_5 {
                use std::io;
                use std::pin::pin;

                use tokio::net::TcpListener;
                use tokio::sync::{mpsc, watch};
                use tokio::task::JoinSet;
                pub use wait_server::{GRACE, Summary};

                pub async fn serve(
                    listener: TcpListener,
                    shutdown: impl Future,
                ) -> io::Result<Summary> {
                    let (tally, mut delays) = mpsc::channel(10_000);
                    let (_stop, stopped) = watch::channel(());
                    let mut shutdown = pin!(shutdown);
                    let mut clients = JoinSet::new();
                    loop {
                        let (mut stream, _) = tokio::select! {
                            client = listener.accept() => client?,
                            _ = &mut shutdown => break,
                        };
                        let (tally, stopped) = (tally.clone(), stopped.clone());
                        clients.spawn(async move {
                            let (reader, writer) = stream.split();
                            wait_server::answer(reader, writer, tally, stopped).await
                        });
                    }
                    clients.shutdown().await;
                    drop(tally);
                    let mut summary = Summary::default();
                    while let Some(delay) = delays.recv().await {
                        summary.served += 1;
                        summary.total_delay += delay;
                    }
                    Ok(summary)
                }
            }
            include!("../../../exercises/wait_server/tests/serve.rs");
        }

        mod waits_for_everybody {
            mod exercise_5 {
                use std::io;
                use std::pin::pin;

                use tokio::net::TcpListener;
                use tokio::sync::{mpsc, watch};
                pub use wait_server::{GRACE, Summary};

                pub async fn serve(
                    listener: TcpListener,
                    shutdown: impl Future,
                ) -> io::Result<Summary> {
                    let (tally, mut delays) = mpsc::channel(10_000);
                    let (stop, stopped) = watch::channel(());
                    let mut shutdown = pin!(shutdown);
                    loop {
                        let (mut stream, _) = tokio::select! {
                            client = listener.accept() => client?,
                            _ = &mut shutdown => break,
                        };
                        let (tally, stopped) = (tally.clone(), stopped.clone());
                        tokio::spawn(async move {
                            let (reader, writer) = stream.split();
                            wait_server::answer(reader, writer, tally, stopped).await
                        });
                    }
                    drop((stop, tally));
                    let mut summary = Summary::default();
                    while let Some(delay) = delays.recv().await {
                        summary.served += 1;
                        summary.total_delay += delay;
                    }
                    Ok(summary)
                }
            }
            include!("../../../exercises/wait_server/tests/serve.rs");
        }

        mod ends_with_a_client_that_fails {
            mod exercise_5 {
                use std::io;
                use std::pin::pin;

                use tokio::net::TcpListener;
                use tokio::sync::{mpsc, watch};
                use tokio::task::JoinSet;
                use tokio::time::{Instant, timeout_at};
                pub use wait_server::{GRACE, Summary};

                pub async fn serve(
                    listener: TcpListener,
                    shutdown: impl Future,
                ) -> io::Result<Summary> {
                    let (tally, mut delays) = mpsc::channel(10_000);
                    let (stop, stopped) = watch::channel(());
                    let mut shutdown = pin!(shutdown);
                    let mut clients = JoinSet::new();
                    loop {
                        let (mut stream, _) = tokio::select! {
                            client = listener.accept() => client?,
                            Some(ended) = clients.join_next() => {
                                ended??;
                                continue;
                            }
                            _ = &mut shutdown => break,
                        };
                        let (tally, stopped) = (tally.clone(), stopped.clone());
                        clients.spawn(async move {
                            let (reader, writer) = stream.split();
                            wait_server::answer(reader, writer, tally, stopped).await
                        });
                    }
                    drop(stop);
                    let deadline = Instant::now() + GRACE;
                    while let Ok(Some(_)) = timeout_at(deadline, clients.join_next()).await {}
                    clients.shutdown().await;
                    drop(tally);
                    let mut summary = Summary::default();
                    while let Some(delay) = delays.recv().await {
                        summary.served += 1;
                        summary.total_delay += delay;
                    }
                    Ok(summary)
                }
            }
            include!("../../../exercises/wait_server/tests/serve.rs");
        }

        mod tells_nobody_to_stop {
            mod exercise_5 {
                use std::io;
                use std::pin::pin;

                use tokio::net::TcpListener;
                use tokio::sync::{mpsc, watch};
                use tokio::task::JoinSet;
                use tokio::time::{Instant, timeout_at};
                pub use wait_server::{GRACE, Summary};

                pub async fn serve(
                    listener: TcpListener,
                    shutdown: impl Future,
                ) -> io::Result<Summary> {
                    let (tally, mut delays) = mpsc::channel(10_000);
                    let (_stop, stopped) = watch::channel(());
                    let mut shutdown = pin!(shutdown);
                    let mut clients = JoinSet::new();
                    loop {
                        let (mut stream, _) = tokio::select! {
                            client = listener.accept() => client?,
                            Some(_) = clients.join_next() => continue,
                            _ = &mut shutdown => break,
                        };
                        let (tally, stopped) = (tally.clone(), stopped.clone());
                        clients.spawn(async move {
                            let (reader, writer) = stream.split();
                            wait_server::answer(reader, writer, tally, stopped).await
                        });
                    }
                    let deadline = Instant::now() + GRACE;
                    while let Ok(Some(_)) = timeout_at(deadline, clients.join_next()).await {}
                    clients.shutdown().await;
                    drop(tally);
                    let mut summary = Summary::default();
                    while let Some(delay) = delays.recv().await {
                        summary.served += 1;
                        summary.total_delay += delay;
                    }
                    Ok(summary)
                }
            }
            include!("../../../exercises/wait_server/tests/serve.rs");
        }

        mod a_grace_for_each_client {
            mod exercise_5 {
                use std::io;
                use std::pin::pin;

                use tokio::net::TcpListener;
                use tokio::sync::{mpsc, watch};
                use tokio::task::JoinSet;
                use tokio::time::timeout;
                pub use wait_server::{GRACE, Summary};

                pub async fn serve(
                    listener: TcpListener,
                    shutdown: impl Future,
                ) -> io::Result<Summary> {
                    let (tally, mut delays) = mpsc::channel(10_000);
                    let (stop, stopped) = watch::channel(());
                    let mut shutdown = pin!(shutdown);
                    let mut clients = JoinSet::new();
                    loop {
                        let (mut stream, _) = tokio::select! {
                            client = listener.accept() => client?,
                            Some(_) = clients.join_next() => continue,
                            _ = &mut shutdown => break,
                        };
                        let (tally, stopped) = (tally.clone(), stopped.clone());
                        clients.spawn(async move {
                            let (reader, writer) = stream.split();
                            wait_server::answer(reader, writer, tally, stopped).await
                        });
                    }
                    drop(stop);
                    while let Ok(Some(_)) = timeout(GRACE, clients.join_next()).await {}
                    clients.shutdown().await;
                    drop(tally);
                    let mut summary = Summary::default();
                    while let Some(delay) = delays.recv().await {
                        summary.served += 1;
                        summary.total_delay += delay;
                    }
                    Ok(summary)
                }
            }
            include!("../../../exercises/wait_server/tests/serve.rs");
        }

        mod always_takes_the_grace {
            mod exercise_5 {
                use std::io;
                use std::pin::pin;

                use tokio::net::TcpListener;
                use tokio::sync::{mpsc, watch};
                use tokio::task::JoinSet;
                use tokio::time::sleep;
                pub use wait_server::{GRACE, Summary};

                pub async fn serve(
                    listener: TcpListener,
                    shutdown: impl Future,
                ) -> io::Result<Summary> {
                    let (tally, mut delays) = mpsc::channel(10_000);
                    let (stop, stopped) = watch::channel(());
                    let mut shutdown = pin!(shutdown);
                    let mut clients = JoinSet::new();
                    loop {
                        let (mut stream, _) = tokio::select! {
                            client = listener.accept() => client?,
                            Some(_) = clients.join_next() => continue,
                            _ = &mut shutdown => break,
                        };
                        let (tally, stopped) = (tally.clone(), stopped.clone());
                        clients.spawn(async move {
                            let (reader, writer) = stream.split();
                            wait_server::answer(reader, writer, tally, stopped).await
                        });
                    }
                    drop(stop);
                    sleep(GRACE).await;
                    clients.shutdown().await;
                    drop(tally);
                    let mut summary = Summary::default();
                    while let Some(delay) = delays.recv().await {
                        summary.served += 1;
                        summary.total_delay += delay;
                    }
                    Ok(summary)
                }
            }
            include!("../../../exercises/wait_server/tests/serve.rs");
        }

        mod keeps_a_sender {
            mod exercise_5 {
                use std::io;
                use std::pin::pin;

                use tokio::net::TcpListener;
                use tokio::sync::{mpsc, watch};
                use tokio::task::JoinSet;
                use tokio::time::{Instant, timeout_at};
                pub use wait_server::{GRACE, Summary};

                pub async fn serve(
                    listener: TcpListener,
                    shutdown: impl Future,
                ) -> io::Result<Summary> {
                    let (tally, mut delays) = mpsc::channel(10_000);
                    let (stop, stopped) = watch::channel(());
                    let mut shutdown = pin!(shutdown);
                    let mut clients = JoinSet::new();
                    loop {
                        let (mut stream, _) = tokio::select! {
                            client = listener.accept() => client?,
                            Some(_) = clients.join_next() => continue,
                            _ = &mut shutdown => break,
                        };
                        let (tally, stopped) = (tally.clone(), stopped.clone());
                        clients.spawn(async move {
                            let (reader, writer) = stream.split();
                            wait_server::answer(reader, writer, tally, stopped).await
                        });
                    }
                    drop(stop);
                    let deadline = Instant::now() + GRACE;
                    while let Ok(Some(_)) = timeout_at(deadline, clients.join_next()).await {}
                    clients.shutdown().await;
                    let _tally = tally.clone();
                    drop(tally);
                    let mut summary = Summary::default();
                    while let Some(delay) = delays.recv().await {
                        summary.served += 1;
                        summary.total_delay += delay;
                    }
                    Ok(summary)
                }
            }
            include!("../../../exercises/wait_server/tests/serve.rs");
        }

        mod counts_at_the_end {
            mod exercise_5 {
                use std::io;
                use std::pin::pin;

                use tokio::net::TcpListener;
                use tokio::sync::{mpsc, watch};
                use tokio::task::JoinSet;
                use tokio::time::{Instant, timeout_at};
                pub use wait_server::{GRACE, Summary};

                pub async fn serve(
                    listener: TcpListener,
                    shutdown: impl Future,
                ) -> io::Result<Summary> {
                    let (tally, mut delays) = mpsc::channel(100);
                    let (stop, stopped) = watch::channel(());
                    let mut shutdown = pin!(shutdown);
                    let mut clients = JoinSet::new();
                    loop {
                        let (mut stream, _) = tokio::select! {
                            client = listener.accept() => client?,
                            Some(_) = clients.join_next() => continue,
                            _ = &mut shutdown => break,
                        };
                        let (tally, stopped) = (tally.clone(), stopped.clone());
                        clients.spawn(async move {
                            let (reader, writer) = stream.split();
                            wait_server::answer(reader, writer, tally, stopped).await
                        });
                    }
                    drop((stop, listener));
                    let deadline = Instant::now() + GRACE;
                    while let Ok(Some(_)) = timeout_at(deadline, clients.join_next()).await {}
                    clients.shutdown().await;
                    drop(tally);
                    let mut summary = Summary::default();
                    while let Some(delay) = delays.recv().await {
                        summary.served += 1;
                        summary.total_delay += delay;
                    }
                    Ok(summary)
                }
            }
            include!("../../../exercises/wait_server/tests/serve.rs");
        }

        mod goes_on_accepting {
            mod exercise_5 {
                use std::io;
                use std::pin::pin;

                use tokio::net::TcpListener;
                use tokio::sync::{mpsc, watch};
                use tokio::task::JoinSet;
                use tokio::time::{Instant, timeout_at};
                pub use wait_server::{GRACE, Summary};

                pub async fn serve(
                    listener: TcpListener,
                    shutdown: impl Future,
                ) -> io::Result<Summary> {
                    let (tally, mut delays) = mpsc::channel(10000);
                    let (stop, stopped) = watch::channel(());
                    let mut shutdown = pin!(shutdown);
                    let mut clients = JoinSet::new();
                    loop {
                        let (mut stream, _) = tokio::select! {
                            client = listener.accept() => client?,
                            Some(_) = clients.join_next() => continue,
                            _ = &mut shutdown => break,
                        };
                        let (tally, stopped) = (tally.clone(), stopped.clone());
                        clients.spawn(async move {
                            let (reader, writer) = stream.split();
                            wait_server::answer(reader, writer, tally, stopped).await
                        });
                    }
                    drop(stop);
                    let (_open, open) = watch::channel(());
                    let deadline = Instant::now() + GRACE;
                    while Instant::now() < deadline && !clients.is_empty() {
                        tokio::select! {
                            Ok((mut stream, _)) = listener.accept() => {
                                let (tally, open) = (tally.clone(), open.clone());
                                clients.spawn(async move {
                                    let (reader, writer) = stream.split();
                                    wait_server::answer(reader, writer, tally, open).await
                                });
                            }
                            _ = timeout_at(deadline, clients.join_next()) => {}
                        }
                    }
                    clients.shutdown().await;
                    drop(tally);
                    let mut summary = Summary::default();
                    while let Some(delay) = delays.recv().await {
                        summary.served += 1;
                        summary.total_delay += delay;
                    }
                    Ok(summary)
                }
            }
            include!("../../../exercises/wait_server/tests/serve.rs");
        }
    }
}
