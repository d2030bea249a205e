//! Exercise 2: measuring. Wrong answers are refused for the mistake that they make, and right ones accepted.

mod common;

use std::future::pending;
use std::thread;
use std::time::{Duration, SystemTime};

use checker::Kind;
use common::{accepted, refused};
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

    /// Does not divide.
    fn returns_the_total(n: u32, max_delay: u32) -> f64 {
        total(n, max_delay).as_secs_f64()
    }

    #[test]
    fn the_total() {
        refused(Kind::TotalInsteadOfAverage, || checker::measure_time(returns_the_total));
    }

    /// Divides milliseconds.
    fn in_milliseconds(n: u32, max_delay: u32) -> f64 {
        total(n, max_delay).as_secs_f64() * 1000.0 / f64::from(n)
    }

    #[test]
    fn milliseconds() {
        refused(Kind::WrongUnit, || checker::measure_time(in_milliseconds));
    }

    /// Divides whole milliseconds.
    fn in_whole_milliseconds(n: u32, max_delay: u32) -> f64 {
        f64::from(u32::try_from(total(n, max_delay).as_millis()).unwrap()) / f64::from(n)
    }

    #[test]
    fn whole_milliseconds() {
        refused(Kind::WrongUnit, || checker::measure_time(in_whole_milliseconds));
    }

    /// Cuts the total to whole seconds.
    fn in_whole_seconds(n: u32, max_delay: u32) -> f64 {
        f64::from(u32::try_from(total(n, max_delay).as_secs()).unwrap()) / f64::from(n)
    }

    #[test]
    fn whole_seconds() {
        refused(Kind::Rounded, || checker::measure_time(in_whole_seconds));
    }

    /// Makes the future, and leaves it at that.
    fn never_runs(n: u32, max_delay: u32) -> f64 {
        let start = Instant::now();
        drop(wait_n(n, max_delay));
        start.elapsed().as_secs_f64() / f64::from(n)
    }

    #[test]
    fn never_running() {
        refused(Kind::NeverRun, || checker::measure_time(never_runs));
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

    #[test]
    fn running_one_after_another() {
        refused(Kind::NotCalled, || checker::measure_time(one_after_another));
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

    #[test]
    fn a_paused_clock() {
        refused(Kind::PausedClock, || checker::measure_time(measures_a_paused_clock));
    }

    /// Reads the wall's clock while the waits run on a paused one.
    fn measures_another_clock(n: u32, max_delay: u32) -> f64 {
        let start = std::time::Instant::now();
        paused_runtime().block_on(wait_n(n, max_delay));
        start.elapsed().as_secs_f64() / f64::from(n)
    }

    #[test]
    fn another_clock() {
        refused(Kind::PausedClock, || checker::measure_time(measures_another_clock));
    }

    /// Takes the start when the waits have ended.
    fn starts_too_late(n: u32, max_delay: u32) -> f64 {
        runtime().block_on(wait_n(n, max_delay));
        let start = Instant::now();
        start.elapsed().as_secs_f64() / f64::from(n)
    }

    #[test]
    fn starting_too_late() {
        refused(Kind::NotMeasured, || checker::measure_time(starts_too_late));
    }

    /// Takes the longest delay for the time that passed.
    fn returns_the_longest_delay(n: u32, max_delay: u32) -> f64 {
        let delays = runtime().block_on(wait_n(n, max_delay));
        delays.iter().copied().fold(0.0, f64::max) / f64::from(n)
    }

    #[test]
    fn the_longest_delay() {
        refused(Kind::NotMeasured, || checker::measure_time(returns_the_longest_delay));
    }

    /// Takes the average of the delays for the average time.
    fn averages_the_delays(n: u32, max_delay: u32) -> f64 {
        let delays = runtime().block_on(wait_n(n, max_delay));
        delays.iter().sum::<f64>() / f64::from(n)
    }

    #[test]
    fn the_average_delay() {
        refused(Kind::NotMeasured, || checker::measure_time(averages_the_delays));
    }

    /// Counts whole milliseconds, and makes seconds of them.
    fn rounds_to_milliseconds(n: u32, max_delay: u32) -> f64 {
        (total(n, max_delay).as_secs_f64() * 1000.0).round() / 1000.0 / f64::from(n)
    }

    #[test]
    fn rounding_to_milliseconds() {
        refused(Kind::Rounded, || checker::measure_time(rounds_to_milliseconds));
    }

    /// Refuses one wait, too.
    fn refuses_1(n: u32, max_delay: u32) -> f64 {
        assert!(n > 1, "too few waits");
        total(n, max_delay).as_secs_f64() / f64::from(n)
    }

    #[test]
    fn refusing_1() {
        refused(Kind::Panicked, || checker::measure_time(refuses_1));
    }

    /// Divides by 0.
    fn does_not_refuse_0(n: u32, max_delay: u32) -> f64 {
        total(n.max(1), max_delay).as_secs_f64() / f64::from(n)
    }

    #[test]
    fn not_refusing_0() {
        refused(Kind::ZeroWaitsNotRefused, || checker::measure_time(does_not_refuse_0));
    }

    /// Not written.
    fn unwritten(_: u32, _: u32) -> f64 {
        todo!()
    }

    #[test]
    fn not_written() {
        refused(Kind::NotWritten, || checker::measure_time(unwritten));
    }

    /// Blocks on what never ends.
    fn never_comes_back(_: u32, _: u32) -> f64 {
        runtime().block_on(pending())
    }

    #[test]
    fn never_coming_back() {
        refused(Kind::NeverEnds, || checker::measure_time(never_comes_back));
    }

    /// Waits a second time.
    fn runs_twice(n: u32, max_delay: u32) -> f64 {
        total(n, max_delay);
        total(n, max_delay).as_secs_f64() / f64::from(n)
    }

    #[test]
    fn running_twice() {
        refused(Kind::WrongNumberOfCalls, || checker::measure_time(runs_twice));
    }

    /// Measures a second run too.
    fn measures_two_runs(n: u32, max_delay: u32) -> f64 {
        (total(n, max_delay) + total(n, max_delay)).as_secs_f64() / f64::from(n)
    }

    #[test]
    fn measuring_two_runs() {
        refused(Kind::WrongNumberOfCalls, || checker::measure_time(measures_two_runs));
    }

    /// Measures a rest too.
    fn rests(n: u32, max_delay: u32) -> f64 {
        let start = Instant::now();
        thread::sleep(Duration::from_millis(100));
        total(n, max_delay);
        start.elapsed().as_secs_f64() / f64::from(n)
    }

    #[test]
    fn resting() {
        refused(Kind::MeasuresMore, || checker::measure_time(rests));
    }

    /// Hands on the two numbers the wrong way round.
    fn swaps(n: u32, max_delay: u32) -> f64 {
        assert!(n > 0, "n is 0");
        let start = Instant::now();
        runtime().block_on(wait_n(max_delay, n));
        start.elapsed().as_secs_f64() / f64::from(n)
    }

    #[test]
    fn swapping() {
        refused(Kind::WrongArguments, || checker::measure_time(swaps));
    }

    /// Runs ten waits, whatever it is given.
    fn ignores_n(n: u32, max_delay: u32) -> f64 {
        total(n.min(10), max_delay).as_secs_f64() / f64::from(n)
    }

    #[test]
    fn ignoring_n() {
        refused(Kind::WrongArguments, || checker::measure_time(ignores_n));
    }

    /// Waits up to two seconds, whatever it is given.
    fn ignores_max_delay(n: u32, _: u32) -> f64 {
        total(n, 2).as_secs_f64() / f64::from(n)
    }

    #[test]
    fn ignoring_max_delay() {
        refused(Kind::WrongArguments, || checker::measure_time(ignores_max_delay));
    }

    /// Waits up to a second, whatever it is given.
    fn ignores_long_delays(n: u32, max_delay: u32) -> f64 {
        total(n, max_delay.min(1)).as_secs_f64() / f64::from(n)
    }

    #[test]
    fn ignoring_long_delays() {
        refused(Kind::WrongArguments, || checker::measure_time(ignores_long_delays));
    }

    /// Makes one wait too many.
    fn waits_once_more(n: u32, max_delay: u32) -> f64 {
        assert!(n > 0, "n is 0");
        total(n + 1, max_delay).as_secs_f64() / f64::from(n)
    }

    #[test]
    fn one_more_wait() {
        refused(Kind::WrongArguments, || checker::measure_time(waits_once_more));
    }

    /// Makes two waits where n is 1.
    fn waits_at_least_twice(n: u32, max_delay: u32) -> f64 {
        assert!(n > 0, "n is 0");
        total(n.max(2), max_delay).as_secs_f64() / f64::from(n)
    }

    #[test]
    fn at_least_two_waits() {
        refused(Kind::WrongArguments, || checker::measure_time(waits_at_least_twice));
    }

    /// Runs all waits a second time, at the same time.
    fn runs_two_at_once(n: u32, max_delay: u32) -> f64 {
        assert!(n > 0, "n is 0");
        let start = Instant::now();
        let two = async { tokio::join!(wait_n(n, max_delay), wait_n(n, max_delay)) };
        runtime().block_on(two);
        start.elapsed().as_secs_f64() / f64::from(n)
    }

    #[test]
    fn two_runs_at_once() {
        refused(Kind::WrongNumberOfCalls, || checker::measure_time(runs_two_at_once));
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

    #[test]
    fn a_rest_of_a_fifth() {
        refused(Kind::MeasuresMore, || checker::measure_time(rests_for_a_fifth));
    }

    /// Divides by `max_delay` too.
    fn divides_by_max_delay(n: u32, max_delay: u32) -> f64 {
        total(n, max_delay).as_secs_f64() / f64::from(n * max_delay.max(1))
    }

    #[test]
    fn dividing_by_max_delay() {
        refused(Kind::WrongDivisor, || checker::measure_time(divides_by_max_delay));
    }

    /// Divides by one too many.
    fn divides_by_one_too_many(n: u32, max_delay: u32) -> f64 {
        total(n, max_delay).as_secs_f64() / f64::from(n + 1)
    }

    #[test]
    fn one_too_many() {
        refused(Kind::WrongDivisor, || checker::measure_time(divides_by_one_too_many));
    }

    /// Divides by two where n is 1.
    fn divides_by_at_least_two(n: u32, max_delay: u32) -> f64 {
        total(n, max_delay).as_secs_f64() / f64::from(n.max(2))
    }

    #[test]
    fn at_least_two() {
        refused(Kind::WrongDivisor, || checker::measure_time(divides_by_at_least_two));
    }

    /// Sleeps the longest delay that there can be.
    fn sleeps_max_delay(n: u32, max_delay: u32) -> f64 {
        assert!(n > 0, "n is 0");
        let start = Instant::now();
        thread::sleep(Duration::from_secs(max_delay.into()));
        start.elapsed().as_secs_f64() / f64::from(n)
    }

    #[test]
    fn sleeping_max_delay() {
        refused(Kind::NotCalled, || checker::measure_time(sleeps_max_delay));
    }

    /// Runs the waits, and works out what to return.
    fn works_it_out(n: u32, max_delay: u32) -> f64 {
        let _total = total(n, max_delay);
        f64::from(max_delay) / f64::from(n)
    }

    #[test]
    fn working_it_out() {
        refused(Kind::NotMeasured, || checker::measure_time(works_it_out));
    }

    /// Loses the panic of a task.
    fn loses_a_panic(n: u32, _: u32) -> f64 {
        let start = Instant::now();
        let _ = runtime().block_on(async { tokio::spawn(async { panic!("no luck") }).await });
        start.elapsed().as_secs_f64() / f64::from(n)
    }

    #[test]
    fn losing_a_panic() {
        refused(Kind::Panicked, || checker::measure_time(loses_a_panic));
    }

    /// Loses whole seconds.
    fn loses_seconds(n: u32, max_delay: u32) -> f64 {
        assert!(n > 0);
        let runtime = Builder::new_current_thread().enable_time().build().unwrap();
        let start = Instant::now();
        runtime.block_on(wait_n(n, max_delay));
        f64::from(start.elapsed().subsec_nanos()) / 1e9 / f64::from(n)
    }

    #[test]
    fn losing_seconds() {
        refused(Kind::WrongTotal, || checker::measure_time(loses_seconds));
    }

    /// Waits for half a second at the most.
    fn has_no_patience(n: u32, max_delay: u32) -> f64 {
        assert!(n > 0);
        let runtime = Builder::new_current_thread().enable_time().build().unwrap();
        let start = Instant::now();
        let limit = Duration::from_millis(500);
        let _ = runtime.block_on(async { tokio::time::timeout(limit, wait_n(n, max_delay)).await });
        start.elapsed().as_secs_f64() / f64::from(n)
    }

    #[test]
    fn having_no_patience() {
        let message = refused(Kind::NeverRun, || checker::measure_time(has_no_patience));
        assert!(message.contains("something stopped it, such as a timeout"), "{message}");
    }
}

/// Answers that public questions showed, or that the last trial of the checker let pass.
mod wrong_in_public {
    use super::*;

    /// Blocks with something that is no runtime.
    fn has_no_runtime(n: u32, max_delay: u32) -> f64 {
        let start = Instant::now();
        futures::executor::block_on(wait_n(n, max_delay));
        start.elapsed().as_secs_f64() / f64::from(n)
    }

    #[test]
    fn having_no_runtime() {
        let message = refused(Kind::Panicked, || checker::measure_time(has_no_runtime));
        assert!(message.contains("`tokio::spawn`"), "{message}");
    }

    /// Has a runtime without a timer.
    fn has_no_timer(n: u32, max_delay: u32) -> f64 {
        let start = Instant::now();
        Builder::new_current_thread().build().unwrap().block_on(wait_n(n, max_delay));
        start.elapsed().as_secs_f64() / f64::from(n)
    }

    #[test]
    fn having_no_timer() {
        let message = refused(Kind::Panicked, || checker::measure_time(has_no_timer));
        assert!(message.contains("`enable_time()`"), "{message}");
    }
}

/// Answers that are right.
mod right {
    use super::*;

    /// As the workspace has it, on tokio's clock.
    fn reads_an_instant(n: u32, max_delay: u32) -> f64 {
        assert!(n > 0, "n is 0");
        let runtime = runtime();
        let start = Instant::now();
        runtime.block_on(wait_n(n, max_delay));
        start.elapsed().as_secs_f64() / f64::from(n)
    }

    #[test]
    fn an_instant() {
        accepted(|| checker::measure_time(reads_an_instant));
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

    #[test]
    fn inside_the_runtime() {
        accepted(|| checker::measure_time(measures_inside));
    }

    /// Reads the time of day.
    fn reads_the_time_of_day(n: u32, max_delay: u32) -> f64 {
        let start = SystemTime::now();
        runtime().block_on(wait_n(n, max_delay));
        let total = start.elapsed().unwrap();
        // Panics where n is 0, as every division of a `Duration` does.
        (total / n).as_secs_f64()
    }

    #[test]
    fn the_time_of_day() {
        accepted(|| checker::measure_time(reads_the_time_of_day));
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

    // Where threads take long to start, this answer takes longer than it may.
    #[cfg(not(windows))]
    #[test]
    fn many_threads() {
        accepted(|| checker::measure_time(has_many_threads));
    }

    /// `#[tokio::main]` makes a plain function of an async one.
    #[tokio::main(flavor = "current_thread")]
    async fn is_its_own_main(n: u32, max_delay: u32) -> f64 {
        let start = std::time::Instant::now();
        wait_n(n.checked_sub(1).expect("n is at least 1") + 1, max_delay).await;
        start.elapsed().as_secs_f64() / f64::from(n)
    }

    #[test]
    fn its_own_main() {
        accepted(|| checker::measure_time(is_its_own_main));
    }
}
