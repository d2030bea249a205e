//! Exercise 4: many waits as tasks. Wrong answers are refused for the mistake that they make, and right ones accepted.

mod common;

use std::sync::Mutex;
use std::time::Duration;

use checker::Kind;
use common::{accepted, refused};
use futures::future::{join_all, select_all};
use futures::stream::{self, FuturesUnordered, StreamExt};
use spy::{task_wait_random, wait_random};
use tokio::sync::mpsc::{self, unbounded_channel};
use tokio::task::coop::unconstrained;
use tokio::task::{JoinHandle, JoinSet, spawn_blocking};
use tokio::time::sleep;

/// A right answer, and one that is right for exercise 1.
async fn task_wait_n(n: u32, max_delay: u32) -> Vec<f64> {
    let tasks: FuturesUnordered<_> = (0..n).map(|_| task_wait_random(max_delay)).collect();
    tasks.map(Result::unwrap).collect().await
}

/// Has waits that are no tasks.
async fn wait_n(n: u32, max_delay: u32) -> Vec<f64> {
    let waits: FuturesUnordered<_> = (0..n).map(|_| wait_random(max_delay)).collect();
    waits.collect().await
}

/// Puts a delay in its place, which is at or near the end.
fn put(delays: &mut Vec<f64>, delay: f64) {
    let place = delays.partition_point(|&earlier| earlier <= delay);
    delays.insert(place, delay);
}

/// Answers that are wrong.
mod wrong {
    use super::*;

    /// Awaits each task before it starts the next.
    async fn awaits_in_a_loop(n: u32, max_delay: u32) -> Vec<f64> {
        let mut delays = Vec::new();
        for _ in 0..n {
            delays.push(task_wait_random(max_delay).await.unwrap());
        }
        delays
    }

    #[test]
    fn awaiting_in_a_loop() {
        refused(Kind::OneAfterAnother, || checker::task_wait_n(awaits_in_a_loop));
    }

    /// Has one task for all the waits.
    async fn has_one_task(n: u32, max_delay: u32) -> Vec<f64> {
        tokio::spawn(wait_n(n, max_delay)).await.unwrap()
    }

    #[test]
    fn having_one_task() {
        refused(Kind::NotCalled, || checker::task_wait_n(has_one_task));
    }

    /// Looks each millisecond whether all have ended.
    async fn looks_each_millisecond(n: u32, max_delay: u32) -> Vec<f64> {
        let tasks: Vec<_> = (0..n).map(|_| task_wait_random(max_delay)).collect();
        while !tasks.iter().all(JoinHandle::is_finished) {
            sleep(Duration::from_millis(1)).await;
        }
        join_all(tasks).await.into_iter().map(Result::unwrap).collect()
    }

    #[test]
    fn looking_each_millisecond() {
        refused(Kind::OrderOfCreation, || checker::task_wait_n(looks_each_millisecond));
    }

    /// Lists the delays as the tasks were made.
    async fn joins_all(n: u32, max_delay: u32) -> Vec<f64> {
        let tasks = join_all((0..n).map(|_| task_wait_random(max_delay))).await;
        tasks.into_iter().map(Result::unwrap).collect()
    }

    #[test]
    fn joining_all() {
        refused(Kind::OrderOfCreation, || checker::task_wait_n(joins_all));
    }

    /// Starts to count at 1.
    async fn one_too_few(n: u32, max_delay: u32) -> Vec<f64> {
        task_wait_n(n.saturating_sub(1), max_delay).await
    }

    #[test]
    fn one_wait_too_few() {
        refused(Kind::WrongNumberOfCalls, || checker::task_wait_n(one_too_few));
    }

    /// Leaves out the tasks that panicked.
    async fn leaves_panics_out(n: u32, max_delay: u32) -> Vec<f64> {
        let tasks: FuturesUnordered<_> = (0..n).map(|_| task_wait_random(max_delay)).collect();
        tasks.filter_map(|ended| async { ended.ok() }).collect().await
    }

