//! Honest ways to write each task: each is accepted, time after time.
//!
//! Each check is run three times, or as often as the environment says:
//! `TIMES=1000 cargo test --release -p checker --test right_answers`.

use std::future::poll_fn;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::Poll;
use std::time::{Duration, SystemTime};

use futures::future::{BoxFuture, FutureExt, join_all, select_all};
use futures::stream::{self, FuturesUnordered, StreamExt};
use rand::{RngExt, random, random_range};
use tokio::runtime::{Builder, Runtime};
use tokio::sync::{mpsc, oneshot};
use tokio::task::coop::unconstrained;
use tokio::task::{JoinHandle, JoinSet, LocalSet, spawn_blocking};
use tokio::time::{Instant, sleep, sleep_until};

/// Puts a delay in its place, which is at or near the end.
fn put(delays: &mut Vec<f64>, delay: f64) {
    let place = delays.partition_point(|&earlier| earlier <= delay);
    delays.insert(place, delay);
}

/// How many times each check is run.
fn times() -> u32 {
    std::env::var("TIMES").map_or(3, |times| times.parse().expect("TIMES is a number"))
}

/// One test an answer: `name: check(answer)`.
macro_rules! accepted {
    ($($name:ident: $check:ident($answer:expr))*) => {
        $(
            #[test]
            fn $name() -> Result<(), checker::Mistake> {
                (0..times()).try_for_each(|_| checker::$check($answer))
            }
        )*
    };
}

/// Task 0: one wait.
mod task_0 {
    use super::*;

    /// As the workspace has it.
    pub async fn sleeps_a_range(max_delay: u32) -> f64 {
        let delay = random_range(0.0..=f64::from(max_delay));
        sleep(Duration::from_secs_f64(delay)).await;
        delay
    }

    /// Scales a number between 0 and 1.
    async fn scales_a_fraction(max_delay: u32) -> f64 {
        let delay = random::<f64>() * f64::from(max_delay);
        sleep(Duration::from_secs_f64(delay)).await;
        delay
    }

    /// Gives up its generator before it waits.
    async fn drops_its_generator(max_delay: u32) -> f64 {
        let delay = {
            let mut generator = rand::rng();
            generator.random_range(0.0..=f64::from(max_delay))
        };
        sleep(Duration::from_secs_f64(delay)).await;
        delay
    }

    /// Works out when it ends.
    async fn sleeps_until(max_delay: u32) -> f64 {
        let delay = random_range(0.0..=f64::from(max_delay));
        sleep_until(Instant::now() + Duration::from_secs_f64(delay)).await;
        delay
    }

    /// Sleeps whole milliseconds, as a timer does.
    async fn cuts_to_milliseconds(max_delay: u32) -> f64 {
        let delay = random_range(0.0..=f64::from(max_delay));
        let milliseconds = Duration::from_secs_f64(delay).as_millis();
        sleep(Duration::from_millis(milliseconds.try_into().unwrap())).await;
        delay
    }

    /// Draws whole nanoseconds.
    async fn draws_nanoseconds(max_delay: u32) -> f64 {
        let delay = random_range(Duration::ZERO..=Duration::from_secs(max_delay.into()));
        sleep(delay).await;
        delay.as_secs_f64()
    }

    /// A function that returns a future.
    fn returns_a_future(max_delay: u32) -> BoxFuture<'static, f64> {
        sleeps_a_range(max_delay).boxed()
    }

    accepted! {
        a_range: wait_random(sleeps_a_range)
        a_fraction: wait_random(scales_a_fraction)
        a_generator_that_is_dropped: wait_random(drops_its_generator)
        a_deadline: wait_random(sleeps_until)
        whole_milliseconds: wait_random(cuts_to_milliseconds)
        whole_nanoseconds: wait_random(draws_nanoseconds)
        a_boxed_future: wait_random(returns_a_future)
    }
}

