//! Exercise 0: one wait. Wrong answers are refused for the mistake that they make, and right ones accepted.

mod common;

use std::future::pending;
use std::sync::Mutex;
use std::thread;
use std::time::Duration;

use checker::Kind;
use common::{accepted, refused};
use futures::future::{BoxFuture, FutureExt};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng, random, random_range};
use tokio::sync::oneshot;
use tokio::task::{spawn_blocking, yield_now};
use tokio::time::{Instant, sleep, sleep_until};

/// Seconds as tokio takes them.
fn seconds(delay: f64) -> Duration {
    Duration::from_secs_f64(delay)
}

/// A right answer.
async fn wait_random(max_delay: u32) -> f64 {
    let delay = random_range(0.0..=f64::from(max_delay));
    sleep(seconds(delay)).await;
    delay
}

/// Answers that are wrong.
mod wrong {
    use super::*;

    /// Sleeps with the thread.
    async fn blocks(max_delay: u32) -> f64 {
        let delay = random_range(0.0..=f64::from(max_delay));
        thread::sleep(seconds(delay));
        delay
    }

    #[test]
    fn blocking() {
        refused(Kind::BlocksTheThread, || checker::wait_random(blocks));
    }

    /// Sleeps with the thread, and then without it.
    async fn blocks_and_waits(max_delay: u32) -> f64 {
        let delay = random_range(0.0..=f64::from(max_delay));
        thread::sleep(seconds(delay));
        sleep(seconds(delay)).await;
        delay
    }

    #[test]
    fn blocking_and_waiting() {
        refused(Kind::BlocksTheThread, || checker::wait_random(blocks_and_waits));
    }

    /// Makes a sleep, and leaves it at that.
    async fn forgets_to_await(max_delay: u32) -> f64 {
        let delay = random_range(0.0..=f64::from(max_delay));
        drop(sleep(seconds(delay)));
        delay
    }

    #[test]
    fn forgetting_to_await() {
        refused(Kind::DoesNotWait, || checker::wait_random(forgets_to_await));
    }

    /// Cuts the delay to whole seconds for the sleep.
    async fn cuts_the_sleep(max_delay: u32) -> f64 {
        let delay = random_range(0.0..=f64::from(max_delay));
        sleep(Duration::from_secs(seconds(delay).as_secs())).await;
        delay
    }

    #[test]
    fn cutting_the_sleep() {
        refused(Kind::ReturnsAnotherDelay, || checker::wait_random(cuts_the_sleep));
    }

    /// Draws once to sleep, and once more to return.
    async fn draws_twice(max_delay: u32) -> f64 {
        sleep(seconds(random_range(0.0..=f64::from(max_delay)))).await;
        random_range(0.0..=f64::from(max_delay))
    }

    #[test]
    fn drawing_twice() {
        refused(Kind::ReturnsAnotherDelay, || checker::wait_random(draws_twice));
    }

    /// Sleeps the same delay twice.
    async fn sleeps_twice(max_delay: u32) -> f64 {
        let delay = wait_random(max_delay).await;
        sleep(seconds(delay)).await;
        delay
    }

    #[test]
    fn sleeping_twice() {
        refused(Kind::ReturnsAnotherDelay, || checker::wait_random(sleeps_twice));
    }

    /// Takes the seconds for milliseconds.
    async fn sleeps_milliseconds(max_delay: u32) -> f64 {
        let delay = random_range(0.0..=f64::from(max_delay));
        sleep(seconds(delay / 1000.0)).await;
        delay
    }

    #[test]
    fn sleeping_milliseconds() {
        refused(Kind::ReturnsAnotherDelay, || checker::wait_random(sleeps_milliseconds));
    }

    /// Returns the delay in milliseconds.
    async fn returns_milliseconds(max_delay: u32) -> f64 {
        wait_random(max_delay).await * 1000.0
    }

    #[test]
    fn returning_milliseconds() {
        refused(Kind::OutOfRange, || checker::wait_random(returns_milliseconds));
    }

