//! Exercise 1: many waits. Wrong answers are refused for their mistake,
//! and right ones accepted.

mod common;

use std::env;
use std::future::{pending, poll_fn};
use std::pin::Pin;
use std::process::Command;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock};
use std::task::Poll;
use std::thread;
use std::time::Duration;

use checker::Kind;
use common::{expect_acceptance, expect_refusal};
use futures::future::{BoxFuture, FutureExt, join_all, select_all};
use futures::stream::{self, FuturesUnordered, StreamExt};
use rand::random_range;
use spy::{task_wait_random, wait_random};
use tokio::sync::mpsc::{self, UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::sync::{Semaphore, oneshot};
use tokio::task::coop::unconstrained;
use tokio::task::{JoinHandle, JoinSet, LocalSet, spawn_blocking};
use tokio::time::{Instant, sleep, timeout};

/// Seconds as tokio takes them.
fn seconds(delay: f64) -> Duration {
    Duration::from_secs_f64(delay)
}

/// A right answer.
async fn wait_n(n: u32, max_delay: u32) -> Vec<f64> {
    let waits: FuturesUnordered<_> = (0..n).map(|_| wait_random(max_delay)).collect();
    waits.collect().await
}

/// Puts a delay in its place, which is at or near the end.
fn insert_sorted(delays: &mut Vec<f64>, delay: f64) {
    let place = delays.partition_point(|&earlier| earlier <= delay);
    delays.insert(place, delay);
}

#[test]
fn a_seed_repeats_a_random_run() {
    let message = |seed| {
        let mut test = Command::new(env::current_exe().unwrap());
        test.args(["wrong::calls::keeps_to_an_hour", "--exact", "--nocapture"]);
        String::from_utf8(test.env("EXERCISE_SEED", seed).output().unwrap().stdout).unwrap()
    };
    // Where they differ is the time that the test took.
    let refusal = |printed: &str| printed.split("test result").next().unwrap().to_string();
    let [first, second, other] = ["7", "7", "8"].map(|seed| refusal(&message(seed)));
    assert!(first.contains("to repeat it: cargo exercise 1 seed 7"), "{first}");
    assert_eq!(first, second);
    assert_ne!(first.replace('7', "8"), other.replace('7', "8"));
}

/// A check that is given up doesn't call its answer again, and doesn't disturb the next one.
#[test]
fn a_check_that_was_given_up_leaves_the_next_one_alone() {
    static CALLS: AtomicUsize = AtomicUsize::new(0);
    static GIVEN_UP: AtomicBool = AtomicBool::new(false);

    async fn blocks_until_given_up(_n: u32, _max_delay: u32) -> Vec<f64> {
        CALLS.fetch_add(1, Ordering::SeqCst);
        while !GIVEN_UP.load(Ordering::SeqCst) {
            thread::sleep(Duration::from_millis(10));
        }
        Vec::new()
    }

    expect_acceptance(|| {
        let mistake = checker::check_wait_n(blocks_until_given_up).unwrap_err();
        assert_eq!(mistake.kind(), Kind::NeverYields, "{mistake}");
        GIVEN_UP.store(true, Ordering::SeqCst);
        let verdict = checker::check_wait_n(wait_n);
        assert_eq!(CALLS.load(Ordering::SeqCst), 1);
        verdict
    });
}

/// Answers that are wrong.
mod wrong {
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

    /// Lets so many waits run at a time.
    async fn buffers<const SIZE: usize>(n: u32, max_delay: u32) -> Vec<f64> {
        stream::iter(0..n).map(|_| wait_random(max_delay)).buffer_unordered(SIZE).collect().await
    }

    /// Lists the delays as the waits were made.
    async fn joins_all(n: u32, max_delay: u32) -> Vec<f64> {
        join_all((0..n).map(|_| wait_random(max_delay))).await
    }

    /// Draws, and does not wait.
    async fn does_not_wait(n: u32, max_delay: u32) -> Vec<f64> {
        let mut delays: Vec<_> = (0..n).map(|_| random_range(0.0..=f64::from(max_delay))).collect();
        delays.sort_by(f64::total_cmp);
        delays
    }

    /// Blocks its thread, one wait after another.
    async fn blocks(n: u32, max_delay: u32) -> Vec<f64> {
        let wait = |_| async {
            let delay = f64::from(max_delay);
            thread::sleep(seconds(delay));
            delay
        };
        (0..n).map(wait).collect::<FuturesUnordered<_>>().collect().await
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

    /// Sleeps between the starts.
    async fn starts_in_turn<const MILLISECONDS: u64>(n: u32, max_delay: u32) -> Vec<f64> {
        let waits = FuturesUnordered::new();
        for _ in 0..n {
            waits.push(task_wait_random(max_delay));
            sleep(Duration::from_millis(MILLISECONDS)).await;
        }
        waits.map(Result::unwrap).collect().await
    }

    /// Has one list for all calls.
    async fn shares_a_list(n: u32, max_delay: u32) -> Vec<f64> {
        static DELAYS: Mutex<Vec<f64>> = Mutex::new(Vec::new());
        join_all((0..n).map(|_| async {
            let delay = wait_random(max_delay).await;
            DELAYS.lock().unwrap().push(delay);
        }))
        .await;
        std::mem::take(&mut *DELAYS.lock().unwrap())
    }

    /// That never come to their end, or panic.
    mod unfinished {
        use super::*;

        /// Aborts its tasks before they end.
        #[test]
        fn aborts_its_tasks() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                let tasks: Vec<_> = (0..n).map(|_| task_wait_random(max_delay)).collect();
                tasks.iter().for_each(JoinHandle::abort);
                join_all(tasks).await.into_iter().map(Result::unwrap).collect()
            }

            expect_refusal(
                Kind::Panicked,
                "a task was aborted before it ended, and its handle returned that as an error",
                || checker::check_wait_n(answer),
            );
        }

        /// Has a thread and a runtime for each wait, and a channel.
        #[test]
        fn waits_for_threads_through_a_channel() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                let (sender, mut receiver) = unbounded_channel();
                for _ in 0..n {
                    let sender = sender.clone();
                    thread::spawn(move || {
                        let runtime = tokio::runtime::Builder::new_current_thread()
                            .enable_time()
                            .build()
                            .unwrap();
                        let _ = sender.send(runtime.block_on(wait_random(max_delay)));
                    });
                }
                drop(sender);
                let mut delays = Vec::new();
                while let Some(delay) = receiver.recv().await {
                    delays.push(delay);
                }
                delays
            }

            expect_refusal(
                Kind::WaitsOutsideRuntime,
                "it waits for something on another thread, runtime or clock, and the \
                 checker's paused clock can't bring that about",
                || checker::check_wait_n(answer),
            );
        }

        /// Spawns on a thread that has no runtime.
        #[test]
        fn spawns_on_a_thread_of_its_own() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                let waits = thread::spawn(move || {
                    (0..n).map(|_| task_wait_random(max_delay)).collect::<FuturesUnordered<_>>()
                });
                waits.join().unwrap().map(Result::unwrap).collect().await
            }

            expect_refusal(
                Kind::Panicked,
                "a thread of your own is outside the runtime that this function is called in",
                || checker::check_wait_n(answer),
            );
        }

        /// Awaits something else before it calls `wait_random`.
        #[test]
        fn never_gets_to_its_waits() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                pending::<()>().await;
                wait_n(n, max_delay).await
            }

            expect_refusal(
                Kind::NeverEnds,
                "it waits for something else, which never comes",
                || checker::check_wait_n(answer),
            );
        }

        /// Waits for the delay of a task that was aborted.
        #[test]
        fn waits_for_a_task_that_was_aborted() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                let (sender, mut receiver) = unbounded_channel();
                let tasks = (0..n).map(|_| {
                    let (sender, wait) = (sender.clone(), wait_random(max_delay));
                    tokio::spawn(async move { sender.send(wait.await).unwrap() })
                });
                if let Some(task) = tasks.collect::<Vec<_>>().pop() {
                    task.abort();
                }
                let mut delays = Vec::new();
                while delays.len() < n as usize {
                    delays.push(receiver.recv().await.unwrap());
                }
                delays
            }

            expect_refusal(
                Kind::NeverEnds,
                "it waits for a result that was dropped, or that nobody sends",
                || checker::check_wait_n(answer),
            );
        }

        /// Looks at its task all the time, so that the task has no turn.
        #[test]
        fn spins_until_its_task_is_finished() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                let mut delays = Vec::new();
                for _ in 0..n {
                    let task = tokio::spawn(wait_random(max_delay));
                    while !task.is_finished() {}
                    delays.push(task.await.unwrap());
                }
                delays
            }

            expect_refusal(
                Kind::NeverYields,
                "it blocks the thread, or it loops without an `.await`, so no timer can fire \
                 in the meantime",
                || checker::check_wait_n(answer),
            );
        }

        /// Sends without waiting for room in its channel.
        #[test]
        fn sends_to_a_full_channel() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                let (sender, mut receiver) = mpsc::channel(1000);
                let waits = (0..n).map(|_| async {
                    sender.try_send(wait_random(max_delay).await).unwrap();
                });
                join_all(waits).await;
                drop(sender);
                let mut delays = Vec::new();
                while let Some(delay) = receiver.recv().await {
                    delays.push(delay);
                }
                delays
            }

            expect_refusal(
                Kind::Panicked,
                "a channel was full, and `try_send` doesn't wait until there is room",
                || checker::check_wait_n(answer),
            );
        }

        /// Asks for the next result when there is none.
        #[test]
        fn loops_without_an_end() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                let mut waits: FuturesUnordered<_> =
                    (0..n).map(|_| wait_random(max_delay)).collect();
                let mut delays = Vec::new();
                loop {
                    delays.extend(waits.next().await);
                    if delays.len() > n as usize {
                        return delays;
                    }
                }
            }

            expect_refusal(
                Kind::NeverYields,
                "a loop goes on when no wait is left, or something blocks the thread; `next()`, \
                 for example, returns `None` at once if there is nothing left",
                || checker::check_wait_n(answer),
            );
        }

        /// Locks its list first, and waits then.
        #[test]
        fn waits_with_a_lock() {
            #[expect(clippy::await_holding_lock, reason = "that is the mistake")]
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                let delays = Mutex::new(Vec::new());
                join_all(
                    (0..n).map(async |_| delays.lock().unwrap().push(wait_random(max_delay).await)),
                )
                .await;
                delays.into_inner().unwrap()
            }

            expect_refusal(
                Kind::NeverYields,
                "the thread waits for itself: most often, the code holds a `std` lock across \
                 an `.await`, and then asks for it again",
                || checker::check_wait_n(answer),
            );
        }

        /// Takes 0 for a mistake of the caller's.
        #[test]
        fn panics_on_0() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                assert!(n > 0, "n is 0");
                wait_n(n, max_delay).await
            }

            expect_refusal(
                Kind::Panicked,
                "0 is a valid argument; for it, the delays are 0.0 or the list is empty",
                || checker::check_wait_n(answer),
            );
        }

        /// Waits for a first delay that does not come.
        #[test]
        fn hangs_on_0() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
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

            expect_refusal(Kind::NeverEnds, "without waits, nothing ever wakes it", || {
                checker::check_wait_n(answer)
            });
        }

        #[test]
        fn blocks_its_thread() {
            expect_refusal(
                Kind::NeverYields,
                "it blocks the thread, or it loops without an `.await`, so no timer can fire \
                 in the meantime",
                || checker::check_wait_n(blocks),
            );
        }

        /// Takes each delay as it ends, and lets nobody know that there are more.
        #[test]
        fn is_not_woken() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                let mut waits: FuturesUnordered<_> =
                    (0..n).map(|_| wait_random(max_delay)).collect();
                let mut delays = Vec::new();
                let all = std::future::poll_fn(|context| {
                    let next = waits.poll_next_unpin(context);
                    next.map(|delay| delays.extend(delay)).is_ready();
                    if waits.is_empty() { Poll::Ready(()) } else { Poll::Pending }
                });
                all.await;
                delays
            }

            expect_refusal(
                Kind::NeverWoken,
                "a future returned `Pending` without arranging to be woken",
                || checker::check_wait_n(answer),
            );
        }

        /// Not written.
        #[test]
        fn unwritten() {
            async fn answer(_: u32, _: u32) -> Vec<f64> {
                unimplemented!()
            }

            expect_refusal(
                Kind::NotWritten,
                "there is still an `unimplemented!()` in it, which panics",
                || checker::check_wait_n(answer),
            );
        }

        /// Keeps a sender, so the channel never ends.
        #[test]
        fn keeps_a_sender() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
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

            expect_refusal(
                Kind::NeverEnds,
                "it still waits for something that never comes",
                || checker::check_wait_n(answer),
            );
        }

        /// Looks into a shared list that nobody can fill while it looks.
        #[test]
        fn never_yields() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                let delays = filled_by_tasks(n, max_delay);
                while delays.lock().unwrap().len() < n as usize {
                    thread::sleep(Duration::from_millis(10));
                }
                delays.lock().unwrap().clone()
            }

            expect_refusal(
                Kind::NeverYields,
                "it blocks the thread, or it loops without an `.await`, so no timer can fire \
                 in the meantime",
                || checker::check_wait_n(answer),
            );
        }

        /// Looks at an index that is not there.
        #[test]
        fn panics() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                let delays = wait_n(n, max_delay).await;
                vec![delays[n as usize]]
            }

            expect_refusal(
                Kind::Panicked,
                "`list[i]` reads or replaces an element that is there, and the list is \
                 shorter",
                || checker::check_wait_n(answer),
            );
        }

        /// Loses the waits whose tasks panicked.
        #[test]
        fn panics_in_tasks() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
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

            expect_refusal(
                Kind::Panicked,
                "the code couldn't go on, for the reason that the message gives",
                || checker::check_wait_n(answer),
            );
        }

        /// Runs each wait on a thread and runtime of its own, and blocks until they end.
        #[test]
        fn runs_each_wait_on_a_thread() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                let run = move || {
                    let runtime =
                        tokio::runtime::Builder::new_current_thread().enable_time().build();
                    runtime.unwrap().block_on(wait_random(max_delay))
                };
                let threads: Vec<_> = (0..n).map(|_| thread::spawn(run)).collect();
                threads.into_iter().map(|thread| thread.join().unwrap()).collect()
            }

            expect_refusal(
                Kind::WaitsOutsideRuntime,
                "it waits for something on another thread, runtime or clock, and the \
                 checker's paused clock can't bring that about",
                || checker::check_wait_n(answer),
            );
        }

        /// Borrows the list before it awaits.
        #[test]
        fn borrows_first() {
            #[expect(clippy::await_holding_refcell_ref, reason = "that is the mistake")]
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                let delays = std::cell::RefCell::new(Vec::new());
                let wait = async |_| delays.borrow_mut().push(wait_random(max_delay).await);
                join_all((0..n).map(wait)).await;
                delays.into_inner()
            }

            expect_refusal(
                Kind::Panicked,
                "a `RefCell` was still borrowed: in `list.borrow_mut().push(wait.await)` the \
                 borrow comes first and lasts through the await",
                || checker::check_wait_n(answer),
            );
        }

        /// Awaits each handle again.
        #[test]
        fn awaits_twice() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                let mut tasks: Vec<_> =
                    (0..n).map(|_| tokio::spawn(wait_random(max_delay))).collect();
                let mut delays = Vec::new();
                for task in &mut tasks {
                    let _ = (&mut *task).await;
                    delays.push(task.await.unwrap());
                }
                delays
            }

            expect_refusal(
                Kind::Panicked,
                "the handle of a task was awaited again after it had returned its result",
                || checker::check_wait_n(answer),
            );
        }

        /// Spawns on a set that nobody drives.
        #[test]
        fn drives_nothing() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                let local = LocalSet::new();
                let tasks: Vec<_> =
                    (0..n).map(|_| local.spawn_local(wait_random(max_delay))).collect();
                join_all(tasks).await.into_iter().map(Result::unwrap).collect()
            }

            expect_refusal(
                Kind::NeverEnds,
                "they belong to a runtime or a `LocalSet` that nobody drives",
                || checker::check_wait_n(answer),
            );
        }

        /// Has no room for `n = 0`.
        #[test]
        fn buffers_n() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                let waits = stream::iter(0..n).map(|_| wait_random(max_delay));
                waits.buffer_unordered(n as usize).collect().await
            }

            expect_refusal(Kind::NeverEnds, "without waits, nothing ever wakes it", || {
                checker::check_wait_n(answer)
            });
        }

        /// Takes a result from a channel with the thread.
        #[test]
        fn receives_with_the_thread() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                let (sender, mut receiver) = mpsc::channel(1);
                tokio::spawn(async move { sender.send(wait_random(max_delay).await).await });
                (0..n).map(|_| receiver.blocking_recv().unwrap()).collect()
            }

            expect_refusal(
                Kind::Panicked,
                "a call such as `blocking_recv` blocks the thread that the runtime needs",
                || checker::check_wait_n(answer),
            );
        }

        /// Polls a future that has returned.
        #[test]
        fn polls_a_future_again() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                let mut delays = Vec::new();
                let mut wait = Box::pin(async move { wait_random(max_delay).await });
                for _ in 0..n {
                    delays.push(wait.as_mut().await);
                }
                delays
            }

            expect_refusal(
                Kind::Panicked,
                "a future was polled again after it had returned its result",
                || checker::check_wait_n(answer),
            );
        }

        /// Spawns without a `LocalSet`.
        #[test]
        fn spawns_locally() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                let waits: Vec<_> =
                    (0..n).map(|_| tokio::task::spawn_local(wait_random(max_delay))).collect();
                join_all(waits).await.into_iter().map(Result::unwrap).collect()
            }

            expect_refusal(
                Kind::Panicked,
                "`spawn_local` needs a `LocalSet` that is being driven, and there is none",
                || checker::check_wait_n(answer),
            );
        }

        /// Starts a runtime inside the runtime.
        #[test]
        fn starts_a_runtime_inside_the_runtime() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                let runtime = tokio::runtime::Runtime::new().unwrap();
                runtime.block_on(wait_n(n, max_delay))
            }

            expect_refusal(
                Kind::Panicked,
                "a runtime was running there already, and `block_on` would block its thread",
                || checker::check_wait_n(answer),
            );
        }

        /// Selects from no waits.
        #[test]
        fn selects_from_nothing() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                let mut waits: Vec<_> = (0..n).map(|_| wait_random(max_delay).boxed()).collect();
                let mut delays = Vec::new();
                loop {
                    let (delay, _, left) = select_all(waits).await;
                    delays.push(delay);
                    if left.is_empty() {
                        return delays;
                    }
                    waits = left;
                }
            }

            expect_refusal(
                Kind::Panicked,
                "`select_all` panics if there is nothing to select from, as for `n = 0`",
                || checker::check_wait_n(answer),
            );
        }

        /// Counts from n down.
        #[test]
        fn subtracts_from_zero() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                let waits: FuturesUnordered<_> =
                    (1..n - 1 + 2).map(|_| wait_random(max_delay)).collect();
                waits.collect().await
            }

            expect_refusal(
                Kind::Panicked,
                "a `u32` can't be negative, so that `0 - 1` panics",
                || checker::check_wait_n(answer),
            );
        }

        /// Takes a first delay that may not be there.
        #[test]
        fn unwraps_none() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                let mut waits: FuturesUnordered<_> =
                    (0..n).map(|_| wait_random(max_delay)).collect();
                let mut delays = vec![waits.next().await.unwrap()];
                while let Some(delay) = waits.next().await {
                    delays.push(delay);
                }
                delays
            }

            expect_refusal(
                Kind::Panicked,
                "there was no value: a list, a channel or a stream was empty, as it is for `n = \
                 0`",
                || checker::check_wait_n(answer),
            );
        }
    }

    /// That call the function before wrongly.
    mod calls {
        use super::*;

        /// Starts to count at 1.
        #[test]
        fn one_too_few() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                wait_n(n.saturating_sub(1), max_delay).await
            }

            expect_refusal(Kind::WrongNumberOfCalls, "it creates too few waits", || {
                checker::check_wait_n(answer)
            });
        }

        /// Counts the last one too.
        #[test]
        fn one_too_many() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                wait_n(n + 1, max_delay).await
            }

            expect_refusal(Kind::WrongNumberOfCalls, "it creates too many waits", || {
                checker::check_wait_n(answer)
            });
        }

        /// Lists the delays as they were made; the second is a short one.
        #[test]
        fn joins_a_short_one() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                let wait = async |i| {
                    let delay =
                        if i == 1 { 0.005 } else { random_range(0.0..=f64::from(max_delay)) };
                    sleep(seconds(delay)).await;
                    delay
                };
                join_all((0..n).map(wait)).await
            }

            expect_refusal(
                Kind::NotCalled,
                "each call has to get its delays from wait_random; a call inside a future or \
                 a task that never runs doesn't count",
                || checker::check_wait_n(answer),
            );
        }

        /// Has a wait for `n = 0` too.
        #[test]
        fn at_least_one() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                wait_n(n.max(1), max_delay).await
            }

            expect_refusal(Kind::WrongNumberOfCalls, "it creates too many waits", || {
                checker::check_wait_n(answer)
            });
        }

        #[test]
        fn never_calls() {
            expect_refusal(
                Kind::NotCalled,
                "each call has to get its delays from wait_random; a call inside a future or \
                 a task that never runs doesn't count",
                || checker::check_wait_n(does_not_wait),
            );
        }

        /// Blocks a thread for each wait.
        #[test]
        fn blocks_many_threads() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                let wait = |_| {
                    spawn_blocking(move || {
                        let delay = random_range(0.0..=f64::from(max_delay) / 10.0);
                        thread::sleep(seconds(delay));
                        delay
                    })
                };
                let waits: FuturesUnordered<_> = (0..n).map(wait).collect();
                waits.map(Result::unwrap).collect().await
            }

            expect_refusal(
                Kind::NotCalled,
                "each call has to get its delays from wait_random; a call inside a future or \
                 a task that never runs doesn't count",
                || checker::check_wait_n(answer),
            );
        }

        /// Uses the default for whatever it is given.
        #[test]
        fn ignores_max_delay() {
            async fn answer(n: u32, _: u32) -> Vec<f64> {
                wait_n(n, 10).await
            }

            expect_refusal(Kind::WrongArguments, "`max_delay` was 4, but 10 was passed", || {
                checker::check_wait_n(answer)
            });
        }

        /// Lists the longest delay twice, in place of one more wait.
        #[test]
        fn repeats_the_longest() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                if n < 2 {
                    return wait_n(n, max_delay).await;
                }
                let mut delays = wait_n(n - 1, max_delay).await;
                delays.push(delays[delays.len() - 1]);
                delays
            }

            expect_refusal(Kind::WrongNumberOfCalls, "it creates too few waits", || {
                checker::check_wait_n(answer)
            });
        }

        /// Waits an hour at the most.
        #[test]
        fn keeps_to_an_hour() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                wait_n(n, max_delay.min(3600)).await
            }

            let message = expect_refusal(
                Kind::WrongArguments,
                "`max_delay` was [..], but 3600 was passed",
                || checker::check_wait_n(answer),
            );
            // The test of the seed reads it.
            println!("{message}");
        }

        /// Uses a number below the one it is given.
        #[test]
        fn draws_up_to_1() {
            async fn answer(n: u32, _: u32) -> Vec<f64> {
                wait_n(n, 1).await
            }

            expect_refusal(Kind::WrongArguments, "`max_delay` was 4, but 1 was passed", || {
                checker::check_wait_n(answer)
            });
        }

        /// Waits once, and copies the delay.
        #[test]
        fn copies_one_delay() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                vec![wait_random(max_delay).await; n as usize]
            }

            expect_refusal(Kind::WrongNumberOfCalls, "it creates too few waits", || {
                checker::check_wait_n(answer)
            });
        }

        /// Starts one wait too many.
        #[test]
        fn starts_one_wait_too_many() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                let waits: FuturesUnordered<_> =
                    (0..=n).map(|_| task_wait_random(max_delay)).collect();
                waits.take(n as usize).map(Result::unwrap).collect().await
            }

            expect_refusal(Kind::WrongNumberOfCalls, "it creates too many waits", || {
                checker::check_wait_n(answer)
            });
        }

        /// Forgets the last of an odd number.
        #[test]
        fn joins_pairs() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                wait_n(n / 2 * 2, max_delay).await
            }

            expect_refusal(Kind::WrongNumberOfCalls, "it creates too few waits", || {
                checker::check_wait_n(answer)
            });
        }

        /// Draws n delays, and sleeps the longest.
        #[test]
        fn sleeps_once_for_all() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                let mut delays: Vec<_> =
                    (0..n).map(|_| random_range(0.0..=f64::from(max_delay))).collect();
                delays.sort_by(f64::total_cmp);
                sleep(seconds(delays.last().copied().unwrap_or(0.0))).await;
                delays
            }

            expect_refusal(
                Kind::NotCalled,
                "each call has to get its delays from wait_random; a call inside a future or \
                 a task that never runs doesn't count",
                || checker::check_wait_n(answer),
            );
        }

        /// Takes the first of two lists.
        #[test]
        fn takes_the_first_of_several_lists() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                tokio::select! {
                    delays = wait_n(n, max_delay) => delays,
                    delays = wait_n(n, max_delay) => delays,
                }
            }

            expect_refusal(Kind::WrongNumberOfCalls, "it creates too many waits", || {
                checker::check_wait_n(answer)
            });
        }

        /// Draws n delays, and sleeps the shortest.
        #[test]
        fn ends_with_the_first() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                let mut delays: Vec<_> =
                    (0..n).map(|_| random_range(0.0..=f64::from(max_delay))).collect();
                delays.sort_by(f64::total_cmp);
                sleep(seconds(delays.first().copied().unwrap_or(0.0))).await;
                delays
            }

            expect_refusal(
                Kind::NotCalled,
                "each call has to get its delays from wait_random; a call inside a future or \
                 a task that never runs doesn't count",
                || checker::check_wait_n(answer),
            );
        }

        /// Creates one wait more, and takes n results.
        #[test]
        fn creates_one_more() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                let waits: FuturesUnordered<_> = (0..=n).map(|_| wait_random(max_delay)).collect();
                waits.take(n as usize).collect().await
            }

            expect_refusal(Kind::WrongNumberOfCalls, "it creates too many waits", || {
                checker::check_wait_n(answer)
            });
        }

        /// Sleeps the steps between delays that were drawn and ordered before.
        #[test]
        fn sleeps_the_steps() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                let mut delays = Vec::new();
                for _ in 0..n {
                    insert_sorted(&mut delays, random_range(0.0..=f64::from(max_delay)));
                }
                let mut last = 0.0;
                for delay in &delays {
                    sleep(seconds(delay - last)).await;
                    last = *delay;
                }
                delays
            }

            expect_refusal(
                Kind::NotCalled,
                "each call has to get its delays from wait_random; a call inside a future or \
                 a task that never runs doesn't count",
                || checker::check_wait_n(answer),
            );
        }

        /// Creates waits for ever, and keeps them.
        #[test]
        fn creates_waits_without_end() {
            async fn answer(_: u32, max_delay: u32) -> Vec<f64> {
                let waits = FuturesUnordered::new();
                loop {
                    waits.push(wait_random(max_delay));
                }
            }

            expect_refusal(
                Kind::WrongNumberOfCalls,
                "a loop that creates waits has no end",
                || checker::check_wait_n(answer),
            );
        }
    }

    /// Whose waits don't run at the same time.
    mod concurrency {
        use super::*;

        #[test]
        fn one_after_another() {
            expect_refusal(
                Kind::OneAfterAnother,
                "each wait was awaited before the next one had started",
                || checker::check_wait_n(awaits_in_a_loop),
            );
        }

        /// Spawns each wait, and awaits it before it spawns the next.
        #[test]
        fn spawns_and_awaits_in_a_loop() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                let mut delays = Vec::new();
                for _ in 0..n {
                    delays.push(tokio::spawn(wait_random(max_delay)).await.unwrap());
                }
                delays
            }

            expect_refusal(
                Kind::OneAfterAnother,
                "each wait was awaited before the next one had started",
                || checker::check_wait_n(answer),
            );
        }

        /// Has one task, which awaits each wait before it makes the next.
        #[test]
        fn loops_in_a_task() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                tokio::spawn(awaits_in_a_loop(n, max_delay)).await.unwrap()
            }

            expect_refusal(
                Kind::OneAfterAnother,
                "each wait was awaited before the next one had started",
                || checker::check_wait_n(answer),
            );
        }

        /// Awaits them in such a loop where they are many.
        #[test]
        fn loops_over_many() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                if n < 1000 {
                    return wait_n(n, max_delay).await;
                }
                awaits_in_a_loop(n, max_delay).await
            }

            expect_refusal(
                Kind::OneAfterAnother,
                "each wait was awaited before the next one had started",
                || checker::check_wait_n(answer),
            );
        }

        /// Has two such tasks, and a half of the waits in each.
        #[test]
        fn loops_in_two_tasks() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                let halves =
                    [n / 2, n - n / 2].map(|n| tokio::spawn(awaits_in_a_loop(n, max_delay)));
                let mut delays: Vec<_> =
                    join_all(halves).await.into_iter().flat_map(Result::unwrap).collect();
                delays.sort_by(f64::total_cmp);
                delays
            }

            expect_refusal(
                Kind::AFewAtATime,
                "some waits were started only when others had ended",
                || checker::check_wait_n(answer),
            );
        }

        /// Makes all the futures first; none starts before it is awaited.
        #[test]
        fn awaits_a_list_in_turn() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                let waits: Vec<_> = (0..n).map(|_| wait_random(max_delay)).collect();
                let mut delays = Vec::new();
                for wait in waits {
                    delays.push(wait.await);
                }
                delays
            }

            expect_refusal(
                Kind::OneAfterAnother,
                "all the futures were created at once, but each was polled only after the one \
                 before it had ended: a future does nothing until it is awaited",
                || checker::check_wait_n(answer),
            );
        }

        /// `then` awaits each before the next.
        #[test]
        fn streams_one_at_a_time() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                stream::iter(0..n).then(|_| wait_random(max_delay)).collect().await
            }

            expect_refusal(
                Kind::OneAfterAnother,
                "each wait was awaited before the next one had started",
                || checker::check_wait_n(answer),
            );
        }

        #[test]
        fn six_at_a_time() {
            expect_refusal(
                Kind::AFewAtATime,
                "some waits were started only when others had ended",
                || checker::check_wait_n(buffers::<6>),
            );
        }

        #[test]
        fn four_at_a_time() {
            expect_refusal(
                Kind::AFewAtATime,
                "some waits were started only when others had ended",
                || checker::check_wait_n(buffers::<4>),
            );
        }

        #[test]
        fn a_hundred_at_a_time() {
            expect_refusal(
                Kind::AFewAtATime,
                "some waits were started only when others had ended",
                || checker::check_wait_n(buffers::<100>),
            );
        }

        #[test]
        fn ten_at_a_time() {
            expect_refusal(
                Kind::AFewAtATime,
                "some waits were started only when others had ended",
                || checker::check_wait_n(buffers::<10>),
            );
        }

        #[test]
        fn two_thousand_at_a_time() {
            expect_refusal(
                Kind::AFewAtATime,
                "some waits were started only when others had ended",
                || checker::check_wait_n(buffers::<2000>),
            );
        }

        /// Lets two waits through at a time.
        #[test]
        fn has_a_semaphore() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                let two = Semaphore::new(2);
                let waits = (0..n).map(|_| async {
                    let _permit = two.acquire().await.unwrap();
                    wait_random(max_delay).await
                });
                waits.collect::<FuturesUnordered<_>>().collect().await
            }

            expect_refusal(
                Kind::AFewAtATime,
                "some waits were started only when others had ended",
                || checker::check_wait_n(answer),
            );
        }

        #[test]
        fn slow_starts() {
            expect_refusal(
                Kind::StartsLate,
                "something else was awaited before the last wait was started",
                || checker::check_wait_n(starts_in_turn::<5>),
            );
        }

        #[test]
        fn quick_starts() {
            expect_refusal(
                Kind::StartsLate,
                "something else was awaited before the last wait was started",
                || checker::check_wait_n(starts_in_turn::<1>),
            );
        }

        /// Sleeps before its waits where they are many.
        #[test]
        fn sleeps_before_many_waits() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                sleep(seconds(if n > 1000 { 3.0 } else { 0.0 })).await;
                wait_n(n, max_delay).await
            }

            expect_refusal(
                Kind::StartsLate,
                "something else was awaited before the last wait was started",
                || checker::check_wait_n(answer),
            );
        }

        /// Sleeps before its waits, and longer than they take.
        #[test]
        fn sleeps_long_before_its_waits() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                sleep(seconds(10.0)).await;
                wait_n(n, max_delay).await
            }

            expect_refusal(
                Kind::StartsLate,
                "something else was awaited before the last wait was started",
                || checker::check_wait_n(answer),
            );
        }

        /// Sleeps after each wait.
        #[test]
        fn sleeps_in_a_loop() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                let mut delays = Vec::new();
                for _ in 0..n {
                    delays.push(wait_random(max_delay).await);
                    sleep(seconds(0.3)).await;
                }
                delays
            }

            expect_refusal(
                Kind::OneAfterAnother,
                "each wait was awaited before the next one had started",
                || checker::check_wait_n(answer),
            );
        }

        #[test]
        fn one_at_a_time() {
            expect_refusal(
                Kind::OneAfterAnother,
                "each wait was awaited before the next one had started",
                || checker::check_wait_n(buffers::<1>),
            );
        }

        /// Awaits each wait right after it has put it into the group.
        #[test]
        fn pushes_and_awaits_by_turns() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                let mut waits = FuturesUnordered::new();
                let mut delays = Vec::new();
                for _ in 0..n {
                    waits.push(wait_random(max_delay));
                    delays.extend(waits.next().await);
                }
                delays
            }

            expect_refusal(
                Kind::OneAfterAnother,
                "each wait was awaited before the next one had started",
                || checker::check_wait_n(answer),
            );
        }

        /// Makes a new group for each wait.
        #[test]
        fn makes_a_group_for_each() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                let mut delays = Vec::new();
                for _ in 0..n {
                    delays.extend(join_all([wait_random(max_delay)]).await);
                }
                delays
            }

            expect_refusal(
                Kind::OneAfterAnother,
                "each wait was awaited before the next one had started",
                || checker::check_wait_n(answer),
            );
        }

        /// Lets others have a turn after each wait.
        #[test]
        fn yields_after_each() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                let mut delays = Vec::new();
                for _ in 0..n {
                    delays.push(wait_random(max_delay).await);
                    tokio::task::yield_now().await;
                }
                delays
            }

            expect_refusal(
                Kind::OneAfterAnother,
                "each wait was awaited before the next one had started",
                || checker::check_wait_n(answer),
            );
        }

        /// Lets one wait at a time through, and joins them in creation order.
        #[test]
        fn joins_with_a_permit() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                let one = Semaphore::new(1);
                join_all((0..n).map(|_| async {
                    let _permit = one.acquire().await.unwrap();
                    wait_random(max_delay).await
                }))
                .await
            }

            expect_refusal(
                Kind::HoldsALock,
                "all the futures had been polled, but each waited for the one before it to \
                 end, as with a lock or a permit that is held across the `.await`",
                || checker::check_wait_n(answer),
            );
        }

        /// Lets one wait have what all of them need.
        #[test]
        fn has_a_lock() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                let lock = tokio::sync::Mutex::new(());
                let waits = (0..n).map(|_| async {
                    let _held = lock.lock().await;
                    wait_random(max_delay).await
                });
                waits.collect::<FuturesUnordered<_>>().collect().await
            }

            expect_refusal(
                Kind::HoldsALock,
                "all the futures had been polled, but each waited for the one before it to \
                 end, as with a lock or a permit that is held across the `.await`",
                || checker::check_wait_n(answer),
            );
        }

        /// Lets one task have what all of them need.
        #[test]
        fn tasks_have_a_lock() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
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

            expect_refusal(
                Kind::HoldsALock,
                "all the tasks had started, but each waited for the one before it to end, as \
                 with a lock or a permit that is held across the `.await`",
                || checker::check_wait_n(answer),
            );
        }

        /// Waits for something else before it begins.
        #[test]
        fn sleeps_first() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                sleep(seconds(0.5)).await;
                wait_n(n, max_delay).await
            }

            expect_refusal(
                Kind::StartsLate,
                "something else was awaited before the last wait was started",
                || checker::check_wait_n(answer),
            );
        }

        /// Waits for something else in the end.
        #[test]
        fn sleeps_last() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                let delays = wait_n(n, max_delay).await;
                sleep(seconds(0.5)).await;
                delays
            }

            expect_refusal(
                Kind::EndsLate,
                "it was awaiting something else when its last wait was over",
                || checker::check_wait_n(answer),
            );
        }

        /// Lets as many waits run at a time as a wait may take seconds.
        #[test]
        fn buffers_max_delay() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                let waits = stream::iter(0..n).map(|_| wait_random(max_delay));
                waits.buffer_unordered(max_delay.max(1) as usize).collect().await
            }

            expect_refusal(
                Kind::AFewAtATime,
                "some waits were started only when others had ended",
                || checker::check_wait_n(answer),
            );
        }

        /// Looks at the waits each half a second.
        #[test]
        fn looks_twice_a_second() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                let mut waits: FuturesUnordered<_> =
                    (0..n).map(|_| wait_random(max_delay)).collect();
                let mut ticks = tokio::time::interval(seconds(0.5));
                let mut delays = Vec::new();
                while delays.len() < n as usize {
                    ticks.tick().await;
                    while let Some(Some(delay)) = waits.next().now_or_never() {
                        delays.push(delay);
                    }
                }
                delays
            }

            expect_refusal(
                Kind::EndsLate,
                "it was awaiting something else when its wait was over",
                || checker::check_wait_n(answer),
            );
        }
    }

    /// That don't let each wait complete.
    mod completion {
        use super::*;

        /// Returns the first delay only.
        #[test]
        fn returns_the_first_delay_only() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                let waits = (0..n).map(|_| Box::pin(wait_random(max_delay)));
                vec![select_all(waits).await.0]
            }

            expect_refusal(
                Kind::DropsWaits,
                "a wait that isn't awaited to its end is cancelled: by the end of the \
                 function, by a `timeout` or a `select!` that drops it, or by `abort()`",
                || checker::check_wait_n(answer),
            );
        }

        /// Starts n waits for each delay of the list.
        #[test]
        fn takes_the_first_of_n_waits_each_time() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                let mut delays = Vec::new();
                for _ in 0..n {
                    let waits: FuturesUnordered<_> =
                        (0..n).map(|_| wait_random(max_delay)).collect();
                    delays.extend(waits.take(1).collect::<Vec<_>>().await);
                }
                delays
            }

            expect_refusal(
                Kind::DropsWaits,
                "something, such as a `select!` or a `timeout`, dropped waits that hadn't \
                 completed, and each new wait starts from the beginning",
                || checker::check_wait_n(answer),
            );
        }

        /// Starts a wait again each tenth of a second, until it is short enough.
        #[test]
        fn starts_again() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                let mut delays = Vec::new();
                while delays.len() < n as usize {
                    delays.extend(timeout(seconds(0.1), wait_random(max_delay)).await);
                }
                delays
            }

            expect_refusal(
                Kind::DropsWaits,
                "something, such as a `select!` or a `timeout`, dropped waits that hadn't \
                 completed, and each new wait starts from the beginning",
                || checker::check_wait_n(answer),
            );
        }

        /// Awaits none of its tasks.
        #[test]
        fn awaits_no_task() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                let delays = filled_by_tasks(n, max_delay);
                delays.lock().unwrap().clone()
            }

            expect_refusal(
                Kind::LeavesTasksRunning,
                "a task keeps running when its handle is dropped, and nothing waited for its \
                 end",
                || checker::check_wait_n(answer),
            );
        }

        /// Waits for a minute at the most.
        #[test]
        fn keeps_to_a_minute() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                let limited = |_| timeout(seconds(60.0), wait_random(max_delay));
                let waits: FuturesUnordered<_> = (0..n).map(limited).collect();
                waits.filter_map(async |delay| delay.ok()).collect().await
            }

            expect_refusal(
                Kind::DropsWaits,
                "a wait that isn't awaited to its end is cancelled: by the end of the \
                 function, by a `timeout` or a `select!` that drops it, or by `abort()`",
                || checker::check_wait_n(answer),
            );
        }

        /// Shuts its tasks down after the first.
        #[test]
        fn shuts_down() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                let mut tasks = JoinSet::new();
                for _ in 0..n {
                    tasks.spawn(wait_random(max_delay));
                }
                let first = tasks.join_next().await;
                tasks.shutdown().await;
                first.into_iter().map(Result::unwrap).collect()
            }

            let message = expect_refusal(
                Kind::DropsWaits,
                "a wait that isn't awaited to its end is cancelled: by the end of the \
                 function, by a `timeout` or a `select!` that drops it, or by `abort()`",
                || checker::check_wait_n(answer),
            );
            assert!(message.starts_with("wait_n(3, 4) dropped 2 of its 3 waits"), "{message}");
        }

        /// Lets the first of two waits win, again and again.
        #[test]
        fn takes_the_first_of_two_waits_each_time() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                let mut delays = Vec::new();
                for _ in 0..n {
                    delays.push(tokio::select! {
                        delay = wait_random(max_delay) => delay,
                        delay = wait_random(max_delay) => delay,
                    });
                }
                delays
            }

            let message = expect_refusal(
                Kind::DropsWaits,
                "something, such as a `select!` or a `timeout`, dropped waits that hadn't \
                 completed, and each new wait starts from the beginning",
                || checker::check_wait_n(answer),
            );
            assert!(message.contains("dropped 3 of its 6 waits"), "{message}");
        }

        /// Creates a wait for each one that completes, and stops when there are enough delays.
        #[test]
        fn creates_a_wait_after_each() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                let mut waits: FuturesUnordered<_> =
                    (0..n).map(|_| wait_random(max_delay)).collect();
                let mut delays = Vec::new();
                while let Some(delay) = waits.next().await {
                    delays.push(delay);
                    waits.push(wait_random(max_delay));
                    if delays.len() >= n as usize {
                        break;
                    }
                }
                delays
            }

            expect_refusal(Kind::WrongNumberOfCalls, "it creates too many waits", || {
                checker::check_wait_n(answer)
            });
        }

        /// Drops a `JoinSet` early.
        #[test]
        fn drops_its_join_set_early() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                let mut tasks: JoinSet<_> = (0..n).map(|_| wait_random(max_delay)).collect();
                tokio::task::yield_now().await;
                std::iter::from_fn(|| tasks.try_join_next()).map(Result::unwrap).collect()
            }

            expect_refusal(
                Kind::DropsWaits,
                "a wait that isn't awaited to its end is cancelled: by the end of the \
                 function, by a `timeout` or a `select!` that drops it, or by `abort()`",
                || checker::check_wait_n(answer),
            );
        }
    }

    /// That return another list.
    mod list {
        use super::*;

        /// Lists a delay of 0.0 for no waits.
        #[test]
        fn is_never_empty() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                if n == 0 {
                    return vec![0.0];
                }
                wait_n(n, max_delay).await
            }

            expect_refusal(
                Kind::ChangesDelays,
                "for n = 0 there are no waits, so the list has to be empty",
                || checker::check_wait_n(answer),
            );
        }

        /// Lists the first delay twice.
        #[test]
        fn pushes_a_delay_twice() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                let mut delays = wait_n(n, max_delay).await;
                delays.extend(delays.first().copied());
                delays
            }

            expect_refusal(
                Kind::ChangesDelays,
                "a delay was pushed more than once, or the list wasn't empty at the start",
                || checker::check_wait_n(answer),
            );
        }

        /// Keeps each of several equal delays only once.
        #[test]
        fn keeps_equal_delays_once() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                let mut delays = wait_n(n, max_delay).await;
                delays.dedup();
                delays
            }

            expect_refusal(
                Kind::LosesDelays,
                "of delays that are equal, only one was kept",
                || checker::check_wait_n(answer),
            );
        }

        /// Runs three, then the next three.
        #[test]
        fn keeps_the_order_of_chunks() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                let mut delays = Vec::new();
                while delays.len() < n as usize {
                    let left = n as usize - delays.len();
                    delays.extend(join_all((0..left.min(3)).map(|_| wait_random(max_delay))).await);
                }
                delays
            }

            expect_refusal(
                Kind::CreationOrder,
                "that is the order in which the waits were created; `join_all` keeps it, and so \
                 does a loop over a list of handles",
                || checker::check_wait_n(answer),
            );
        }

        #[test]
        fn lists_in_order_of_creation() {
            expect_refusal(
                Kind::CreationOrder,
                "that is the order in which the waits were created; `join_all` keeps it, and so \
                 does a loop over a list of handles",
                || checker::check_wait_n(joins_all),
            );
        }

        /// Tasks run at once, and are awaited as they were made.
        #[test]
        fn awaits_tasks_in_turn() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                let tasks: Vec<_> = (0..n).map(|_| task_wait_random(max_delay)).collect();
                let mut delays = Vec::new();
                for task in tasks {
                    delays.push(task.await.unwrap());
                }
                delays
            }

            expect_refusal(
                Kind::CreationOrder,
                "that is the order in which the waits were created; `join_all` keeps it, and so \
                 does a loop over a list of handles",
                || checker::check_wait_n(answer),
            );
        }

        /// Puts each delay in front.
        #[test]
        fn lists_in_descending_order() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                let mut delays = wait_n(n, max_delay).await;
                delays.reverse();
                delays
            }

            expect_refusal(
                Kind::WrongOrder,
                "that is not the order in which the waits completed",
                || checker::check_wait_n(answer),
            );
        }

        /// Fills a copy of the list.
        #[test]
        fn fills_a_copy() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                let delays = vec![0.0; n as usize];
                let fill = |i: usize| {
                    let mut delays = delays.clone();
                    async move { delays[i] = wait_random(max_delay).await }
                };
                join_all((0..n as usize).map(fill)).await;
                delays
            }

            expect_refusal(
                Kind::LosesDelays,
                "each task or closure filled its own clone of the list",
                || checker::check_wait_n(answer),
            );
        }

        /// Lists half of what was slept.
        #[test]
        fn lists_halves() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                let delays = wait_n(n, max_delay).await;
                delays.into_iter().map(|delay| delay / 2.0).collect()
            }

            expect_refusal(
                Kind::ChangesDelays,
                "the list doesn't hold the numbers that the waits returned",
                || checker::check_wait_n(answer),
            );
        }

        /// Rounds what was slept.
        #[test]
        fn rounds_the_delays() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                let delays = wait_n(n, max_delay).await;
                delays.into_iter().map(|delay| (delay * 100.0).round() / 100.0).collect()
            }

            expect_refusal(
                Kind::ChangesDelays,
                "the list doesn't hold the numbers that the waits returned",
                || checker::check_wait_n(answer),
            );
        }

        /// Measures the delays, on a clock that is not the runtime's.
        #[test]
        fn measures_with_std() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                let start = std::time::Instant::now();
                let waits: FuturesUnordered<_> = (0..n).map(|_| wait_random(max_delay)).collect();
                waits.map(|_| start.elapsed().as_secs_f64()).collect().await
            }

            expect_refusal(
                Kind::ChangesDelays,
                "the list doesn't hold the numbers that the waits returned",
                || checker::check_wait_n(answer),
            );
        }

        /// Lists how long it waited for each to end.
        #[test]
        fn lists_the_times_between() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                let mut waits: FuturesUnordered<_> =
                    (0..n).map(|_| wait_random(max_delay)).collect();
                let (mut times, mut last) = (Vec::new(), Instant::now());
                while waits.next().await.is_some() {
                    times.push(last.elapsed().as_secs_f64());
                    last = Instant::now();
                }
                times
            }

            expect_refusal(
                Kind::ChangesDelays,
                "the list doesn't hold the numbers that the waits returned",
                || checker::check_wait_n(answer),
            );
        }

        /// Rounds to milliseconds.
        #[test]
        fn rounds_to_milliseconds() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                wait_n(n, max_delay).await.into_iter().map(|d| (d * 1e3).round() / 1e3).collect()
            }

            expect_refusal(
                Kind::ChangesDelays,
                "the list doesn't hold the numbers that the waits returned",
                || checker::check_wait_n(answer),
            );
        }

        /// Leaves out the waits of no length.
        #[test]
        fn leaves_out_zeros() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                wait_n(n, max_delay).await.into_iter().filter(|delay| *delay > 0.0).collect()
            }

            expect_refusal(Kind::LosesDelays, "the delays of 0.0 were left out", || {
                checker::check_wait_n(answer)
            });
        }

        /// Leaves out a delay that is smaller than the one before.
        #[test]
        fn leaves_out_smaller() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                let mut waits: FuturesUnordered<_> =
                    (0..n).map(|_| wait_random(max_delay)).collect();
                let mut delays: Vec<f64> = Vec::new();
                while let Some(delay) = waits.next().await {
                    if delays.last().is_none_or(|last| *last <= delay) {
                        delays.push(delay);
                    }
                }
                delays
            }

            expect_refusal(
                Kind::LosesDelays,
                "some delays didn't reach the list: each task or closure filled its own clone \
                 of it, the list was copied too early, or a delay that was returned or sent \
                 was thrown away",
                || checker::check_wait_n(answer),
            );
        }

        /// Gives each task a copy of the list, as the compiler proposes.
        #[test]
        fn fills_clones() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                let delays: Vec<f64> = Vec::new();
                let mut tasks = Vec::new();
                for _ in 0..n {
                    let mut delays = delays.clone();
                    tasks.push(tokio::spawn(
                        async move { delays.push(wait_random(max_delay).await) },
                    ));
                }
                join_all(tasks).await;
                delays
            }

            let message = expect_refusal(
                Kind::LosesDelays,
                "some delays didn't reach the list: each task or closure filled its own clone \
                 of it, the list was copied too early, or a delay that was returned or sent \
                 was thrown away",
                || checker::check_wait_n(answer),
            );
            assert!(message.contains("all 3 waits of wait_n(3, 4) completed"), "{message}");
        }

        /// Keeps the last value only.
        #[test]
        fn keeps_the_last_value_only() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                let (sender, receiver) = tokio::sync::watch::channel(0.0);
                let wait = async |_| sender.send(wait_random(max_delay).await);
                join_all((0..n).map(wait)).await;
                vec![*receiver.borrow()]
            }

            expect_refusal(
                Kind::LosesDelays,
                "some delays didn't reach the list: each task or closure filled its own clone \
                 of it, the list was copied too early, or a delay that was returned or sent \
                 was thrown away",
                || checker::check_wait_n(answer),
            );
        }

        /// Replaces one of many delays.
        #[test]
        fn replaces_the_shortest_of_many() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                let mut delays = wait_n(n, max_delay).await;
                if n > 5 {
                    delays[0] += 0.5;
                }
                delays
            }

            let message = expect_refusal(
                Kind::ChangesDelays,
                "the list doesn't hold the numbers that the waits returned",
                || checker::check_wait_n(answer),
            );
            assert!(message.contains("less often"), "{message}");
        }
    }

    /// That keep the thread, the clock or another call from going on.
    mod isolation {
        use super::*;

        /// Has one list for all calls.
        #[test]
        fn keeps_it_in_a_static() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                static DELAYS: Mutex<Vec<f64>> = Mutex::new(Vec::new());
                DELAYS.lock().unwrap().clear();
                let wait = async |_| {
                    let delay = wait_random(max_delay).await;
                    DELAYS.lock().unwrap().push(delay);
                };
                join_all((0..n).map(wait)).await;
                DELAYS.lock().unwrap().clone()
            }

            expect_refusal(
                Kind::SharesState,
                "the calls share something: a lock or permit held across an `.await`, or a \
                 `static`",
                || checker::check_wait_n(answer),
            );
        }

        /// Blocks its thread where there is more than one wait.
        #[test]
        fn blocks_for_two_or_more() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                thread::sleep(Duration::from_millis(if n > 1 { 100 } else { 0 }));
                wait_n(n, max_delay).await
            }

            expect_refusal(
                Kind::BlocksTheThread,
                "the thread itself slept or computed, so no other future could run on it",
                || checker::check_wait_n(answer),
            );
        }

        /// Passes the delays over by a channel that all calls use.
        #[test]
        fn shares_a_channel() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
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

            expect_refusal(
                Kind::SharesState,
                "the calls share something: a lock or permit held across an `.await`, or a \
                 `static`",
                || checker::check_wait_n(answer),
            );
        }

        /// Blocks its thread for each wait.
        #[test]
        fn blocks_a_little() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                let waits = (0..n).map(|_| async {
                    thread::sleep(Duration::from_millis(60));
                    wait_random(max_delay).await
                });
                waits.collect::<FuturesUnordered<_>>().collect().await
            }

            expect_refusal(
                Kind::BlocksTheThread,
                "the thread itself slept or computed, so no other future could run on it",
                || checker::check_wait_n(answer),
            );
        }

        #[test]
        fn shares_a_list_between_calls() {
            expect_refusal(
                Kind::SharesState,
                "the calls share something: a lock or permit held across an `.await`, or a \
                 `static`",
                || checker::check_wait_n(shares_a_list),
            );
        }

        /// Blocks its thread where there are many waits.
        #[test]
        fn blocks_for_many_waits() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                thread::sleep(Duration::from_millis(if n > 1000 { 1500 } else { 0 }));
                wait_n(n, max_delay).await
            }

            expect_refusal(
                Kind::BlocksTheThread,
                "the thread itself slept or computed, so no other future could run on it",
                || checker::check_wait_n(answer),
            );
        }

        /// Spawns its tasks when it is called.
        #[test]
        fn spawns_at_once() {
            fn answer(n: u32, max_delay: u32) -> BoxFuture<'static, Vec<f64>> {
                let tasks: FuturesUnordered<_> =
                    (0..n).map(|_| task_wait_random(max_delay)).collect();
                async move { tasks.map(Result::unwrap).collect().await }.boxed()
            }

            expect_refusal(
                Kind::Eager,
                "the function does something before it returns its future, such as spawning the \
                 waits",
                || checker::check_wait_n(answer),
            );
        }
    }

    /// That are right, but not for the harder version.
    mod going_further {
        use super::*;

        #[test]
        fn order_of_creation_strictly() {
            expect_refusal(
                Kind::CreationOrder,
                "that is the order in which the waits were created; `join_all` keeps it, and so \
                 does a loop over a list of handles",
                || checker::check_wait_n_exact_order(joins_all),
            );
        }

        #[test]
        fn never_calls_for_many() {
            expect_refusal(
                Kind::NotCalled,
                "each call has to get its delays from wait_random; a call inside a future or \
                 a task that never runs doesn't count",
                || checker::check_wait_n_poll_count(does_not_wait),
            );
        }

        #[test]
        fn never_calls_before_a_drop() {
            expect_refusal(
                Kind::NotCalled,
                "each call has to get its delays from wait_random; a call inside a future or \
                 a task that never runs doesn't count",
                || checker::check_wait_n_cancellation(does_not_wait),
            );
        }

        #[test]
        fn lists_in_completion_order() {
            expect_refusal(
                Kind::NotExactlyOrdered,
                "they are less than 0.001 s apart, and tokio's timer wakes all the waits of one \
                 millisecond in no guaranteed order",
                || checker::check_wait_n_exact_order(wait_n),
            );
        }

        #[test]
        fn polls_in_vain() {
            expect_refusal(
                Kind::PollsTooOften,
                "after 128 results in one turn tokio answers \"not yet\", and a \
                 `FuturesUnordered` then polls all the waits that are left, in each turn",
                || checker::check_wait_n_poll_count(wait_n),
            );
        }

        /// Leaves its tasks to themselves when it is dropped.
        #[test]
        fn awaits_plain_tasks() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                let tasks: FuturesUnordered<_> =
                    (0..n).map(|_| task_wait_random(max_delay)).collect();
                tasks.map(Result::unwrap).collect().await
            }

            expect_refusal(
                Kind::LeavesTasksRunning,
                "a task keeps running when its handle is dropped, and nothing waited for its \
                 end",
                || checker::check_wait_n_cancellation(answer),
            );
        }
    }
}