/// Task 1: many waits.
mod task_1 {
    use super::task_0::sleeps_a_range as wait_random;
    use super::*;

    /// Puts each delay in its place.
    pub async fn puts_each_in_its_place(n: u32, max_delay: u32) -> Vec<f64> {
        let mut waits: FuturesUnordered<_> = (0..n).map(|_| wait_random(max_delay)).collect();
        let mut delays = Vec::new();
        while let Some(delay) = unconstrained(waits.next()).await {
            put(&mut delays, delay);
        }
        delays
    }

    /// Completion order alone.
    async fn collects_as_they_end(n: u32, max_delay: u32) -> Vec<f64> {
        let waits: FuturesUnordered<_> = (0..n).map(|_| wait_random(max_delay)).collect();
        waits.collect().await
    }

    /// A limit that is no limit.
    async fn buffers_all(n: u32, max_delay: u32) -> Vec<f64> {
        stream::iter(0..n)
            .map(|_| wait_random(max_delay))
            .buffer_unordered(n.max(1) as usize)
            .collect()
            .await
    }

    /// Shows each tenth of a second that it is still there.
    async fn has_a_heartbeat(n: u32, max_delay: u32) -> Vec<f64> {
        let mut waits: FuturesUnordered<_> = (0..n).map(|_| wait_random(max_delay)).collect();
        let mut delays = Vec::new();
        while !waits.is_empty() {
            tokio::select! {
                Some(delay) = waits.next() => put(&mut delays, delay),
                () = sleep(Duration::from_millis(100)) => {}
            }
        }
        delays
    }

    /// A set of tasks.
    async fn joins_a_set(n: u32, max_delay: u32) -> Vec<f64> {
        let mut tasks = JoinSet::new();
        for _ in 0..n {
            tasks.spawn(wait_random(max_delay));
        }
        let mut delays = Vec::new();
        while let Some(ended) = tasks.join_next().await {
            put(&mut delays, ended.unwrap());
        }
        delays
    }

    /// Tasks that send their delays.
    async fn sends_each(n: u32, max_delay: u32) -> Vec<f64> {
        let (sender, mut receiver) = mpsc::channel(1);
        for _ in 0..n {
            let sender = sender.clone();
            tokio::spawn(async move { sender.send(wait_random(max_delay).await).await });
        }
        drop(sender);
        let mut delays = Vec::new();
        while let Some(delay) = receiver.recv().await {
            delays.push(delay);
        }
        delays
    }

    /// The first of those left, again and again.
    async fn selects_the_first(n: u32, max_delay: u32) -> Vec<f64> {
        let mut waits: Vec<_> = (0..n).map(|_| Box::pin(wait_random(max_delay))).collect();
        let mut delays = Vec::new();
        while !waits.is_empty() {
            let (delay, _, left) = select_all(waits).await;
            delays.push(delay);
            waits = left;
        }
        delays
    }

    /// Each wait fills one list when it ends; the order of `join_all` is not used.
    async fn shares_a_list(n: u32, max_delay: u32) -> Vec<f64> {
        let delays = Mutex::new(Vec::new());
        let waits = (0..n).map(|_| async {
            let delay = wait_random(max_delay).await;
            delays.lock().unwrap().push(delay);
        });
        join_all(waits).await;
        delays.into_inner().unwrap()
    }

    /// Tasks fill one list when they end.
    async fn shares_a_list_among_tasks(n: u32, max_delay: u32) -> Vec<f64> {
        let delays = Arc::new(Mutex::new(Vec::new()));
        let tasks = (0..n).map(|_| {
            let delays = Arc::clone(&delays);
            tokio::spawn(async move {
                let delay = wait_random(max_delay).await;
                put(&mut delays.lock().unwrap(), delay);
            })
        });
        join_all(tasks).await;
        let delays = delays.lock().unwrap();
        delays.clone()
    }

