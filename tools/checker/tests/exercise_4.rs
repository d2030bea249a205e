//! Exercise 4: many waits as tasks. Wrong answers are refused for their mistake,
//! and right ones accepted.

mod common;

use std::sync::Mutex;
use std::time::Duration;

use checker::Kind;
use common::{expect_acceptance, expect_refusal};
use futures::future::{join_all, select_all};
use futures::stream::{self, FuturesUnordered, StreamExt};
use spy::task_wait_random;
use tokio::sync::mpsc::{self, unbounded_channel};
use tokio::task::coop::unconstrained;
use tokio::task::{JoinHandle, JoinSet, spawn_blocking};
use tokio::time::sleep;

/// A right answer, and one that is right for exercise 1.
async fn task_wait_n(n: u32, max_delay: u32) -> Vec<f64> {
    let tasks: FuturesUnordered<_> = (0..n).map(|_| task_wait_random(max_delay)).collect();
    tasks.map(Result::unwrap).collect().await
}

/// Puts a delay in its place, which is at or near the end.
fn put(delays: &mut Vec<f64>, delay: f64) {
    let place = delays.partition_point(|&earlier| earlier <= delay);
    delays.insert(place, delay);
}

/// Answers that are wrong.
mod wrong {
    use super::*;

    /// That never come to their end, or panic.
    mod unfinished {
        use super::*;

        /// Locks its list first, and awaits the task then.
        #[test]
        #[expect(clippy::await_holding_lock, reason = "that is the mistake")]
        fn waits_with_a_lock() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                let delays = std::sync::Mutex::new(Vec::new());
                let push = async || {
                    delays.lock().unwrap().push(task_wait_random(max_delay).await.unwrap());
                };
                join_all((0..n).map(|_| push())).await;
                delays.into_inner().unwrap()
            }