    #[test]
    fn leaving_panics_out() {
        refused(Kind::SwallowsAPanic, || checker::task_wait_n(leaves_panics_out));
    }

    /// Makes a delay of 0 of a panic.
    async fn makes_a_delay_up(n: u32, max_delay: u32) -> Vec<f64> {
        let tasks: FuturesUnordered<_> = (0..n).map(|_| task_wait_random(max_delay)).collect();
        tasks.map(Result::unwrap_or_default).collect().await
    }

    #[test]
    fn making_a_delay_up() {
        refused(Kind::SwallowsAPanic, || checker::task_wait_n(makes_a_delay_up));
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

    #[test]
    fn waiting_for_what_panicked() {
        refused(Kind::SwallowsAPanic, || checker::task_wait_n(waits_for_what_panicked));
    }

    /// Not written.
    async fn unwritten(_: u32, _: u32) -> Vec<f64> {
        todo!()
    }

    #[test]
    fn not_written() {
        refused(Kind::NotWritten, || checker::task_wait_n(unwritten));
    }

    #[test]
    fn having_no_tasks() {
        refused(Kind::NotCalled, || checker::task_wait_n(wait_n));
    }

    #[test]
    fn completion_order_alone() {
        refused(Kind::NotStrictlyOrdered, || checker::task_wait_n_strict(task_wait_n));
    }
}

/// Answers that lose one panic of several.
mod wrong_panics {
    use super::*;

    /// Looks at the first result only.
    async fn looks_at_the_first(n: u32, max_delay: u32) -> Vec<f64> {
        let tasks: FuturesUnordered<_> = (0..n).map(|_| task_wait_random(max_delay)).collect();
        let ended: Vec<_> = tasks.collect().await;
        if let Some(Err(error)) = ended.first() {
            panic!("{error}");
        }
        ended.into_iter().map(Result::unwrap_or_default).collect()
    }

    #[test]
    fn looking_at_the_first() {
        let message = refused(Kind::SwallowsAPanic, || checker::task_wait_n(looks_at_the_first));
        assert!(message.contains("made the first of its waits panic"), "{message}");
    }

    /// Keeps the last result only.
    async fn keeps_the_last(n: u32, max_delay: u32) -> Vec<f64> {
        let mut tasks: FuturesUnordered<_> = (0..n).map(|_| task_wait_random(max_delay)).collect();
        let (mut delays, mut last) = (Vec::new(), Ok(0.0));
        while let Some(ended) = tasks.next().await {
            delays.extend(ended.as_ref().ok());
            last = ended;
        }
        last.unwrap();
        delays
    }

    #[test]
    fn keeping_the_last() {
        refused(Kind::SwallowsAPanic, || checker::task_wait_n(keeps_the_last));
    }

    /// Tries again where a task has panicked.
    async fn tries_again(n: u32, max_delay: u32) -> Vec<f64> {
        let mut tasks: FuturesUnordered<_> = (0..n).map(|_| task_wait_random(max_delay)).collect();
        let mut delays = Vec::new();
        while let Some(ended) = tasks.next().await {
            match ended {
                Ok(delay) => delays.push(delay),
                Err(_) => tasks.push(task_wait_random(max_delay)),
            }
        }
        delays
    }

    #[test]
    fn trying_again() {
        refused(Kind::SwallowsAPanic, || checker::task_wait_n(tries_again));
    }

    /// Prints its errors, and goes on.
    async fn prints_errors(n: u32, max_delay: u32) -> Vec<f64> {
        let mut tasks: FuturesUnordered<_> = (0..n).map(|_| task_wait_random(max_delay)).collect();
        let mut delays = Vec::new();
        while let Some(ended) = tasks.next().await {
            match ended {
                Ok(delay) => delays.push(delay),
                Err(error) => eprintln!("{error}"),
            }
        }
        delays
    }