/// Answers that are right.
mod right {
    use super::*;

    /// Puts each delay in its place.
    pub async fn puts_each_in_its_place(n: u32, max_delay: u32) -> Vec<f64> {
        let mut waits: FuturesUnordered<_> = (0..n).map(|_| wait_random(max_delay)).collect();
        let mut delays = Vec::new();
        while let Some(delay) = unconstrained(waits.next()).await {
            insert_sorted(&mut delays, delay);
        }
        delays
    }

    #[test]
    fn each_in_its_place() {
        expect_acceptance(|| checker::check_wait_n(puts_each_in_its_place));
    }

    #[test]
    fn each_in_its_place_strictly() {
        expect_acceptance(|| checker::check_wait_n_exact_order(puts_each_in_its_place));
    }

    /// Completion order alone.
    #[test]
    fn collects_as_they_end() {
        async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
            let waits: FuturesUnordered<_> = (0..n).map(|_| wait_random(max_delay)).collect();
            waits.collect().await
        }

        expect_acceptance(|| checker::check_wait_n(answer));
    }

    /// A limit that is no limit.
    #[test]
    fn buffers_all() {
        async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
            stream::iter(0..n)
                .map(|_| wait_random(max_delay))
                .buffer_unordered(n.max(1) as usize)
                .collect()
                .await
        }

        expect_acceptance(|| checker::check_wait_n(answer));
    }

    /// Shows each tenth of a second that it is still there.
    #[test]
    fn has_a_heartbeat() {
        async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
            let mut waits: FuturesUnordered<_> = (0..n).map(|_| wait_random(max_delay)).collect();
            let mut delays = Vec::new();
            while !waits.is_empty() {
                tokio::select! {
                    Some(delay) = waits.next() => insert_sorted(&mut delays, delay),
                    () = sleep(Duration::from_millis(100)) => {}
                }
            }
            delays
        }

        expect_acceptance(|| checker::check_wait_n(answer));
    }

    /// A set of tasks.
    #[test]
    fn joins_a_set() {
        async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
            let mut tasks = JoinSet::new();
            for _ in 0..n {
                tasks.spawn(wait_random(max_delay));
            }
            let mut delays = Vec::new();
            while let Some(ended) = tasks.join_next().await {
                insert_sorted(&mut delays, ended.unwrap());
            }
            delays
        }

        expect_acceptance(|| checker::check_wait_n(answer));
    }

    /// Tasks that send their delays.
    #[test]
    fn sends_each() {
        async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
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

        expect_acceptance(|| checker::check_wait_n(answer));
    }

    /// The first of those left, again and again.
    #[test]
    fn selects_the_first() {
        async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
            let mut waits: Vec<_> = (0..n).map(|_| Box::pin(wait_random(max_delay))).collect();
            let mut delays = Vec::new();
            while !waits.is_empty() {
                let (delay, _, left) = select_all(waits).await;
                delays.push(delay);
                waits = left;
            }
            delays
        }

        expect_acceptance(|| checker::check_wait_n(answer));
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

    #[test]
    fn a_shared_list() {
        expect_acceptance(|| checker::check_wait_n(shares_a_list));
    }

    /// Tasks fill one list when they end.
    #[test]
    fn shares_a_list_among_tasks() {
        async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
            let delays = Arc::new(Mutex::new(Vec::new()));
            let tasks = (0..n).map(|_| {
                let delays = Arc::clone(&delays);
                tokio::spawn(async move {
                    let delay = wait_random(max_delay).await;
                    insert_sorted(&mut delays.lock().unwrap(), delay);
                })
            });
            join_all(tasks).await;
            let delays = delays.lock().unwrap();
            delays.clone()
        }

        expect_acceptance(|| checker::check_wait_n(answer));
    }

    /// Tasks that stay on one thread.
    #[test]
    fn stays_on_one_thread() {
        async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
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

        expect_acceptance(|| checker::check_wait_n(answer));
    }

    /// One task that has all the waits, and a channel that brings the list.
    #[test]
    fn has_one_task() {
        async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
            let (sender, receiver) = oneshot::channel();
            tokio::spawn(async move { sender.send(puts_each_in_its_place(n, max_delay).await) });
            receiver.await.unwrap()
        }

        expect_acceptance(|| checker::check_wait_n(answer));
    }

    /// Polls the waits by hand.
    #[test]
    fn polls_by_hand() {
        async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
            let mut waits: Vec<Pin<Box<_>>> =
                (0..n).map(|_| Box::pin(wait_random(max_delay))).collect();
            let mut delays = Vec::new();
            poll_fn(|context| {
                waits.retain_mut(|wait| match wait.as_mut().poll(context) {
                    Poll::Ready(delay) => {
                        insert_sorted(&mut delays, delay);
                        false
                    }
                    Poll::Pending => true,
                });
                if waits.is_empty() { Poll::Ready(()) } else { Poll::Pending }
            })
            .await;
            delays
        }

        expect_acceptance(|| checker::check_wait_n(answer));
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
                        insert_sorted(&mut left, delay);
                    }
                    left
                }
            }
        }
        .boxed()
    }

    #[test]
    fn two_halves() {
        expect_acceptance(|| checker::check_wait_n(halves));
    }

    /// Looks after something else all the time.
    #[test]
    fn has_a_fast_heartbeat() {
        async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
            let heartbeat = async {
                loop {
                    sleep(Duration::from_millis(10)).await;
                }
            };
            tokio::select! {
                delays = wait_n(n, max_delay) => delays,
                () = heartbeat => unreachable!(),
            }
        }

        expect_acceptance(|| checker::check_wait_n(answer));
    }

    /// A plain function that returns a lazy future.
    #[test]
    fn calls_first_and_polls_later() {
        fn answer(n: u32, max_delay: u32) -> impl Future<Output = Vec<f64>> {
            (0..n).map(|_| wait_random(max_delay)).collect::<FuturesUnordered<_>>().collect()
        }

        expect_acceptance(|| checker::check_wait_n(answer));
    }

    /// Keeps tasks in a `JoinSet`, which aborts them when it is dropped.
    #[test]
    fn aborts_its_tasks_when_it_is_dropped() {
        async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
            let mut tasks: JoinSet<_> = (0..n).map(|_| wait_random(max_delay)).collect();
            let mut delays = Vec::new();
            while let Some(delay) = tasks.join_next().await {
                delays.push(delay.unwrap());
            }
            delays
        }

        expect_acceptance(|| checker::check_wait_n_cancellation(answer));
    }

    /// Takes as many results in one turn as there are.
    #[test]
    fn lifts_the_limit_of_a_turn() {
        async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
            unconstrained(wait_n(n, max_delay)).await
        }

        expect_acceptance(|| checker::check_wait_n_poll_count(answer));
    }
}
