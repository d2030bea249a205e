//! Exercise 3: one wait as a task. Wrong answers are refused for their mistake,
//! and right ones accepted.

mod common;

use std::future::pending;
use std::panic::resume_unwind;
use std::thread;
use std::time::Duration;

use checker::Kind;
use common::{expect_acceptance, expect_refusal};
use rand::random_range;
use spy::{task_wait_random, wait_random};
use tokio::runtime::Builder;
use tokio::sync::{Semaphore, oneshot};
use tokio::task::{AbortHandle, JoinHandle, LocalSet, spawn_blocking};
use tokio::time::{sleep, timeout};

/// Seconds as tokio takes them.
fn seconds(delay: f64) -> Duration {
    Duration::from_secs_f64(delay)
}

/// Answers that are wrong.
mod wrong {
    use super::*;

    /// Makes a delay of 0 of a panic.
    #[test]
    fn makes_a_delay_up() {
        fn answer(max_delay: u32) -> JoinHandle<f64> {
            tokio::spawn(async move { task_wait_random(max_delay).await.unwrap_or_default() })
        }

        expect_refusal(
            Kind::SwallowsAPanic,
            "the panic of a task arrives as an `Err` from its handle, and that was ignored or \
             replaced",
            || checker::check_task_wait_random(answer),
        );
    }

    /// Starts a runtime, as exercise 2 does.
    #[test]
    fn has_a_runtime() {
        fn answer(max_delay: u32) -> JoinHandle<f64> {
            Builder::new_current_thread().build().unwrap().spawn(wait_random(max_delay))
        }

        expect_refusal(
            Kind::Panicked,
            "another runtime was created and dropped inside one that was already running",
            || checker::check_task_wait_random(answer),
        );
    }

    /// Passes on a panic that no hook has seen.
    #[test]
    fn resumes_a_panic() {
        fn answer(_: u32) -> JoinHandle<f64> {
            tokio::spawn(async { resume_unwind(Box::new("lost")) })
        }

        expect_refusal(
            Kind::Panicked,
            "the code couldn't go on, for the reason that the message gives",
            || checker::check_task_wait_random(answer),
        );
    }

    /// The wait begins when something else has ended.
    #[test]
    fn waits_for_something_else_first() {
        fn answer(max_delay: u32) -> JoinHandle<f64> {
            tokio::spawn(async move {
                sleep(seconds(20.0)).await;
                wait_random(max_delay).await
            })
        }

        expect_refusal(Kind::StartsLate, "the task awaits something else first", || {
            checker::check_task_wait_random(answer)
        });
    }

    /// Blocks a thread of the runtime's.
    #[test]
    fn blocks() {
        fn answer(max_delay: u32) -> JoinHandle<f64> {
            tokio::spawn(async move {
                let delay = random_range(0.0..=f64::from(max_delay));
                thread::sleep(seconds(delay));
                delay
            })
        }

        expect_refusal(
            Kind::NotCalled,
            "each call has to get its delays from wait_random; a call inside a future or \
                 a task that never runs doesn't count",
            || checker::check_task_wait_random(answer),
        );
    }

    /// Blocks a thread beside the runtime's.
    #[test]
    fn blocks_another_thread() {
        fn answer(max_delay: u32) -> JoinHandle<f64> {
            spawn_blocking(move || {
                let delay = random_range(0.0..=f64::from(max_delay));
                thread::sleep(seconds(delay));
                delay
            })
        }

        expect_refusal(
            Kind::NotCalled,
            "each call has to get its delays from wait_random; a call inside a future or \
                 a task that never runs doesn't count",
            || checker::check_task_wait_random(answer),
        );
    }

    /// Waits in the function, and not in the task.
    #[test]
    fn waits_before_it_returns() {
        fn answer(max_delay: u32) -> JoinHandle<f64> {
            let delay = random_range(0.0..=f64::from(max_delay));
            thread::sleep(seconds(delay));
            tokio::spawn(async move { delay })
        }

        expect_refusal(
            Kind::NotCalled,
            "each call has to get its delays from wait_random; a call inside a future or \
                 a task that never runs doesn't count",
            || checker::check_task_wait_random(answer),
        );
    }

