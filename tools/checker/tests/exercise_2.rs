//! Exercise 2: measuring. Wrong answers are refused for their mistake,
//! and right ones accepted.

mod common;

use std::future::pending;
use std::thread;
use std::time::{Duration, SystemTime};

use checker::Kind;
use common::{expect_acceptance, expect_refusal};
use spy::{wait_n, wait_random};
use tokio::runtime::{Builder, Runtime};
use tokio::time::{Instant, sleep};

/// Seconds as tokio takes them.
fn seconds(delay: f64) -> Duration {
    Duration::from_secs_f64(delay)
}

/// A runtime of one thread.
fn runtime() -> Runtime {
    Builder::new_current_thread().enable_time().build().unwrap()
}

/// Answers that are wrong.
mod wrong {
    use super::*;

    /// A right measurement of the total.
    fn total(n: u32, max_delay: u32) -> Duration {
        assert!(n > 0, "n is 0");
        let runtime = runtime();
        let start = Instant::now();
        runtime.block_on(wait_n(n, max_delay));
        start.elapsed()
    }

    /// A runtime whose clock does not run with the wall.
    fn paused_runtime() -> Runtime {
        let mut builder = Builder::new_current_thread();
        builder.enable_time().start_paused(true).build().unwrap()
    }

    /// That never come to their end, or panic.
    mod unfinished {
        use super::*;

        /// Waits for something else when it has measured.
        #[test]
        fn never_returns_what_it_measured() {
            fn answer(n: u32, max_delay: u32) -> f64 {
                let total = total(n, max_delay);
                runtime().block_on(pending::<()>());
                total.as_secs_f64() / f64::from(n)
            }

            expect_refusal(
                Kind::NeverEnds,
                "it waits for something else after `wait_n` has returned",
                || checker::check_measure_time(answer),
            );
        }

        /// Refuses one wait, too.
        #[test]
        fn panics_on_one_wait() {
            fn answer(n: u32, max_delay: u32) -> f64 {
                assert!(n > 1, "too few waits");
                total(n, max_delay).as_secs_f64() / f64::from(n)
            }

            expect_refusal(
                Kind::Panicked,
                "it panicked before it had called wait_n; n is 1 in this call, and only n = 0 \
                 has to be refused",
                || checker::check_measure_time(answer),
            );
        }

        /// Not written.
        #[test]
        fn unwritten() {
            fn answer(_: u32, _: u32) -> f64 {
                todo!()
            }

            expect_refusal(
                Kind::NotWritten,
                "there is still a `todo!()` in it, which panics",
                || checker::check_measure_time(answer),
            );
        }

        /// Blocks on what never ends.
        #[test]
        fn never_comes_back() {
            fn answer(_: u32, _: u32) -> f64 {
                runtime().block_on(pending())
            }

            expect_refusal(
                Kind::NeverEnds,
                "nothing drives `wait_n(n, max_delay)` to its end, or it blocks on something \
                 else",
                || checker::check_measure_time(answer),
            );
        }

        /// Loses the panic of a task.
        #[test]
        fn loses_a_panic() {
            fn answer(n: u32, _: u32) -> f64 {
                let start = Instant::now();
                let _ =
                    runtime().block_on(async { tokio::spawn(async { panic!("no luck") }).await });
                start.elapsed().as_secs_f64() / f64::from(n)
            }

            expect_refusal(
                Kind::Panicked,
                "it panicked before it had called wait_n; n is 3 in this call, and only n = 0 \
                 has to be refused",
                || checker::check_measure_time(answer),
            );
        }

        /// Blocks with something that is no runtime.
        #[test]
        fn has_no_runtime() {
            fn answer(n: u32, max_delay: u32) -> f64 {
                let start = Instant::now();
                futures::executor::block_on(wait_n(n, max_delay));
                start.elapsed().as_secs_f64() / f64::from(n)
            }

            expect_refusal(
                Kind::Panicked,
                "tokio's timer, `tokio::spawn` and `Handle::current` work only inside a runtime",
                || checker::check_measure_time(answer),
            );
        }

