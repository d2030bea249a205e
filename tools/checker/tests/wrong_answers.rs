//! Answers that people write and that are wrong: each is refused by the mistake it makes.
//!
//! For one answer of each kind the whole message is held, figures and drawing
//! included. `UPDATE_EXPECT=1 cargo test -p checker --test wrong_answers` writes them anew.

#![expect(clippy::needless_raw_string_hashes, reason = "`expect!` writes its strings so")]

use std::cell::RefCell;
use std::future::pending;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LockResult, Mutex, MutexGuard, OnceLock};
use std::task::Poll;
use std::thread;
use std::time::Duration;

use checker::{Kind, Mistake, Verdict};
use expect_test::expect;
use futures::future::{join_all, select_all};
use futures::stream::{self, FuturesUnordered, StreamExt};
use rand::distr::uniform::{SampleRange, SampleUniform};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use tokio::runtime::{Builder, Runtime};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::sync::{Semaphore, oneshot};
use tokio::task::coop::unconstrained;
use tokio::task::{JoinHandle, LocalSet, spawn_blocking, yield_now};
use tokio::time::{Instant, sleep, timeout};

thread_local! {
    /// Draws the same numbers for every check, which has a thread of its own. Those of task
    /// 2 have many, all of one name.
    static SEEDED: RefCell<StdRng> = RefCell::new(match thread::current().name() {
        Some("measure_time") => rand::make_rng(),
        _ => StdRng::seed_from_u64(1),
    });
}

/// Draws a number.
fn draw<T: SampleUniform>(range: impl SampleRange<T>) -> T {
    SEEDED.with_borrow_mut(|generator| generator.random_range(range))
}

/// Seconds as tokio takes them.
fn seconds(delay: f64) -> Duration {
    Duration::from_secs_f64(delay)
}

/// A right answer to task 0.
async fn wait_random(max_delay: u32) -> f64 {
    let delay = draw(0.0..=f64::from(max_delay));
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

/// A right answer to task 4.
async fn task_wait_n(n: u32, max_delay: u32) -> Vec<f64> {
    let tasks: FuturesUnordered<_> = (0..n).map(|_| task_wait_random(max_delay)).collect();
    tasks.map(Result::unwrap).collect().await
}

/// One test an answer: `name: check(answer) => Kind`, and for one of each kind its message.
macro_rules! refused {
    ($($name:ident: $check:ident($answer:expr) => $kind:ident $($message:expr)?;)*) => {
        $(
            #[test]
            fn $name() {
                let _place = (stringify!($check) == "measure_time").then(a_place);
                let mistake = refused(Kind::$kind, || checker::$check($answer));
                assert_eq!(mistake.kind(), Kind::$kind, "{mistake}");
                $($message.assert_eq(&steady(&mistake));)?
            }
        )*
    };
}

/// A place for a check of task 2. Each has 252 threads, so there are four places.
fn a_place() -> LockResult<MutexGuard<'static, ()>> {
    static PLACES: [Mutex<()>; 4] = [const { Mutex::new(()) }; 4];
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    PLACES[NEXT.fetch_add(1, Ordering::Relaxed) % 4].lock()
}

/// What a check of a wrong answer gives: run again, as it asks for, where the time was not enough for it.
fn refused(kind: Kind, check: impl Fn() -> Verdict) -> Mistake {
    let again = |mistake: &Mistake| mistake.kind() == Kind::TooSlow && kind != Kind::TooSlow;
    let mut mistakes = (0..5).map(|_| check().expect_err("the checker accepts it"));
    mistakes.find(|mistake| !again(mistake)).expect("the machine is not too busy, five times")
}