    /// Spawns what does not wait.
    #[test]
    fn does_not_wait() {
        fn answer(max_delay: u32) -> JoinHandle<f64> {
            tokio::spawn(async move { random_range(0.0..=f64::from(max_delay)) })
        }

        expect_refusal(
            Kind::NotCalled,
            "each call has to get its delays from wait_random; a call inside a future or \
                 a task that never runs doesn't count",
            || checker::check_task_wait_random(answer),
        );
    }

    /// Draws once more to return.
    #[test]
    fn draws_twice() {
        fn answer(max_delay: u32) -> JoinHandle<f64> {
            tokio::spawn(async move {
                wait_random(max_delay).await;
                random_range(0.0..=f64::from(max_delay))
            })
        }

        expect_refusal(
            Kind::ChangesDelays,
            "the task returns something other than the delay of its wait",
            || checker::check_task_wait_random(answer),
        );
    }

    /// Uses the default for whatever it is given.
    #[test]
    fn ignores_max_delay() {
        fn answer(_: u32) -> JoinHandle<f64> {
            task_wait_random(10)
        }

        expect_refusal(Kind::WrongArguments, "`max_delay` was 1, but 10 was passed", || {
            checker::check_task_wait_random(answer)
        });
    }

    /// Waits an hour at the most.
    #[test]
    fn keeps_to_an_hour() {
        fn answer(max_delay: u32) -> JoinHandle<f64> {
            task_wait_random(max_delay.min(3600))
        }

        expect_refusal(Kind::WrongArguments, "`max_delay` was 100000, but 3600 was passed", || {
            checker::check_task_wait_random(answer)
        });
    }

    /// Drops the set that would run the task.
    #[test]
    fn drops_its_local_set() {
        fn answer(max_delay: u32) -> JoinHandle<f64> {
            LocalSet::new().spawn_local(wait_random(max_delay))
        }

        expect_refusal(
            Kind::Cancelled,
            "it was aborted, or the runtime or `LocalSet` that it was spawned on was dropped",
            || checker::check_task_wait_random(answer),
        );
    }

    /// Holds one of four permits as long as it waits.
    #[test]
    fn takes_a_permit() {
        fn answer(max_delay: u32) -> JoinHandle<f64> {
            static PERMITS: Semaphore = Semaphore::const_new(4);
            tokio::spawn(async move {
                let _permit = PERMITS.acquire().await;
                wait_random(max_delay).await
            })
        }

        expect_refusal(
            Kind::HoldsALock,
            "each waits for something that the one before it holds, such as a lock",
            || checker::check_task_wait_random(answer),
        );
    }

    /// Draws from twice the range.
    #[test]
    fn waits_twice_as_long() {
        fn answer(max_delay: u32) -> JoinHandle<f64> {
            task_wait_random(2 * max_delay)
        }

        expect_refusal(Kind::WrongArguments, "`max_delay` was 1, but 2 was passed", || {
            checker::check_task_wait_random(answer)
        });
    }

    /// Starts two waits, and passes one on.
    #[test]
    fn spawns_two() {
        fn answer(max_delay: u32) -> JoinHandle<f64> {
            drop(task_wait_random(max_delay));
            task_wait_random(max_delay)
        }

        expect_refusal(Kind::WrongNumberOfCalls, "it creates too many waits", || {
            checker::check_task_wait_random(answer)
        });
    }

    /// Spawns on a runtime that nobody runs.
    #[test]
    fn on_a_runtime_that_nobody_drives() {
        fn answer(max_delay: u32) -> JoinHandle<f64> {
            let runtime = Builder::new_current_thread().enable_time().build().unwrap();
            Box::leak(Box::new(runtime)).spawn(wait_random(max_delay))
        }

        expect_refusal(
            Kind::NeverEnds,
            "they belong to a runtime or a `LocalSet` that nobody drives",
            || checker::check_task_wait_random(answer),
        );
    }

