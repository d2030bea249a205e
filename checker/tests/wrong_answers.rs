//! Answers that people write and that are wrong: each is refused by the mistake it
//! makes, in four lines.

use std::future::pending;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use checker::Mistake;
use futures::future::{join_all, select_all};
use futures::stream::{self, FuturesUnordered, StreamExt};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng, random_range};
use tokio::runtime::{Builder, Runtime};
use tokio::sync::Semaphore;
use tokio::task::{JoinHandle, LocalSet, spawn_blocking};
use tokio::time::{Instant, sleep};

/// Seconds as tokio takes them.
fn seconds(delay: f64) -> Duration {
    Duration::from_secs_f64(delay)
}

/// A right answer to task 0.
async fn wait_random(max_delay: u32) -> f64 {
    let delay = random_range(0.0..=f64::from(max_delay));
    sleep(seconds(delay)).await;
    delay
}

/// A right answer to task 1.
async fn wait_n(n: u32, max_delay: u32) -> Vec<f64> {
    let waits: FuturesUnordered<_> = (0..n).map(|_| wait_random(max_delay)).collect();
    waits.collect().await
}

/// A right answer to task 3.
fn task_wait_random(max_delay: u32) -> JoinHandle<f64> {
    tokio::spawn(wait_random(max_delay))
}

/// One test an answer: `name: check(answer) => Variant`.
macro_rules! refused {
    ($($name:ident: $check:ident($answer:expr) => $mistake:ident)*) => {
        $(
            #[test]
            fn $name() {
                let refused = checker::$check($answer);
                assert!(matches!(refused, Err(Mistake::$mistake { .. })), "{refused:?}");
                let message = refused.unwrap_err().to_string();
                let lines: Vec<_> = message.lines().collect();
                assert_eq!(lines.len(), 4, "{message}");
                assert!(lines[3].starts_with("read: "), "{message}");
            }
        )*
    };
}

/// Task 0: one wait.
mod task_0 {
    use super::*;

    /// Sleeps with the thread.
    async fn blocks(max_delay: u32) -> f64 {
        let delay = random_range(0.0..=f64::from(max_delay));
        thread::sleep(seconds(delay));
        delay
    }

    /// Sleeps with the thread, and then without it.
    async fn blocks_and_waits(max_delay: u32) -> f64 {
        let delay = random_range(0.0..=f64::from(max_delay));
        thread::sleep(seconds(delay));
        sleep(seconds(delay)).await;
        delay
    }

    /// Makes a sleep, and leaves it at that.
    async fn forgets_to_await(max_delay: u32) -> f64 {
        let delay = random_range(0.0..=f64::from(max_delay));
        drop(sleep(seconds(delay)));
        delay
    }

    /// Cuts the delay to whole seconds for the sleep.
    async fn cuts_the_sleep(max_delay: u32) -> f64 {
        let delay = random_range(0.0..=f64::from(max_delay));
        sleep(Duration::from_secs(seconds(delay).as_secs())).await;
        delay
    }

    /// Draws once to sleep, and once more to return.
    async fn draws_twice(max_delay: u32) -> f64 {
        sleep(seconds(random_range(0.0..=f64::from(max_delay)))).await;
        random_range(0.0..=f64::from(max_delay))
    }

    /// Sleeps the same delay twice.
    async fn sleeps_twice(max_delay: u32) -> f64 {
        let delay = wait_random(max_delay).await;
        sleep(seconds(delay)).await;
        delay
    }

    /// Takes the seconds for milliseconds.
    async fn sleeps_milliseconds(max_delay: u32) -> f64 {
        let delay = random_range(0.0..=f64::from(max_delay));
        sleep(seconds(delay / 1000.0)).await;
        delay
    }

    /// Returns the delay in milliseconds.
    async fn returns_milliseconds(max_delay: u32) -> f64 {
        wait_random(max_delay).await * 1000.0
    }