    /// Draws integers, as `random.randint` does.
    async fn whole_seconds(max_delay: u32) -> f64 {
        let delay = f64::from(random_range(0..=max_delay));
        sleep(seconds(delay)).await;
        delay
    }

    #[test]
    fn drawing_whole_seconds() {
        refused(Kind::Rounded, || checker::wait_random(whole_seconds));
    }

    /// Draws whole milliseconds.
    async fn whole_milliseconds(max_delay: u32) -> f64 {
        let delay = f64::from(random_range(0..=max_delay * 1000)) / 1000.0;
        sleep(seconds(delay)).await;
        delay
    }

    #[test]
    fn drawing_whole_milliseconds() {
        refused(Kind::Rounded, || checker::wait_random(whole_milliseconds));
    }

    /// Adds a second.
    async fn leaves_the_range(max_delay: u32) -> f64 {
        wait_random(max_delay + 1).await
    }

    #[test]
    fn leaving_the_range() {
        refused(Kind::OutOfRange, || checker::wait_random(leaves_the_range));
    }

    /// Draws from a range around 0.
    async fn below_zero(max_delay: u32) -> f64 {
        let delay = random_range(-1.0..=f64::from(max_delay));
        sleep(seconds(f64::max(delay, 0.0))).await;
        delay
    }

    #[test]
    fn going_below_zero() {
        refused(Kind::OutOfRange, || checker::wait_random(below_zero));
    }

    /// Uses the default for whatever it is given.
    async fn ignores_max_delay(_: u32) -> f64 {
        wait_random(10).await
    }

    #[test]
    fn ignoring_max_delay() {
        refused(Kind::OutOfRange, || checker::wait_random(ignores_max_delay));
    }

    /// Uses a number below the one it is given.
    async fn draws_up_to_1(_: u32) -> f64 {
        wait_random(1).await
    }

    #[test]
    fn ignoring_a_larger_max_delay() {
        refused(Kind::IgnoresMaxDelay, || checker::wait_random(draws_up_to_1));
    }

    /// Waits the longest delay each time.
    async fn not_random(max_delay: u32) -> f64 {
        sleep(seconds(f64::from(max_delay))).await;
        f64::from(max_delay)
    }

    #[test]
    fn not_being_random() {
        refused(Kind::AlwaysTheSame, || checker::wait_random(not_random));
    }

    /// Starts the same generator for each call.
    async fn same_seed(max_delay: u32) -> f64 {
        let delay = StdRng::seed_from_u64(1).random_range(0.0..=f64::from(max_delay));
        sleep(seconds(delay)).await;
        delay
    }

    #[test]
    fn seeding_each_time() {
        refused(Kind::AlwaysTheSame, || checker::wait_random(same_seed));
    }

    /// Draws from the upper half.
    async fn upper_half(max_delay: u32) -> f64 {
        let max_delay = f64::from(max_delay);
        let delay = random_range(max_delay / 2.0..=max_delay);
        sleep(seconds(delay)).await;
        delay
    }

    #[test]
    fn covering_half_the_range() {
        refused(Kind::NotUniform, || checker::wait_random(upper_half));
    }

    /// An empty range panics.
    async fn panics_on_0(max_delay: u32) -> f64 {
        let delay = random_range(0.0..f64::from(max_delay));
        sleep(seconds(delay)).await;
        delay
    }

    #[test]
    fn panicking_on_0() {
        refused(Kind::Panicked, || checker::wait_random(panics_on_0));
    }

    /// Not written.
    async fn unwritten(_: u32) -> f64 {
        todo!()
    }

    #[test]
    fn not_written() {
        refused(Kind::NotWritten, || checker::wait_random(unwritten));
    }

    /// Waits for what nobody sends.
    async fn never_ends(_: u32) -> f64 {
        pending().await
    }

    #[test]
    fn never_ending() {
        refused(Kind::NeverEnds, || checker::wait_random(never_ends));
    }

    /// Makes its sleep in the call.
    fn begins_early(max_delay: u32) -> impl Future<Output = f64> {
        let delay = random_range(0.0..=f64::from(max_delay));
        let wait = sleep(seconds(delay));
        async move {
            wait.await;
            delay
        }
    }