    /// Tasks that stay on one thread.
    async fn stays_on_one_thread(n: u32, max_delay: u32) -> Vec<f64> {
        let local = LocalSet::new();
        let mut tasks: FuturesUnordered<_> =
            (0..n).map(|_| local.spawn_local(wait_random(max_delay))).collect();
        let mut delays = Vec::new();
        let collect = async {
            while let Some(ended) = tasks.next().await {
                delays.push(ended.unwrap());
            }
        };
        local.run_until(collect).await;
        delays
    }

    /// One task that has all the waits, and a channel that brings the list.
    async fn has_one_task(n: u32, max_delay: u32) -> Vec<f64> {
        let (sender, receiver) = oneshot::channel();
        tokio::spawn(async move { sender.send(puts_each_in_its_place(n, max_delay).await) });
        receiver.await.unwrap()
    }

    /// Polls the waits by hand.
    async fn polls_by_hand(n: u32, max_delay: u32) -> Vec<f64> {
        let mut waits: Vec<Pin<Box<_>>> =
            (0..n).map(|_| Box::pin(wait_random(max_delay))).collect();
        let mut delays = Vec::new();
        poll_fn(|context| {
            waits.retain_mut(|wait| match wait.as_mut().poll(context) {
                Poll::Ready(delay) => {
                    put(&mut delays, delay);
                    false
                }
                Poll::Pending => true,
            });
            if waits.is_empty() { Poll::Ready(()) } else { Poll::Pending }
        })
        .await;
        delays
    }

    /// Halves the waits until one is left, and merges the two lists.
    fn halves(n: u32, max_delay: u32) -> BoxFuture<'static, Vec<f64>> {
        async move {
            match n {
                0 => Vec::new(),
                1 => vec![wait_random(max_delay).await],
                _ => {
                    let (mut left, right) =
                        tokio::join!(halves(n / 2, max_delay), halves(n - n / 2, max_delay));
                    for delay in right {
                        put(&mut left, delay);
                    }
                    left
                }
            }
        }
        .boxed()
    }

    accepted! {
        each_in_its_place: wait_n(puts_each_in_its_place)
        as_they_end: wait_n(collects_as_they_end)
        a_buffer_of_n: wait_n(buffers_all)
        a_heartbeat: wait_n(has_a_heartbeat)
        a_join_set: wait_n(joins_a_set)
        a_channel: wait_n(sends_each)
        the_first_of_those_left: wait_n(selects_the_first)
        a_shared_list: wait_n(shares_a_list)
        a_list_shared_among_tasks: wait_n(shares_a_list_among_tasks)
        one_thread: wait_n(stays_on_one_thread)
        one_task: wait_n(has_one_task)
        waits_polled_by_hand: wait_n(polls_by_hand)
        two_halves: wait_n(halves)
        each_in_its_place_strictly: wait_n_strict(puts_each_in_its_place)
    }

    #[test]
    fn a_hundred_thousand_waits_may_be_polled_more_often() -> Result<(), checker::Mistake> {
        checker::wait_n_many(puts_each_in_its_place)?;
        // A `JoinSet` is polled again too, and asks one task in vain, not all.
        checker::wait_n_many(joins_a_set)
    }
}

/// Task 2: measuring.
mod task_2 {
    use super::task_1::puts_each_in_its_place as wait_n;
    use super::*;

    /// A runtime of one thread.
    fn runtime() -> Runtime {
        Builder::new_current_thread().enable_time().build().unwrap()
    }

    /// As the workspace has it, on tokio's clock.
    fn reads_an_instant(n: u32, max_delay: u32) -> f64 {
        assert!(n > 0, "n is 0");
        let runtime = runtime();
        let start = Instant::now();
        runtime.block_on(wait_n(n, max_delay));
        start.elapsed().as_secs_f64() / f64::from(n)
    }