    /// Not written.
    #[test]
    fn unwritten() {
        fn answer(_: u32) -> JoinHandle<f64> {
            todo!()
        }

        expect_refusal(Kind::NotWritten, "there is still a `todo!()` in it, which panics", || {
            checker::check_task_wait_random(answer)
        });
    }

    /// The task itself is not written.
    #[test]
    fn spawns_the_unwritten() {
        fn answer(_: u32) -> JoinHandle<f64> {
            tokio::spawn(async { todo!() })
        }

        expect_refusal(Kind::NotWritten, "there is still a `todo!()` in it, which panics", || {
            checker::check_task_wait_random(answer)
        });
    }

    /// Waits its delay twice.
    #[test]
    fn waits_again() {
        fn answer(max_delay: u32) -> JoinHandle<f64> {
            tokio::spawn(async move {
                let delay = wait_random(max_delay).await;
                sleep(seconds(delay)).await;
                delay
            })
        }

        expect_refusal(
            Kind::EndsLate,
            "it was awaiting something else when its wait was over",
            || checker::check_task_wait_random(answer),
        );
    }

    /// Draws before it spawns.
    #[test]
    fn draws_first() {
        fn answer(max_delay: u32) -> JoinHandle<f64> {
            let delay = random_range(0.0..=f64::from(max_delay));
            tokio::spawn(async move {
                sleep(Duration::from_secs_f64(delay)).await;
                delay
            })
        }

        expect_refusal(
            Kind::NotCalled,
            "each call has to get its delays from wait_random; a call inside a future or \
                 a task that never runs doesn't count",
            || checker::check_task_wait_random(answer),
        );
    }

    /// Cuts the wait off.
    #[test]
    fn has_a_timeout() {
        fn answer(max_delay: u32) -> JoinHandle<f64> {
            tokio::spawn(async move {
                let limit = Duration::from_secs(60);
                timeout(limit, wait_random(max_delay)).await.unwrap_or(60.0)
            })
        }

        expect_refusal(
            Kind::DropsWaits,
            "a wait that isn't awaited to its end is cancelled: by the end of the \
                 function, by a `timeout` or a `select!` that drops it, or by `abort()`",
            || checker::check_task_wait_random(answer),
        );
    }

    /// Spawns one more task, which goes on.
    #[test]
    fn leaves_a_task() {
        fn answer(max_delay: u32) -> JoinHandle<f64> {
            tokio::spawn(sleep(seconds(1e6)));
            tokio::spawn(wait_random(max_delay))
        }

        let message = expect_refusal(
            Kind::LeavesTasksRunning,
            "a task keeps running when its handle is dropped, and nothing waited for its \
                 end",
            || checker::check_task_wait_random(answer),
        );
        assert!(message.contains("spawn one wait on the runtime"), "{message}");
    }

    /// Makes the future, and doesn't await it.
    #[test]
    fn forgets_to_await() {
        fn answer(max_delay: u32) -> JoinHandle<f64> {
            tokio::spawn(async move {
                drop(wait_random(max_delay));
                1.0
            })
        }

        expect_refusal(
            Kind::NeverPolled,
            "by then nothing had polled it: it had been dropped or aborted, or hadn't had a turn \
             yet",
            || checker::check_task_wait_random(answer),
        );
    }

    /// Runs the wait on another thread.
    #[test]
    fn waits_on_another_thread() {
        fn answer(max_delay: u32) -> JoinHandle<f64> {
            spawn_blocking(move || {
                Builder::new_current_thread()
                    .enable_time()
                    .start_paused(true)
                    .build()
                    .unwrap()
                    .block_on(wait_random(max_delay))
            })
        }

        expect_refusal(
            Kind::WaitsOutsideRuntime,
            "it waits for something on another thread, runtime or clock, and the \
                 checker's paused clock can't bring that about",
            || checker::check_task_wait_random(answer),
        );
    }

    /// Blocks the thread in the task.
    #[test]
    fn blocks_in_the_task() {
        fn answer(max_delay: u32) -> JoinHandle<f64> {
            tokio::spawn(async move {
                thread::sleep(Duration::from_millis(100));
                wait_random(max_delay).await
            })
        }

        expect_refusal(
            Kind::BlocksTheThread,
            "the thread itself slept or computed, so no other future could run on it",
            || checker::check_task_wait_random(answer),
        );
    }