    /// Draws integers, as `random.randint` does.
    async fn whole_seconds(max_delay: u32) -> f64 {
        let delay = f64::from(random_range(0..=max_delay));
        sleep(seconds(delay)).await;
        delay
    }

    /// Draws whole milliseconds.
    async fn whole_milliseconds(max_delay: u32) -> f64 {
        let delay = f64::from(random_range(0..=max_delay * 1000)) / 1000.0;
        sleep(seconds(delay)).await;
        delay
    }

    /// Adds a second.
    async fn leaves_the_range(max_delay: u32) -> f64 {
        wait_random(max_delay + 1).await
    }

    /// Draws from a range around 0.
    async fn below_zero(max_delay: u32) -> f64 {
        let delay = random_range(-1.0..=f64::from(max_delay));
        sleep(seconds(f64::max(delay, 0.0))).await;
        delay
    }

    /// Uses the default for whatever it is given.
    async fn ignores_max_delay(_: u32) -> f64 {
        wait_random(10).await
    }

    /// Uses a number below the one it is given.
    async fn draws_up_to_1(_: u32) -> f64 {
        wait_random(1).await
    }

    /// Waits the longest delay each time.
    async fn not_random(max_delay: u32) -> f64 {
        sleep(seconds(f64::from(max_delay))).await;
        f64::from(max_delay)
    }

    /// Starts the same generator for each call.
    async fn same_seed(max_delay: u32) -> f64 {
        let delay = StdRng::seed_from_u64(1).random_range(0.0..=f64::from(max_delay));
        sleep(seconds(delay)).await;
        delay
    }

    /// Draws from the upper half.
    async fn upper_half(max_delay: u32) -> f64 {
        let max_delay = f64::from(max_delay);
        let delay = random_range(max_delay / 2.0..=max_delay);
        sleep(seconds(delay)).await;
        delay
    }

    /// An empty range panics.
    async fn panics_on_0(max_delay: u32) -> f64 {
        let delay = random_range(0.0..f64::from(max_delay));
        sleep(seconds(delay)).await;
        delay
    }

    /// Not written.
    async fn unwritten(_: u32) -> f64 {
        todo!()
    }

    /// Waits for what nobody sends.
    async fn never_ends(_: u32) -> f64 {
        pending().await
    }

    /// Looks at a clock that cannot move while it looks.
    async fn never_yields(max_delay: u32) -> f64 {
        let delay = random_range(0.1..=f64::from(max_delay));
        let start = Instant::now();
        while start.elapsed() < seconds(delay) {
            thread::sleep(Duration::from_millis(10));
        }
        delay
    }

    refused! {
        blocking: wait_random(blocks) => BlocksTheThread
        blocking_and_waiting: wait_random(blocks_and_waits) => BlocksTheThread
        forgetting_to_await: wait_random(forgets_to_await) => DoesNotWait
        cutting_the_sleep: wait_random(cuts_the_sleep) => DoesNotWait
        drawing_twice: wait_random(draws_twice) => ReturnsAnotherDelay
        sleeping_twice: wait_random(sleeps_twice) => ReturnsAnotherDelay
        sleeping_milliseconds: wait_random(sleeps_milliseconds) => DoesNotWait
        returning_milliseconds: wait_random(returns_milliseconds) => OutOfRange
        drawing_whole_seconds: wait_random(whole_seconds) => Rounded
        drawing_whole_milliseconds: wait_random(whole_milliseconds) => Rounded
        leaving_the_range: wait_random(leaves_the_range) => OutOfRange
        going_below_zero: wait_random(below_zero) => OutOfRange
        ignoring_max_delay: wait_random(ignores_max_delay) => OutOfRange
        ignoring_a_larger_max_delay: wait_random(draws_up_to_1) => CoversPartOfTheRange
        not_being_random: wait_random(not_random) => AlwaysTheSame
        seeding_each_time: wait_random(same_seed) => AlwaysTheSame
        covering_half_the_range: wait_random(upper_half) => CoversPartOfTheRange
        panicking_on_0: wait_random(panics_on_0) => Panicked
        not_written: wait_random(unwritten) => NotWritten
        never_ending: wait_random(never_ends) => NeverEnds
        never_yielding: wait_random(never_yields) => NeverYields
    }
}