    #[test]
    fn beginning_early() {
        refused(Kind::Eager, || checker::wait_random(begins_early));
    }

    /// Rests with the thread before it waits.
    async fn blocks_a_little(max_delay: u32) -> f64 {
        thread::sleep(Duration::from_millis(20));
        wait_random(max_delay).await
    }

    #[test]
    fn blocking_a_little() {
        refused(Kind::BlocksTheThread, || checker::wait_random(blocks_a_little));
    }

    /// Draws a float of single precision.
    async fn draws_f32(max_delay: u32) -> f64 {
        let delay = f64::from(random_range(0.0..=1.0_f32)) * f64::from(max_delay);
        sleep(seconds(delay)).await;
        delay
    }

    #[test]
    fn drawing_f32() {
        refused(Kind::Rounded, || checker::wait_random(draws_f32));
    }

    /// Draws a float of single precision, and makes a `Duration` of it.
    async fn draws_an_f32_duration(max_delay: u32) -> f64 {
        let delay = Duration::from_secs(max_delay.into()).mul_f32(random_range(0.0..=1.0));
        sleep(delay).await;
        delay.as_secs_f64()
    }

    #[test]
    fn drawing_an_f32_duration() {
        refused(Kind::Rounded, || checker::wait_random(draws_an_f32_duration));
    }

    /// Draws milliseconds of single precision.
    async fn draws_f32_milliseconds(max_delay: u32) -> f64 {
        let delay = f64::from(1000.0 * random_range(0.0..=1.0_f32)) / 1000.0 * f64::from(max_delay);
        sleep(seconds(delay)).await;
        delay
    }

    #[test]
    fn drawing_f32_milliseconds() {
        refused(Kind::Rounded, || checker::wait_random(draws_f32_milliseconds));
    }

    /// Waits a tenth of a second at the least.
    async fn draws_from_a_tenth(max_delay: u32) -> f64 {
        let delay = if max_delay == 0 { 0.0 } else { random_range(0.1..=f64::from(max_delay)) };
        sleep(seconds(delay)).await;
        delay
    }

    #[test]
    fn drawing_from_a_tenth() {
        refused(Kind::NotUniform, || checker::wait_random(draws_from_a_tenth));
    }

    /// Sleeps one half with the thread, and the other without it.
    async fn blocks_half(max_delay: u32) -> f64 {
        let delay = random_range(0.0..=f64::from(max_delay));
        thread::sleep(seconds(delay / 2.0));
        sleep(seconds(delay / 2.0)).await;
        delay
    }