            expect_refusal(
                Kind::NeverYields,
                "the thread waits for itself: most often, the code holds a `std` lock across \
                 an `.await`, and then asks for it again",
                || checker::check_task_wait_n(answer),
            );
        }

        /// Not written.
        #[test]
        fn unwritten() {
            async fn answer(_: u32, _: u32) -> Vec<f64> {
                todo!()
            }

            expect_refusal(
                Kind::NotWritten,
                "there is still a `todo!()` in it, which panics",
                || checker::check_task_wait_n(answer),
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
                task_wait_n(n.saturating_sub(1), max_delay).await
            }

            expect_refusal(Kind::WrongNumberOfCalls, "it creates too few waits", || {
                checker::check_task_wait_n(answer)
            });
        }
    }

    /// Whose waits don't run at the same time.
    mod concurrency {
        use super::*;

        /// Awaits each task before it starts the next.
        #[test]
        fn awaits_in_a_loop() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                let mut delays = Vec::new();
                for _ in 0..n {
                    delays.push(task_wait_random(max_delay).await.unwrap());
                }
                delays
            }

            expect_refusal(
                Kind::OneAfterAnother,
                "each task was awaited before the next one was spawned",
                || checker::check_task_wait_n(answer),
            );
        }
    }

    /// That return another list.
    mod list {
        use super::*;

        /// Looks each millisecond whether all have ended.
        #[test]
        fn looks_each_millisecond() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                let tasks: Vec<_> = (0..n).map(|_| task_wait_random(max_delay)).collect();
                while !tasks.iter().all(JoinHandle::is_finished) {
                    sleep(Duration::from_millis(1)).await;
                }
                join_all(tasks).await.into_iter().map(Result::unwrap).collect()
            }

            expect_refusal(
                Kind::CreationOrder,
                "that is the order in which the waits were created; `join_all` keeps it, and so \
                 does a loop over a list of handles",
                || checker::check_task_wait_n(answer),
            );
        }

        /// Lists the delays as the tasks were made.
        #[test]
        fn joins_all() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                let tasks = join_all((0..n).map(|_| task_wait_random(max_delay))).await;
                tasks.into_iter().map(Result::unwrap).collect()
            }

            expect_refusal(
                Kind::CreationOrder,
                "that is the order in which the waits were created; `join_all` keeps it, and so \
                 does a loop over a list of handles",
                || checker::check_task_wait_n(answer),
            );
        }
    }

    /// That hide a panic.
    mod panics {
        use super::*;

        /// Leaves out the tasks that panicked.
        #[test]
        fn leaves_panics_out() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                let tasks: FuturesUnordered<_> =
                    (0..n).map(|_| task_wait_random(max_delay)).collect();
                tasks.filter_map(|ended| async { ended.ok() }).collect().await
            }

            expect_refusal(
                Kind::SwallowsAPanic,
                "the panic of a task arrives as an `Err` from its handle, and that was ignored or \
                 replaced",
                || checker::check_task_wait_n(answer),
            );
        }

        /// Makes a delay of 0 of a panic.
        #[test]
        fn makes_a_delay_up() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                let tasks: FuturesUnordered<_> =
                    (0..n).map(|_| task_wait_random(max_delay)).collect();
                tasks.map(Result::unwrap_or_default).collect().await
            }

            expect_refusal(
                Kind::SwallowsAPanic,
                "the panic of a task arrives as an `Err` from its handle, and that was ignored or \
                 replaced",
                || checker::check_task_wait_n(answer),
            );
        }

        /// Waits for n delays, and a task that panicked sends none.
        #[test]
        fn waits_for_what_panicked() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
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

            expect_refusal(
                Kind::SwallowsAPanic,
                "the panic ended a task, and the function still waits for a result from it",
                || checker::check_task_wait_n(answer),
            );
        }

        /// Looks at the first result only.
        #[test]
        fn looks_at_the_first() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                let tasks: FuturesUnordered<_> =
                    (0..n).map(|_| task_wait_random(max_delay)).collect();
                let ended: Vec<_> = tasks.collect().await;
                if let Some(Err(error)) = ended.first() {
                    panic!("{error}");
                }
                ended.into_iter().map(Result::unwrap_or_default).collect()
            }

            let message = expect_refusal(
                Kind::SwallowsAPanic,
                "the panic of a task arrives as an `Err` from its handle, and that was ignored or \
                 replaced",
                || checker::check_task_wait_n(answer),
            );
            assert!(message.contains("made the first wait panic"), "{message}");
        }

        /// Keeps the last result only.
        #[test]
        fn keeps_the_last() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                let mut tasks: FuturesUnordered<_> =
                    (0..n).map(|_| task_wait_random(max_delay)).collect();
                let (mut delays, mut last) = (Vec::new(), Ok(0.0));
                while let Some(ended) = tasks.next().await {
                    delays.extend(ended.as_ref().ok());
                    last = ended;
                }
                last.unwrap();
                delays
            }

            expect_refusal(
                Kind::SwallowsAPanic,
                "the panic of a task arrives as an `Err` from its handle, and that was ignored or \
                 replaced",
                || checker::check_task_wait_n(answer),
            );
        }

        /// Tries again where a task has panicked.
        #[test]
        fn tries_again() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                let mut tasks: FuturesUnordered<_> =
                    (0..n).map(|_| task_wait_random(max_delay)).collect();
                let mut delays = Vec::new();
                while let Some(ended) = tasks.next().await {
                    match ended {
                        Ok(delay) => delays.push(delay),
                        Err(_) => tasks.push(task_wait_random(max_delay)),
                    }
                }
                delays
            }

            expect_refusal(
                Kind::SwallowsAPanic,
                "the panic of a task arrives as an `Err` from its handle, and that was ignored or \
                 replaced",
                || checker::check_task_wait_n(answer),
            );
        }

        /// Prints its errors, and goes on.
        #[test]
        fn prints_errors() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                let mut tasks: FuturesUnordered<_> =
                    (0..n).map(|_| task_wait_random(max_delay)).collect();
                let mut delays = Vec::new();
                while let Some(ended) = tasks.next().await {
                    match ended {
                        Ok(delay) => delays.push(delay),
                        Err(error) => eprintln!("{error}"),
                    }
                }
                delays
            }

            expect_refusal(
                Kind::SwallowsAPanic,
                "the panic of a task arrives as an `Err` from its handle, and that was ignored or \
                 replaced",
                || checker::check_task_wait_n(answer),
            );
        }

        /// Asks an empty set for more, once a task has panicked.
        #[test]
        fn counts_what_does_not_come() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                let mut waits: FuturesUnordered<_> =
                    (0..n).map(|_| task_wait_random(max_delay)).collect();
                let mut delays = Vec::new();
                while delays.len() < n as usize {
                    if let Some(Ok(delay)) = waits.next().await {
                        delays.push(delay);
                    }
                }
                delays
            }

            expect_refusal(
                Kind::SwallowsAPanic,
                "the panic ended a task, and the function still waits for a result from it",
                || checker::check_task_wait_n(answer),
            );
        }

        /// Passes a panic on only if it is a `String`.
        #[test]
        fn takes_the_string_of_a_panic_only() {
            async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
                let mut tasks: FuturesUnordered<_> =
                    (0..n).map(|_| task_wait_random(max_delay)).collect();
                let mut delays = Vec::new();
                while let Some(ended) = tasks.next().await {
                    match ended {
                        Ok(delay) => delays.push(delay),
                        Err(error) => {
                            if let Ok(message) = error.into_panic().downcast::<String>() {
                                panic!("{message}")
                            }
                        }
                    }
                }
                delays
            }

            expect_refusal(
                Kind::SwallowsAPanic,
                "the panic of a task arrives as an `Err` from its handle, and that was ignored or \
                 replaced",
                || checker::check_task_wait_n(answer),
            );
        }
    }

    /// That are right, but not for the harder version.
    mod going_further {
        use super::*;

        #[test]
        fn completion_order_alone() {
            expect_refusal(
                Kind::NotExactlyOrdered,
                "they are less than 0.001 s apart, and tokio's timer wakes all the waits of one \
                 millisecond in no guaranteed order",
                || checker::check_task_wait_n_exact_order(task_wait_n),
            );
        }
    }
}