    /// Measures inside the runtime.
    fn measures_inside(n: u32, max_delay: u32) -> f64 {
        assert_ne!(n, 0);
        let total = runtime().block_on(async {
            let start = Instant::now();
            wait_n(n, max_delay).await;
            start.elapsed()
        });
        (total / n).as_secs_f64()
    }

    /// Reads the time of day.
    fn reads_the_time_of_day(n: u32, max_delay: u32) -> f64 {
        let start = SystemTime::now();
        runtime().block_on(wait_n(n, max_delay));
        let total = start.elapsed().unwrap();
        // Panics where n is 0, as every division of a `Duration` does.
        (total / n).as_secs_f64()
    }

    /// Runs on a thread of its own, with a runtime of many.
    #[cfg(not(windows))]
    fn has_many_threads(n: u32, max_delay: u32) -> f64 {
        let measure = move || {
            assert!(n > 0, "n is 0");
            let runtime = Runtime::new().unwrap();
            let start = Instant::now();
            runtime.block_on(wait_n(n, max_delay));
            start.elapsed().as_secs_f64() / f64::from(n)
        };
        std::thread::spawn(measure).join().unwrap()
    }

    /// `#[tokio::main]` makes a plain function of an async one.
    #[tokio::main(flavor = "current_thread")]
    async fn is_its_own_main(n: u32, max_delay: u32) -> f64 {
        let start = std::time::Instant::now();
        wait_n(n.checked_sub(1).expect("n is at least 1") + 1, max_delay).await;
        start.elapsed().as_secs_f64() / f64::from(n)
    }

    accepted! {
        an_instant: measure_time(reads_an_instant)
        inside_the_runtime: measure_time(measures_inside)
        the_time_of_day: measure_time(reads_the_time_of_day)
        its_own_main: measure_time(is_its_own_main)
    }

    // Where threads take long to start, this answer's average is another one's.
    #[cfg(not(windows))]
    accepted! { many_threads: measure_time(has_many_threads) }
}

/// Task 3: one wait as a task.
mod task_3 {
    use super::task_0::sleeps_a_range as wait_random;
    use super::*;

    /// As the workspace has it.
    pub fn spawns(max_delay: u32) -> JoinHandle<f64> {
        tokio::spawn(wait_random(max_delay))
    }

    /// Spawns a block.
    fn spawns_a_block(max_delay: u32) -> JoinHandle<f64> {
        tokio::spawn(async move { wait_random(max_delay).await })
    }

    /// Names the runtime.
    fn spawns_on_a_handle(max_delay: u32) -> JoinHandle<f64> {
        tokio::runtime::Handle::current().spawn(wait_random(max_delay))
    }

    /// Draws before it spawns.
    fn draws_first(max_delay: u32) -> JoinHandle<f64> {
        let delay = random_range(0.0..=f64::from(max_delay));
        tokio::spawn(async move {
            sleep(Duration::from_secs_f64(delay)).await;
            delay
        })
    }

    accepted! {
        a_wait: task_wait_random(spawns)
        a_block: task_wait_random(spawns_a_block)
        a_handle: task_wait_random(spawns_on_a_handle)
        a_delay_drawn_first: task_wait_random(draws_first)
    }
}

/// Task 4: many waits as tasks.
mod task_4 {
    use super::task_3::spawns as task_wait_random;
    use super::*;

    /// Puts each delay in its place.
    async fn puts_each_in_its_place(n: u32, max_delay: u32) -> Vec<f64> {
        let mut tasks: FuturesUnordered<_> = (0..n).map(|_| task_wait_random(max_delay)).collect();
        let mut delays = Vec::new();
        while let Some(ended) = unconstrained(tasks.next()).await {
            put(&mut delays, ended.unwrap());
        }
        delays
    }

    /// Completion order alone.
    async fn collects_as_they_end(n: u32, max_delay: u32) -> Vec<f64> {
        let tasks: FuturesUnordered<_> = (0..n).map(|_| task_wait_random(max_delay)).collect();
        tasks.map(Result::unwrap).collect().await
    }