        /// Has a runtime without a timer.
        #[test]
        fn has_no_timer() {
            fn answer(n: u32, max_delay: u32) -> f64 {
                let start = Instant::now();
                Builder::new_current_thread().build().unwrap().block_on(wait_n(n, max_delay));
                start.elapsed().as_secs_f64() / f64::from(n)
            }

            let message =
                expect_refusal(Kind::Panicked, "the runtime was built without a timer", || {
                    checker::check_measure_time(answer)
                });
            assert!(message.contains("`enable_time()`"), "{message}");
        }
    }

    /// That call the function before wrongly.
    mod calls {
        use super::*;

        /// Awaits each wait before the next.
        #[test]
        fn one_after_another() {
            fn answer(n: u32, max_delay: u32) -> f64 {
                let start = Instant::now();
                runtime().block_on(async {
                    for _ in 0..n {
                        wait_random(max_delay).await;
                    }
                });
                start.elapsed().as_secs_f64() / f64::from(n)
            }

            expect_refusal(
                Kind::NotCalled,
                "the exercise asks you to measure wait_n, and nothing had called it by then",
                || checker::check_measure_time(answer),
            );
        }

        /// Waits a second time.
        #[test]
        fn runs_twice() {
            fn answer(n: u32, max_delay: u32) -> f64 {
                total(n, max_delay);
                total(n, max_delay).as_secs_f64() / f64::from(n)
            }

            expect_refusal(
                Kind::WrongNumberOfCalls,
                "one call of wait_n runs all n waits, so measure that one call",
                || checker::check_measure_time(answer),
            );
        }

        /// Measures a second run too.
        #[test]
        fn measures_two_runs() {
            fn answer(n: u32, max_delay: u32) -> f64 {
                (total(n, max_delay) + total(n, max_delay)).as_secs_f64() / f64::from(n)
            }

            expect_refusal(
                Kind::WrongNumberOfCalls,
                "one call of wait_n runs all n waits, so measure that one call",
                || checker::check_measure_time(answer),
            );
        }

        /// Passes on the two numbers the wrong way round.
        #[test]
        fn swaps_the_arguments() {
            fn answer(n: u32, max_delay: u32) -> f64 {
                assert!(n > 0, "n is 0");
                let start = Instant::now();
                runtime().block_on(wait_n(max_delay, n));
                start.elapsed().as_secs_f64() / f64::from(n)
            }

            expect_refusal(
                Kind::WrongArguments,
                "`n` was 3, but 2 was passed, and `max_delay` was 2, but 3 was passed: the \
                 two are swapped",
                || checker::check_measure_time(answer),
            );
        }

        /// Runs ten waits, whatever it is given.
        #[test]
        fn ignores_n() {
            fn answer(n: u32, max_delay: u32) -> f64 {
                total(n.min(10), max_delay).as_secs_f64() / f64::from(n)
            }

            expect_refusal(Kind::WrongArguments, "`n` was 1000, but 10 was passed", || {
                checker::check_measure_time(answer)
            });
        }

        /// Waits up to two seconds, whatever it is given.
        #[test]
        fn ignores_max_delay() {
            fn answer(n: u32, _: u32) -> f64 {
                total(n, 2).as_secs_f64() / f64::from(n)
            }

            expect_refusal(Kind::WrongArguments, "`max_delay` was 4, but 2 was passed", || {
                checker::check_measure_time(answer)
            });
        }

        /// Waits up to a second, whatever it is given.
        #[test]
        fn ignores_long_delays() {
            fn answer(n: u32, max_delay: u32) -> f64 {
                total(n, max_delay.min(1)).as_secs_f64() / f64::from(n)
            }

            expect_refusal(Kind::WrongArguments, "`max_delay` was 2, but 1 was passed", || {
                checker::check_measure_time(answer)
            });
        }

        /// Makes one wait too many.
        #[test]
        fn waits_once_more() {
            fn answer(n: u32, max_delay: u32) -> f64 {
                assert!(n > 0, "n is 0");
                total(n + 1, max_delay).as_secs_f64() / f64::from(n)
            }

            expect_refusal(Kind::WrongArguments, "`n` was 3, but 4 was passed", || {
                checker::check_measure_time(answer)
            });
        }