/// Answers that are right.
mod right {
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

    #[test]
    fn each_in_its_place() {
        expect_acceptance(|| checker::check_task_wait_n(puts_each_in_its_place));
    }

    #[test]
    fn each_in_its_place_strictly() {
        expect_acceptance(|| checker::check_task_wait_n_exact_order(puts_each_in_its_place));
    }

    /// Completion order alone.
    #[test]
    fn collects_as_they_end() {
        async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
            let tasks: FuturesUnordered<_> = (0..n).map(|_| task_wait_random(max_delay)).collect();
            tasks.map(Result::unwrap).collect().await
        }

        expect_acceptance(|| checker::check_task_wait_n(answer));
    }

    /// A set whose tasks await the tasks.
    #[test]
    fn joins_a_set() {
        async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
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

        expect_acceptance(|| checker::check_task_wait_n(answer));
    }

    /// The first of those left, again and again.
    #[test]
    fn selects_the_first() {
        async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
            let mut tasks: Vec<_> = (0..n).map(|_| task_wait_random(max_delay)).collect();
            let mut delays = Vec::new();
            while !tasks.is_empty() {
                let (ended, _, left) = select_all(tasks).await;
                delays.push(ended.unwrap());
                tasks = left;
            }
            delays
        }

        expect_acceptance(|| checker::check_task_wait_n(answer));
    }

    /// Tasks that send what the tasks give; a panic is sent too.
    #[test]
    fn sends_each() {
        async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
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

        expect_acceptance(|| checker::check_task_wait_n(answer));
    }

    /// Each wait fills one list when it ends; the order of `join_all` is not used.
    #[test]
    fn shares_a_list() {
        async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
            let delays = Mutex::new(Vec::new());
            let tasks: Vec<_> = (0..n).map(|_| task_wait_random(max_delay)).collect();
            let waits = tasks.into_iter().map(|task| async {
                let delay = task.await.unwrap();
                delays.lock().unwrap().push(delay);
            });
            join_all(waits).await;
            delays.into_inner().unwrap()
        }

        expect_acceptance(|| checker::check_task_wait_n(answer));
    }

    /// A limit that is no limit.
    #[test]
    fn buffers_all() {
        async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
            stream::iter(0..n)
                .map(|_| task_wait_random(max_delay))
                .buffer_unordered(n.max(1) as usize)
                .map(Result::unwrap)
                .collect()
                .await
        }

        expect_acceptance(|| checker::check_task_wait_n(answer));
    }

    /// Starts the tasks from a task.
    #[test]
    fn has_a_manager() {
        async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
            let manager = tokio::spawn(puts_each_in_its_place(n, max_delay));
            manager.await.unwrap()
        }

        expect_acceptance(|| checker::check_task_wait_n(answer));
    }

    /// Starts some tasks on a thread that may be kept. Where threads are slow, that takes long.
    #[test]
    fn starts_them_elsewhere() {
        async fn answer(n: u32, max_delay: u32) -> Vec<f64> {
            let start = move || (0..n).map(|_| task_wait_random(max_delay)).collect();
            let tasks: FuturesUnordered<_> =
                if n == 3 { spawn_blocking(start).await.unwrap() } else { start() };
            tasks.map(Result::unwrap).collect().await
        }

        expect_acceptance(|| checker::check_task_wait_n(answer));
    }
}