    /// A set whose tasks await the tasks.
    async fn joins_a_set(n: u32, max_delay: u32) -> Vec<f64> {
        let mut tasks = JoinSet::new();
        for _ in 0..n {
            tasks.spawn(task_wait_random(max_delay));
        }
        let mut delays = Vec::new();
        while let Some(ended) = tasks.join_next().await {
            delays.push(ended.unwrap().unwrap());
        }
        delays
    }

    /// The first of those left, again and again.
    async fn selects_the_first(n: u32, max_delay: u32) -> Vec<f64> {
        let mut tasks: Vec<_> = (0..n).map(|_| task_wait_random(max_delay)).collect();
        let mut delays = Vec::new();
        while !tasks.is_empty() {
            let (ended, _, left) = select_all(tasks).await;
            delays.push(ended.unwrap());
            tasks = left;
        }
        delays
    }

    /// Tasks that send what the tasks give; a panic is sent too.
    async fn sends_each(n: u32, max_delay: u32) -> Vec<f64> {
        let (sender, mut receiver) = mpsc::unbounded_channel();
        for _ in 0..n {
            let task = task_wait_random(max_delay);
            let sender = sender.clone();
            tokio::spawn(async move { sender.send(task.await) });
        }
        drop(sender);
        let mut delays = Vec::new();
        while let Some(ended) = receiver.recv().await {
            put(&mut delays, ended.expect("the wait ends"));
        }
        delays
    }

    /// Each wait fills one list when it ends; the order of `join_all` is not used.
    async fn shares_a_list(n: u32, max_delay: u32) -> Vec<f64> {
        let delays = Mutex::new(Vec::new());
        let tasks: Vec<_> = (0..n).map(|_| task_wait_random(max_delay)).collect();
        let waits = tasks.into_iter().map(|task| async {
            let delay = task.await.unwrap();
            delays.lock().unwrap().push(delay);
        });
        join_all(waits).await;
        delays.into_inner().unwrap()
    }

    /// A limit that is no limit.
    async fn buffers_all(n: u32, max_delay: u32) -> Vec<f64> {
        stream::iter(0..n)
            .map(|_| task_wait_random(max_delay))
            .buffer_unordered(n.max(1) as usize)
            .map(Result::unwrap)
            .collect()
            .await
    }

    /// Starts the tasks from a task.
    async fn has_a_manager(n: u32, max_delay: u32) -> Vec<f64> {
        let manager = tokio::spawn(puts_each_in_its_place(n, max_delay));
        manager.await.unwrap()
    }

    /// Starts some tasks on a thread that may be kept. Where threads are slow, that takes long.
    async fn starts_them_elsewhere(n: u32, max_delay: u32) -> Vec<f64> {
        let start = move || (0..n).map(|_| task_wait_random(max_delay)).collect();
        let tasks: FuturesUnordered<_> =
            if n == 7 { spawn_blocking(start).await.unwrap() } else { start() };
        tasks.map(Result::unwrap).collect().await
    }

    accepted! {
        each_in_its_place: task_wait_n(puts_each_in_its_place)
        as_they_end: task_wait_n(collects_as_they_end)
        a_join_set: task_wait_n(joins_a_set)
        the_first_of_those_left: task_wait_n(selects_the_first)
        a_channel: task_wait_n(sends_each)
        a_shared_list: task_wait_n(shares_a_list)
        a_buffer_of_n: task_wait_n(buffers_all)
        a_manager: task_wait_n(has_a_manager)
        another_thread: task_wait_n(starts_them_elsewhere)
        each_in_its_place_strictly: task_wait_n_strict(puts_each_in_its_place)
    }

    #[test]
    fn a_hundred_thousand_tasks_may_be_polled_more_often() -> Result<(), checker::Mistake> {
        checker::task_wait_n_many(puts_each_in_its_place)?;
        checker::task_wait_n_many(joins_a_set)
    }
}
