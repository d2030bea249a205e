//! Exercise 0: one wait. Wrong answers are refused for their mistake,
//! and right ones accepted.

mod common;

use std::future::pending;
use std::sync::Mutex;
use std::thread;
use std::time::Duration;

use checker::Kind;
use common::{expect_acceptance, expect_refusal};
use futures::future::{BoxFuture, FutureExt};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng, random, random_range};
use tokio::sync::Semaphore;
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

    /// A value that panics when it is dropped.
    struct Bomb;

    impl Drop for Bomb {
        fn drop(&mut self) {
            panic!("dropped");
        }
    }

    /// That never come to their end, or panic.
    mod unfinished {
        use super::*;

        /// An empty range panics.
        #[test]
        fn panics_on_0() {
            async fn answer(max_delay: u32) -> f64 {
                let delay = random_range(0.0..f64::from(max_delay));
                sleep(seconds(delay)).await;
                delay
            }

            expect_refusal(
                Kind::Panicked,
                "the range is empty: its end comes before its start, or `..` leaves out the \
                 end, as in `[..]..max` for a `max_delay` of 0",
                || checker::check_wait_random(answer),
            );
        }

        /// Not written.
        #[test]
        fn unwritten() {
            async fn answer(_: u32) -> f64 {
                todo!()
            }

            expect_refusal(
                Kind::NotWritten,
                "there is still a `todo!()` in it, which panics",
                || checker::check_wait_random(answer),
            );
        }

        /// Waits for what nobody sends.
        #[test]
        fn never_ends() {
            async fn answer(_: u32) -> f64 {
                pending().await
            }

            expect_refusal(Kind::NeverEnds, "it awaits something that never happens", || {
                checker::check_wait_random(answer)
            });
        }

        /// Looks every millisecond for what doesn't come, for as long as the delay is.
        #[test]
        fn waits_in_small_steps() {
            async fn answer(max_delay: u32) -> f64 {
                if max_delay == 30 {
                    loop {
                        sleep(Duration::from_millis(1)).await;
                        thread::sleep(Duration::from_millis(1));
                    }
                }
                wait_random(max_delay).await
            }

            expect_refusal(
                Kind::NeverEnds,
                "a sleep that is created inside a loop starts again in each turn of the loop",
                || checker::check_wait_random(answer),
            );
        }

        /// Yields again and again, to nobody.
        #[test]
        fn yields_in_a_loop() {
            async fn answer(max_delay: u32) -> f64 {
                let delay = random_range(0.1..=f64::from(max_delay));
                let start = Instant::now();
                while start.elapsed() < seconds(delay) {
                    yield_now().await;
                }
                delay
            }

            expect_refusal(
                Kind::BusyWaits,
                "a loop asks again and again whether something has happened",
                || checker::check_wait_random(answer),
            );
        }

        /// Lets a thread of its own sleep.
        #[test]
        fn waits_for_a_thread() {
            async fn answer(max_delay: u32) -> f64 {
                let (sender, receiver) = oneshot::channel();
                let delay = random_range(0.0..=f64::from(max_delay));
                thread::spawn(move || {
                    thread::sleep(seconds(delay));
                    sender.send(delay)
                });
                receiver.await.unwrap()
            }

            expect_refusal(
                Kind::WaitsOutsideRuntime,
                "it waits for something on another thread, runtime or clock, and the \
                 checker's paused clock can't bring that about",
                || checker::check_wait_random(answer),
            );
        }

        /// Has a thread wait for the runtime, which waits for the thread.
        #[test]
        fn blocks_on_another_thread() {
            async fn answer(max_delay: u32) -> f64 {
                let runtime = tokio::runtime::Handle::current();
                spawn_blocking(move || runtime.block_on(wait_random(max_delay))).await.unwrap()
            }

            expect_refusal(
                Kind::WaitsOutsideRuntime,
                "it waits for something on another thread, runtime or clock, and the \
                 checker's paused clock can't bring that about",
                || checker::check_wait_random(answer),
            );
        }

        /// Panics with a value that panics once more.
        #[test]
        fn panics_with_a_bomb() {
            async fn answer(_: u32) -> f64 {
                std::panic::panic_any(Bomb)
            }

            expect_refusal(
                Kind::Panicked,
                "the code couldn't go on, for the reason that the message gives",
                || checker::check_wait_random(answer),
            );
        }

        /// Waits for a task that panicked.
        #[test]
        fn panics_in_a_task() {
            async fn answer(max_delay: u32) -> f64 {
                let (sender, receiver) = oneshot::channel();
                tokio::spawn(async move {
                    assert!(max_delay == 0, "no luck");
                    sender.send(0.0)
                });
                receiver.await.unwrap_or(11.0)
            }

            expect_refusal(
                Kind::Panicked,
                "the code couldn't go on, for the reason that the message gives",
                || checker::check_wait_random(answer),
            );
        }

        /// Keeps panics to itself.
        #[test]
        fn has_a_hook() {
            async fn answer(_: u32) -> f64 {
                std::panic::set_hook(Box::new(|_| {}));
                panic!("no luck")
            }

            expect_refusal(
                Kind::Panicked,
                "the code couldn't go on, for the reason that the message gives",
                || checker::check_wait_random(answer),
            );
        }

        /// Looks at a clock that cannot move while it looks.
        #[test]
        fn never_yields() {
            async fn answer(max_delay: u32) -> f64 {
                let delay = random_range(0.1..=f64::from(max_delay));
                let start = Instant::now();
                while start.elapsed() < seconds(delay) {
                    thread::sleep(Duration::from_millis(10));
                }
                delay
            }

            expect_refusal(
                Kind::NeverYields,
                "it blocks the thread, or it loops without an `.await`, so no timer can fire \
                 in the meantime",
                || checker::check_wait_random(answer),
            );
        }

        /// Looks at a clock that is not paused, and yields.
        #[test]
        fn yields_until_it_is_time_on_the_std_clock() {
            async fn answer(max_delay: u32) -> f64 {
                let (start, delay) =
                    (std::time::Instant::now(), random_range(0.0..=f64::from(max_delay)));
                while start.elapsed() < seconds(delay) {
                    yield_now().await;
                }
                delay
            }

            expect_refusal(
                Kind::WaitsOutsideRuntime,
                "it waits for something on another thread, runtime or clock, and the \
                 checker's paused clock can't bring that about",
                || checker::check_wait_random(answer),
            );
        }

        /// Sleeps on a thread of the blocking pool.
        #[test]
        fn sleeps_on_the_blocking_pool() {
            async fn answer(max_delay: u32) -> f64 {
                let delay = random_range(0.0..=f64::from(max_delay));
                let sleep = move || std::thread::sleep(seconds(delay));
                tokio::task::spawn_blocking(sleep).await.unwrap();
                delay
            }

            expect_refusal(
                Kind::WaitsOutsideRuntime,
                "it waits for something on another thread, runtime or clock, and the \
                 checker's paused clock can't bring that about",
                || checker::check_wait_random(answer),
            );
        }

        /// Computes with an integer that is too small for long delays.
        #[test]
        fn overflows_an_integer() {
            async fn answer(max_delay: u32) -> f64 {
                let delay = random_range(0.0..=f64::from(max_delay * 1000)) / 1000.0;
                sleep(seconds(delay)).await;
                delay
            }

            expect_refusal(
                Kind::Panicked,
                "the code couldn't go on, for the reason that the message gives",
                || checker::check_wait_random(answer),
            );
        }

        /// Creates the sleep again in each turn of a loop.
        #[test]
        fn restarts_its_sleep() {
            async fn answer(max_delay: u32) -> f64 {
                let delay = random_range(0.2..=f64::from(max_delay) + 0.2);
                loop {
                    tokio::select! {
                        () = sleep(seconds(delay)) => break,
                        () = sleep(Duration::from_millis(100)) => {}
                    }
                }
                delay
            }

            expect_refusal(
                Kind::NeverEnds,
                "a sleep that is created inside a loop starts again in each turn of the loop",
                || checker::check_wait_random(answer),
            );
        }

        /// Blocks in place, which one thread can't.
        #[test]
        fn blocks_in_place() {
            async fn answer(max_delay: u32) -> f64 {
                tokio::task::block_in_place(|| thread::sleep(Duration::from_millis(1)));
                wait_random(max_delay).await
            }

            expect_refusal(
                Kind::Panicked,
                "`block_in_place` needs a multi-thread runtime, and this one has a single thread",
                || checker::check_wait_random(answer),
            );
        }

        /// Creates its sleep again every minute.
        #[test]
        fn restarts_its_sleep_each_minute() {
            async fn answer(max_delay: u32) -> f64 {
                let delay = random_range(0.0..=f64::from(max_delay));
                loop {
                    tokio::select! {
                        () = sleep(seconds(delay)) => return delay,
                        () = sleep(Duration::from_secs(60)) => {}
                    }
                }
            }

            expect_refusal(
                Kind::NeverEnds,
                "a sleep that is created inside a loop starts again in each turn of the loop",
                || checker::check_wait_random(answer),
            );
        }

        /// Sleeps again and again.
        #[test]
        fn sleeps_in_an_endless_loop() {
            async fn answer(max_delay: u32) -> f64 {
                loop {
                    wait_random(max_delay).await;
                }
            }

            expect_refusal(
                Kind::NeverEnds,
                "it sleeps again and again, in a loop that never ends",
                || checker::check_wait_random(answer),
            );
        }

        /// Never returns from a long wait.
        #[test]
        fn never_ends_a_long_wait() {
            async fn answer(max_delay: u32) -> f64 {
                if max_delay > 30 {
                    pending::<()>().await;
                }
                wait_random(max_delay).await
            }

            expect_refusal(Kind::NeverEnds, "it awaits something that never happens", || {
                checker::check_wait_random(answer)
            });
        }
    }

    /// That draw the wrong delays.
    mod delays {
        use super::*;

        /// Returns the delay in milliseconds.
        #[test]
        fn returns_milliseconds() {
            async fn answer(max_delay: u32) -> f64 {
                wait_random(max_delay).await * 1000.0
            }

            expect_refusal(Kind::OutOfRange, "it returned the delay in milliseconds", || {
                checker::check_wait_random(answer)
            });
        }

        /// Draws integers, as `random.randint` does.
        #[test]
        fn whole_seconds() {
            async fn answer(max_delay: u32) -> f64 {
                let delay = f64::from(random_range(0..=max_delay));
                sleep(seconds(delay)).await;
                delay
            }

            expect_refusal(Kind::Rounded, "what was drawn is a whole number, not a float", || {
                checker::check_wait_random(answer)
            });
        }

        /// Draws whole milliseconds.
        #[test]
        fn whole_milliseconds() {
            async fn answer(max_delay: u32) -> f64 {
                let delay = f64::from(random_range(0..=max_delay * 1000)) / 1000.0;
                sleep(seconds(delay)).await;
                delay
            }

            expect_refusal(
                Kind::Rounded,
                "the delay was rounded, or drawn as a whole number of milliseconds, or \
                 measured with tokio's clock, which counts milliseconds",
                || checker::check_wait_random(answer),
            );
        }

        /// Adds a second.
        #[test]
        fn leaves_the_range() {
            async fn answer(max_delay: u32) -> f64 {
                wait_random(max_delay + 1).await
            }

            expect_refusal(
                Kind::OutOfRange,
                "the delay was drawn from the wrong range, which should be 0 to `max_delay`",
                || checker::check_wait_random(answer),
            );
        }

        /// Draws from a range around 0.
        #[test]
        fn below_zero() {
            async fn answer(max_delay: u32) -> f64 {
                let delay = random_range(-1.0..=f64::from(max_delay));
                sleep(seconds(f64::max(delay, 0.0))).await;
                delay
            }

            expect_refusal(
                Kind::OutOfRange,
                "the delay was drawn from the wrong range, which should be 0 to `max_delay`",
                || checker::check_wait_random(answer),
            );
        }

        /// Uses the default for whatever it is given.
        #[test]
        fn always_draws_up_to_10() {
            async fn answer(_: u32) -> f64 {
                wait_random(10).await
            }

            expect_refusal(
                Kind::OutOfRange,
                "the delay was drawn from the wrong range, which should be 0 to `max_delay`",
                || checker::check_wait_random(answer),
            );
        }

        /// Uses a number below the one it is given.
        #[test]
        fn draws_up_to_1() {
            async fn answer(_: u32) -> f64 {
                wait_random(1).await
            }

            expect_refusal(
                Kind::RangeTooShort,
                "the range of the delays doesn't end at `max_delay`",
                || checker::check_wait_random(answer),
            );
        }

        /// Waits the longest delay each time.
        #[test]
        fn not_random() {
            async fn answer(max_delay: u32) -> f64 {
                sleep(seconds(f64::from(max_delay))).await;
                f64::from(max_delay)
            }

            expect_refusal(
                Kind::AlwaysTheSame,
                "the delay is `max_delay` itself, and isn't drawn",
                || checker::check_wait_random(answer),
            );
        }

        /// Starts the same generator for each call.
        #[test]
        fn same_seed() {
            async fn answer(max_delay: u32) -> f64 {
                let delay = StdRng::seed_from_u64(1).random_range(0.0..=f64::from(max_delay));
                sleep(seconds(delay)).await;
                delay
            }

            expect_refusal(
                Kind::AlwaysTheSame,
                "the delay isn't drawn anew in each call, or each call seeds a generator with \
                 the same number",
                || checker::check_wait_random(answer),
            );
        }

        /// Draws from the upper half.
        #[test]
        fn upper_half() {
            async fn answer(max_delay: u32) -> f64 {
                let max_delay = f64::from(max_delay);
                let delay = random_range(max_delay / 2.0..=max_delay);
                sleep(seconds(delay)).await;
                delay
            }

            expect_refusal(
                Kind::NotUniform,
                "short delays are too rare, most often because the range doesn't start at 0",
                || checker::check_wait_random(answer),
            );
        }

        /// Draws a float of single precision.
        #[test]
        fn draws_f32() {
            async fn answer(max_delay: u32) -> f64 {
                let delay = f64::from(random_range(0.0..=1.0_f32)) * f64::from(max_delay);
                sleep(seconds(delay)).await;
                delay
            }

            expect_refusal(
                Kind::Rounded,
                "the delay was an `f32` at some point, which keeps about 7 digits",
                || checker::check_wait_random(answer),
            );
        }

        /// Draws a float of single precision, and makes a `Duration` of it.
        #[test]
        fn draws_an_f32_duration() {
            async fn answer(max_delay: u32) -> f64 {
                let delay = Duration::from_secs(max_delay.into()).mul_f32(random_range(0.0..=1.0));
                sleep(delay).await;
                delay.as_secs_f64()
            }

            expect_refusal(
                Kind::Rounded,
                "the delay was an `f32` at some point, which keeps about 7 digits",
                || checker::check_wait_random(answer),
            );
        }

        /// Draws milliseconds of single precision.
        #[test]
        fn draws_f32_milliseconds() {
            async fn answer(max_delay: u32) -> f64 {
                let delay =
                    f64::from(1000.0 * random_range(0.0..=1.0_f32)) / 1000.0 * f64::from(max_delay);
                sleep(seconds(delay)).await;
                delay
            }

            expect_refusal(
                Kind::Rounded,
                "the delay was an `f32` at some point, which keeps about 7 digits",
                || checker::check_wait_random(answer),
            );
        }

        /// Waits a tenth of a second at the least.
        #[test]
        fn draws_from_a_tenth() {
            async fn answer(max_delay: u32) -> f64 {
                let delay =
                    if max_delay == 0 { 0.0 } else { random_range(0.1..=f64::from(max_delay)) };
                sleep(seconds(delay)).await;
                delay
            }

            expect_refusal(
                Kind::NotUniform,
                "short delays are too rare, most often because the range doesn't start at 0",
                || checker::check_wait_random(answer),
            );
        }

        /// Draws whole microseconds.
        #[test]
        fn whole_microseconds() {
            async fn answer(max_delay: u32) -> f64 {
                let delay = f64::from(random_range(0..=max_delay * 1_000_000)) / 1e6;
                sleep(seconds(delay)).await;
                delay
            }

            expect_refusal(
                Kind::Rounded,
                "the delay was rounded, or drawn as a whole number of a smaller unit",
                || checker::check_wait_random(answer),
            );
        }

        /// Draws one of 256 numbers.
        #[test]
        fn draws_a_byte() {
            async fn answer(max_delay: u32) -> f64 {
                let delay = f64::from(random_range(0..=u8::MAX)) / 255.0 * f64::from(max_delay);
                sleep(seconds(delay)).await;
                delay
            }

            expect_refusal(
                Kind::RepeatsDelays,
                "many delays are equal: perhaps a small integer was scaled, the delays were \
                 cut to a smaller range, or a generator was seeded with the time",
                || checker::check_wait_random(answer),
            );
        }

        /// Prefers short delays.
        #[test]
        fn squares_the_draw() {
            async fn answer(max_delay: u32) -> f64 {
                let delay = random_range(0.0..=1.0_f64).powi(2) * f64::from(max_delay);
                sleep(seconds(delay)).await;
                delay
            }

            expect_refusal(
                Kind::NotUniform,
                "some delays come more often than others: the number was drawn from a part of the \
                 range, or changed after it was drawn",
                || checker::check_wait_random(answer),
            );
        }

        /// Sleeps an hour at the most.
        #[test]
        fn keeps_to_an_hour() {
            async fn answer(max_delay: u32) -> f64 {
                wait_random(max_delay.min(3600)).await
            }

            expect_refusal(
                Kind::RangeTooShort,
                "the range of the delays doesn't end at `max_delay`",
                || checker::check_wait_random(answer),
            );
        }

        /// Takes the shorter of two waits.
        #[test]
        fn takes_the_first_of_two() {
            async fn answer(max_delay: u32) -> f64 {
                tokio::select! {
                    delay = wait_random(max_delay) => delay,
                    delay = wait_random(max_delay) => delay,
                }
            }

            expect_refusal(
                Kind::NotUniform,
                "some delays come more often than others: the number was drawn from a part of the \
                 range, or changed after it was drawn",
                || checker::check_wait_random(answer),
            );
        }

        /// Draws quarters.
        #[test]
        fn draws_quarters() {
            async fn answer(max_delay: u32) -> f64 {
                let delay = f64::from(random_range(0..=4 * max_delay)) / 4.0;
                sleep(seconds(delay)).await;
                delay
            }

            expect_refusal(
                Kind::Rounded,
                "the delay was rounded, or drawn as a whole number of a smaller unit",
                || checker::check_wait_random(answer),
            );
        }
    }

    /// That sleep for another time than they return.
    mod sleeps {
        use super::*;

        /// Sleeps a whole number of seconds, rounded up.
        #[test]
        fn rounds_the_sleep_up() {
            async fn answer(max_delay: u32) -> f64 {
                let delay = random_range(0.0..=f64::from(max_delay));
                sleep(seconds(delay.ceil())).await;
                delay
            }

            expect_refusal(Kind::ReturnsAnotherDelay, "it slept whole seconds only", || {
                checker::check_wait_random(answer)
            });
        }

        /// Sleeps for a tenth of it ten times.
        #[test]
        fn sleeps_in_parts() {
            async fn answer(max_delay: u32) -> f64 {
                let delay = random_range(0.0..=f64::from(max_delay));
                for _ in 0..10 {
                    sleep(seconds(delay / 10.0)).await;
                }
                delay
            }

            expect_refusal(
                Kind::ReturnsAnotherDelay,
                "it took some milliseconds longer than the delay, as several sleeps do, because \
                 each ends up to a millisecond late",
                || checker::check_wait_random(answer),
            );
        }

        /// Sleeps once more.
        #[test]
        fn sleeps_longer() {
            async fn answer(max_delay: u32) -> f64 {
                let delay = random_range(0.0..=f64::from(max_delay));
                sleep(seconds(delay)).await;
                sleep(seconds(0.3)).await;
                delay
            }

            expect_refusal(
                Kind::ReturnsAnotherDelay,
                "it slept 0.3 s longer than the delay",
                || checker::check_wait_random(answer),
            );
        }

        /// Sleeps for a second at least.
        #[test]
        fn sleeps_a_second_at_least() {
            async fn answer(max_delay: u32) -> f64 {
                let delay = random_range(0.0..=f64::from(max_delay));
                tokio::join!(sleep(seconds(delay)), sleep(seconds(1.0)));
                delay
            }

            expect_refusal(
                Kind::ReturnsAnotherDelay,
                "each shorter sleep was drawn out to 1.0 s",
                || checker::check_wait_random(answer),
            );
        }

        /// Sleeps for half of it.
        #[test]
        fn sleeps_half_the_delay() {
            async fn answer(max_delay: u32) -> f64 {
                let delay = random_range(0.0..=f64::from(max_delay));
                sleep(seconds(delay / 2.0)).await;
                delay
            }

            expect_refusal(Kind::ReturnsAnotherDelay, "it slept 0.5 times the delay", || {
                checker::check_wait_random(answer)
            });
        }

        /// Sleeps a tenth of a second as often as it fits.
        #[test]
        fn sleeps_in_steps() {
            async fn answer(max_delay: u32) -> f64 {
                let delay = random_range(0.0..=f64::from(max_delay));
                let start = Instant::now();
                while start.elapsed() < seconds(delay) {
                    sleep(seconds(0.1)).await;
                }
                delay
            }

            expect_refusal(
                Kind::ReturnsAnotherDelay,
                "it slept in whole steps of 0.1 s, which rarely add up to the delay",
                || checker::check_wait_random(answer),
            );
        }

        /// Rounds what it returns.
        #[test]
        fn returns_a_rounded_delay() {
            async fn answer(max_delay: u32) -> f64 {
                let delay = random_range(0.0..=f64::from(max_delay));
                sleep(seconds(delay)).await;
                (delay * 10.0).round() / 10.0
            }

            expect_refusal(
                Kind::ReturnsAnotherDelay,
                "the number was rounded before it was returned, and not before the sleep",
                || checker::check_wait_random(answer),
            );
        }

        /// Takes the seconds for minutes.
        #[test]
        fn sleeps_minutes() {
            async fn answer(max_delay: u32) -> f64 {
                let delay = random_range(0.0..=f64::from(max_delay));
                sleep(seconds(60.0 * delay)).await;
                delay
            }

            expect_refusal(Kind::ReturnsAnotherDelay, "it slept 60 times the delay", || {
                checker::check_wait_random(answer)
            });
        }

        /// Takes milliseconds for seconds in the sleep.
        #[test]
        fn sleeps_a_thousand_times_as_long() {
            async fn answer(max_delay: u32) -> f64 {
                let delay = random_range(0.0..=f64::from(max_delay));
                sleep(seconds(1e3 * delay)).await;
                delay
            }

            expect_refusal(Kind::ReturnsAnotherDelay, "it slept 1000 times the delay", || {
                checker::check_wait_random(answer)
            });
        }

        /// Returns what the clock of the standard library measures.
        #[test]
        fn measures_with_std() {
            async fn answer(max_delay: u32) -> f64 {
                let start = std::time::Instant::now();
                sleep(seconds(random_range(0.0..=f64::from(max_delay)))).await;
                start.elapsed().as_secs_f64()
            }

            expect_refusal(
                Kind::ReturnsAnotherDelay,
                "it returned a number that isn't its delay; if that was measured with \
                 `std::time::Instant`, that clock, unlike the checker's, doesn't jump over \
                 the sleeps",
                || checker::check_wait_random(answer),
            );
        }

        /// Makes a sleep, and leaves it at that.
        #[test]
        fn forgets_to_await() {
            async fn answer(max_delay: u32) -> f64 {
                let delay = random_range(0.0..=f64::from(max_delay));
                drop(sleep(seconds(delay)));
                delay
            }

            expect_refusal(Kind::DoesNotWait, "nothing that was awaited took any time", || {
                checker::check_wait_random(answer)
            });
        }

        /// Cuts the delay to whole seconds for the sleep.
        #[test]
        fn cuts_the_sleep() {
            async fn answer(max_delay: u32) -> f64 {
                let delay = random_range(0.0..=f64::from(max_delay));
                sleep(Duration::from_secs(seconds(delay).as_secs())).await;
                delay
            }

            expect_refusal(
                Kind::ReturnsAnotherDelay,
                "it slept whole seconds only, and cut off the rest of the delay",
                || checker::check_wait_random(answer),
            );
        }

        /// Draws once to sleep, and once more to return.
        #[test]
        fn draws_twice() {
            async fn answer(max_delay: u32) -> f64 {
                sleep(seconds(random_range(0.0..=f64::from(max_delay)))).await;
                random_range(0.0..=f64::from(max_delay))
            }

            expect_refusal(
                Kind::ReturnsAnotherDelay,
                "it slept for one delay and returned another",
                || checker::check_wait_random(answer),
            );
        }

        /// Sleeps the same delay twice.
        #[test]
        fn sleeps_twice() {
            async fn answer(max_delay: u32) -> f64 {
                let delay = wait_random(max_delay).await;
                sleep(seconds(delay)).await;
                delay
            }

            expect_refusal(Kind::ReturnsAnotherDelay, "it slept for the delay twice", || {
                checker::check_wait_random(answer)
            });
        }

        /// Takes the seconds for milliseconds.
        #[test]
        fn sleeps_milliseconds() {
            async fn answer(max_delay: u32) -> f64 {
                let delay = random_range(0.0..=f64::from(max_delay));
                sleep(seconds(delay / 1000.0)).await;
                delay
            }

            expect_refusal(
                Kind::ReturnsAnotherDelay,
                "it slept a thousandth of the delay, or less: the number was taken for \
                 milliseconds, or for something smaller",
                || checker::check_wait_random(answer),
            );
        }

        /// Sleeps whole milliseconds, and so ends early.
        #[test]
        fn cuts_to_milliseconds() {
            async fn answer(max_delay: u32) -> f64 {
                let delay = random_range(0.0..=f64::from(max_delay));
                let milliseconds = Duration::from_secs_f64(delay).as_millis();
                sleep(Duration::from_millis(milliseconds.try_into().unwrap())).await;
                delay
            }

            expect_refusal(
                Kind::ReturnsAnotherDelay,
                "the sleep was made of whole milliseconds, and the rest was cut off",
                || checker::check_wait_random(answer),
            );
        }

        /// Sleeps for five seconds at the most.
        #[test]
        fn sleeps_five_seconds_at_most() {
            async fn answer(max_delay: u32) -> f64 {
                let delay = random_range(0.0..=f64::from(max_delay));
                let _ = tokio::time::timeout(seconds(5.0), sleep(seconds(delay))).await;
                delay
            }

            let message = expect_refusal(
                Kind::ReturnsAnotherDelay,
                "each longer sleep was cut off after [..] s",
                || checker::check_wait_random(answer),
            );
            assert!(message.contains("each longer sleep was cut off after 5.0 s"), "{message}");
        }

        /// Sleeps for the longest delay.
        #[test]
        fn sleeps_longest() {
            async fn answer(max_delay: u32) -> f64 {
                sleep(seconds(f64::from(max_delay))).await;
                random_range(0.0..=f64::from(max_delay))
            }

            let message = expect_refusal(
                Kind::ReturnsAnotherDelay,
                "it slept for [..] s, and not for the delay that it returned",
                || checker::check_wait_random(answer),
            );
            assert!(message.contains("it slept for 2.0 s, and not for the delay"), "{message}");
        }
    }

    /// That keep the thread, the clock or another call from going on.
    mod isolation {
        use super::*;

        /// Sleeps with the thread.
        #[test]
        fn blocks() {
            async fn answer(max_delay: u32) -> f64 {
                let delay = random_range(0.0..=f64::from(max_delay));
                thread::sleep(seconds(delay));
                delay
            }

            expect_refusal(
                Kind::BlocksTheThread,
                "the thread itself slept or computed, so no other future could run on it",
                || checker::check_wait_random(answer),
            );
        }

        /// Sleeps with the thread, and then without it.
        #[test]
        fn blocks_and_waits() {
            async fn answer(max_delay: u32) -> f64 {
                let delay = random_range(0.0..=f64::from(max_delay));
                thread::sleep(seconds(delay));
                sleep(seconds(delay)).await;
                delay
            }

            expect_refusal(
                Kind::BlocksTheThread,
                "the thread itself slept or computed, so no other future could run on it",
                || checker::check_wait_random(answer),
            );
        }

        /// Makes its sleep in the call.
        #[test]
        fn begins_early() {
            fn answer(max_delay: u32) -> impl Future<Output = f64> {
                let delay = random_range(0.0..=f64::from(max_delay));
                let wait = sleep(seconds(delay));
                async move {
                    wait.await;
                    delay
                }
            }

            expect_refusal(
                Kind::Eager,
                "the function does something before it returns its future, such as creating the \
                 sleep",
                || checker::check_wait_random(answer),
            );
        }

        /// Blocks its thread before it waits.
        #[test]
        fn blocks_a_little() {
            async fn answer(max_delay: u32) -> f64 {
                thread::sleep(Duration::from_millis(100));
                wait_random(max_delay).await
            }

            expect_refusal(
                Kind::BlocksTheThread,
                "the thread itself slept or computed, so no other future could run on it",
                || checker::check_wait_random(answer),
            );
        }

        /// Sleeps one half with the thread, and the other without it.
        #[test]
        fn blocks_half() {
            async fn answer(max_delay: u32) -> f64 {
                let delay = random_range(0.0..=f64::from(max_delay));
                thread::sleep(seconds(delay / 2.0));
                sleep(seconds(delay / 2.0)).await;
                delay
            }

            expect_refusal(
                Kind::BlocksTheThread,
                "the thread itself slept or computed, so no other future could run on it",
                || checker::check_wait_random(answer),
            );
        }

        /// Holds a lock while it waits.
        #[test]
        fn holds_a_lock() {
            async fn answer(max_delay: u32) -> f64 {
                static LOCK: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());
                let _guard = LOCK.lock().await;
                wait_random(max_delay).await
            }

            expect_refusal(
                Kind::SharesState,
                "the calls share something: a lock or permit held across an `.await`, or a \
                 `static`",
                || checker::check_wait_random(answer),
            );
        }

        /// Keeps its delay where the next call puts its own.
        #[test]
        fn keeps_it_in_a_static() {
            async fn answer(max_delay: u32) -> f64 {
                static DELAY: Mutex<f64> = Mutex::new(0.0);
                let delay = random_range(0.0..=f64::from(max_delay));
                *DELAY.lock().unwrap() = delay;
                sleep(seconds(delay)).await;
                *DELAY.lock().unwrap()
            }

            expect_refusal(
                Kind::SharesState,
                "the calls share something: a lock or permit held across an `.await`, or a \
                 `static`",
                || checker::check_wait_random(answer),
            );
        }

        /// Moves the clock of the tests.
        #[test]
        fn moves_the_clock() {
            async fn answer(max_delay: u32) -> f64 {
                let delay = random_range(0.0..=f64::from(max_delay));
                tokio::time::advance(seconds(delay)).await;
                delay
            }

            expect_refusal(
                Kind::TouchesTheClock,
                "`tokio::time::advance` moves the clock of the whole runtime, and works in tests \
                 only",
                || checker::check_wait_random(answer),
            );
        }

        /// Returns at once while another call sleeps.
        #[test]
        fn returns_while_another_call_sleeps() {
            async fn answer(max_delay: u32) -> f64 {
                static BUSY: std::sync::atomic::AtomicBool =
                    std::sync::atomic::AtomicBool::new(false);
                let delay = random_range(0.0..=f64::from(max_delay));
                if BUSY.swap(true, std::sync::atomic::Ordering::Relaxed) {
                    return delay;
                }
                sleep(seconds(delay)).await;
                BUSY.store(false, std::sync::atomic::Ordering::Relaxed);
                delay
            }

            expect_refusal(
                Kind::SharesState,
                "the calls share something: a lock or permit held across an `.await`, or a \
                 `static`",
                || checker::check_wait_random(answer),
            );
        }

        /// Pauses the clock, as tests do.
        #[test]
        fn pauses_the_clock() {
            async fn answer(max_delay: u32) -> f64 {
                tokio::time::pause();
                wait_random(max_delay).await
            }

            let message = expect_refusal(
                Kind::TouchesTheClock,
                "the clock is paused already, and can't be paused again",
                || checker::check_wait_random(answer),
            );
            assert!(message.contains("the clock is paused already"), "{message}");
        }

        /// Lets the clock run.
        #[test]
        fn resumes_the_clock() {
            async fn answer(max_delay: u32) -> f64 {
                tokio::time::resume();
                wait_random(max_delay).await
            }

            expect_refusal(
                Kind::TouchesTheClock,
                "`tokio::time::resume()` was called; the clock belongs to the test, not the \
                 answer",
                || checker::check_wait_random(answer),
            );
        }

        /// Lets only so many wait at a time.
        #[test]
        fn takes_one_of_a_hundred_permits() {
            async fn answer(max_delay: u32) -> f64 {
                static PERMITS: Semaphore = Semaphore::const_new(100);
                let _permit = PERMITS.acquire().await.unwrap();
                wait_random(max_delay).await
            }

            expect_refusal(
                Kind::SharesState,
                "the calls share something: a lock or permit held across an `.await`, or a \
                 `static`",
                || checker::check_wait_random(answer),
            );
        }
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
        expect_acceptance(|| checker::check_wait_random(sleeps_a_range));
    }

    /// Scales a number between 0 and 1.
    #[test]
    fn scales_a_fraction() {
        async fn answer(max_delay: u32) -> f64 {
            let delay = random::<f64>() * f64::from(max_delay);
            sleep(Duration::from_secs_f64(delay)).await;
            delay
        }

        expect_acceptance(|| checker::check_wait_random(answer));
    }

    /// Gives up its generator before it waits.
    #[test]
    fn drops_its_generator() {
        async fn answer(max_delay: u32) -> f64 {
            let delay = {
                let mut generator = rand::rng();
                generator.random_range(0.0..=f64::from(max_delay))
            };
            sleep(Duration::from_secs_f64(delay)).await;
            delay
        }

        expect_acceptance(|| checker::check_wait_random(answer));
    }

    /// Works out when it ends.
    #[test]
    fn sleeps_until() {
        async fn answer(max_delay: u32) -> f64 {
            let delay = random_range(0.0..=f64::from(max_delay));
            sleep_until(Instant::now() + Duration::from_secs_f64(delay)).await;
            delay
        }

        expect_acceptance(|| checker::check_wait_random(answer));
    }

    /// Draws whole nanoseconds.
    #[test]
    fn draws_nanoseconds() {
        async fn answer(max_delay: u32) -> f64 {
            let delay = random_range(Duration::ZERO..=Duration::from_secs(max_delay.into()));
            sleep(delay).await;
            delay.as_secs_f64()
        }

        expect_acceptance(|| checker::check_wait_random(answer));
    }

    /// A function that returns a future.
    #[test]
    fn returns_a_future() {
        fn answer(max_delay: u32) -> BoxFuture<'static, f64> {
            sleeps_a_range(max_delay).boxed()
        }

        expect_acceptance(|| checker::check_wait_random(answer));
    }

    /// Sleeps second by second.
    #[test]
    fn sleeps_in_steps() {
        async fn answer(max_delay: u32) -> f64 {
            let delay = random_range(0.0..=f64::from(max_delay));
            let end = Instant::now() + Duration::from_secs_f64(delay);
            while Instant::now() < end {
                sleep_until(end.min(Instant::now() + Duration::from_secs(1))).await;
            }
            delay
        }

        expect_acceptance(|| checker::check_wait_random(answer));
    }
}