    #[test]
    fn blocking_half() {
        refused(Kind::BlocksTheThread, || checker::wait_random(blocks_half));
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

    #[test]
    fn waiting_in_small_steps() {
        refused(Kind::NeverEnds, || checker::wait_random(waits_in_small_steps));
    }

    /// Gives way again and again, to nobody.
    async fn yields_in_a_loop(max_delay: u32) -> f64 {
        let delay = random_range(0.1..=f64::from(max_delay));
        let start = Instant::now();
        while start.elapsed() < seconds(delay) {
            yield_now().await;
        }
        delay
    }

    #[test]
    fn yielding_in_a_loop() {
        refused(Kind::BusyWaits, || checker::wait_random(yields_in_a_loop));
    }

    /// Lets a thread of its own sleep.
    async fn waits_for_a_thread(max_delay: u32) -> f64 {
        let (sender, receiver) = oneshot::channel();
        let delay = random_range(0.0..=f64::from(max_delay));
        thread::spawn(move || {
            thread::sleep(seconds(delay));
            sender.send(delay)
        });
        receiver.await.unwrap()
    }

    #[test]
    fn waiting_for_a_thread() {
        refused(Kind::WaitsOutside, || checker::wait_random(waits_for_a_thread));
    }

    /// Draws whole microseconds.
    async fn whole_microseconds(max_delay: u32) -> f64 {
        let delay = f64::from(random_range(0..=max_delay * 1_000_000)) / 1e6;
        sleep(seconds(delay)).await;
        delay
    }

    #[test]
    fn drawing_microseconds() {
        refused(Kind::Rounded, || checker::wait_random(whole_microseconds));
    }

    /// Draws one of 256 numbers.
    async fn draws_a_byte(max_delay: u32) -> f64 {
        let delay = f64::from(random_range(0..=u8::MAX)) / 255.0 * f64::from(max_delay);
        sleep(seconds(delay)).await;
        delay
    }

    #[test]
    fn drawing_a_byte() {
        refused(Kind::TooFewDelays, || checker::wait_random(draws_a_byte));
    }

    /// Has a thread wait for the runtime, which waits for the thread.
    async fn blocks_on_another_thread(max_delay: u32) -> f64 {
        let runtime = tokio::runtime::Handle::current();
        spawn_blocking(move || runtime.block_on(wait_random(max_delay))).await.unwrap()
    }

    #[test]
    fn blocking_in_another_thread() {
        refused(Kind::WaitsOutside, || checker::wait_random(blocks_on_another_thread));
    }

    /// Prefers short delays.
    async fn squares(max_delay: u32) -> f64 {
        let delay = random_range(0.0..=1.0_f64).powi(2) * f64::from(max_delay);
        sleep(seconds(delay)).await;
        delay
    }

    #[test]
    fn squaring() {
        refused(Kind::NotUniform, || checker::wait_random(squares));
    }

    /// Sleeps an hour at the most.
    async fn keeps_to_an_hour(max_delay: u32) -> f64 {
        wait_random(max_delay.min(3600)).await
    }

    #[test]
    fn an_hour_at_the_most() {
        refused(Kind::IgnoresMaxDelay, || checker::wait_random(keeps_to_an_hour));
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

    #[test]
    fn panicking_with_a_bomb() {
        refused(Kind::Panicked, || checker::wait_random(panics_with_a_bomb));
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

    #[test]
    fn panicking_in_a_task() {
        refused(Kind::Panicked, || checker::wait_random(panics_in_a_task));
    }

    /// Keeps panics to itself.
    async fn has_a_hook(_: u32) -> f64 {
        std::panic::set_hook(Box::new(|_| {}));
        panic!("no luck")
    }

    #[test]
    fn having_a_hook() {
        refused(Kind::Panicked, || checker::wait_random(has_a_hook));
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

    #[test]
    fn never_yielding() {
        refused(Kind::NeverYields, || checker::wait_random(never_yields));
    }

    /// Holds a lock while it waits.
    async fn holds_a_lock(max_delay: u32) -> f64 {
        static LOCK: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());
        let _guard = LOCK.lock().await;
        wait_random(max_delay).await
    }

    #[test]
    fn holding_a_lock() {
        refused(Kind::SharesState, || checker::wait_random(holds_a_lock));
    }

    /// Keeps its delay where the next call puts its own.
    async fn keeps_it_in_a_static(max_delay: u32) -> f64 {
        static DELAY: Mutex<f64> = Mutex::new(0.0);
        let delay = random_range(0.0..=f64::from(max_delay));
        *DELAY.lock().unwrap() = delay;
        sleep(seconds(delay)).await;
        *DELAY.lock().unwrap()
    }

    #[test]
    fn keeping_it_in_a_static() {
        refused(Kind::SharesState, || checker::wait_random(keeps_it_in_a_static));
    }

    /// Moves the clock of the tests.
    async fn moves_the_clock(max_delay: u32) -> f64 {
        let delay = random_range(0.0..=f64::from(max_delay));
        tokio::time::advance(seconds(delay)).await;
        delay
    }

    #[test]
    fn moving_the_clock() {
        refused(Kind::TouchesTheClock, || checker::wait_random(moves_the_clock));
    }

    /// Takes the shorter of two waits.
    async fn takes_the_first_of_two(max_delay: u32) -> f64 {
        tokio::select! {
            delay = wait_random(max_delay) => delay,
            delay = wait_random(max_delay) => delay,
        }
    }

    #[test]
    fn taking_the_first_of_two() {
        refused(Kind::NotUniform, || checker::wait_random(takes_the_first_of_two));
    }

    /// Looks at a clock that is not paused, and gives way.
    async fn gives_way_until_then(max_delay: u32) -> f64 {
        let (start, delay) = (std::time::Instant::now(), random_range(0.0..=f64::from(max_delay)));
        while start.elapsed() < seconds(delay) {
            yield_now().await;
        }
        delay
    }

    #[test]
    fn giving_way_until_then() {
        refused(Kind::WaitsOutside, || checker::wait_random(gives_way_until_then));
    }

    /// Sleeps on a thread of the blocking pool.
    async fn sleeps_elsewhere(max_delay: u32) -> f64 {
        let delay = random_range(0.0..=f64::from(max_delay));
        let sleep = move || std::thread::sleep(seconds(delay));
        tokio::task::spawn_blocking(sleep).await.unwrap();
        delay
    }

    #[test]
    fn sleeping_elsewhere() {
        refused(Kind::WaitsOutside, || checker::wait_random(sleeps_elsewhere));
    }

    /// Returns at once while another call sleeps.
    async fn sleeps_alone(max_delay: u32) -> f64 {
        static BUSY: std::sync::atomic::AtomicBool = std::sync::atomic::AtomicBool::new(false);
        let delay = random_range(0.0..=f64::from(max_delay));
        if BUSY.swap(true, std::sync::atomic::Ordering::Relaxed) {
            return delay;
        }
        sleep(seconds(delay)).await;
        BUSY.store(false, std::sync::atomic::Ordering::Relaxed);
        delay
    }

    #[test]
    fn sleeping_alone() {
        refused(Kind::SharesState, || checker::wait_random(sleeps_alone));
    }

    /// Sleeps whole milliseconds, and so ends early.
    async fn cuts_to_milliseconds(max_delay: u32) -> f64 {
        let delay = random_range(0.0..=f64::from(max_delay));
        let milliseconds = Duration::from_secs_f64(delay).as_millis();
        sleep(Duration::from_millis(milliseconds.try_into().unwrap())).await;
        delay
    }

    #[test]
    fn cutting_to_milliseconds() {
        refused(Kind::ReturnsAnotherDelay, || checker::wait_random(cuts_to_milliseconds));
    }

    /// Computes with an integer that is too small for long delays.
    async fn overflows(max_delay: u32) -> f64 {
        let delay = random_range(0.0..=f64::from(max_delay * 1000)) / 1000.0;
        sleep(seconds(delay)).await;
        delay
    }

    #[test]
    fn overflowing() {
        refused(Kind::Panicked, || checker::wait_random(overflows));
    }

    /// Sleeps for five seconds at the most.
    async fn gives_up(max_delay: u32) -> f64 {
        let delay = random_range(0.0..=f64::from(max_delay));
        let _ = tokio::time::timeout(seconds(5.0), sleep(seconds(delay))).await;
        delay
    }

    #[test]
    fn giving_up() {
        let message = refused(Kind::ReturnsAnotherDelay, || checker::wait_random(gives_up));
        assert!(message.contains("each longer sleep was cut off after 5.0 s"), "{message}");
    }

    /// Sleeps for the longest delay.
    async fn sleeps_longest(max_delay: u32) -> f64 {
        sleep(seconds(f64::from(max_delay))).await;
        random_range(0.0..=f64::from(max_delay))
    }

    #[test]
    fn sleeping_longest() {
        let message = refused(Kind::ReturnsAnotherDelay, || checker::wait_random(sleeps_longest));
        assert!(message.contains("it slept for 2.0 s, and not for the delay"), "{message}");
    }
}

/// Answers to which public questions led.
mod wrong_in_public {
    use super::*;

    /// Creates the sleep again in each turn of a loop.
    async fn restarts_its_sleep(max_delay: u32) -> f64 {
        let delay = random_range(0.2..=f64::from(max_delay) + 0.2);
        loop {
            tokio::select! {
                () = sleep(seconds(delay)) => break,
                () = sleep(Duration::from_millis(100)) => {}
            }
        }
        delay
    }

    #[test]
    fn restarting_its_sleep() {
        refused(Kind::NeverEnds, || checker::wait_random(restarts_its_sleep));
    }

    /// Pauses the clock, as tests do.
    async fn pauses_the_clock(max_delay: u32) -> f64 {
        tokio::time::pause();
        wait_random(max_delay).await
    }

    #[test]
    fn pausing_the_clock() {
        let message = refused(Kind::TouchesTheClock, || checker::wait_random(pauses_the_clock));
        assert!(message.contains("the checker's clock is paused already"), "{message}");
    }

    /// Lets the clock run.
    async fn resumes_the_clock(max_delay: u32) -> f64 {
        tokio::time::resume();
        wait_random(max_delay).await
    }

    #[test]
    fn resuming_the_clock() {
        refused(Kind::TouchesTheClock, || checker::wait_random(resumes_the_clock));
    }

    /// Blocks in place, which one thread can't.
    async fn blocks_in_place(max_delay: u32) -> f64 {
        tokio::task::block_in_place(|| thread::sleep(Duration::from_millis(1)));
        wait_random(max_delay).await
    }

    #[test]
    fn blocking_in_place() {
        let message = refused(Kind::Panicked, || checker::wait_random(blocks_in_place));
        assert!(message.contains("needs a multi-thread runtime"), "{message}");
    }

    /// Draws quarters.
    async fn draws_quarters(max_delay: u32) -> f64 {
        let delay = f64::from(random_range(0..=4 * max_delay)) / 4.0;
        sleep(seconds(delay)).await;
        delay
    }

    #[test]
    fn drawing_quarters() {
        refused(Kind::Rounded, || checker::wait_random(draws_quarters));
    }

    /// Blocks a little, in each call.
    async fn blocks_fifteen_milliseconds(max_delay: u32) -> f64 {
        thread::sleep(Duration::from_millis(15));
        wait_random(max_delay).await
    }

    #[test]
    fn blocking_fifteen_milliseconds() {
        refused(Kind::BlocksTheThread, || checker::wait_random(blocks_fifteen_milliseconds));
    }
}

/// Answers that are right.
mod right {
    use super::*;

    /// As the workspace has it.
    pub async fn sleeps_a_range(max_delay: u32) -> f64 {
        let delay = random_range(0.0..=f64::from(max_delay));
        sleep(Duration::from_secs_f64(delay)).await;
        delay
    }

    #[test]
    fn a_range() {
        accepted(|| checker::wait_random(sleeps_a_range));
    }

    /// Scales a number between 0 and 1.
    async fn scales_a_fraction(max_delay: u32) -> f64 {
        let delay = random::<f64>() * f64::from(max_delay);
        sleep(Duration::from_secs_f64(delay)).await;
        delay
    }

    #[test]
    fn a_fraction() {
        accepted(|| checker::wait_random(scales_a_fraction));
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

    #[test]
    fn a_generator_that_is_dropped() {
        accepted(|| checker::wait_random(drops_its_generator));
    }

    /// Works out when it ends.
    async fn sleeps_until(max_delay: u32) -> f64 {
        let delay = random_range(0.0..=f64::from(max_delay));
        sleep_until(Instant::now() + Duration::from_secs_f64(delay)).await;
        delay
    }

    #[test]
    fn a_deadline() {
        accepted(|| checker::wait_random(sleeps_until));
    }

    /// Draws whole nanoseconds.
    async fn draws_nanoseconds(max_delay: u32) -> f64 {
        let delay = random_range(Duration::ZERO..=Duration::from_secs(max_delay.into()));
        sleep(delay).await;
        delay.as_secs_f64()
    }

    #[test]
    fn whole_nanoseconds() {
        accepted(|| checker::wait_random(draws_nanoseconds));
    }

    /// A function that returns a future.
    fn returns_a_future(max_delay: u32) -> BoxFuture<'static, f64> {
        sleeps_a_range(max_delay).boxed()
    }

    #[test]
    fn a_boxed_future() {
        accepted(|| checker::wait_random(returns_a_future));
    }
}