    /// Blocks the thread before it spawns.
    #[test]
    fn blocks_in_the_call() {
        fn answer(max_delay: u32) -> JoinHandle<f64> {
            thread::sleep(Duration::from_millis(100));
            tokio::spawn(wait_random(max_delay))
        }

        expect_refusal(
            Kind::BlocksTheThread,
            "the thread itself slept or computed, so no other future could run on it",
            || checker::check_task_wait_random(answer),
        );
    }

    /// Aborts its task when the wait panics.
    #[test]
    fn makes_a_cancellation_of_a_panic() {
        fn answer(max_delay: u32) -> JoinHandle<f64> {
            let wait = task_wait_random(max_delay);
            let (sender, receiver) = oneshot::channel::<AbortHandle>();
            let task = tokio::spawn(async move {
                let own = receiver.await.unwrap();
                if let Ok(delay) = wait.await {
                    return delay;
                }
                own.abort();
                pending().await
            });
            sender.send(task.abort_handle()).unwrap();
            task
        }

        expect_refusal(
            Kind::SwallowsAPanic,
            "the panic of a task arrives as an `Err` from its handle, and that was ignored or \
             replaced",
            || checker::check_task_wait_random(answer),
        );
    }

    /// Awaits something more, which never comes.
    #[test]
    fn has_a_task_without_an_end() {
        fn answer(max_delay: u32) -> JoinHandle<f64> {
            tokio::spawn(async move {
                wait_random(max_delay).await;
                pending().await
            })
        }

        let message = expect_refusal(
            Kind::NeverEnds,
            "it still waits for something that never comes",
            || checker::check_task_wait_random(answer),
        );
        let seen = "the task of task_wait_random(1) never ended, although its wait had completed";
        assert!(message.replace('\n', " ").contains(seen), "{message}");
    }

    /// Waits only while no other task does.
    #[test]
    fn gives_up_if_another_waits() {
        fn answer(max_delay: u32) -> JoinHandle<f64> {
            static BUSY: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());
            tokio::spawn(async move {
                let Ok(_busy) = BUSY.try_lock() else { return 0.0 };
                wait_random(max_delay).await
            })
        }

        expect_refusal(
            Kind::SharesState,
            "the calls share something: a lock or permit held across an `.await`, or a `static`",
            || checker::check_task_wait_random(answer),
        );
    }

    /// Waits in a second task, which outlives the first one.
    #[test]
    fn spawns_twice() {
        fn answer(max_delay: u32) -> JoinHandle<f64> {
            tokio::spawn(async move { tokio::spawn(wait_random(max_delay)).await.unwrap() })
        }

        expect_refusal(
            Kind::LeavesTasksRunning,
            "the handle belongs to a different task from the one that waits",
            || checker::check_task_wait_random(answer),
        );
    }

    /// Never returns from the call.
    #[test]
    fn never_returns_from_the_call() {
        fn answer(_: u32) -> JoinHandle<f64> {
            loop {
                thread::sleep(Duration::from_secs(1));
            }
        }

        let message = expect_refusal(
            Kind::NeverYields,
            "it blocks the thread, or it loops without an `.await`, so no timer can fire \
                 in the meantime",
            || checker::check_task_wait_random(answer),
        );
        assert!(message.contains("spawn one wait on the runtime"), "{message}");
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
        expect_acceptance(|| checker::check_task_wait_random(spawns));
    }

    /// Spawns a block.
    #[test]
    fn spawns_a_block() {
        fn answer(max_delay: u32) -> JoinHandle<f64> {
            tokio::spawn(async move { wait_random(max_delay).await })
        }

        expect_acceptance(|| checker::check_task_wait_random(answer));
    }

    /// Names the runtime.
    #[test]
    fn spawns_on_a_handle() {
        fn answer(max_delay: u32) -> JoinHandle<f64> {
            tokio::runtime::Handle::current().spawn(wait_random(max_delay))
        }

        expect_acceptance(|| checker::check_task_wait_random(answer));
    }
}