        /// Makes two waits where n is 1.
        #[test]
        fn waits_at_least_twice() {
            fn answer(n: u32, max_delay: u32) -> f64 {
                assert!(n > 0, "n is 0");
                total(n.max(2), max_delay).as_secs_f64() / f64::from(n)
            }

            expect_refusal(Kind::WrongArguments, "`n` was 1, but 2 was passed", || {
                checker::check_measure_time(answer)
            });
        }

        /// Runs all waits a second time, at the same time.
        #[test]
        fn runs_two_at_once() {
            fn answer(n: u32, max_delay: u32) -> f64 {
                assert!(n > 0, "n is 0");
                let start = Instant::now();
                let two = async { tokio::join!(wait_n(n, max_delay), wait_n(n, max_delay)) };
                runtime().block_on(two);
                start.elapsed().as_secs_f64() / f64::from(n)
            }

            expect_refusal(
                Kind::WrongNumberOfCalls,
                "one call of wait_n runs all n waits, so measure that one call",
                || checker::check_measure_time(answer),
            );
        }

        /// Sleeps the longest delay that there can be.
        #[test]
        fn sleeps_max_delay() {
            fn answer(n: u32, max_delay: u32) -> f64 {
                assert!(n > 0, "n is 0");
                let start = Instant::now();
                thread::sleep(Duration::from_secs(max_delay.into()));
                start.elapsed().as_secs_f64() / f64::from(n)
            }

            expect_refusal(
                Kind::NotCalled,
                "the exercise asks you to measure wait_n, and nothing had called it by then",
                || checker::check_measure_time(answer),
            );
        }
    }

    /// That don't let each wait complete.
    mod completion {
        use super::*;

        /// Lets something win that is ready at once.
        #[test]
        fn loses_to_what_is_ready() {
            fn answer(n: u32, max_delay: u32) -> f64 {
                assert!(n > 0, "n is 0");
                let start = Instant::now();
                runtime().block_on(async {
                    tokio::select! {
                        biased;
                        _ = wait_n(n, max_delay) => {}
                        () = async {} => {}
                    }
                });
                start.elapsed().as_secs_f64() / f64::from(n)
            }

            expect_refusal(
                Kind::NotRunToEnd,
                "nothing polled it to its end: its runtime was dropped, for example, or a \
                 `timeout` or a `select!` dropped it",
                || checker::check_measure_time(answer),
            );
        }

        /// Panics when it has given up.
        #[test]
        fn expects_it_soon() {
            fn answer(n: u32, max_delay: u32) -> f64 {
                assert!(n > 0, "n is 0");
                let start = Instant::now();
                let wait =
                    async { tokio::time::timeout(seconds(0.005), wait_n(n, max_delay)).await };
                runtime().block_on(wait).expect("in time");
                start.elapsed().as_secs_f64() / f64::from(n)
            }

            expect_refusal(
                Kind::Panicked,
                "a `timeout` ended first, and `unwrap()` panics on its `Err`",
                || checker::check_measure_time(answer),
            );
        }

        /// Gives up after 5 ms.
        #[test]
        fn gives_up_soon() {
            fn answer(n: u32, max_delay: u32) -> f64 {
                assert!(n > 0, "n is 0");
                let start = Instant::now();
                runtime().block_on(async {
                    let _ = tokio::time::timeout(seconds(0.005), wait_n(n, max_delay)).await;
                });
                start.elapsed().as_secs_f64() / f64::from(n)
            }

            expect_refusal(
                Kind::NotRunToEnd,
                "nothing polled it to its end: its runtime was dropped, for example, or a \
                 `timeout` or a `select!` dropped it",
                || checker::check_measure_time(answer),
            );
        }

        /// Makes the future, and leaves it at that.
        #[test]
        fn never_runs() {
            fn answer(n: u32, max_delay: u32) -> f64 {
                let start = Instant::now();
                drop(wait_n(n, max_delay));
                start.elapsed().as_secs_f64() / f64::from(n)
            }

            expect_refusal(
                Kind::NotRunToEnd,
                "a future makes progress only while something drives it, and nothing drove \
                 this one",
                || checker::check_measure_time(answer),
            );
        }