/// Task 1: many waits.
mod task_1 {
    use super::*;

    /// Awaits each wait before it makes the next, and sorts.
    async fn awaits_in_a_loop(n: u32, max_delay: u32) -> Vec<f64> {
        let mut delays = Vec::new();
        for _ in 0..n {
            delays.push(wait_random(max_delay).await);
        }
        delays.sort_by(f64::total_cmp);
        delays
    }

    /// Spawns each wait, and awaits it before it spawns the next.
    async fn spawns_and_awaits_in_a_loop(n: u32, max_delay: u32) -> Vec<f64> {
        let mut delays = Vec::new();
        for _ in 0..n {
            delays.push(tokio::spawn(wait_random(max_delay)).await.unwrap());
        }
        delays
    }

    /// Makes all the futures first; none starts before it is awaited.
    async fn awaits_a_list_in_turn(n: u32, max_delay: u32) -> Vec<f64> {
        let waits: Vec<_> = (0..n).map(|_| wait_random(max_delay)).collect();
        let mut delays = Vec::new();
        for wait in waits {
            delays.push(wait.await);
        }
        delays
    }

    /// `then` awaits each before the next.
    async fn streams_one_at_a_time(n: u32, max_delay: u32) -> Vec<f64> {
        stream::iter(0..n)
            .then(|_| wait_random(max_delay))
            .collect()
            .await
    }

    /// Lets four waits run at a time.
    async fn buffers_four(n: u32, max_delay: u32) -> Vec<f64> {
        stream::iter(0..n)
            .map(|_| wait_random(max_delay))
            .buffer_unordered(4)
            .collect()
            .await
    }

    /// Lets a hundred waits run at a time.
    async fn buffers_a_hundred(n: u32, max_delay: u32) -> Vec<f64> {
        stream::iter(0..n)
            .map(|_| wait_random(max_delay))
            .buffer_unordered(100)
            .collect()
            .await
    }

    /// Runs three, then the next three.
    async fn runs_in_chunks(n: u32, max_delay: u32) -> Vec<f64> {
        let mut delays = Vec::new();
        while delays.len() < n as usize {
            let left = n as usize - delays.len();
            delays.extend(join_all((0..left.min(3)).map(|_| wait_random(max_delay))).await);
        }
        delays
    }

    /// Lets two waits through at a time.
    async fn has_a_semaphore(n: u32, max_delay: u32) -> Vec<f64> {
        let two = Semaphore::new(2);
        let waits = (0..n).map(|_| async {
            let _permit = two.acquire().await.unwrap();
            wait_random(max_delay).await
        });
        waits.collect::<FuturesUnordered<_>>().collect().await
    }

    /// Lists the delays as the waits were made.
    async fn joins_all(n: u32, max_delay: u32) -> Vec<f64> {
        join_all((0..n).map(|_| wait_random(max_delay))).await
    }

    /// Tasks run at once, and are awaited as they were made.
    async fn awaits_tasks_in_turn(n: u32, max_delay: u32) -> Vec<f64> {
        let tasks: Vec<_> = (0..n).map(|_| task_wait_random(max_delay)).collect();
        let mut delays = Vec::new();
        for task in tasks {
            delays.push(task.await.unwrap());
        }
        delays
    }

    /// Puts each delay in front.
    async fn descends(n: u32, max_delay: u32) -> Vec<f64> {
        let mut delays = wait_n(n, max_delay).await;
        delays.reverse();
        delays
    }

    /// Starts to count at 1.
    async fn one_too_few(n: u32, max_delay: u32) -> Vec<f64> {
        wait_n(n.saturating_sub(1), max_delay).await
    }