    #[test]
    fn printing_errors() {
        refused(Kind::SwallowsAPanic, || checker::task_wait_n(prints_errors));
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
        accepted(|| checker::task_wait_n(puts_each_in_its_place));
    }

    #[test]
    fn each_in_its_place_strictly() {
        accepted(|| checker::task_wait_n_strict(puts_each_in_its_place));
    }

    /// Completion order alone.
    async fn collects_as_they_end(n: u32, max_delay: u32) -> Vec<f64> {
        let tasks: FuturesUnordered<_> = (0..n).map(|_| task_wait_random(max_delay)).collect();
        tasks.map(Result::unwrap).collect().await
    }

    #[test]
    fn as_they_end() {
        accepted(|| checker::task_wait_n(collects_as_they_end));
    }

    /// A set whose tasks await the tasks.
    async fn joins_a_set(n: u32, max_delay: u32) -> Vec<f64> {
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

    #[test]
    fn a_join_set() {
        accepted(|| checker::task_wait_n(joins_a_set));
    }

    /// The first of those left, again and again.
    async fn selects_the_first(n: u32, max_delay: u32) -> Vec<f64> {
        let mut tasks: Vec<_> = (0..n).map(|_| task_wait_random(max_delay)).collect();
        let mut delays = Vec::new();
        while !tasks.is_empty() {
            let (ended, _, left) = select_all(tasks).await;
            delays.push(ended.unwrap());
            tasks = left;
        }
        delays
    }

    #[test]
    fn the_first_of_those_left() {
        accepted(|| checker::task_wait_n(selects_the_first));
    }

    /// Tasks that send what the tasks give; a panic is sent too.
    async fn sends_each(n: u32, max_delay: u32) -> Vec<f64> {
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

    #[test]
    fn a_channel() {
        accepted(|| checker::task_wait_n(sends_each));
    }

    /// Each wait fills one list when it ends; the order of `join_all` is not used.
    async fn shares_a_list(n: u32, max_delay: u32) -> Vec<f64> {
        let delays = Mutex::new(Vec::new());
        let tasks: Vec<_> = (0..n).map(|_| task_wait_random(max_delay)).collect();
        let waits = tasks.into_iter().map(|task| async {
            let delay = task.await.unwrap();
            delays.lock().unwrap().push(delay);
        });
        join_all(waits).await;
        delays.into_inner().unwrap()
    }

    #[test]
    fn a_shared_list() {
        accepted(|| checker::task_wait_n(shares_a_list));
    }

    /// A limit that is no limit.
    async fn buffers_all(n: u32, max_delay: u32) -> Vec<f64> {
        stream::iter(0..n)
            .map(|_| task_wait_random(max_delay))
            .buffer_unordered(n.max(1) as usize)
            .map(Result::unwrap)
            .collect()
            .await
    }

    #[test]
    fn a_buffer_of_n() {
        accepted(|| checker::task_wait_n(buffers_all));
    }

    /// Starts the tasks from a task.
    async fn has_a_manager(n: u32, max_delay: u32) -> Vec<f64> {
        let manager = tokio::spawn(puts_each_in_its_place(n, max_delay));
        manager.await.unwrap()
    }

    #[test]
    fn a_manager() {
        accepted(|| checker::task_wait_n(has_a_manager));
    }

    /// Starts some tasks on a thread that may be kept. Where threads are slow, that takes long.
    async fn starts_them_elsewhere(n: u32, max_delay: u32) -> Vec<f64> {
        let start = move || (0..n).map(|_| task_wait_random(max_delay)).collect();
        let tasks: FuturesUnordered<_> =
            if n == 7 { spawn_blocking(start).await.unwrap() } else { start() };
        tasks.map(Result::unwrap).collect().await
    }

    #[test]
    fn another_thread() {
        accepted(|| checker::task_wait_n(starts_them_elsewhere));
    }
}