        /// Waits for half a second at the most.
        #[test]
        fn has_no_patience() {
            fn answer(n: u32, max_delay: u32) -> f64 {
                assert!(n > 0);
                let runtime = Builder::new_current_thread().enable_time().build().unwrap();
                let start = Instant::now();
                let limit = Duration::from_millis(500);
                let _ = runtime
                    .block_on(async { tokio::time::timeout(limit, wait_n(n, max_delay)).await });
                start.elapsed().as_secs_f64() / f64::from(n)
            }

            expect_refusal(
                Kind::NotRunToEnd,
                "nothing polled it to its end: its runtime was dropped, for example, or a \
                 `timeout` or a `select!` dropped it",
                || checker::check_measure_time(answer),
            );
        }

        /// Leaves the waits to a thread, and doesn't wait for it.
        #[test]
        fn leaves_a_thread() {
            fn answer(n: u32, max_delay: u32) -> f64 {
                let start = Instant::now();
                std::thread::spawn(move || runtime().block_on(wait_n(n, max_delay)));
                std::thread::sleep(std::time::Duration::from_millis(10));
                start.elapsed().as_secs_f64() / f64::from(n)
            }

            let message = expect_refusal(Kind::NotRunToEnd, "nothing waited for its end", || {
                checker::check_measure_time(answer)
            });
            assert!(message.contains("was still running"), "{message}");
        }
    }

    /// That return another number than the average time.
    mod averages {
        use super::*;

        /// Returns the total in milliseconds.
        #[test]
        fn returns_the_total_in_milliseconds() {
            fn answer(n: u32, max_delay: u32) -> f64 {
                total(n, max_delay).as_secs_f64() * 1e3
            }

            expect_refusal(Kind::WrongUnit, "that is a number of milliseconds", || {
                checker::check_measure_time(answer)
            });
        }

        /// Multiplies by n.
        #[test]
        fn multiplies_by_n() {
            fn answer(n: u32, max_delay: u32) -> f64 {
                total(n, max_delay).as_secs_f64() * f64::from(n)
            }

            expect_refusal(Kind::WrongDivisor, "[..] is the total multiplied by 3", || {
                checker::check_measure_time(answer)
            });
        }

        /// Rounds the result up to whole milliseconds.
        #[test]
        fn rounds_up_to_milliseconds() {
            fn answer(n: u32, max_delay: u32) -> f64 {
                (total(n, max_delay).as_secs_f64() / f64::from(n) * 1e3 + 1.0).ceil() / 1e3
            }

            expect_refusal(
                Kind::Rounded,
                "the result was rounded, or made of whole milliseconds",
                || checker::check_measure_time(answer),
            );
        }

        /// Does not divide.
        #[test]
        fn returns_the_total() {
            fn answer(n: u32, max_delay: u32) -> f64 {
                total(n, max_delay).as_secs_f64()
            }

            expect_refusal(
                Kind::TotalInsteadOfAverage,
                "that is the total, and the average was asked for",
                || checker::check_measure_time(answer),
            );
        }

        /// Divides milliseconds.
        #[test]
        fn in_milliseconds() {
            fn answer(n: u32, max_delay: u32) -> f64 {
                total(n, max_delay).as_secs_f64() * 1000.0 / f64::from(n)
            }

            expect_refusal(Kind::WrongUnit, "that is a number of milliseconds", || {
                checker::check_measure_time(answer)
            });
        }

        /// Divides whole milliseconds.
        #[test]
        fn in_whole_milliseconds() {
            fn answer(n: u32, max_delay: u32) -> f64 {
                f64::from(u32::try_from(total(n, max_delay).as_millis()).unwrap()) / f64::from(n)
            }

            expect_refusal(Kind::WrongUnit, "that is a number of milliseconds", || {
                checker::check_measure_time(answer)
            });
        }

        /// Cuts the total to whole seconds.
        #[test]
        fn in_whole_seconds() {
            fn answer(n: u32, max_delay: u32) -> f64 {
                f64::from(u32::try_from(total(n, max_delay).as_secs()).unwrap()) / f64::from(n)
            }

            expect_refusal(
                Kind::Rounded,
                "the time was cut off at whole seconds, the result was rounded, or the two \
                 instants were subtracted the wrong way round",
                || checker::check_measure_time(answer),
            );
        }