    /// Counts the last one too.
    async fn one_too_many(n: u32, max_delay: u32) -> Vec<f64> {
        wait_n(n + 1, max_delay).await
    }

    /// Returns the first delay only.
    async fn the_first_only(n: u32, max_delay: u32) -> Vec<f64> {
        let waits = (0..n).map(|_| Box::pin(wait_random(max_delay)));
        vec![select_all(waits).await.0]
    }

    /// Takes 0 for a mistake of the caller's.
    async fn panics_on_0(n: u32, max_delay: u32) -> Vec<f64> {
        assert!(n > 0, "n is 0");
        wait_n(n, max_delay).await
    }

    /// Waits for a first delay that does not come.
    async fn hangs_on_0(n: u32, max_delay: u32) -> Vec<f64> {
        let (sender, mut receiver) = tokio::sync::mpsc::unbounded_channel();
        for _ in 0..n {
            let sender = sender.clone();
            tokio::spawn(async move { sender.send(wait_random(max_delay).await) });
        }
        let mut delays = vec![receiver.recv().await.unwrap()];
        while delays.len() < n as usize {
            delays.push(receiver.recv().await.unwrap());
        }
        delays
    }

    /// Has a wait for `n = 0` too.
    async fn at_least_one(n: u32, max_delay: u32) -> Vec<f64> {
        wait_n(n.max(1), max_delay).await
    }

    /// Draws, and does not wait.
    async fn does_not_wait(n: u32, max_delay: u32) -> Vec<f64> {
        let mut delays: Vec<_> = (0..n)
            .map(|_| random_range(0.0..=f64::from(max_delay)))
            .collect();
        delays.sort_by(f64::total_cmp);
        delays
    }

    /// Blocks its thread, one wait after another.
    async fn blocks(n: u32, max_delay: u32) -> Vec<f64> {
        let wait = |_| async {
            let delay = random_range(0.0..=f64::from(max_delay));
            thread::sleep(seconds(delay));
            delay
        };
        (0..n)
            .map(wait)
            .collect::<FuturesUnordered<_>>()
            .collect()
            .await
    }

    /// Blocks a thread for each wait.
    async fn blocks_many_threads(n: u32, max_delay: u32) -> Vec<f64> {
        let wait = |_| {
            spawn_blocking(move || {
                let delay = random_range(0.0..=f64::from(max_delay));
                thread::sleep(seconds(delay));
                delay
            })
        };
        let waits: FuturesUnordered<_> = (0..n).map(wait).collect();
        waits.map(Result::unwrap).collect().await
    }

    /// Uses the default for whatever it is given.
    async fn ignores_max_delay(n: u32, _: u32) -> Vec<f64> {
        wait_n(n, 10).await
    }

    /// Uses a number below the one it is given.
    async fn draws_up_to_1(n: u32, _: u32) -> Vec<f64> {
        wait_n(n, 1).await
    }

    /// Waits once, and copies the delay.
    async fn copies_one_delay(n: u32, max_delay: u32) -> Vec<f64> {
        vec![wait_random(max_delay).await; n as usize]
    }

    /// Not written.
    async fn unwritten(_: u32, _: u32) -> Vec<f64> {
        unimplemented!()
    }

    /// Keeps a sender, so the channel never ends.
    async fn keeps_a_sender(n: u32, max_delay: u32) -> Vec<f64> {
        let (sender, mut receiver) = tokio::sync::mpsc::unbounded_channel();
        for _ in 0..n {
            let sender = sender.clone();
            tokio::spawn(async move { sender.send(wait_random(max_delay).await) });
        }
        let mut delays = Vec::new();
        while let Some(delay) = receiver.recv().await {
            delays.push(delay);
        }
        delays
    }

