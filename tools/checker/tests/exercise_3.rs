//! Exercise 3: one wait as a task. Wrong answers are refused for the mistake that they make, and right ones accepted.

mod common;

use std::panic::resume_unwind;
use std::thread;
use std::time::Duration;

use checker::Kind;
use common::{accepted, refused};
use rand::random_range;
use spy::{task_wait_random, wait_random};
use tokio::runtime::Builder;
use tokio::sync::Semaphore;
use tokio::task::{JoinHandle, LocalSet, spawn_blocking};
use tokio::time::sleep;

/// Seconds as tokio takes them.
fn seconds(delay: f64) -> Duration {
    Duration::from_secs_f64(delay)
}

/// Answers that are wrong.
mod wrong {
    use super::*;

    /// Makes a delay of 0 of a panic.
    fn makes_a_delay_up(max_delay: u32) -> JoinHandle<f64> {
        tokio::spawn(async move { task_wait_random(max_delay).await.unwrap_or_default() })
    }

    #[test]
    fn swallowing_panics() {
        refused(Kind::SwallowsAPanic, || checker::task_wait_random(makes_a_delay_up));
    }

    /// Starts a runtime, as exercise 2 does.
    fn has_a_runtime(max_delay: u32) -> JoinHandle<f64> {
        Builder::new_current_thread().build().unwrap().spawn(wait_random(max_delay))
    }

    #[test]
    fn having_a_runtime() {
        refused(Kind::Panicked, || checker::task_wait_random(has_a_runtime));
    }

    /// Hands on a panic that no hook has seen.
    fn unwinds(_: u32) -> JoinHandle<f64> {
        tokio::spawn(async { resume_unwind(Box::new("lost")) })
    }

    #[test]
    fn unwinding() {
        refused(Kind::Panicked, || checker::task_wait_random(unwinds));
    }

    /// The wait begins when something else has ended.
    fn lazy(max_delay: u32) -> JoinHandle<f64> {
        tokio::spawn(async move {
            sleep(seconds(20.0)).await;
            wait_random(max_delay).await
        })
    }

    #[test]
    fn being_lazy() {
        refused(Kind::Lazy, || checker::task_wait_random(lazy));
    }

    /// Blocks a thread of the runtime's.
    fn blocks(max_delay: u32) -> JoinHandle<f64> {
        tokio::spawn(async move {
            let delay = random_range(0.0..=f64::from(max_delay));
            thread::sleep(seconds(delay));
            delay
        })
    }

    #[test]
    fn blocking() {
        refused(Kind::NotCalled, || checker::task_wait_random(blocks));
    }

    /// Blocks a thread beside the runtime's.
    fn blocks_another_thread(max_delay: u32) -> JoinHandle<f64> {
        spawn_blocking(move || {
            let delay = random_range(0.0..=f64::from(max_delay));
            thread::sleep(seconds(delay));
            delay
        })
    }

    #[test]
    fn blocking_another_thread() {
        refused(Kind::NotCalled, || checker::task_wait_random(blocks_another_thread));
    }

    /// Waits in the function, and not in the task.
    fn waits_before_it_returns(max_delay: u32) -> JoinHandle<f64> {
        let delay = random_range(0.0..=f64::from(max_delay));
        thread::sleep(seconds(delay));
        tokio::spawn(async move { delay })
    }

    #[test]
    fn waiting_before_it_returns() {
        refused(Kind::NotCalled, || checker::task_wait_random(waits_before_it_returns));
    }

    /// Spawns what does not wait.
    fn does_not_wait(max_delay: u32) -> JoinHandle<f64> {
        tokio::spawn(async move { random_range(0.0..=f64::from(max_delay)) })
    }

    #[test]
    fn not_waiting() {
        refused(Kind::NotCalled, || checker::task_wait_random(does_not_wait));
    }

    /// Draws once more to return.
    fn draws_twice(max_delay: u32) -> JoinHandle<f64> {
        tokio::spawn(async move {
            wait_random(max_delay).await;
            random_range(0.0..=f64::from(max_delay))
        })
    }

    #[test]
    fn drawing_twice() {
        refused(Kind::ChangesDelays, || checker::task_wait_random(draws_twice));
    }

    /// Uses the default for whatever it is given.
    fn ignores_max_delay(_: u32) -> JoinHandle<f64> {
        task_wait_random(10)
    }

    #[test]
    fn ignoring_max_delay() {
        refused(Kind::WrongArguments, || checker::task_wait_random(ignores_max_delay));
    }