        /// Reads the paused clock.
        #[test]
        fn measures_a_paused_clock() {
            fn answer(n: u32, max_delay: u32) -> f64 {
                paused_runtime().block_on(async {
                    let start = Instant::now();
                    wait_n(n, max_delay).await;
                    start.elapsed().as_secs_f64() / f64::from(n)
                })
            }

            expect_refusal(
                Kind::PausedClock,
                "the clock of the runtime is paused, and jumps over the waits",
                || checker::check_measure_time(answer),
            );
        }

        /// Reads the wall's clock while the waits run on a paused one.
        #[test]
        fn measures_another_clock() {
            fn answer(n: u32, max_delay: u32) -> f64 {
                let start = std::time::Instant::now();
                paused_runtime().block_on(wait_n(n, max_delay));
                start.elapsed().as_secs_f64() / f64::from(n)
            }

            expect_refusal(
                Kind::PausedClock,
                "the clock of the runtime is paused, and jumps over the waits",
                || checker::check_measure_time(answer),
            );
        }

        /// Takes the start when the waits have ended.
        #[test]
        fn starts_too_late() {
            fn answer(n: u32, max_delay: u32) -> f64 {
                runtime().block_on(wait_n(n, max_delay));
                let start = Instant::now();
                start.elapsed().as_secs_f64() / f64::from(n)
            }

            expect_refusal(
                Kind::NotMeasured,
                "the clock wasn't read both before and after the waits",
                || checker::check_measure_time(answer),
            );
        }

        /// Takes the longest delay for the time that passed.
        #[test]
        fn returns_the_longest_delay() {
            fn answer(n: u32, max_delay: u32) -> f64 {
                let delays = runtime().block_on(wait_n(n, max_delay));
                delays.iter().copied().fold(0.0, f64::max) / f64::from(n)
            }

            expect_refusal(
                Kind::NotMeasured,
                "that was computed from the delays or from `max_delay`, not measured",
                || checker::check_measure_time(answer),
            );
        }

        /// Takes the average of the delays for the average time.
        #[test]
        fn averages_the_delays() {
            fn answer(n: u32, max_delay: u32) -> f64 {
                let delays = runtime().block_on(wait_n(n, max_delay));
                delays.iter().sum::<f64>() / f64::from(n)
            }

            expect_refusal(
                Kind::NotMeasured,
                "that was computed from the delays or from `max_delay`, not measured",
                || checker::check_measure_time(answer),
            );
        }

        /// Counts whole milliseconds, and makes seconds of them.
        #[test]
        fn rounds_to_milliseconds() {
            fn answer(n: u32, max_delay: u32) -> f64 {
                (total(n, max_delay).as_secs_f64() * 1000.0).round() / 1000.0 / f64::from(n)
            }

            expect_refusal(Kind::Rounded, "the time was rounded to whole milliseconds", || {
                checker::check_measure_time(answer)
            });
        }

        /// Divides by 0.
        #[test]
        fn does_not_refuse_0() {
            fn answer(n: u32, max_delay: u32) -> f64 {
                total(n.max(1), max_delay).as_secs_f64() / f64::from(n)
            }

            expect_refusal(
                Kind::ZeroWaitsNotRefused,
                "zero waits have no average, so there is no number to return; Python raises \
                 an error there",
                || checker::check_measure_time(answer),
            );
        }

        /// Measures a rest too.
        #[test]
        fn sleeps_inside_the_measurement() {
            fn answer(n: u32, max_delay: u32) -> f64 {
                let start = Instant::now();
                thread::sleep(Duration::from_millis(100));
                total(n, max_delay);
                start.elapsed().as_secs_f64() / f64::from(n)
            }

            expect_refusal(
                Kind::DoesExtraWork,
                "something else takes time, such as a sleep",
                || checker::check_measure_time(answer),
            );
        }

        /// Sleeps after its waits, for a fifth of the longest delay that there can be.
        #[test]
        fn sleeps_a_fifth_of_max_delay() {
            fn answer(n: u32, max_delay: u32) -> f64 {
                assert!(n > 0, "n is 0");
                let start = Instant::now();
                runtime().block_on(async {
                    wait_n(n, max_delay).await;
                    sleep(seconds(0.2 * f64::from(max_delay))).await;
                });
                start.elapsed().as_secs_f64() / f64::from(n)
            }

            expect_refusal(
                Kind::DoesExtraWork,
                "something else takes time, such as a sleep",
                || checker::check_measure_time(answer),
            );
        }