    /// Looks into a shared list that nobody can fill while it looks.
    async fn never_yields(n: u32, max_delay: u32) -> Vec<f64> {
        let delays = Arc::new(Mutex::new(Vec::new()));
        for _ in 0..n {
            let delays = Arc::clone(&delays);
            tokio::spawn(async move {
                let delay = wait_random(max_delay).await;
                delays.lock().unwrap().push(delay);
            });
        }
        while delays.lock().unwrap().len() < n as usize {
            thread::sleep(Duration::from_millis(10));
        }
        delays.lock().unwrap().clone()
    }

    /// Looks at an index that is not there.
    async fn panics(n: u32, max_delay: u32) -> Vec<f64> {
        let delays = wait_n(n, max_delay).await;
        vec![delays[n as usize]]
    }

    refused! {
        awaiting_in_a_loop: wait_n(awaits_in_a_loop) => OneAfterAnother
        spawning_and_awaiting_in_a_loop: wait_n(spawns_and_awaits_in_a_loop) => OneAfterAnother
        awaiting_a_list_in_turn: wait_n(awaits_a_list_in_turn) => OneAfterAnother
        streaming_one_at_a_time: wait_n(streams_one_at_a_time) => OneAfterAnother
        buffering_four: wait_n(buffers_four) => AFewAtATime
        buffering_a_hundred: wait_n(buffers_a_hundred) => AFewAtATime
        running_in_chunks: wait_n(runs_in_chunks) => AFewAtATime
        having_a_semaphore: wait_n(has_a_semaphore) => AFewAtATime
        joining_all: wait_n(joins_all) => OrderOfCreation
        awaiting_tasks_in_turn: wait_n(awaits_tasks_in_turn) => OrderOfCreation
        descending: wait_n(descends) => Descending
        one_wait_too_few: wait_n(one_too_few) => WrongCount
        one_wait_too_many: wait_n(one_too_many) => WrongCount
        the_first_wait_only: wait_n(the_first_only) => WrongCount
        panicking_on_0: wait_n(panics_on_0) => Panicked
        hanging_on_0: wait_n(hangs_on_0) => NeverEnds
        a_wait_for_0: wait_n(at_least_one) => WrongCount
        not_waiting: wait_n(does_not_wait) => DoesNotWait
        blocking: wait_n(blocks) => BlocksTheThread
        blocking_many_threads: wait_n(blocks_many_threads) => BlocksTheThread
        ignoring_max_delay: wait_n(ignores_max_delay) => OutOfRange
        ignoring_a_larger_max_delay: wait_n(draws_up_to_1) => IgnoresMaxDelay
        copying_one_delay: wait_n(copies_one_delay) => RepeatsADelay
        not_written: wait_n(unwritten) => NotWritten
        keeping_a_sender: wait_n(keeps_a_sender) => NeverEnds
        never_yielding: wait_n(never_yields) => NeverYields
        panicking: wait_n(panics) => Panicked
    }

    /// Asks the runtime again for each 128 waits, and polls all that are left.
    async fn spends_the_budget(n: u32, max_delay: u32) -> Vec<f64> {
        wait_n(n, max_delay).await
    }

    refused! {
        completion_order_alone: wait_n_strict(wait_n) => NotStrictlyOrdered
        spending_the_budget: wait_n_many(spends_the_budget) => Quadratic
    }
}

/// Task 2: measuring.
mod task_2 {
    use super::*;

    /// A runtime as the answer starts it.
    fn runtime() -> Runtime {
        Builder::new_current_thread().enable_time().build().unwrap()
    }

    /// A right measurement of the total.
    fn total(n: u32, max_delay: u32) -> Duration {
        assert!(n > 0, "n is 0");
        let runtime = runtime();
        let start = Instant::now();
        runtime.block_on(wait_n(n, max_delay));
        start.elapsed()
    }

    /// Does not divide.
    fn returns_the_total(n: u32, max_delay: u32) -> f64 {
        total(n, max_delay).as_secs_f64()
    }

    /// Divides milliseconds.
    fn in_milliseconds(n: u32, max_delay: u32) -> f64 {
        total(n, max_delay).as_secs_f64() * 1000.0 / f64::from(n)
    }