    /// Waits an hour at the most.
    fn keeps_to_an_hour(max_delay: u32) -> JoinHandle<f64> {
        task_wait_random(max_delay.min(3600))
    }

    #[test]
    fn an_hour_at_the_most() {
        refused(Kind::WrongArguments, || checker::task_wait_random(keeps_to_an_hour));
    }

    /// Drops the set that would run the task.
    fn drops_its_local_set(max_delay: u32) -> JoinHandle<f64> {
        LocalSet::new().spawn_local(wait_random(max_delay))
    }

    #[test]
    fn dropping_its_local_set() {
        refused(Kind::Cancelled, || checker::task_wait_random(drops_its_local_set));
    }

    /// Holds one of four permits as long as it waits.
    fn takes_a_permit(max_delay: u32) -> JoinHandle<f64> {
        static PERMITS: Semaphore = Semaphore::const_new(4);
        tokio::spawn(async move {
            let _permit = PERMITS.acquire().await;
            wait_random(max_delay).await
        })
    }

    #[test]
    fn a_permit() {
        refused(Kind::HoldsALock, || checker::task_wait_random(takes_a_permit));
    }

    /// Draws from twice the range.
    fn waits_twice_as_long(max_delay: u32) -> JoinHandle<f64> {
        task_wait_random(2 * max_delay)
    }

    #[test]
    fn twice_the_range() {
        refused(Kind::WrongArguments, || checker::task_wait_random(waits_twice_as_long));
    }

    /// Starts two waits, and hands one on.
    fn spawns_two(max_delay: u32) -> JoinHandle<f64> {
        drop(task_wait_random(max_delay));
        task_wait_random(max_delay)
    }

    #[test]
    fn two_tasks() {
        refused(Kind::WrongNumberOfCalls, || checker::task_wait_random(spawns_two));
    }

    /// Spawns on a runtime that nobody runs.
    fn on_a_runtime_that_stands(max_delay: u32) -> JoinHandle<f64> {
        let runtime = Builder::new_current_thread().enable_time().build().unwrap();
        Box::leak(Box::new(runtime)).spawn(wait_random(max_delay))
    }

    #[test]
    fn a_runtime_that_stands() {
        refused(Kind::NeverEnds, || checker::task_wait_random(on_a_runtime_that_stands));
    }

    /// Not written.
    fn unwritten(_: u32) -> JoinHandle<f64> {
        todo!()
    }

    #[test]
    fn not_written() {
        refused(Kind::NotWritten, || checker::task_wait_random(unwritten));
    }

    /// The task itself is not written.
    fn spawns_the_unwritten(_: u32) -> JoinHandle<f64> {
        tokio::spawn(async { todo!() })
    }

    #[test]
    fn a_task_not_written() {
        refused(Kind::NotWritten, || checker::task_wait_random(spawns_the_unwritten));
    }

    /// Waits its delay twice.
    fn waits_again(max_delay: u32) -> JoinHandle<f64> {
        tokio::spawn(async move {
            let delay = wait_random(max_delay).await;
            sleep(seconds(delay)).await;
            delay
        })
    }

    #[test]
    fn waiting_again() {
        refused(Kind::TakesLonger, || checker::task_wait_random(waits_again));
    }

    /// Draws before it spawns.
    fn draws_first(max_delay: u32) -> JoinHandle<f64> {
        let delay = random_range(0.0..=f64::from(max_delay));
        tokio::spawn(async move {
            sleep(Duration::from_secs_f64(delay)).await;
            delay
        })
    }

    #[test]
    fn a_delay_drawn_first() {
        refused(Kind::NotCalled, || checker::task_wait_random(draws_first));
    }
}

/// Answers that are right.
mod right {
    use super::*;

    /// As the workspace has it.
    pub fn spawns(max_delay: u32) -> JoinHandle<f64> {
        tokio::spawn(wait_random(max_delay))
    }

    #[test]
    fn a_wait() {
        accepted(|| checker::task_wait_random(spawns));
    }

    /// Spawns a block.
    fn spawns_a_block(max_delay: u32) -> JoinHandle<f64> {
        tokio::spawn(async move { wait_random(max_delay).await })
    }

    #[test]
    fn a_block() {
        accepted(|| checker::task_wait_random(spawns_a_block));
    }

    /// Names the runtime.
    fn spawns_on_a_handle(max_delay: u32) -> JoinHandle<f64> {
        tokio::runtime::Handle::current().spawn(wait_random(max_delay))
    }

    #[test]
    fn a_handle() {
        accepted(|| checker::task_wait_random(spawns_on_a_handle));
    }
}