        /// Divides by `max_delay` too.
        #[test]
        fn divides_by_max_delay() {
            fn answer(n: u32, max_delay: u32) -> f64 {
                total(n, max_delay).as_secs_f64() / f64::from(n * max_delay.max(1))
            }

            expect_refusal(
                Kind::WrongDivisor,
                "[..] is the total divided by 6, and n is 3",
                || checker::check_measure_time(answer),
            );
        }

        /// Divides by one too many.
        #[test]
        fn divides_by_one_too_many() {
            fn answer(n: u32, max_delay: u32) -> f64 {
                total(n, max_delay).as_secs_f64() / f64::from(n + 1)
            }

            expect_refusal(
                Kind::WrongDivisor,
                "[..] is the total divided by 4, and n is 3",
                || checker::check_measure_time(answer),
            );
        }

        /// Divides by two where n is 1.
        #[test]
        fn divides_by_at_least_two() {
            fn answer(n: u32, max_delay: u32) -> f64 {
                total(n, max_delay).as_secs_f64() / f64::from(n.max(2))
            }

            expect_refusal(
                Kind::WrongDivisor,
                "[..] is the total divided by 2, and n is 1",
                || checker::check_measure_time(answer),
            );
        }

        /// Runs the waits, and works out what to return.
        #[test]
        fn computes_the_average() {
            fn answer(n: u32, max_delay: u32) -> f64 {
                let _total = total(n, max_delay);
                f64::from(max_delay) / f64::from(n)
            }

            expect_refusal(
                Kind::NotMeasured,
                "that was computed from the delays or from `max_delay`, not measured",
                || checker::check_measure_time(answer),
            );
        }

        /// Loses whole seconds.
        #[test]
        fn loses_seconds() {
            fn answer(n: u32, max_delay: u32) -> f64 {
                assert!(n > 0);
                let runtime = Builder::new_current_thread().enable_time().build().unwrap();
                let start = Instant::now();
                runtime.block_on(wait_n(n, max_delay));
                f64::from(start.elapsed().subsec_nanos()) / 1e9 / f64::from(n)
            }

            expect_refusal(
                Kind::WrongMeasurement,
                "the whole seconds were left out, as by `subsec_nanos()`",
                || checker::check_measure_time(answer),
            );
        }

        /// Divides the wrong way round.
        #[test]
        fn divides_upside_down() {
            fn answer(n: u32, max_delay: u32) -> f64 {
                let start = Instant::now();
                runtime().block_on(wait_n(n, max_delay));
                f64::from(n) / start.elapsed().as_secs_f64()
            }

            let message = expect_refusal(
                Kind::WrongDivisor,
                "that is something divided by the time, upside down",
                || checker::check_measure_time(answer),
            );
            assert!(message.contains("upside down"), "{message}");
        }
    }

    /// That hide a panic.
    mod panics {
        use super::*;

        /// Waits for the result of a thread that has panicked.
        #[test]
        fn waits_for_a_thread_that_panicked() {
            fn answer(n: u32, max_delay: u32) -> f64 {
                assert!(n > 0, "n is 0");
                let (sender, receiver) = std::sync::mpsc::channel();
                let to_thread = sender.clone();
                thread::spawn(move || to_thread.send(total(n, max_delay)));
                receiver.recv().unwrap().as_secs_f64() / f64::from(n)
            }

            expect_refusal(
                Kind::SwallowsAPanic,
                "the panic ended a task or a thread, and the function still waits for a result \
                 from it",
                || checker::check_measure_time(answer),
            );
        }

        /// Catches the panic itself.
        #[test]
        fn catches_a_panic() {
            fn answer(n: u32, max_delay: u32) -> f64 {
                assert!(n > 0, "n is 0");
                let total = std::panic::catch_unwind(|| total(n, max_delay));
                total.map_or(0.0, |total| total.as_secs_f64() / f64::from(n))
            }

            expect_refusal(
                Kind::SwallowsAPanic,
                "the panic was caught, as by `catch_unwind`, and not passed on",
                || checker::check_measure_time(answer),
            );
        }