    /// Divides whole milliseconds.
    fn in_whole_milliseconds(n: u32, max_delay: u32) -> f64 {
        f64::from(u32::try_from(total(n, max_delay).as_millis()).unwrap()) / f64::from(n)
    }

    /// Cuts the total to whole seconds.
    fn in_whole_seconds(n: u32, max_delay: u32) -> f64 {
        f64::from(u32::try_from(total(n, max_delay).as_secs()).unwrap()) / f64::from(n)
    }

    /// Makes the future, and leaves it at that.
    fn never_runs(n: u32, max_delay: u32) -> f64 {
        let start = Instant::now();
        drop(wait_n(n, max_delay));
        start.elapsed().as_secs_f64() / f64::from(n)
    }

    /// Awaits each wait before the next.
    fn one_after_another(n: u32, max_delay: u32) -> f64 {
        let start = Instant::now();
        runtime().block_on(async {
            for _ in 0..n {
                wait_random(max_delay).await;
            }
        });
        start.elapsed().as_secs_f64() / f64::from(n)
    }

    /// A runtime whose clock does not run with the wall.
    fn paused_runtime() -> Runtime {
        let mut builder = Builder::new_current_thread();
        builder.enable_time().start_paused(true).build().unwrap()
    }

    /// Reads the paused clock.
    fn measures_a_paused_clock(n: u32, max_delay: u32) -> f64 {
        paused_runtime().block_on(async {
            let start = Instant::now();
            wait_n(n, max_delay).await;
            start.elapsed().as_secs_f64() / f64::from(n)
        })
    }

    /// Reads the wall's clock while the waits run on a paused one.
    fn measures_another_clock(n: u32, max_delay: u32) -> f64 {
        let start = std::time::Instant::now();
        paused_runtime().block_on(wait_n(n, max_delay));
        start.elapsed().as_secs_f64() / f64::from(n)
    }

    /// Takes the start when the waits have ended.
    fn starts_too_late(n: u32, max_delay: u32) -> f64 {
        runtime().block_on(wait_n(n, max_delay));
        let start = Instant::now();
        start.elapsed().as_secs_f64() / f64::from(n)
    }

    /// Takes the longest delay for the time that passed.
    fn returns_the_longest_delay(n: u32, max_delay: u32) -> f64 {
        let delays = runtime().block_on(wait_n(n, max_delay));
        delays.iter().copied().fold(0.0, f64::max) / f64::from(n)
    }

    /// Takes the average of the delays for the average time.
    fn averages_the_delays(n: u32, max_delay: u32) -> f64 {
        let delays = runtime().block_on(wait_n(n, max_delay));
        delays.iter().sum::<f64>() / f64::from(n)
    }

    /// Divides by 0.
    fn does_not_refuse_0(n: u32, max_delay: u32) -> f64 {
        total(n.max(1), max_delay).as_secs_f64() / f64::from(n)
    }

    /// Not written.
    fn unwritten(_: u32, _: u32) -> f64 {
        todo!()
    }

    /// Blocks on what never ends.
    fn never_comes_back(_: u32, _: u32) -> f64 {
        runtime().block_on(pending())
    }

    refused! {
        the_total: measure_time(returns_the_total) => TotalInsteadOfAverage
        milliseconds: measure_time(in_milliseconds) => Milliseconds
        whole_milliseconds: measure_time(in_whole_milliseconds) => Milliseconds
        whole_seconds: measure_time(in_whole_seconds) => WholeSeconds
        never_running: measure_time(never_runs) => WaitsNeverRan
        running_one_after_another: measure_time(one_after_another) => OneAfterAnother
        a_paused_clock: measure_time(measures_a_paused_clock) => WrongClock
        another_clock: measure_time(measures_another_clock) => WaitsNeverRan
        starting_too_late: measure_time(starts_too_late) => WrongClock
        the_average_delay: measure_time(averages_the_delays) => WrongClock
        the_longest_delay: measure_time(returns_the_longest_delay) => NotMeasured
        not_refusing_0: measure_time(does_not_refuse_0) => ZeroWaitsNotRefused
        not_written: measure_time(unwritten) => NotWritten
        never_coming_back: measure_time(never_comes_back) => NeverYields
    }
}