/// The message as a test that returns it shows it; its figures of real time, which differ from run to run, are left out.
fn steady(mistake: &Mistake) -> String {
    let text = format!("{mistake:?}");
    let is_real = text.contains("real time") || text.contains("measure_time(");
    let figure = |word: &str| word.trim_end_matches(',').parse::<f64>().is_ok();
    let word = |word: &str| match (word.split_once(".rs:"), word.strip_suffix(',')) {
        // Each change of this file moves its places.
        (Some((file, _)), _) => format!("{file}.rs:…"),
        _ if !is_real || !figure(word) => word.to_string(),
        (_, Some(_)) => "…,".into(),
        _ => "…".into(),
    };
    let line = |line: &str| line.split(' ').map(word).collect::<Vec<_>>().join(" ");
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn each_kind_has_a_message_that_is_held() {
    let kinds = include_str!("../src/mistake.rs").lines();
    let kinds = kinds.skip_while(|line| *line != "pub enum Kind {");
    let kinds = kinds.skip(1).take_while(|line| *line != "}").filter(|line| !line.contains("//"));
    let kinds: Vec<_> =
        kinds.flat_map(|line| line.trim().trim_end_matches(',').split(", ")).collect();
    assert!(kinds.len() > 30, "{kinds:?}");
    let tests = [include_str!("wrong_answers.rs"), include_str!("source.rs")].concat();
    for kind in kinds {
        let held = format!("{kind} expect![[");
        assert!(tests.contains(&held), "no answer holds its message: => {held}…]]");
    }
}

/// Task 0: one wait.
mod task_0 {
    use super::*;

    /// Sleeps with the thread.
    async fn blocks(max_delay: u32) -> f64 {
        let delay = draw(0.0..=f64::from(max_delay));
        thread::sleep(seconds(delay));
        delay
    }

    /// Sleeps with the thread, and then without it.
    async fn blocks_and_waits(max_delay: u32) -> f64 {
        let delay = draw(0.0..=f64::from(max_delay));
        thread::sleep(seconds(delay));
        sleep(seconds(delay)).await;
        delay
    }

    /// Makes a sleep, and leaves it at that.
    async fn forgets_to_await(max_delay: u32) -> f64 {
        let delay = draw(0.0..=f64::from(max_delay));
        drop(sleep(seconds(delay)));
        delay
    }

    /// Cuts the delay to whole seconds for the sleep.
    async fn cuts_the_sleep(max_delay: u32) -> f64 {
        let delay = draw(0.0..=f64::from(max_delay));
        sleep(Duration::from_secs(seconds(delay).as_secs())).await;
        delay
    }

    /// Draws once to sleep, and once more to return.
    async fn draws_twice(max_delay: u32) -> f64 {
        sleep(seconds(draw(0.0..=f64::from(max_delay)))).await;
        draw(0.0..=f64::from(max_delay))
    }

    /// Sleeps the same delay twice.
    async fn sleeps_twice(max_delay: u32) -> f64 {
        let delay = wait_random(max_delay).await;
        sleep(seconds(delay)).await;
        delay
    }

    /// Takes the seconds for milliseconds.
    async fn sleeps_milliseconds(max_delay: u32) -> f64 {
        let delay = draw(0.0..=f64::from(max_delay));
        sleep(seconds(delay / 1000.0)).await;
        delay
    }

    /// Returns the delay in milliseconds.
    async fn returns_milliseconds(max_delay: u32) -> f64 {
        wait_random(max_delay).await * 1000.0
    }

    /// Draws integers, as `random.randint` does.
    async fn whole_seconds(max_delay: u32) -> f64 {
        let delay = f64::from(draw(0..=max_delay));
        sleep(seconds(delay)).await;
        delay
    }

    /// Draws whole milliseconds.
    async fn whole_milliseconds(max_delay: u32) -> f64 {
        let delay = f64::from(draw(0..=max_delay * 1000)) / 1000.0;
        sleep(seconds(delay)).await;
        delay
    }

    /// Adds a second.
    async fn leaves_the_range(max_delay: u32) -> f64 {
        wait_random(max_delay + 1).await
    }

    /// Draws from a range around 0.
    async fn below_zero(max_delay: u32) -> f64 {
        let delay = draw(-1.0..=f64::from(max_delay));
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
        let delay = draw(max_delay / 2.0..=max_delay);
        sleep(seconds(delay)).await;
        delay
    }

    /// An empty range panics.
    async fn panics_on_0(max_delay: u32) -> f64 {
        let delay = draw(0.0..f64::from(max_delay));
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

    /// Makes its sleep in the call.
    fn begins_early(max_delay: u32) -> impl Future<Output = f64> {
        let delay = draw(0.0..=f64::from(max_delay));
        let wait = sleep(seconds(delay));
        async move {
            wait.await;
            delay
        }
    }

    /// Rests with the thread before it waits.
    async fn blocks_a_little(max_delay: u32) -> f64 {
        thread::sleep(Duration::from_millis(20));
        wait_random(max_delay).await
    }

    /// Draws a float of single precision.
    async fn draws_f32(max_delay: u32) -> f64 {
        let delay = f64::from(draw(0.0..=1.0_f32)) * f64::from(max_delay);
        sleep(seconds(delay)).await;
        delay
    }

    /// Draws a float of single precision, and makes a `Duration` of it.
    async fn draws_an_f32_duration(max_delay: u32) -> f64 {
        let delay = Duration::from_secs(max_delay.into()).mul_f32(draw(0.0..=1.0));
        sleep(delay).await;
        delay.as_secs_f64()
    }

    /// Draws milliseconds of single precision.
    async fn draws_f32_milliseconds(max_delay: u32) -> f64 {
        let delay = f64::from(1000.0 * draw(0.0..=1.0_f32)) / 1000.0 * f64::from(max_delay);
        sleep(seconds(delay)).await;
        delay
    }

    /// Waits a tenth of a second at the least.
    async fn draws_from_a_tenth(max_delay: u32) -> f64 {
        let delay = if max_delay == 0 { 0.0 } else { draw(0.1..=f64::from(max_delay)) };
        sleep(seconds(delay)).await;
        delay
    }

    /// Sleeps one half with the thread, and the other without it.
    async fn blocks_half(max_delay: u32) -> f64 {
        let delay = draw(0.0..=f64::from(max_delay));
        thread::sleep(seconds(delay / 2.0));
        sleep(seconds(delay / 2.0)).await;
        delay
    }

    /// Looks every millisecond for what does not come, and for long, where the delay is a long one.
    async fn waits_in_small_steps(max_delay: u32) -> f64 {
        if max_delay == 30 {
            loop {
                sleep(Duration::from_millis(1)).await;
                thread::sleep(Duration::from_millis(1));
            }
        }
        wait_random(max_delay).await
    }

    /// Gives way again and again, to nobody.
    async fn yields_in_a_loop(max_delay: u32) -> f64 {
        let delay = draw(0.1..=f64::from(max_delay));
        let start = Instant::now();
        while start.elapsed() < seconds(delay) {
            yield_now().await;
        }
        delay
    }

    /// Lets a thread of its own sleep.
    async fn waits_for_a_thread(max_delay: u32) -> f64 {
        let (sender, receiver) = oneshot::channel();
        let delay = draw(0.0..=f64::from(max_delay));
        thread::spawn(move || {
            thread::sleep(seconds(delay));
            sender.send(delay)
        });
        receiver.await.unwrap()
    }

    /// Draws whole microseconds.
    async fn whole_microseconds(max_delay: u32) -> f64 {
        let delay = f64::from(draw(0..=max_delay * 1_000_000)) / 1e6;
        sleep(seconds(delay)).await;
        delay
    }

    /// Draws one of 256 numbers.
    async fn draws_a_byte(max_delay: u32) -> f64 {
        let delay = f64::from(draw(0..=u8::MAX)) / 255.0 * f64::from(max_delay);
        sleep(seconds(delay)).await;
        delay
    }

    /// Has a thread wait for the runtime, which waits for the thread.
    async fn blocks_on_another_thread(max_delay: u32) -> f64 {
        let runtime = tokio::runtime::Handle::current();
        spawn_blocking(move || runtime.block_on(wait_random(max_delay))).await.unwrap()
    }

    /// Prefers short delays.
    async fn squares(max_delay: u32) -> f64 {
        let delay = draw(0.0..=1.0_f64).powi(2) * f64::from(max_delay);
        sleep(seconds(delay)).await;
        delay
    }

    /// Sleeps an hour at the most.
    async fn keeps_to_an_hour(max_delay: u32) -> f64 {
        wait_random(max_delay.min(3600)).await
    }

    /// A value that panics when it is dropped.
    struct Bomb;

    impl Drop for Bomb {
        fn drop(&mut self) {
            panic!("dropped");
        }
    }

    /// Panics with a value that panics once more.
    async fn panics_with_a_bomb(_: u32) -> f64 {
        std::panic::panic_any(Bomb)
    }

    /// Waits for a task that panicked.
    async fn panics_in_a_task(max_delay: u32) -> f64 {
        let (sender, receiver) = oneshot::channel();
        tokio::spawn(async move {
            assert!(max_delay == 0, "no luck");
            sender.send(0.0)
        });
        receiver.await.unwrap_or(11.0)
    }

    /// Keeps panics to itself.
    async fn has_a_hook(_: u32) -> f64 {
        std::panic::set_hook(Box::new(|_| {}));
        panic!("no luck")
    }

    /// Looks at a clock that cannot move while it looks.
    async fn never_yields(max_delay: u32) -> f64 {
        let delay = draw(0.1..=f64::from(max_delay));
        let start = Instant::now();
        while start.elapsed() < seconds(delay) {
            thread::sleep(Duration::from_millis(10));
        }
        delay
    }

    /// Holds a lock while it waits.
    async fn holds_a_lock(max_delay: u32) -> f64 {
        static LOCK: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());
        let _guard = LOCK.lock().await;
        wait_random(max_delay).await
    }

    /// Keeps its delay where the next call puts its own.
    async fn keeps_it_in_a_static(max_delay: u32) -> f64 {
        static DELAY: Mutex<f64> = Mutex::new(0.0);
        let delay = draw(0.0..=f64::from(max_delay));
        *DELAY.lock().unwrap() = delay;
        sleep(seconds(delay)).await;
        *DELAY.lock().unwrap()
    }

    /// Moves the clock of the tests.
    async fn moves_the_clock(max_delay: u32) -> f64 {
        let delay = draw(0.0..=f64::from(max_delay));
        tokio::time::advance(seconds(delay)).await;
        delay
    }

    /// Takes the shorter of two waits.
    async fn takes_the_first_of_two(max_delay: u32) -> f64 {
        tokio::select! {
            delay = wait_random(max_delay) => delay,
            delay = wait_random(max_delay) => delay,
        }
    }

    /// Looks at a clock that is not paused, and gives way.
    async fn gives_way_until_then(max_delay: u32) -> f64 {
        let (start, delay) = (std::time::Instant::now(), draw(0.0..=f64::from(max_delay)));
        while start.elapsed() < seconds(delay) {
            yield_now().await;
        }
        delay
    }

    refused! {
        holding_a_lock: wait_random(holds_a_lock) => OneAfterAnother expect![[r#"
            wait_random(5), and beside it a call with a max_delay of 9, took 12.361 s, and gave [3.577] and [8.782]
            one waited for the other, or changed or took what it used: a lock that is held across the `.await`, a `static`, or the clock
            hold no lock across an `.await`, keep what a call needs in variables of its own, and only sleep
            read: basic_async_syntax"#]];
        keeping_it_in_a_static: wait_random(keeps_it_in_a_static) => OneAfterAnother;
        moving_the_clock: wait_random(moves_the_clock) => OneAfterAnother;
        taking_the_first_of_two: wait_random(takes_the_first_of_two) => NotUniform;
        giving_way_until_then: wait_random(gives_way_until_then) => WaitsOutside;
        blocking: wait_random(blocks) => BlocksTheThread expect![[r#"
            wait_random(1) blocked a thread for … s of real time, and its delay is … s
            the thread itself slept or computed, so nothing else could run on it
            use `tokio::time::sleep(…).await` in place of `std::thread::sleep(…)`, and `.await` in place of `block_on()`, `join()` or `recv()`
            read: basic_async_syntax"#]];
        blocking_and_waiting: wait_random(blocks_and_waits) => BlocksTheThread;
        forgetting_to_await: wait_random(forgets_to_await) => DoesNotWait expect![[r#"
            wait_random(1) took 0.000 s, and its delay is 0.520 s
            it returned before its delay had passed: the sleep was not awaited, was shorter than the delay, or was the first tick of an `interval`, which comes at once
            await a sleep that is as long as its delay: `tokio::time::sleep(Duration::from_secs_f64(delay)).await`
            read: basic_async_syntax"#]];
        cutting_the_sleep: wait_random(cuts_the_sleep) => DoesNotWait;
        drawing_twice: wait_random(draws_twice) => ReturnsAnotherDelay expect![[r#"
            wait_random(1) took 0.936 s, and returned 0.433 s
            the number that is returned is not the time that passed: it was changed afterwards, or read from another clock, or another one was slept, or more than one
            draw one `f64`, `let delay = rand::random_range(0.0..=f64::from(max_delay))`, sleep it once and whole, in seconds, and return `delay` as it is
            read: basic_async_syntax"#]];
        sleeping_twice: wait_random(sleeps_twice) => ReturnsAnotherDelay;
        sleeping_milliseconds: wait_random(sleeps_milliseconds) => DoesNotWait;
        returning_milliseconds: wait_random(returns_milliseconds) => OutOfRange expect![[r#"
            wait_random(1) gave 974.2447372584027 s
            a delay is at least 0 and at most max_delay
            draw one `f64`, `let delay = rand::random_range(0.0..=f64::from(max_delay))`, sleep it once and whole, in seconds, and return `delay` as it is
            read: basic_async_syntax"#]];
        drawing_whole_seconds: wait_random(whole_seconds) => Rounded expect![[r#"
            of 1000 delays that wait_random(10) gave, none has more digits after the point than 0
            the delay was drawn as an integer, rounded, or read from a clock that counts milliseconds
            draw one `f64`, `let delay = rand::random_range(0.0..=f64::from(max_delay))`, sleep it once and whole, in seconds, and return `delay` as it is
            read: basic_async_syntax"#]];
        drawing_whole_milliseconds: wait_random(whole_milliseconds) => Rounded;
        leaving_the_range: wait_random(leaves_the_range) => OutOfRange;
        going_below_zero: wait_random(below_zero) => OutOfRange;
        ignoring_max_delay: wait_random(ignores_max_delay) => OutOfRange;
        ignoring_a_larger_max_delay: wait_random(draws_up_to_1) => IgnoresMaxDelay;
        not_being_random: wait_random(not_random) => AlwaysTheSame expect![[r#"
            1000 calls of wait_random(10) all gave 10.0 s
            the delay is not random, or each call starts the same generator again
            draw one `f64`, `let delay = rand::random_range(0.0..=f64::from(max_delay))`, sleep it once and whole, in seconds, and return `delay` as it is
            read: basic_async_syntax"#]];
        seeding_each_time: wait_random(same_seed) => AlwaysTheSame;
        covering_half_the_range: wait_random(upper_half) => NotUniform expect![[r#"
            of 1000 delays of wait_random(10), 0 % are at most 5.00 s; if all were as likely, 50 % would be
            some delays come more often than others: the draw is from a part of the range or from a clock, was cut to a limit or changed afterwards, or is the shortest or longest of several; or each call seeds a generator
            draw one `f64`, `let delay = rand::random_range(0.0..=f64::from(max_delay))`, sleep it once and whole, in seconds, and return `delay` as it is
            read: basic_async_syntax"#]];
        panicking_on_0: wait_random(panics_on_0) => Panicked expect![[r#"
            wait_random(0) panicked at tools/checker/tests/wrong_answers.rs:… cannot sample empty range
            0 is a right argument, and has a right answer: delays of 0 s, or an empty list
            let 0 take the same path as other numbers: the range `0.0..=max` holds 0.0, a loop of 0 turns ends, and a channel or a limit has room for `n.max(1)`, a time limit of 0 s is over at once, `sleep` takes 0 and `interval` does not
            read: basic_async_syntax"#]];
        not_written: wait_random(unwritten) => NotWritten expect![[r#"
            wait_random(1) needs what is not written yet: tools/checker/tests/wrong_answers.rs:…
            a body there is `todo!()`, which panics
            write that body: the comment above it says what it does, and how to ask for a hint
            read: basic_async_syntax"#]];
        never_ending: wait_random(never_ends) => NeverEnds expect![[r#"
            wait_random(1) had not ended when 1000.000 s had passed
            it waits for something that never comes, or for a time in the wrong unit
            await only what some other code completes: a channel ends when every sender is dropped, and a full channel goes on when it is read; a lock or a permit is free when its guard is dropped; a `Notify` or a `watch` keeps one value only; a future that answers `Pending` keeps its waker, and what it polls; a task ends when its runtime runs, and a limit of 0 waits lets none run
            read: basic_async_syntax"#]];
        never_yielding: wait_random(never_yields) => NeverYields expect![[r#"
            wait_random(1) kept its thread for … s of real time
            it never gave the thread back, so no timer could end: it computes, blocks, or waits for a `std` lock that another wait holds
            await instead of looping or blocking: each `.await` that has to wait lets other futures run; hold no `std` lock across one
            read: basic_async_syntax"#]];
        beginning_early: wait_random(begins_early) => Eager expect![[r#"
            wait_random(5) was awaited 9 s after it was called, and took 0.000 s from there
            its wait began with the call: a future does nothing until it is awaited
            make it an `async fn`, and do all of it inside
            read: basic_async_syntax"#]];
        blocking_a_little: wait_random(blocks_a_little) => BlocksTheThread;
        drawing_f32: wait_random(draws_f32) => Rounded;
        drawing_an_f32_duration: wait_random(draws_an_f32_duration) => Rounded;
        drawing_f32_milliseconds: wait_random(draws_f32_milliseconds) => Rounded;
        drawing_from_a_tenth: wait_random(draws_from_a_tenth) => NotUniform;
        blocking_half: wait_random(blocks_half) => BlocksTheThread;
        waiting_in_small_steps: wait_random(waits_in_small_steps) => TooSlow expect![[r#"
            wait_random(30) was under way when the time of the check was over
            this is no verdict, for nothing was seen to be wrong so far: the answer does much work, or keeps its thread, in each of many calls
            run it again when the machine has less to do; if that does not help, look at what the answer computes, and how often it wakes
            read: basic_async_syntax"#]];
        yielding_in_a_loop: wait_random(yields_in_a_loop) => NeverWaits expect![[r#"
            wait_random(1) had not ended after … s of real time, and its clock stood still
            a task runs again and again without waiting for a timer, and a paused clock moves only when all of them wait
            await what is to come, a handle, a channel or a sleep, in place of looking for it in a loop; take a delay of …, and two that are equal, as they are
            read: basic_async_syntax"#]];
        waiting_for_a_thread: wait_random(waits_for_a_thread) => WaitsOutside expect![[r#"
            wait_random(1) did not end while the clock of its runtime ran on
            what it waits for comes from another thread, runtime or clock: the clock here jumps from timer to timer, and that one does not
            wait with `tokio::time::sleep`, and hand results over by `tokio::sync`, on the runtime that the function is awaited on: no thread, and no `spawn_blocking`
            read: basic_async_syntax"#]];
        drawing_microseconds: wait_random(whole_microseconds) => Rounded;
        squaring: wait_random(squares) => NotUniform;
        an_hour_at_the_most: wait_random(keeps_to_an_hour) => IgnoresMaxDelay;
        panicking_with_a_bomb: wait_random(panics_with_a_bomb) => Panicked;
        panicking_in_a_task: wait_random(panics_in_a_task) => Panicked;
        having_a_hook: wait_random(has_a_hook) => Panicked;
        drawing_a_byte: wait_random(draws_a_byte) => RepeatsADelay;
        blocking_in_another_thread: wait_random(blocks_on_another_thread) => WaitsOutside;
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

    /// Has one task, which awaits each wait before it makes the next.
    async fn loops_in_a_task(n: u32, max_delay: u32) -> Vec<f64> {
        tokio::spawn(awaits_in_a_loop(n, max_delay)).await.unwrap()
    }

    /// Awaits them in such a loop where they are many.
    async fn loops_over_many(n: u32, max_delay: u32) -> Vec<f64> {
        if n < 1000 {
            return wait_n(n, max_delay).await;
        }
        awaits_in_a_loop(n, max_delay).await
    }

    /// Runs two halves one after another where they are very many: then some wait ends in each tick.
    async fn halves_many(n: u32, max_delay: u32) -> Vec<f64> {
        if n < 100_000 {
            return wait_n(n, max_delay).await;
        }
        let mut delays = wait_n(n / 2, max_delay).await;
        delays.extend(wait_n(n / 2, max_delay).await);
        delays
    }

    /// Has two such tasks, and a half of the waits in each.
    async fn loops_in_two_tasks(n: u32, max_delay: u32) -> Vec<f64> {
        let halves = [n / 2, n - n / 2].map(|n| tokio::spawn(awaits_in_a_loop(n, max_delay)));
        let mut delays: Vec<_> =
            join_all(halves).await.into_iter().flat_map(Result::unwrap).collect();
        delays.sort_by(f64::total_cmp);
        delays
    }

    /// Has one list for all calls.
    async fn keeps_it_in_a_static(n: u32, max_delay: u32) -> Vec<f64> {
        static DELAYS: Mutex<Vec<f64>> = Mutex::new(Vec::new());
        DELAYS.lock().unwrap().clear();
        let wait = async |_| {
            let delay = wait_random(max_delay).await;
            DELAYS.lock().unwrap().push(delay);
        };
        join_all((0..n).map(wait)).await;
        DELAYS.lock().unwrap().clone()
    }

    /// Locks its list first, and waits then.
    #[expect(clippy::await_holding_lock, reason = "that is the mistake")]
    async fn waits_with_a_lock(n: u32, max_delay: u32) -> Vec<f64> {
        let delays = Mutex::new(Vec::new());
        join_all((0..n).map(async |_| delays.lock().unwrap().push(wait_random(max_delay).await)))
            .await;
        delays.into_inner().unwrap()
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
        stream::iter(0..n).then(|_| wait_random(max_delay)).collect().await
    }

    /// Lets so many waits run at a time.
    async fn buffers<const SIZE: usize>(n: u32, max_delay: u32) -> Vec<f64> {
        stream::iter(0..n).map(|_| wait_random(max_delay)).buffer_unordered(SIZE).collect().await
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

    /// Lists the delays as they were made; the second is a short one.
    async fn joins_a_short_one(n: u32, max_delay: u32) -> Vec<f64> {
        let wait = async |i| {
            let delay = if i == 1 { 0.005 } else { draw(0.0..=f64::from(max_delay)) };
            sleep(seconds(delay)).await;
            delay
        };
        join_all((0..n).map(wait)).await
    }

    /// Waits for a first delay that does not come.
    async fn hangs_on_0(n: u32, max_delay: u32) -> Vec<f64> {
        let (sender, mut receiver) = unbounded_channel();
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
        let mut delays: Vec<_> = (0..n).map(|_| draw(0.0..=f64::from(max_delay))).collect();
        delays.sort_by(f64::total_cmp);
        delays
    }

    /// Blocks its thread, one wait after another.
    async fn blocks(n: u32, max_delay: u32) -> Vec<f64> {
        let wait = |_| async {
            let delay = draw(0.0..=f64::from(max_delay));
            thread::sleep(seconds(delay));
            delay
        };
        (0..n).map(wait).collect::<FuturesUnordered<_>>().collect().await
    }

    /// Blocks a thread for each wait.
    async fn blocks_many_threads(n: u32, max_delay: u32) -> Vec<f64> {
        let wait = |_| {
            spawn_blocking(move || {
                let delay = draw(0.0..=f64::from(max_delay));
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

    /// Fills a copy of the list.
    async fn fills_a_copy(n: u32, max_delay: u32) -> Vec<f64> {
        let delays = vec![0.0; n as usize];
        let fill = |i: usize| {
            let mut delays = delays.clone();
            async move { delays[i] = wait_random(max_delay).await }
        };
        join_all((0..n as usize).map(fill)).await;
        delays
    }

    /// Lists the longest delay twice, in place of one more wait.
    async fn repeats_the_longest(n: u32, max_delay: u32) -> Vec<f64> {
        if n < 2 {
            return wait_n(n, max_delay).await;
        }
        let mut delays = wait_n(n - 1, max_delay).await;
        delays.push(delays[delays.len() - 1]);
        delays
    }

    /// Takes each delay as it ends, and lets nobody know that there are more.
    async fn is_not_woken(n: u32, max_delay: u32) -> Vec<f64> {
        let mut waits: FuturesUnordered<_> = (0..n).map(|_| wait_random(max_delay)).collect();
        let mut delays = Vec::new();
        let all = std::future::poll_fn(|context| {
            let next = waits.poll_next_unpin(context);
            next.map(|delay| delays.extend(delay)).is_ready();
            if waits.is_empty() { Poll::Ready(()) } else { Poll::Pending }
        });
        all.await;
        delays
    }

    /// Waits an hour at the most.
    async fn keeps_to_an_hour(n: u32, max_delay: u32) -> Vec<f64> {
        wait_n(n, max_delay.min(3600)).await
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
        let (sender, mut receiver) = unbounded_channel();
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

    /// A shared list, to which a task for each wait adds its delay.
    fn filled_by_tasks(n: u32, max_delay: u32) -> Arc<Mutex<Vec<f64>>> {
        let delays = Arc::new(Mutex::new(Vec::new()));
        for _ in 0..n {
            let delays = Arc::clone(&delays);
            tokio::spawn(async move {
                let delay = wait_random(max_delay).await;
                delays.lock().unwrap().push(delay);
            });
        }
        delays
    }

    /// Looks into a shared list that nobody can fill while it looks.
    async fn never_yields(n: u32, max_delay: u32) -> Vec<f64> {
        let delays = filled_by_tasks(n, max_delay);
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

    /// Rests between the starts.
    async fn starts_in_turn<const MILLISECONDS: u64>(n: u32, max_delay: u32) -> Vec<f64> {
        let waits = FuturesUnordered::new();
        for _ in 0..n {
            waits.push(task_wait_random(max_delay));
            sleep(Duration::from_millis(MILLISECONDS)).await;
        }
        waits.map(Result::unwrap).collect().await
    }

    /// Lists half of what was slept.
    async fn lists_halves(n: u32, max_delay: u32) -> Vec<f64> {
        let delays = wait_n(n, max_delay).await;
        delays.into_iter().map(|delay| delay / 2.0).collect()
    }

    /// Starts one wait too many.
    async fn leaves_one_out(n: u32, max_delay: u32) -> Vec<f64> {
        let waits: FuturesUnordered<_> = (0..=n).map(|_| task_wait_random(max_delay)).collect();
        waits.take(n as usize).map(Result::unwrap).collect().await
    }

    /// Rests with the thread where there is more than one wait.
    async fn blocks_many(n: u32, max_delay: u32) -> Vec<f64> {
        thread::sleep(Duration::from_millis(if n > 1 { 100 } else { 0 }));
        wait_n(n, max_delay).await
    }

    /// Rounds what was slept.
    async fn rounds(n: u32, max_delay: u32) -> Vec<f64> {
        let delays = wait_n(n, max_delay).await;
        delays.into_iter().map(|delay| (delay * 100.0).round() / 100.0).collect()
    }

    refused! {
        buffering_six: wait_n(buffers::<6>) => AFewAtATime;
        looping_in_a_task: wait_n(loops_in_a_task) => OneAfterAnother expect![[r#"
            wait_n(7, 10) took 27.330 s, and its longest delay is 9.356 s
               delay  when it ran
             0.622 s                           =
             1.943 s                                                           ====
             2.019 s                      =====
             3.855 s             =========
             4.327 s                                                 ==========
             5.203 s  ===========
             9.356 s                            =====================
            the waits ran one after another: each was awaited before the next was made or started, or held a lock that the next one needed
            make all the futures, or start all the tasks, and only then await them together, in a `FuturesUnordered`; hold no lock and no permit across an `.await`
            read: concurrent_coroutines"#]];
        looping_over_many: wait_n(loops_over_many) => OneAfterAnother;
        looping_in_two_tasks: wait_n(loops_in_two_tasks) => AFewAtATime;
        keeping_it_in_a_static: wait_n(keeps_it_in_a_static) => OneAfterAnother;
        waiting_with_a_lock: wait_n(waits_with_a_lock) => NeverYields;
        starting_in_turn: wait_n(starts_in_turn::<5>) => TakesLonger;
        starting_in_quick_turn: wait_n(starts_in_turn::<1>) => TakesLonger;
        listing_halves: wait_n(lists_halves) => ReturnsAnotherDelay;
        leaving_one_out: wait_n(leaves_one_out) => LeftRunning;
        blocking_many: wait_n(blocks_many) => BlocksTheThread;
        rounding: wait_n(rounds) => Rounded expect![[r#"
            of 7 delays that wait_n(7, 10) gave, none has more digits after the point than 2
            the delay was drawn as an integer, rounded, or read from a clock that counts milliseconds
            call the function of the task before, once for each wait, with the max_delay that was given, and give what it gives as it is
            read: concurrent_coroutines"#]];
        measuring_with_std: wait_n(measures_with_std) => ReturnsAnotherDelay;
        taking_the_first_of_each: wait_n(takes_the_first_of_each) => ReturnsAnotherDelay expect![[r#"
            wait_n(7, 10) took 5.999 s, and its delays are 5.997 s together
            those are not the delays of n waits: they were changed, measured from one end to the next or on another clock, or are of waits that were started again and again
            start n waits, once, and list what they give, as it is
            read: concurrent_coroutines"#]];
        sharing_a_channel: wait_n(shares_a_channel) => OneAfterAnother;
        starting_again: wait_n(starts_again) => TakesLonger;
        resting_in_a_loop: wait_n(rests_in_a_loop) => OneAfterAnother;
        resting_before_many: wait_n(rests_before_many) => TakesLonger;
        resting_for_long: wait_n(rests_for_long) => TakesLonger expect![[r#"
            wait_n(7, 10) took 19.357 s, and its longest delay is 9.356 s
               delay  when it ran
             0.622 s                                  ==
             1.943 s                                  ======
             2.019 s                                  ======
             3.855 s                                  ============
             4.327 s                                  =============
             5.203 s                                  ================
             9.356 s                                  =============================
            the waits that are listed were not all that was awaited: there was a rest, or a wait that is not in the list
            await the n waits, all of them together, and nothing else
            read: concurrent_coroutines"#]];
        not_waiting_for_many: wait_n_many(does_not_wait) => DoesNotWait;
        not_waiting_to_be_dropped: wait_n_cancels(does_not_wait) => DoesNotWait;
        joining_all_strictly: wait_n_strict(joins_all) => OrderOfCreation;
        awaiting_in_a_loop: wait_n(awaits_in_a_loop) => OneAfterAnother;
        spawning_and_awaiting_in_a_loop: wait_n(spawns_and_awaits_in_a_loop) => OneAfterAnother;
        awaiting_a_list_in_turn: wait_n(awaits_a_list_in_turn) => OneAfterAnother;
        streaming_one_at_a_time: wait_n(streams_one_at_a_time) => OneAfterAnother;
        buffering_four: wait_n(buffers::<4>) => AFewAtATime expect![[r#"
            wait_n(7, 10) took 9.980 s, and at most 4 of its waits ran at the same time
               delay  when it ran
             0.622 s  ===
             2.019 s  ============
             3.855 s  =======================
             5.203 s  ================================
             1.943 s                         =============
             4.327 s              ===========================
             9.356 s     ==========================================================
            of the waits that are listed, some began when others had ended
            start all n waits at once, and await nothing before or between them: `buffer_unordered`, chunks and semaphores set a limit
            read: concurrent_coroutines"#]];
        buffering_a_hundred: wait_n(buffers::<100>) => AFewAtATime;
        running_in_chunks: wait_n(runs_in_chunks) => AFewAtATime expect![[r#"
            wait_n(7, 10) took 16.504 s, and at most 3 of its waits ran at the same time
               delay  when it ran
             5.203 s  ===================
             3.855 s  ==============
             2.019 s  =======
             0.622 s                     ==
             9.356 s                     ===================================
             4.327 s                     ================
             1.943 s                                                        =======
            of the waits that are listed, some began when others had ended
            start all n waits at once, and await nothing before or between them: `buffer_unordered`, chunks and semaphores set a limit
            read: concurrent_coroutines"#]];
        having_a_semaphore: wait_n(has_a_semaphore) => AFewAtATime;
        joining_all: wait_n(joins_all) => OrderOfCreation expect![[r#"
            wait_n(7, 10) lists 5.203 s before 3.855 s
               delay  when it ran
             5.203 s  ==================================
             3.855 s  =========================
             2.019 s  =============
             0.622 s  ====
             9.356 s  =============================================================
             4.327 s  ============================
             1.943 s  ============
            the list is not in the order in which the waits ended: it is in the order in which they were made, in the opposite one, or in none
            take each delay as its wait ends: `FuturesUnordered`, `JoinSet` or a channel give them so, `join_all` does not; and `push` it: `insert(0, …)`, an index, a set or a heap has another order; lock the list when the wait has ended
            read: concurrent_coroutines"#]];
        joining_a_short_one: wait_n(joins_a_short_one) => OrderOfCreation expect![[r#"
            wait_n(7, 10) lists 7.085 s before 0.005 s
               delay  when it ran
             7.085 s  ==============================================
             0.005 s  =
             5.203 s  ==================================
             3.855 s  =========================
             2.019 s  =============
             0.622 s  ====
             9.356 s  =============================================================
            the list is not in the order in which the waits ended: it is in the order in which they were made, in the opposite one, or in none
            take each delay as its wait ends: `FuturesUnordered`, `JoinSet` or a channel give them so, `join_all` does not; and `push` it: `insert(0, …)`, an index, a set or a heap has another order; lock the list when the wait has ended
            read: concurrent_coroutines"#]];
        awaiting_tasks_in_turn: wait_n(awaits_tasks_in_turn) => OrderOfCreation;
        descending: wait_n(descends) => OrderOfCreation;
        one_wait_too_few: wait_n(one_too_few) => WrongCount expect![[r#"
            wait_n(1, 1) gave a list of 0
            the list holds n delays, one for each wait, and none for n = 0
            make n waits (`0..n` has n numbers), await them all, and keep the delay of each, the first, the last and equal ones too, in a list of this call's own
            read: concurrent_coroutines"#]];
        one_wait_too_many: wait_n(one_too_many) => WrongCount;
        the_first_wait_only: wait_n(the_first_only) => WrongCount;
        panicking_on_0: wait_n(panics_on_0) => Panicked expect![[r#"
            wait_n(0, 5) panicked at tools/checker/tests/wrong_answers.rs:… n is 0
            0 is a right argument, and has a right answer: delays of 0 s, or an empty list
            let 0 take the same path as other numbers: the range `0.0..=max` holds 0.0, a loop of 0 turns ends, and a channel or a limit has room for `n.max(1)`, a time limit of 0 s is over at once, `sleep` takes 0 and `interval` does not
            read: concurrent_coroutines"#]];
        hanging_on_0: wait_n(hangs_on_0) => NeverEnds;
        a_wait_for_0: wait_n(at_least_one) => WrongCount;
        not_waiting: wait_n(does_not_wait) => DoesNotWait;
        blocking: wait_n(blocks) => BlocksTheThread;
        blocking_many_threads: wait_n(blocks_many_threads) => BlocksTheThread;
        ignoring_max_delay: wait_n(ignores_max_delay) => OutOfRange;
        an_hour_at_the_most: wait_n(keeps_to_an_hour) => IgnoresMaxDelay;
        filling_a_copy: wait_n(fills_a_copy) => RepeatsADelay;
        not_being_woken: wait_n(is_not_woken) => NeverEnds;
        repeating_the_longest: wait_n(repeats_the_longest) => RepeatsADelay;
        ignoring_a_larger_max_delay: wait_n(draws_up_to_1) => IgnoresMaxDelay expect![[r#"
            wait_n(2050, 10) gave no delay above 1.000 s, of 2050
            of so many delays the longest is near max_delay: another number was used in its place, or the longest were left out
            call the function of the task before, once for each wait, with the max_delay that was given, and give what it gives as it is
            read: concurrent_coroutines"#]];
        copying_one_delay: wait_n(copies_one_delay) => RepeatsADelay expect![[r#"
            wait_n(7, 10) gave 4.279747815328703 s more than once, of 7 delays
            no two draws are the same: a delay was copied, rounded, cut to a limit, drawn from few numbers, read from a clock, or its place in the list was never filled
            call the function of the task before, once for each wait, with the max_delay that was given, and give what it gives as it is
            read: concurrent_coroutines"#]];
        not_written: wait_n(unwritten) => NotWritten;
        keeping_a_sender: wait_n(keeps_a_sender) => NeverEnds;
        never_yielding: wait_n(never_yields) => NeverYields;
        panicking: wait_n(panics) => Panicked;
        joining_pairs: wait_n(joins_pairs) => WrongCount;
        having_a_lock: wait_n(has_a_lock) => OneAfterAnother;
        tasks_having_a_lock: wait_n(tasks_have_a_lock) => OneAfterAnother;
        resting_first: wait_n(rests_first) => TakesLonger expect![[r#"
            wait_n(7, 10) took 9.857 s, and its longest delay is 9.356 s
               delay  when it ran
             0.622 s     ====
             1.943 s     ============
             2.019 s     ============
             3.855 s     ========================
             4.327 s     ===========================
             5.203 s     ================================
             9.356 s     ==========================================================
            the waits that are listed were not all that was awaited: there was a rest, or a wait that is not in the list
            await the n waits, all of them together, and nothing else
            read: concurrent_coroutines"#]];
        resting_last: wait_n(rests_last) => TakesLonger;
        sleeping_once_for_all: wait_n(sleeps_once_for_all) => ReturnsAnotherDelay;
        awaiting_no_task: wait_n(awaits_no_task) => LeftRunning;
        buffering_max_delay: wait_n(buffers_max_delay) => AFewAtATime;
        taking_the_first_list: wait_n(takes_the_first_list) => NotUniform;
        halving_many: wait_n_many(halves_many) => AFewAtATime;
        buffering_five_thousand_of_many: wait_n_many(buffers::<5000>) => AFewAtATime;
        buffering_ten: wait_n(buffers::<10>) => AFewAtATime;
        listing_the_times_between: wait_n(lists_the_times_between) => ReturnsAnotherDelay;
        ending_with_the_first: wait_n(ends_with_the_first) => DoesNotWait;
        buffering_two_thousand: wait_n(buffers::<2000>) => AFewAtATime;
        panicking_in_tasks: wait_n(panics_in_tasks) => Panicked;
        blocking_a_little: wait_n(blocks_a_little) => BlocksTheThread;
    }

    /// Forgets the last of an odd number.
    async fn joins_pairs(n: u32, max_delay: u32) -> Vec<f64> {
        wait_n(n / 2 * 2, max_delay).await
    }

    /// Measures the delays, on a clock that is not the runtime's.
    async fn measures_with_std(n: u32, max_delay: u32) -> Vec<f64> {
        let start = std::time::Instant::now();
        let waits: FuturesUnordered<_> = (0..n).map(|_| wait_random(max_delay)).collect();
        waits.map(|_| start.elapsed().as_secs_f64()).collect().await
    }

    /// Hands the delays over by a channel that all calls use.
    async fn shares_a_channel(n: u32, max_delay: u32) -> Vec<f64> {
        type Channel<T> = (UnboundedSender<T>, tokio::sync::Mutex<UnboundedReceiver<T>>);
        static CHANNEL: OnceLock<Channel<f64>> = OnceLock::new();
        let (sender, receiver) = CHANNEL.get_or_init(|| {
            let (sender, receiver) = unbounded_channel();
            (sender, receiver.into())
        });
        let wait = || async move { sender.send(wait_random(max_delay).await) };
        let _tasks: Vec<_> = (0..n).map(|_| tokio::spawn(wait())).collect();
        let mut delays = Vec::new();
        for _ in 0..n {
            delays.extend(receiver.lock().await.recv().await);
        }
        delays
    }

    /// Starts n waits for each delay of the list.
    async fn takes_the_first_of_each(n: u32, max_delay: u32) -> Vec<f64> {
        let mut delays = Vec::new();
        for _ in 0..n {
            let waits: FuturesUnordered<_> = (0..n).map(|_| wait_random(max_delay)).collect();
            delays.extend(waits.take(1).collect::<Vec<_>>().await);
        }
        delays
    }

    /// Starts a wait again each tenth of a second, until it is short enough.
    async fn starts_again(n: u32, max_delay: u32) -> Vec<f64> {
        let mut delays = Vec::new();
        while delays.len() < n as usize {
            delays.extend(timeout(seconds(0.1), wait_random(max_delay)).await);
        }
        delays
    }

    /// Rests before its waits where they are many.
    async fn rests_before_many(n: u32, max_delay: u32) -> Vec<f64> {
        sleep(seconds(if n > 1000 { 3.0 } else { 0.0 })).await;
        wait_n(n, max_delay).await
    }

    /// Rests before its waits, and longer than they take.
    async fn rests_for_long(n: u32, max_delay: u32) -> Vec<f64> {
        sleep(seconds(10.0)).await;
        wait_n(n, max_delay).await
    }

    /// Rests after each wait.
    async fn rests_in_a_loop(n: u32, max_delay: u32) -> Vec<f64> {
        let mut delays = Vec::new();
        for _ in 0..n {
            delays.push(wait_random(max_delay).await);
            sleep(seconds(0.3)).await;
        }
        delays
    }

    /// Lets one wait have what all of them need.
    async fn has_a_lock(n: u32, max_delay: u32) -> Vec<f64> {
        let lock = tokio::sync::Mutex::new(());
        let waits = (0..n).map(|_| async {
            let _held = lock.lock().await;
            wait_random(max_delay).await
        });
        waits.collect::<FuturesUnordered<_>>().collect().await
    }

    /// Lets one task have what all of them need.
    async fn tasks_have_a_lock(n: u32, max_delay: u32) -> Vec<f64> {
        let lock = Arc::new(tokio::sync::Mutex::new(()));
        let waits = (0..n).map(|_| {
            let lock = Arc::clone(&lock);
            tokio::spawn(async move {
                let _held = lock.lock().await;
                wait_random(max_delay).await
            })
        });
        let waits: FuturesUnordered<_> = waits.collect();
        waits.map(Result::unwrap).collect().await
    }

    /// Waits for something else before it begins.
    async fn rests_first(n: u32, max_delay: u32) -> Vec<f64> {
        sleep(seconds(0.5)).await;
        wait_n(n, max_delay).await
    }

    /// Waits for something else in the end.
    async fn rests_last(n: u32, max_delay: u32) -> Vec<f64> {
        let delays = wait_n(n, max_delay).await;
        sleep(seconds(0.5)).await;
        delays
    }

    /// Draws n delays, and sleeps the longest.
    async fn sleeps_once_for_all(n: u32, max_delay: u32) -> Vec<f64> {
        let mut delays: Vec<_> = (0..n).map(|_| draw(0.0..=f64::from(max_delay))).collect();
        delays.sort_by(f64::total_cmp);
        sleep(seconds(delays.last().copied().unwrap_or(0.0))).await;
        delays
    }

    /// Lists how long it waited for each to end.
    async fn lists_the_times_between(n: u32, max_delay: u32) -> Vec<f64> {
        let mut waits: FuturesUnordered<_> = (0..n).map(|_| wait_random(max_delay)).collect();
        let (mut times, mut last) = (Vec::new(), Instant::now());
        while waits.next().await.is_some() {
            times.push(last.elapsed().as_secs_f64());
            last = Instant::now();
        }
        times
    }

    /// Awaits none of its tasks.
    async fn awaits_no_task(n: u32, max_delay: u32) -> Vec<f64> {
        let delays = filled_by_tasks(n, max_delay);
        delays.lock().unwrap().clone()
    }

    /// Lets as many waits run at a time as a wait may take seconds.
    async fn buffers_max_delay(n: u32, max_delay: u32) -> Vec<f64> {
        let waits = stream::iter(0..n).map(|_| wait_random(max_delay));
        waits.buffer_unordered(max_delay.max(1) as usize).collect().await
    }

    /// Takes the first of two lists.
    async fn takes_the_first_list(n: u32, max_delay: u32) -> Vec<f64> {
        tokio::select! {
            delays = wait_n(n, max_delay) => delays,
            delays = wait_n(n, max_delay) => delays,
        }
    }

    /// Draws n delays, and sleeps the shortest.
    async fn ends_with_the_first(n: u32, max_delay: u32) -> Vec<f64> {
        let mut delays: Vec<_> = (0..n).map(|_| draw(0.0..=f64::from(max_delay))).collect();
        delays.sort_by(f64::total_cmp);
        sleep(seconds(delays.first().copied().unwrap_or(0.0))).await;
        delays
    }

    /// Loses the waits whose tasks panicked.
    async fn panics_in_tasks(n: u32, max_delay: u32) -> Vec<f64> {
        let waits = (0..n).map(|_| {
            tokio::spawn(async move {
                let delay = wait_random(max_delay).await;
                assert!(delay < 5.0, "no luck");
                delay
            })
        });
        let waits: FuturesUnordered<_> = waits.collect();
        waits.filter_map(|ended| async { ended.ok() }).collect().await
    }

    /// Rests with the thread for each wait.
    async fn blocks_a_little(n: u32, max_delay: u32) -> Vec<f64> {
        let waits = (0..n).map(|_| async {
            thread::sleep(Duration::from_millis(20));
            wait_random(max_delay).await
        });
        waits.collect::<FuturesUnordered<_>>().collect().await
    }

    /// Puts each delay before all others.
    async fn puts_each_in_front(n: u32, max_delay: u32) -> Vec<f64> {
        let mut waits: FuturesUnordered<_> = (0..n).map(|_| wait_random(max_delay)).collect();
        let mut delays = Vec::new();
        while let Some(delay) = unconstrained(waits.next()).await {
            delays.insert(0, delay);
        }
        delays
    }

    refused! {
        completion_order_alone: wait_n_strict(wait_n) => NotStrictlyOrdered expect![[r#"
            wait_n(100, 1) lists 0.06197234860529677 s before 0.06147987214786199 s
            both ended within one millisecond, and a timer wakes those in no promised order
            put each delay in its place among those that ended with it: search or walk back from the end, or keep them in an ordered map
            read: concurrent_coroutines"#]];
        spending_the_budget: wait_n_many(wait_n) => Quadratic expect![[r#"
            the time of wait_n grows with the square of n
            for each delay that ends, many others are moved or looked at; or many waits are polled once more: after 128 results of timers or handles tokio makes a task yield, and a `FuturesUnordered`, or `join_all`, then polls all the waits left
            put a delay in its place from the end of the list, after equal ones, or keep the delays in an ordered map; lift that limit of 128 around what you await, `tokio::task::coop::unconstrained(waits.next())`, or use a `JoinSet`
            read: concurrent_coroutines"#]];
        moving_all_others: wait_n_many(puts_each_in_front) => Quadratic expect![[r#"
            the time of wait_n grows with the square of n
            for each delay that ends, many others are moved or looked at; or many waits are polled once more: after 128 results of timers or handles tokio makes a task yield, and a `FuturesUnordered`, or `join_all`, then polls all the waits left
            put a delay in its place from the end of the list, after equal ones, or keep the delays in an ordered map; lift that limit of 128 around what you await, `tokio::task::coop::unconstrained(waits.next())`, or use a `JoinSet`
            read: concurrent_coroutines"#]];
        leaving_tasks_behind: wait_n_cancels(task_wait_n) => LeftRunning expect![[r#"
            wait_n(100, 1000000) was dropped, and 100 tasks were alive a second later
            a task goes on when its handle is dropped, and when the task that spawned it ends
            keep the waits as futures in one group, or their tasks in a `JoinSet`, which aborts them when it is dropped
            read: concurrent_coroutines"#]];
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

    /// Counts whole milliseconds, and makes seconds of them.
    fn rounds_to_milliseconds(n: u32, max_delay: u32) -> f64 {
        (total(n, max_delay).as_secs_f64() * 1000.0).round() / 1000.0 / f64::from(n)
    }

    /// Refuses one wait, too.
    fn refuses_1(n: u32, max_delay: u32) -> f64 {
        assert!(n > 1, "too few waits");
        total(n, max_delay).as_secs_f64() / f64::from(n)
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

    /// Waits a second time.
    fn runs_twice(n: u32, max_delay: u32) -> f64 {
        total(n, max_delay);
        total(n, max_delay).as_secs_f64() / f64::from(n)
    }

    /// Measures a second run too.
    fn measures_two_runs(n: u32, max_delay: u32) -> f64 {
        (total(n, max_delay) + total(n, max_delay)).as_secs_f64() / f64::from(n)
    }

    /// Measures a rest too.
    fn rests(n: u32, max_delay: u32) -> f64 {
        let start = Instant::now();
        thread::sleep(Duration::from_millis(100));
        total(n, max_delay);
        start.elapsed().as_secs_f64() / f64::from(n)
    }

    /// Hands on the two numbers the wrong way round.
    fn swaps(n: u32, max_delay: u32) -> f64 {
        assert!(n > 0, "n is 0");
        let start = Instant::now();
        runtime().block_on(wait_n(max_delay, n));
        start.elapsed().as_secs_f64() / f64::from(n)
    }

    /// Runs ten waits, whatever it is given.
    fn ignores_n(n: u32, max_delay: u32) -> f64 {
        total(n.min(10), max_delay).as_secs_f64() / f64::from(n)
    }

    /// Waits up to two seconds, whatever it is given.
    fn ignores_max_delay(n: u32, _: u32) -> f64 {
        total(n, 2).as_secs_f64() / f64::from(n)
    }

    /// Waits up to a second, whatever it is given.
    fn ignores_long_delays(n: u32, max_delay: u32) -> f64 {
        total(n, max_delay.min(1)).as_secs_f64() / f64::from(n)
    }

    /// Makes one wait too many.
    fn waits_once_more(n: u32, max_delay: u32) -> f64 {
        assert!(n > 0, "n is 0");
        total(n + 1, max_delay).as_secs_f64() / f64::from(n)
    }

    /// Makes two waits where n is 1.
    fn waits_at_least_twice(n: u32, max_delay: u32) -> f64 {
        assert!(n > 0, "n is 0");
        total(n.max(2), max_delay).as_secs_f64() / f64::from(n)
    }

    /// Runs all waits a second time, at the same time.
    fn runs_two_at_once(n: u32, max_delay: u32) -> f64 {
        assert!(n > 0, "n is 0");
        let start = Instant::now();
        let two = async { tokio::join!(wait_n(n, max_delay), wait_n(n, max_delay)) };
        runtime().block_on(two);
        start.elapsed().as_secs_f64() / f64::from(n)
    }

    /// Rests after its waits, for a fifth of the longest delay that there can be.
    fn rests_for_a_fifth(n: u32, max_delay: u32) -> f64 {
        assert!(n > 0, "n is 0");
        let start = Instant::now();
        runtime().block_on(async {
            wait_n(n, max_delay).await;
            sleep(seconds(0.2 * f64::from(max_delay))).await;
        });
        start.elapsed().as_secs_f64() / f64::from(n)
    }

    /// Divides by `max_delay` too.
    fn divides_by_max_delay(n: u32, max_delay: u32) -> f64 {
        total(n, max_delay).as_secs_f64() / f64::from(n * max_delay.max(1))
    }

    /// Divides by one too many.
    fn divides_by_one_too_many(n: u32, max_delay: u32) -> f64 {
        total(n, max_delay).as_secs_f64() / f64::from(n + 1)
    }

    /// Divides by two where n is 1.
    fn divides_by_at_least_two(n: u32, max_delay: u32) -> f64 {
        total(n, max_delay).as_secs_f64() / f64::from(n.max(2))
    }

    /// Sleeps the longest delay that there can be.
    fn sleeps_max_delay(n: u32, max_delay: u32) -> f64 {
        assert!(n > 0, "n is 0");
        let start = Instant::now();
        thread::sleep(Duration::from_secs(max_delay.into()));
        start.elapsed().as_secs_f64() / f64::from(n)
    }

    /// Runs the waits, and works out what to return.
    fn works_it_out(n: u32, max_delay: u32) -> f64 {
        let _total = total(n, max_delay);
        f64::from(max_delay) / f64::from(n)
    }

    /// Loses the panic of a task.
    fn loses_a_panic(n: u32, _: u32) -> f64 {
        let start = Instant::now();
        let _ = runtime().block_on(async { tokio::spawn(async { panic!("no luck") }).await });
        start.elapsed().as_secs_f64() / f64::from(n)
    }

    refused! {
        sleeping_max_delay: measure_time(sleeps_max_delay) => WaitsNeverRan;
        losing_a_panic: measure_time(loses_a_panic) => Panicked;
        rounding_to_milliseconds: measure_time(rounds_to_milliseconds) => Rounded;
        refusing_1: measure_time(refuses_1) => Panicked expect![[r#"
            measure_time(1, 1) panicked at tools/checker/tests/wrong_answers.rs:… too few waits
            a panic ends a function, and the task it runs in: no value comes back
            the message says what was wrong: change it in the function of this task, for those before it are right; a max_delay of … is right, what is locked or borrowed is let go before an `.await`, and `measure_time` alone starts a runtime or blocks a thread
            read: measure_runtime"#]];
        running_twice: measure_time(runs_twice) => MeasuresMore;
        measuring_two_runs: measure_time(measures_two_runs) => MeasuresMore;
        resting: measure_time(rests) => MeasuresMore;
        swapping: measure_time(swaps) => MeasuresMore;
        ignoring_n: measure_time(ignores_n) => IgnoresN expect![[r#"
            of … calls of measure_time(3000, 1) this is the shortest time: … s
            of so many delays the longest takes more time than that: fewer waits ran, or shorter ones
            run `wait_n(n, max_delay)` with the arguments as they were given
            read: measure_runtime"#]];
        ignoring_max_delay: measure_time(ignores_max_delay) => MeasuresMore;
        ignoring_long_delays: measure_time(ignores_long_delays) => IgnoresN;
        one_more_wait: measure_time(waits_once_more) => MeasuresMore expect![[r#"
            … calls of measure_time(1, 1) ran for … s on average, and their waits take … s at the most
            more than one run of `wait_n(n, max_delay)` takes time: one wait more, a second run, a warm-up, other arguments, or a loop that asks again and again whether it has ended
            run `wait_n(n, max_delay)` once, with these two numbers, and nothing else
            read: measure_runtime"#]];
        at_least_two_waits: measure_time(waits_at_least_twice) => MeasuresMore;
        two_runs_at_once: measure_time(runs_two_at_once) => MeasuresMore;
        a_rest_of_a_fifth: measure_time(rests_for_a_fifth) => MeasuresMore;
        working_it_out: measure_time(works_it_out) => WrongClock;
        dividing_by_max_delay: measure_time(divides_by_max_delay) => WrongClock;
        one_too_many: measure_time(divides_by_one_too_many) => WrongClock;
        at_least_two: measure_time(divides_by_at_least_two) => WrongClock;
        the_total: measure_time(returns_the_total) => TotalInsteadOfAverage expect![[r#"
            measure_time(3, 1) returned …, and ran for … s
            that is the total time, and the average was asked for
            divide the total by n, and by nothing else
            read: measure_runtime"#]];
        milliseconds: measure_time(in_milliseconds) => Milliseconds expect![[r#"
            measure_time(3, 1) returned …, and ran for … s
            that is a number of milliseconds, or of a smaller unit
            use `as_secs_f64()`: seconds, with their fraction
            read: measure_runtime"#]];
        whole_milliseconds: measure_time(in_whole_milliseconds) => Milliseconds;
        whole_seconds: measure_time(in_whole_seconds) => Rounded expect![[r#"
            measure_time(3, 1) returned …, and ran for … s
            the total was cut to whole seconds or milliseconds before it was divided, or its end was taken before its start, or the average was rounded
            return `start.elapsed().as_secs_f64() / f64::from(n)`: from the start to now, with its fraction, rounded nowhere
            read: measure_runtime"#]];
        never_running: measure_time(never_runs) => WaitsNeverRan expect![[r#"
            … calls of measure_time(3, 1) took, or say that they took, … s to … s
            the delays are random, and so is their longest: the future of `wait_n` was made and not awaited, its runtime's clock was paused, n or max_delay is another one, or something else took that long
            run the future to its end, `runtime.block_on(wait_n(n, max_delay))`, on a clock that is not paused
            read: measure_runtime"#]];
        running_one_after_another: measure_time(one_after_another) => MeasuresMore;
        a_paused_clock: measure_time(measures_a_paused_clock) => WrongClock expect![[r#"
            measure_time(3, 1) returned …, and ran for … s
            that times n is not the time that passed: it is the average delay, or comes from a paused clock, the processor's time, whole seconds, another n or unit, or a start or end in the wrong place
            take `Instant::now()` right before `block_on`, and `elapsed().as_secs_f64()` right after it, in a runtime that is not paused; divide by n, and round nothing
            read: measure_runtime"#]];
        another_clock: measure_time(measures_another_clock) => WaitsNeverRan;
        starting_too_late: measure_time(starts_too_late) => WrongClock;
        the_average_delay: measure_time(averages_the_delays) => WrongClock;
        the_longest_delay: measure_time(returns_the_longest_delay) => NotMeasured expect![[r#"
            measure_time(300, 0) returned …, and ran for … s
            waits of … s take time too, so the result was rounded, or is made of the delays: a sum or the longest of them
            measure: take `Instant::now()` before the waits, and `elapsed()` after them; round nothing
            read: measure_runtime"#]];
        not_refusing_0: measure_time(does_not_refuse_0) => ZeroWaitsNotRefused expect![[r#"
            measure_time(0, 1) returned …
            … waits have no average: in floats, a division by … gives … or …, and no error
            refuse it in the first line: `assert!(n > …, "…")`
            read: measure_runtime"#]];
        not_written: measure_time(unwritten) => NotWritten;
        never_coming_back: measure_time(never_comes_back) => NeverEnds;
    }
}

/// Task 3: one wait as a task.
mod task_3 {
    use super::*;

    /// Makes a delay of 0 of a panic.
    fn makes_a_delay_up(max_delay: u32) -> JoinHandle<f64> {
        tokio::spawn(async move { task_wait_random(max_delay).await.unwrap_or_default() })
    }

    /// Starts a runtime, as task 2 does.
    fn has_a_runtime(max_delay: u32) -> JoinHandle<f64> {
        Builder::new_current_thread().build().unwrap().spawn(wait_random(max_delay))
    }

    /// Hands on a panic that no hook has seen.
    fn unwinds(_: u32) -> JoinHandle<f64> {
        tokio::spawn(async { resume_unwind(Box::new("lost")) })
    }

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
            let delay = draw(0.0..=f64::from(max_delay));
            thread::sleep(seconds(delay));
            delay
        })
    }

    /// Blocks a thread beside the runtime's.
    fn blocks_another_thread(max_delay: u32) -> JoinHandle<f64> {
        spawn_blocking(move || {
            let delay = draw(0.0..=f64::from(max_delay));
            thread::sleep(seconds(delay));
            delay
        })
    }

    /// Waits in the function, and not in the task.
    fn waits_before_it_returns(max_delay: u32) -> JoinHandle<f64> {
        let delay = draw(0.0..=f64::from(max_delay));
        thread::sleep(seconds(delay));
        tokio::spawn(async move { delay })
    }

    /// Spawns what does not wait.
    fn does_not_wait(max_delay: u32) -> JoinHandle<f64> {
        tokio::spawn(async move { draw(0.0..=f64::from(max_delay)) })
    }

    /// Draws once more to return.
    fn draws_twice(max_delay: u32) -> JoinHandle<f64> {
        tokio::spawn(async move {
            wait_random(max_delay).await;
            draw(0.0..=f64::from(max_delay))
        })
    }

    /// Uses the default for whatever it is given.
    fn ignores_max_delay(_: u32) -> JoinHandle<f64> {
        task_wait_random(10)
    }

    /// Waits an hour at the most.
    fn keeps_to_an_hour(max_delay: u32) -> JoinHandle<f64> {
        task_wait_random(max_delay.min(3600))
    }

    /// Drops the set that would run the task.
    fn drops_its_local_set(max_delay: u32) -> JoinHandle<f64> {
        LocalSet::new().spawn_local(wait_random(max_delay))
    }

    /// Holds one of four permits as long as it waits.
    fn takes_a_permit(max_delay: u32) -> JoinHandle<f64> {
        static PERMITS: Semaphore = Semaphore::const_new(4);
        tokio::spawn(async move {
            let _permit = PERMITS.acquire().await;
            wait_random(max_delay).await
        })
    }

    /// Draws from twice the range.
    fn waits_twice_as_long(max_delay: u32) -> JoinHandle<f64> {
        task_wait_random(2 * max_delay)
    }

    /// Starts two waits, and hands one on.
    fn spawns_two(max_delay: u32) -> JoinHandle<f64> {
        drop(task_wait_random(max_delay));
        task_wait_random(max_delay)
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

    /// Waits its delay twice.
    fn waits_again(max_delay: u32) -> JoinHandle<f64> {
        tokio::spawn(async move {
            let delay = wait_random(max_delay).await;
            sleep(seconds(delay)).await;
            delay
        })
    }

    refused! {
        being_lazy: task_wait_random(lazy) => Lazy expect![[r#"
            task_wait_random(5) had not ended 6.0 s later
            its longest delay had passed: its wait began later than the call, or took longer than its delay
            spawn the wait itself on the runtime that the caller runs in, `tokio::spawn(wait_random(max_delay))`, with nothing before it, and nothing else in it
            read: tasks"#]];
        blocking: task_wait_random(blocks) => BlocksTheThread;
        blocking_another_thread: task_wait_random(blocks_another_thread) => BlocksTheThread;
        waiting_before_it_returns: task_wait_random(waits_before_it_returns) => BlocksTheThread;
        not_waiting: task_wait_random(does_not_wait) => DoesNotWait;
        drawing_twice: task_wait_random(draws_twice) => ReturnsAnotherDelay;
        ignoring_max_delay: task_wait_random(ignores_max_delay) => OutOfRange;
        an_hour_at_the_most: task_wait_random(keeps_to_an_hour) => IgnoresMaxDelay;
        dropping_its_local_set: task_wait_random(drops_its_local_set) => Cancelled expect![[r#"
            the task of task_wait_random(1) was cancelled
            it was aborted, or the runtime or `LocalSet` that it was spawned on was dropped
            spawn the wait itself on the runtime that the caller runs in, `tokio::spawn(wait_random(max_delay))`, with nothing before it, and nothing else in it
            read: tasks"#]];
        a_permit: task_wait_random(takes_a_permit) => OneAfterAnother expect![[r#"
            of 20 tasks of task_wait_random(5), started together, 8 had ended 6.0 s later
            the waits did not all run at the same time: each held what the next one needed
            spawn the wait itself on the runtime that the caller runs in, `tokio::spawn(wait_random(max_delay))`, with nothing before it, and nothing else in it
            read: tasks"#]];
        waiting_again: task_wait_random(waits_again) => ReturnsAnotherDelay;
        having_a_runtime: task_wait_random(has_a_runtime) => Panicked expect![[r#"
            task_wait_random(1) panicked at tokio-1.54.1/src/runtime/blocking/shutdown.rs:… Cannot drop a runtime in a context where blocking is not allowed. This happens when a runtime is dropped from within an asynchronous context.
            a panic ends a function, and the task it runs in: no value comes back
            spawn the wait itself on the runtime that the caller runs in, `tokio::spawn(wait_random(max_delay))`, with nothing before it, and nothing else in it
            read: tasks"#]];
        unwinding: task_wait_random(unwinds) => Panicked;
        swallowing_panics: task_wait_random(makes_a_delay_up) => SwallowsAPanic;
        twice_the_range: task_wait_random(waits_twice_as_long) => OutOfRange;
        two_tasks: task_wait_random(spawns_two) => LeftRunning;
        a_runtime_that_stands: task_wait_random(on_a_runtime_that_stands) => NeverEnds;
        not_written: task_wait_random(unwritten) => NotWritten;
        a_task_not_written: task_wait_random(spawns_the_unwritten) => NotWritten;
    }
}

/// Task 4: many waits as tasks.
mod task_4 {
    use super::*;

    /// Awaits each task before it starts the next.
    async fn awaits_in_a_loop(n: u32, max_delay: u32) -> Vec<f64> {
        let mut delays = Vec::new();
        for _ in 0..n {
            delays.push(task_wait_random(max_delay).await.unwrap());
        }
        delays
    }

    /// Has one task for all the waits.
    async fn has_one_task(n: u32, max_delay: u32) -> Vec<f64> {
        tokio::spawn(wait_n(n, max_delay)).await.unwrap()
    }

    /// Looks each millisecond whether all have ended.
    async fn looks_each_millisecond(n: u32, max_delay: u32) -> Vec<f64> {
        let tasks: Vec<_> = (0..n).map(|_| task_wait_random(max_delay)).collect();
        while !tasks.iter().all(JoinHandle::is_finished) {
            sleep(Duration::from_millis(1)).await;
        }
        join_all(tasks).await.into_iter().map(Result::unwrap).collect()
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
        tasks.filter_map(|ended| async { ended.ok() }).collect().await
    }

    /// Makes a delay of 0 of a panic.
    async fn makes_a_delay_up(n: u32, max_delay: u32) -> Vec<f64> {
        let tasks: FuturesUnordered<_> = (0..n).map(|_| task_wait_random(max_delay)).collect();
        tasks.map(Result::unwrap_or_default).collect().await
    }

    /// Waits for n delays, and a task that panicked sends none.
    async fn waits_for_what_panicked(n: u32, max_delay: u32) -> Vec<f64> {
        let (sender, mut receiver) = unbounded_channel();
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
        looking_each_millisecond: task_wait_n(looks_each_millisecond) => TakesLonger;
        awaiting_in_a_loop: task_wait_n(awaits_in_a_loop) => OneAfterAnother;
        having_no_tasks: task_wait_n(wait_n) => NoTasks expect![[r#"
            tasks alive while the waits of task_wait_n(7, 10) ran: 0; when 6 waits had ended: 0
            not each wait is a task of its own: they run inside the caller, or several in one task, or a task lives on when its wait has ended
            call `task_wait_random` n times, and await the n handles
            read: task_wait_n"#]];
        having_one_task: task_wait_n(has_one_task) => NoTasks;
        joining_all: task_wait_n(joins_all) => OrderOfCreation;
        one_wait_too_few: task_wait_n(one_too_few) => WrongCount;
        leaving_panics_out: task_wait_n(leaves_panics_out) => SwallowsAPanic expect![[r#"
            task_wait_n(3, 5) returned [], and each of its waits had panicked
            an awaited handle gives a `Result`, and its error was ignored, or came to a task that nobody awaits; or the panic was caught
            hand the panic on: `resume_unwind(error.into_panic())`, or at the least `unwrap()`
            read: task_wait_n"#]];
        making_a_delay_up: task_wait_n(makes_a_delay_up) => SwallowsAPanic;
        waiting_for_what_panicked: task_wait_n(waits_for_what_panicked) => SwallowsAPanic;
        not_written: task_wait_n(unwritten) => NotWritten;
        completion_order_alone: task_wait_n_strict(task_wait_n) => NotStrictlyOrdered;
        spending_the_budget: task_wait_n_many(task_wait_n) => Quadratic;
    }
}