        /// Has no answer for 0 yet.
        #[test]
        fn leaves_0_for_later() {
            fn answer(n: u32, max_delay: u32) -> f64 {
                if n == 0 {
                    todo!();
                }
                total(n, max_delay).as_secs_f64() / f64::from(n)
            }

            expect_refusal(
                Kind::NotWritten,
                "there is still a `todo!()` in it, which panics",
                || checker::check_measure_time(answer),
            );
        }

        /// Tries again where its task has panicked.
        #[test]
        fn tries_again() {
            fn answer(n: u32, max_delay: u32) -> f64 {
                assert!(n > 0, "n is 0");
                let runtime = runtime();
                loop {
                    let start = Instant::now();
                    if runtime.block_on(runtime.spawn(wait_n(n, max_delay))).is_ok() {
                        return start.elapsed().as_secs_f64() / f64::from(n);
                    }
                }
            }

            expect_refusal(
                Kind::SwallowsAPanic,
                "the panic ended a task or a thread, and the function still waits for a result \
                 from it",
                || checker::check_measure_time(answer),
            );
        }

        /// Ignores that its task may have panicked.
        #[test]
        fn ignores_a_panic() {
            fn answer(n: u32, max_delay: u32) -> f64 {
                assert!(n > 0);
                let runtime = runtime();
                let start = Instant::now();
                let _ = runtime.block_on(runtime.spawn(wait_n(n, max_delay)));
                start.elapsed().as_secs_f64() / f64::from(n)
            }

            expect_refusal(
                Kind::SwallowsAPanic,
                "the panic of a task or a thread arrives as an `Err` from its handle, and that was \
                 ignored or replaced",
                || checker::check_measure_time(answer),
            );
        }
    }
}

/// Answers that are right.
mod right {
    use super::*;

    /// As the workspace has it, on tokio's clock.
    #[test]
    fn reads_an_instant() {
        fn answer(n: u32, max_delay: u32) -> f64 {
            assert!(n > 0, "n is 0");
            let runtime = runtime();
            let start = Instant::now();
            runtime.block_on(wait_n(n, max_delay));
            start.elapsed().as_secs_f64() / f64::from(n)
        }

        expect_acceptance(|| checker::check_measure_time(answer));
    }

    /// Measures inside the runtime.
    #[test]
    fn measures_inside() {
        fn answer(n: u32, max_delay: u32) -> f64 {
            assert_ne!(n, 0);
            let total = runtime().block_on(async {
                let start = Instant::now();
                wait_n(n, max_delay).await;
                start.elapsed()
            });
            (total / n).as_secs_f64()
        }

        expect_acceptance(|| checker::check_measure_time(answer));
    }

    /// Reads the time of day.
    #[test]
    fn reads_the_time_of_day() {
        fn answer(n: u32, max_delay: u32) -> f64 {
            let start = SystemTime::now();
            runtime().block_on(wait_n(n, max_delay));
            let total = start.elapsed().unwrap();
            // Panics where n is 0, as every division of a `Duration` does.
            (total / n).as_secs_f64()
        }

        expect_acceptance(|| checker::check_measure_time(answer));
    }

    /// Runs on a thread of its own, with a runtime of many.
    // Where threads take long to start, this answer takes longer than it may.
    #[cfg(not(windows))]
    #[test]
    fn has_many_threads() {
        fn answer(n: u32, max_delay: u32) -> f64 {
            let measure = move || {
                assert!(n > 0, "n is 0");
                let runtime = Runtime::new().unwrap();
                let start = Instant::now();
                runtime.block_on(wait_n(n, max_delay));
                start.elapsed().as_secs_f64() / f64::from(n)
            };
            std::thread::spawn(measure).join().unwrap()
        }

        expect_acceptance(|| checker::check_measure_time(answer));
    }

    /// `#[tokio::main]` makes a plain function of an async one.
    #[test]
    fn has_a_main_attribute() {
        #[tokio::main(flavor = "current_thread")]
        async fn answer(n: u32, max_delay: u32) -> f64 {
            let start = std::time::Instant::now();
            wait_n(n.checked_sub(1).expect("n is at least 1") + 1, max_delay).await;
            start.elapsed().as_secs_f64() / f64::from(n)
        }

        expect_acceptance(|| checker::check_measure_time(answer));
    }
}