/// Task 3: one wait as a task.
mod task_3 {
    use super::*;

    /// The wait begins when something else has ended.
    fn lazy(max_delay: u32) -> JoinHandle<f64> {
        tokio::spawn(async move {
            sleep(seconds(20.0)).await;
            wait_random(max_delay).await
        })
    }

    /// Blocks a thread of the runtime's.
    fn blocks(max_delay: u32) -> JoinHandle<f64> {
        tokio::spawn(async move {
            let delay = random_range(0.0..=f64::from(max_delay));
            thread::sleep(seconds(delay));
            delay
        })
    }

    /// Blocks a thread beside the runtime's.
    fn blocks_another_thread(max_delay: u32) -> JoinHandle<f64> {
        spawn_blocking(move || {
            let delay = random_range(0.0..=f64::from(max_delay));
            thread::sleep(seconds(delay));
            delay
        })
    }

    /// Waits in the function, and not in the task.
    fn waits_before_it_returns(max_delay: u32) -> JoinHandle<f64> {
        let delay = random_range(0.0..=f64::from(max_delay));
        thread::sleep(seconds(delay));
        tokio::spawn(async move { delay })
    }

    /// Spawns what does not wait.
    fn does_not_wait(max_delay: u32) -> JoinHandle<f64> {
        tokio::spawn(async move { random_range(0.0..=f64::from(max_delay)) })
    }

    /// Draws once more to return.
    fn draws_twice(max_delay: u32) -> JoinHandle<f64> {
        tokio::spawn(async move {
            wait_random(max_delay).await;
            random_range(0.0..=f64::from(max_delay))
        })
    }

    /// Uses the default for whatever it is given.
    fn ignores_max_delay(_: u32) -> JoinHandle<f64> {
        task_wait_random(10)
    }

    /// Uses a number below the one it is given.
    fn draws_up_to_1(_: u32) -> JoinHandle<f64> {
        task_wait_random(1)
    }

    /// Drops the set that would run the task.
    fn drops_its_local_set(max_delay: u32) -> JoinHandle<f64> {
        LocalSet::new().spawn_local(wait_random(max_delay))
    }

    /// Spawns on a runtime that nobody runs.
    fn on_a_runtime_that_stands(max_delay: u32) -> JoinHandle<f64> {
        let runtime = Builder::new_current_thread().enable_time().build().unwrap();
        Box::leak(Box::new(runtime)).spawn(wait_random(max_delay))
    }

    /// Not written.
    fn unwritten(_: u32) -> JoinHandle<f64> {
        todo!()
    }

    /// The task itself is not written.
    fn spawns_the_unwritten(_: u32) -> JoinHandle<f64> {
        tokio::spawn(async { todo!() })
    }

    refused! {
        being_lazy: task_wait_random(lazy) => Lazy
        blocking: task_wait_random(blocks) => BlocksTheThread
        blocking_another_thread: task_wait_random(blocks_another_thread) => BlocksTheThread
        waiting_before_it_returns: task_wait_random(waits_before_it_returns) => BlocksTheThread
        not_waiting: task_wait_random(does_not_wait) => DoesNotWait
        drawing_twice: task_wait_random(draws_twice) => ReturnsAnotherDelay
        ignoring_max_delay: task_wait_random(ignores_max_delay) => OutOfRange
        ignoring_a_larger_max_delay: task_wait_random(draws_up_to_1) => IgnoresMaxDelay
        dropping_its_local_set: task_wait_random(drops_its_local_set) => Cancelled
        a_runtime_that_stands: task_wait_random(on_a_runtime_that_stands) => NeverEnds
        not_written: task_wait_random(unwritten) => NotWritten
        a_task_not_written: task_wait_random(spawns_the_unwritten) => NotWritten
    }
}

/// Task 4: many waits as tasks.
mod task_4 {
    use super::*;

    /// A right answer.
    async fn task_wait_n(n: u32, max_delay: u32) -> Vec<f64> {
        let tasks: FuturesUnordered<_> = (0..n).map(|_| task_wait_random(max_delay)).collect();
        tasks.map(Result::unwrap).collect().await
    }

    /// Awaits each task before it starts the next.
    async fn awaits_in_a_loop(n: u32, max_delay: u32) -> Vec<f64> {
        let mut delays = Vec::new();
        for _ in 0..n {
            delays.push(task_wait_random(max_delay).await.unwrap());
        }
        delays
    }

    /// Calls `wait_random` where the task asks for `task_wait_random`.
    async fn has_no_tasks(n: u32, max_delay: u32) -> Vec<f64> {
        wait_n(n, max_delay).await
    }

    /// Has one task for all the waits.
    async fn has_one_task(n: u32, max_delay: u32) -> Vec<f64> {
        tokio::spawn(wait_n(n, max_delay)).await.unwrap()
    }

    /// Lists the delays as the tasks were made.
    async fn joins_all(n: u32, max_delay: u32) -> Vec<f64> {
        let tasks = join_all((0..n).map(|_| task_wait_random(max_delay))).await;
        tasks.into_iter().map(Result::unwrap).collect()
    }

    /// Starts to count at 1.
    async fn one_too_few(n: u32, max_delay: u32) -> Vec<f64> {
        task_wait_n(n.saturating_sub(1), max_delay).await
    }

    /// Leaves out the tasks that panicked.
    async fn leaves_panics_out(n: u32, max_delay: u32) -> Vec<f64> {
        let tasks: FuturesUnordered<_> = (0..n).map(|_| task_wait_random(max_delay)).collect();
        tasks
            .filter_map(|ended| async { ended.ok() })
            .collect()
            .await
    }

    /// Makes a delay of 0 of a panic.
    async fn makes_a_delay_up(n: u32, max_delay: u32) -> Vec<f64> {
        let tasks: FuturesUnordered<_> = (0..n).map(|_| task_wait_random(max_delay)).collect();
        tasks.map(Result::unwrap_or_default).collect().await
    }

    /// Waits for n delays, and a task that panicked sends none.
    async fn waits_for_what_panicked(n: u32, max_delay: u32) -> Vec<f64> {
        let (sender, mut receiver) = tokio::sync::mpsc::unbounded_channel();
        for _ in 0..n {
            let task = task_wait_random(max_delay);
            let sender = sender.clone();
            tokio::spawn(async move { task.await.map(|delay| sender.send(delay)) });
        }
        let mut delays = Vec::new();
        while delays.len() < n as usize {
            delays.push(receiver.recv().await.unwrap());
        }
        delays
    }

    /// Not written.
    async fn unwritten(_: u32, _: u32) -> Vec<f64> {
        todo!()
    }

    refused! {
        awaiting_in_a_loop: task_wait_n(awaits_in_a_loop) => OneAfterAnother
        having_no_tasks: task_wait_n(has_no_tasks) => NoTasks
        having_one_task: task_wait_n(has_one_task) => NoTasks
        joining_all: task_wait_n(joins_all) => OrderOfCreation
        one_wait_too_few: task_wait_n(one_too_few) => WrongCount
        leaving_panics_out: task_wait_n(leaves_panics_out) => SwallowsAPanic
        making_a_delay_up: task_wait_n(makes_a_delay_up) => SwallowsAPanic
        waiting_for_what_panicked: task_wait_n(waits_for_what_panicked) => SwallowsAPanic
        not_written: task_wait_n(unwritten) => NotWritten
        completion_order_alone: task_wait_n_strict(task_wait_n) => NotStrictlyOrdered
        spending_the_budget: task_wait_n_many(task_wait_n) => Quadratic
    }
}
