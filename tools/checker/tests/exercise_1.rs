//! Exercise 1: many waits. Wrong answers are refused for the mistake that they make, and right ones accepted.

mod common;

use std::future::poll_fn;
use std::pin::Pin;
use std::sync::{Arc, Mutex, OnceLock};
use std::task::Poll;
use std::thread;
use std::time::Duration;

use checker::Kind;
use common::{accepted, refused};
use futures::future::{BoxFuture, FutureExt, join_all, select_all};
use futures::stream::{self, FuturesUnordered, StreamExt};
use rand::random_range;
use spy::{task_wait_random, wait_random};
use tokio::sync::mpsc::{self, UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::sync::{Semaphore, oneshot};
use tokio::task::coop::unconstrained;
use tokio::task::{JoinSet, LocalSet, spawn_blocking};
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
fn put(delays: &mut Vec<f64>, delay: f64) {
    let place = delays.partition_point(|&earlier| earlier <= delay);
    delays.insert(place, delay);
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

    #[test]
    fn awaiting_in_a_loop() {
        refused(Kind::OneAfterAnother, || checker::wait_n(awaits_in_a_loop));
    }

    /// Spawns each wait, and awaits it before it spawns the next.
    async fn spawns_and_awaits_in_a_loop(n: u32, max_delay: u32) -> Vec<f64> {
        let mut delays = Vec::new();
        for _ in 0..n {
            delays.push(tokio::spawn(wait_random(max_delay)).await.unwrap());
        }
        delays
    }

    #[test]
    fn spawning_and_awaiting_in_a_loop() {
        refused(Kind::OneAfterAnother, || checker::wait_n(spawns_and_awaits_in_a_loop));
    }

    /// Has one task, which awaits each wait before it makes the next.
    async fn loops_in_a_task(n: u32, max_delay: u32) -> Vec<f64> {
        tokio::spawn(awaits_in_a_loop(n, max_delay)).await.unwrap()
    }

    #[test]
    fn looping_in_a_task() {
        refused(Kind::OneAfterAnother, || checker::wait_n(loops_in_a_task));
    }

    /// Awaits them in such a loop where they are many.
    async fn loops_over_many(n: u32, max_delay: u32) -> Vec<f64> {
        if n < 1000 {
            return wait_n(n, max_delay).await;
        }
        awaits_in_a_loop(n, max_delay).await
    }

    #[test]
    fn looping_over_many() {
        refused(Kind::OneAfterAnother, || checker::wait_n(loops_over_many));
    }

    /// Has two such tasks, and a half of the waits in each.
    async fn loops_in_two_tasks(n: u32, max_delay: u32) -> Vec<f64> {
        let halves = [n / 2, n - n / 2].map(|n| tokio::spawn(awaits_in_a_loop(n, max_delay)));
        let mut delays: Vec<_> =
            join_all(halves).await.into_iter().flat_map(Result::unwrap).collect();
        delays.sort_by(f64::total_cmp);
        delays
    }

    #[test]
    fn looping_in_two_tasks() {
        refused(Kind::AFewAtATime, || checker::wait_n(loops_in_two_tasks));
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

    #[test]
    fn keeping_it_in_a_static() {
        refused(Kind::SharesState, || checker::wait_n(keeps_it_in_a_static));
    }

    /// Locks its list first, and waits then.
    #[expect(clippy::await_holding_lock, reason = "that is the mistake")]
    async fn waits_with_a_lock(n: u32, max_delay: u32) -> Vec<f64> {
        let delays = Mutex::new(Vec::new());
        join_all((0..n).map(async |_| delays.lock().unwrap().push(wait_random(max_delay).await)))
            .await;
        delays.into_inner().unwrap()
    }

    #[test]
    fn waiting_with_a_lock() {
        refused(Kind::NeverYields, || checker::wait_n(waits_with_a_lock));
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

    #[test]
    fn awaiting_a_list_in_turn() {
        refused(Kind::OneAfterAnother, || checker::wait_n(awaits_a_list_in_turn));
    }

    /// `then` awaits each before the next.
    async fn streams_one_at_a_time(n: u32, max_delay: u32) -> Vec<f64> {
        stream::iter(0..n).then(|_| wait_random(max_delay)).collect().await
    }

    #[test]
    fn streaming_one_at_a_time() {
        refused(Kind::OneAfterAnother, || checker::wait_n(streams_one_at_a_time));
    }

    /// Lets so many waits run at a time.
    async fn buffers<const SIZE: usize>(n: u32, max_delay: u32) -> Vec<f64> {
        stream::iter(0..n).map(|_| wait_random(max_delay)).buffer_unordered(SIZE).collect().await
    }

    #[test]
    fn buffering_six() {
        refused(Kind::AFewAtATime, || checker::wait_n(buffers::<6>));
    }

    #[test]
    fn buffering_four() {
        refused(Kind::AFewAtATime, || checker::wait_n(buffers::<4>));
    }

    #[test]
    fn buffering_a_hundred() {
        refused(Kind::AFewAtATime, || checker::wait_n(buffers::<100>));
    }

    #[test]
    fn buffering_ten() {
        refused(Kind::AFewAtATime, || checker::wait_n(buffers::<10>));
    }

    #[test]
    fn buffering_two_thousand() {
        refused(Kind::AFewAtATime, || checker::wait_n(buffers::<2000>));
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

    #[test]
    fn running_in_chunks() {
        refused(Kind::OrderOfCreation, || checker::wait_n(runs_in_chunks));
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

    #[test]
    fn having_a_semaphore() {
        refused(Kind::AFewAtATime, || checker::wait_n(has_a_semaphore));
    }

    /// Lists the delays as the waits were made.
    async fn joins_all(n: u32, max_delay: u32) -> Vec<f64> {
        join_all((0..n).map(|_| wait_random(max_delay))).await
    }

    #[test]
    fn joining_all_strictly() {
        refused(Kind::OrderOfCreation, || checker::wait_n_strict(joins_all));
    }

    #[test]
    fn joining_all() {
        refused(Kind::OrderOfCreation, || checker::wait_n(joins_all));
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

    #[test]
    fn awaiting_tasks_in_turn() {
        refused(Kind::OrderOfCreation, || checker::wait_n(awaits_tasks_in_turn));
    }

    /// Puts each delay in front.
    async fn descends(n: u32, max_delay: u32) -> Vec<f64> {
        let mut delays = wait_n(n, max_delay).await;
        delays.reverse();
        delays
    }

    #[test]
    fn descending() {
        refused(Kind::WrongOrder, || checker::wait_n(descends));
    }

    /// Starts to count at 1.
    async fn one_too_few(n: u32, max_delay: u32) -> Vec<f64> {
        wait_n(n.saturating_sub(1), max_delay).await
    }

    #[test]
    fn one_wait_too_few() {
        refused(Kind::WrongNumberOfCalls, || checker::wait_n(one_too_few));
    }

    /// Counts the last one too.
    async fn one_too_many(n: u32, max_delay: u32) -> Vec<f64> {
        wait_n(n + 1, max_delay).await
    }

    #[test]
    fn one_wait_too_many() {
        refused(Kind::WrongNumberOfCalls, || checker::wait_n(one_too_many));
    }

    /// Returns the first delay only.
    async fn the_first_only(n: u32, max_delay: u32) -> Vec<f64> {
        let waits = (0..n).map(|_| Box::pin(wait_random(max_delay)));
        vec![select_all(waits).await.0]
    }

    #[test]
    fn the_first_wait_only() {
        refused(Kind::DropsWaits, || checker::wait_n(the_first_only));
    }

    /// Takes 0 for a mistake of the caller's.
    async fn panics_on_0(n: u32, max_delay: u32) -> Vec<f64> {
        assert!(n > 0, "n is 0");
        wait_n(n, max_delay).await
    }

    #[test]
    fn panicking_on_0() {
        refused(Kind::Panicked, || checker::wait_n(panics_on_0));
    }

    /// Lists the delays as they were made; the second is a short one.
    async fn joins_a_short_one(n: u32, max_delay: u32) -> Vec<f64> {
        let wait = async |i| {
            let delay = if i == 1 { 0.005 } else { random_range(0.0..=f64::from(max_delay)) };
            sleep(seconds(delay)).await;
            delay
        };
        join_all((0..n).map(wait)).await
    }

    #[test]
    fn joining_a_short_one() {
        refused(Kind::NotCalled, || checker::wait_n(joins_a_short_one));
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

    #[test]
    fn hanging_on_0() {
        refused(Kind::NeverEnds, || checker::wait_n(hangs_on_0));
    }

    /// Has a wait for `n = 0` too.
    async fn at_least_one(n: u32, max_delay: u32) -> Vec<f64> {
        wait_n(n.max(1), max_delay).await
    }

    #[test]
    fn a_wait_for_0() {
        refused(Kind::WrongNumberOfCalls, || checker::wait_n(at_least_one));
    }

    /// Draws, and does not wait.
    async fn does_not_wait(n: u32, max_delay: u32) -> Vec<f64> {
        let mut delays: Vec<_> = (0..n).map(|_| random_range(0.0..=f64::from(max_delay))).collect();
        delays.sort_by(f64::total_cmp);
        delays
    }

    #[test]
    fn not_waiting_for_many() {
        refused(Kind::NotCalled, || checker::wait_n_many(does_not_wait));
    }

    #[test]
    fn not_waiting_to_be_dropped() {
        refused(Kind::NotCalled, || checker::wait_n_cancels(does_not_wait));
    }

    #[test]
    fn not_waiting() {
        refused(Kind::NotCalled, || checker::wait_n(does_not_wait));
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

    #[test]
    fn blocking() {
        refused(Kind::NeverYields, || checker::wait_n(blocks));
    }

    /// Blocks a thread for each wait.
    async fn blocks_many_threads(n: u32, max_delay: u32) -> Vec<f64> {
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

    #[test]
    fn blocking_many_threads() {
        refused(Kind::NotCalled, || checker::wait_n(blocks_many_threads));
    }

    /// Uses the default for whatever it is given.
    async fn ignores_max_delay(n: u32, _: u32) -> Vec<f64> {
        wait_n(n, 10).await
    }

    #[test]
    fn ignoring_max_delay() {
        refused(Kind::WrongArguments, || checker::wait_n(ignores_max_delay));
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

    #[test]
    fn filling_a_copy() {
        refused(Kind::LosesDelays, || checker::wait_n(fills_a_copy));
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

    #[test]
    fn repeating_the_longest() {
        refused(Kind::WrongNumberOfCalls, || checker::wait_n(repeats_the_longest));
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

    #[test]
    fn not_being_woken() {
        refused(Kind::NeverWoken, || checker::wait_n(is_not_woken));
    }

    /// Waits an hour at the most.
    async fn keeps_to_an_hour(n: u32, max_delay: u32) -> Vec<f64> {
        wait_n(n, max_delay.min(3600)).await
    }

    #[test]
    fn an_hour_at_the_most() {
        refused(Kind::WrongArguments, || checker::wait_n(keeps_to_an_hour));
    }

    /// Uses a number below the one it is given.
    async fn draws_up_to_1(n: u32, _: u32) -> Vec<f64> {
        wait_n(n, 1).await
    }

    #[test]
    fn ignoring_a_larger_max_delay() {
        refused(Kind::WrongArguments, || checker::wait_n(draws_up_to_1));
    }

    /// Waits once, and copies the delay.
    async fn copies_one_delay(n: u32, max_delay: u32) -> Vec<f64> {
        vec![wait_random(max_delay).await; n as usize]
    }

    #[test]
    fn copying_one_delay() {
        refused(Kind::WrongNumberOfCalls, || checker::wait_n(copies_one_delay));
    }

    /// Not written.
    async fn unwritten(_: u32, _: u32) -> Vec<f64> {
        unimplemented!()
    }

    #[test]
    fn not_written() {
        refused(Kind::NotWritten, || checker::wait_n(unwritten));
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

    #[test]
    fn keeping_a_sender() {
        refused(Kind::NeverEnds, || checker::wait_n(keeps_a_sender));
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

    #[test]
    fn never_yielding() {
        refused(Kind::NeverYields, || checker::wait_n(never_yields));
    }

    /// Looks at an index that is not there.
    async fn panics(n: u32, max_delay: u32) -> Vec<f64> {
        let delays = wait_n(n, max_delay).await;
        vec![delays[n as usize]]
    }

    #[test]
    fn panicking() {
        refused(Kind::Panicked, || checker::wait_n(panics));
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

    #[test]
    fn starting_in_turn() {
        refused(Kind::StartsLate, || checker::wait_n(starts_in_turn::<5>));
    }

    #[test]
    fn starting_in_quick_turn() {
        refused(Kind::StartsLate, || checker::wait_n(starts_in_turn::<1>));
    }

    /// Lists half of what was slept.
    async fn lists_halves(n: u32, max_delay: u32) -> Vec<f64> {
        let delays = wait_n(n, max_delay).await;
        delays.into_iter().map(|delay| delay / 2.0).collect()
    }

    #[test]
    fn listing_halves() {
        refused(Kind::ChangesDelays, || checker::wait_n(lists_halves));
    }

    /// Starts one wait too many.
    async fn leaves_one_out(n: u32, max_delay: u32) -> Vec<f64> {
        let waits: FuturesUnordered<_> = (0..=n).map(|_| task_wait_random(max_delay)).collect();
        waits.take(n as usize).map(Result::unwrap).collect().await
    }

    #[test]
    fn leaving_one_out() {
        refused(Kind::WrongNumberOfCalls, || checker::wait_n(leaves_one_out));
    }

    /// Rests with the thread where there is more than one wait.
    async fn blocks_many(n: u32, max_delay: u32) -> Vec<f64> {
        thread::sleep(Duration::from_millis(if n > 1 { 100 } else { 0 }));
        wait_n(n, max_delay).await
    }

    #[test]
    fn blocking_many() {
        refused(Kind::BlocksTheThread, || checker::wait_n(blocks_many));
    }

    /// Rounds what was slept.
    async fn rounds(n: u32, max_delay: u32) -> Vec<f64> {
        let delays = wait_n(n, max_delay).await;
        delays.into_iter().map(|delay| (delay * 100.0).round() / 100.0).collect()
    }

    #[test]
    fn rounding() {
        refused(Kind::ChangesDelays, || checker::wait_n(rounds));
    }

    /// Forgets the last of an odd number.
    async fn joins_pairs(n: u32, max_delay: u32) -> Vec<f64> {
        wait_n(n / 2 * 2, max_delay).await
    }

    #[test]
    fn joining_pairs() {
        refused(Kind::WrongNumberOfCalls, || checker::wait_n(joins_pairs));
    }

    /// Measures the delays, on a clock that is not the runtime's.
    async fn measures_with_std(n: u32, max_delay: u32) -> Vec<f64> {
        let start = std::time::Instant::now();
        let waits: FuturesUnordered<_> = (0..n).map(|_| wait_random(max_delay)).collect();
        waits.map(|_| start.elapsed().as_secs_f64()).collect().await
    }

    #[test]
    fn measuring_with_std() {
        refused(Kind::ChangesDelays, || checker::wait_n(measures_with_std));
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

    #[test]
    fn sharing_a_channel() {
        refused(Kind::SharesState, || checker::wait_n(shares_a_channel));
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

    #[test]
    fn taking_the_first_of_each() {
        refused(Kind::DropsWaits, || checker::wait_n(takes_the_first_of_each));
    }

    /// Starts a wait again each tenth of a second, until it is short enough.
    async fn starts_again(n: u32, max_delay: u32) -> Vec<f64> {
        let mut delays = Vec::new();
        while delays.len() < n as usize {
            delays.extend(timeout(seconds(0.1), wait_random(max_delay)).await);
        }
        delays
    }

    #[test]
    fn starting_again() {
        refused(Kind::DropsWaits, || checker::wait_n(starts_again));
    }

    /// Rests before its waits where they are many.
    async fn rests_before_many(n: u32, max_delay: u32) -> Vec<f64> {
        sleep(seconds(if n > 1000 { 3.0 } else { 0.0 })).await;
        wait_n(n, max_delay).await
    }

    #[test]
    fn resting_before_many() {
        refused(Kind::StartsLate, || checker::wait_n(rests_before_many));
    }

    /// Rests before its waits, and longer than they take.
    async fn rests_for_long(n: u32, max_delay: u32) -> Vec<f64> {
        sleep(seconds(10.0)).await;
        wait_n(n, max_delay).await
    }

    #[test]
    fn resting_for_long() {
        refused(Kind::StartsLate, || checker::wait_n(rests_for_long));
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

    #[test]
    fn resting_in_a_loop() {
        refused(Kind::OneAfterAnother, || checker::wait_n(rests_in_a_loop));
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

    #[test]
    fn having_a_lock() {
        refused(Kind::OneAfterAnother, || checker::wait_n(has_a_lock));
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

    #[test]
    fn tasks_having_a_lock() {
        refused(Kind::HoldsALock, || checker::wait_n(tasks_have_a_lock));
    }

    /// Waits for something else before it begins.
    async fn rests_first(n: u32, max_delay: u32) -> Vec<f64> {
        sleep(seconds(0.5)).await;
        wait_n(n, max_delay).await
    }

    #[test]
    fn resting_first() {
        refused(Kind::StartsLate, || checker::wait_n(rests_first));
    }

    /// Waits for something else in the end.
    async fn rests_last(n: u32, max_delay: u32) -> Vec<f64> {
        let delays = wait_n(n, max_delay).await;
        sleep(seconds(0.5)).await;
        delays
    }

    #[test]
    fn resting_last() {
        refused(Kind::TakesLonger, || checker::wait_n(rests_last));
    }

    /// Draws n delays, and sleeps the longest.
    async fn sleeps_once_for_all(n: u32, max_delay: u32) -> Vec<f64> {
        let mut delays: Vec<_> = (0..n).map(|_| random_range(0.0..=f64::from(max_delay))).collect();
        delays.sort_by(f64::total_cmp);
        sleep(seconds(delays.last().copied().unwrap_or(0.0))).await;
        delays
    }

    #[test]
    fn sleeping_once_for_all() {
        refused(Kind::NotCalled, || checker::wait_n(sleeps_once_for_all));
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

    #[test]
    fn listing_the_times_between() {
        refused(Kind::ChangesDelays, || checker::wait_n(lists_the_times_between));
    }

    /// Awaits none of its tasks.
    async fn awaits_no_task(n: u32, max_delay: u32) -> Vec<f64> {
        let delays = filled_by_tasks(n, max_delay);
        delays.lock().unwrap().clone()
    }

    #[test]
    fn awaiting_no_task() {
        refused(Kind::LeftRunning, || checker::wait_n(awaits_no_task));
    }

    /// Lets as many waits run at a time as a wait may take seconds.
    async fn buffers_max_delay(n: u32, max_delay: u32) -> Vec<f64> {
        let waits = stream::iter(0..n).map(|_| wait_random(max_delay));
        waits.buffer_unordered(max_delay.max(1) as usize).collect().await
    }

    #[test]
    fn buffering_max_delay() {
        refused(Kind::AFewAtATime, || checker::wait_n(buffers_max_delay));
    }

    /// Takes the first of two lists.
    async fn takes_the_first_list(n: u32, max_delay: u32) -> Vec<f64> {
        tokio::select! {
            delays = wait_n(n, max_delay) => delays,
            delays = wait_n(n, max_delay) => delays,
        }
    }

    #[test]
    fn taking_the_first_list() {
        refused(Kind::WrongNumberOfCalls, || checker::wait_n(takes_the_first_list));
    }

    /// Draws n delays, and sleeps the shortest.
    async fn ends_with_the_first(n: u32, max_delay: u32) -> Vec<f64> {
        let mut delays: Vec<_> = (0..n).map(|_| random_range(0.0..=f64::from(max_delay))).collect();
        delays.sort_by(f64::total_cmp);
        sleep(seconds(delays.first().copied().unwrap_or(0.0))).await;
        delays
    }

    #[test]
    fn ending_with_the_first() {
        refused(Kind::NotCalled, || checker::wait_n(ends_with_the_first));
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

    #[test]
    fn panicking_in_tasks() {
        refused(Kind::Panicked, || checker::wait_n(panics_in_tasks));
    }

    /// Rests with the thread for each wait.
    async fn blocks_a_little(n: u32, max_delay: u32) -> Vec<f64> {
        let waits = (0..n).map(|_| async {
            thread::sleep(Duration::from_millis(20));
            wait_random(max_delay).await
        });
        waits.collect::<FuturesUnordered<_>>().collect().await
    }

    #[test]
    fn blocking_a_little() {
        refused(Kind::BlocksTheThread, || checker::wait_n(blocks_a_little));
    }

    #[test]
    fn completion_order_alone() {
        refused(Kind::NotStrictlyOrdered, || checker::wait_n_strict(wait_n));
    }

    #[test]
    fn spending_the_budget() {
        refused(Kind::Quadratic, || checker::wait_n_many(wait_n));
    }

    /// Leaves its tasks to themselves when it is dropped.
    async fn awaits_plain_tasks(n: u32, max_delay: u32) -> Vec<f64> {
        let tasks: FuturesUnordered<_> = (0..n).map(|_| task_wait_random(max_delay)).collect();
        tasks.map(Result::unwrap).collect().await
    }

    #[test]
    fn leaving_tasks_behind() {
        refused(Kind::LeftRunning, || checker::wait_n_cancels(awaits_plain_tasks));
    }

    /// Collects the futures in a list, and awaits that one by one.
    async fn awaits_a_list(n: u32, max_delay: u32) -> Vec<f64> {
        let waits: Vec<_> = (0..n).map(|_| wait_random(max_delay)).collect();
        let mut delays = Vec::new();
        for wait in waits {
            delays.push(wait.await);
        }
        delays
    }

    #[test]
    fn awaiting_a_list() {
        let message = refused(Kind::OneAfterAnother, || checker::wait_n(awaits_a_list));
        assert!(message.contains("a list runs none of them"), "{message}");
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

    #[test]
    fn sharing_a_list() {
        refused(Kind::SharesState, || checker::wait_n(shares_a_list));
    }

    /// Rounds to milliseconds.
    async fn rounds_to_milliseconds(n: u32, max_delay: u32) -> Vec<f64> {
        wait_n(n, max_delay).await.into_iter().map(|d| (d * 1e3).round() / 1e3).collect()
    }

    #[test]
    fn rounding_to_milliseconds() {
        refused(Kind::ChangesDelays, || checker::wait_n(rounds_to_milliseconds));
    }

    /// Leaves out the waits of no length.
    async fn leaves_out_zeros(n: u32, max_delay: u32) -> Vec<f64> {
        wait_n(n, max_delay).await.into_iter().filter(|delay| *delay > 0.0).collect()
    }

    #[test]
    fn leaving_out_zeros() {
        let message = refused(Kind::LosesDelays, || checker::wait_n(leaves_out_zeros));
        assert!(message.contains("the delays of 0.0 were left out"), "{message}");
    }

    /// Runs each wait on a thread and runtime of its own, and blocks until they end.
    async fn runs_elsewhere(n: u32, max_delay: u32) -> Vec<f64> {
        let run = move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build();
            runtime.unwrap().block_on(wait_random(max_delay))
        };
        let threads: Vec<_> = (0..n).map(|_| thread::spawn(run)).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    }

    #[test]
    fn running_elsewhere() {
        refused(Kind::WaitsOutside, || checker::wait_n(runs_elsewhere));
    }

    /// Creates one wait more, and takes n results.
    async fn creates_one_more(n: u32, max_delay: u32) -> Vec<f64> {
        let waits: FuturesUnordered<_> = (0..=n).map(|_| wait_random(max_delay)).collect();
        waits.take(n as usize).collect().await
    }

    #[test]
    fn creating_one_more() {
        refused(Kind::WrongNumberOfCalls, || checker::wait_n(creates_one_more));
    }

    /// Leaves out a delay that is smaller than the one before.
    async fn leaves_out_smaller(n: u32, max_delay: u32) -> Vec<f64> {
        let mut waits: FuturesUnordered<_> = (0..n).map(|_| wait_random(max_delay)).collect();
        let mut delays: Vec<f64> = Vec::new();
        while let Some(delay) = waits.next().await {
            if delays.last().is_none_or(|last| *last <= delay) {
                delays.push(delay);
            }
        }
        delays
    }

    #[test]
    fn leaving_out_smaller() {
        refused(Kind::LosesDelays, || checker::wait_n(leaves_out_smaller));
    }

    /// Waits for a minute at the most.
    async fn keeps_to_a_minute(n: u32, max_delay: u32) -> Vec<f64> {
        let limited = |_| timeout(seconds(60.0), wait_random(max_delay));
        let waits: FuturesUnordered<_> = (0..n).map(limited).collect();
        waits.filter_map(async |delay| delay.ok()).collect().await
    }

    #[test]
    fn keeping_to_a_minute() {
        refused(Kind::DropsWaits, || checker::wait_n(keeps_to_a_minute));
    }

    /// Looks at the waits each half a second.
    async fn looks_twice_a_second(n: u32, max_delay: u32) -> Vec<f64> {
        let mut waits: FuturesUnordered<_> = (0..n).map(|_| wait_random(max_delay)).collect();
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

    #[test]
    fn looking_twice_a_second() {
        refused(Kind::TakesLonger, || checker::wait_n(looks_twice_a_second));
    }
}

/// Answers to which public questions and the compiler's proposals led.
mod wrong_in_public {
    use super::*;

    /// Gives each task a copy of the list, as the compiler proposes.
    async fn fills_clones(n: u32, max_delay: u32) -> Vec<f64> {
        let delays: Vec<f64> = Vec::new();
        let mut tasks = Vec::new();
        for _ in 0..n {
            let mut delays = delays.clone();
            tasks.push(tokio::spawn(async move { delays.push(wait_random(max_delay).await) }));
        }
        join_all(tasks).await;
        delays
    }

    #[test]
    fn filling_clones() {
        let message = refused(Kind::LosesDelays, || checker::wait_n(fills_clones));
        assert!(message.contains("all 3 waits of wait_n(3, 4) completed"), "{message}");
    }

    /// Keeps the last value only.
    async fn watches(n: u32, max_delay: u32) -> Vec<f64> {
        let (sender, receiver) = tokio::sync::watch::channel(0.0);
        let wait = async |_| sender.send(wait_random(max_delay).await);
        join_all((0..n).map(wait)).await;
        vec![*receiver.borrow()]
    }

    #[test]
    fn watching() {
        refused(Kind::LosesDelays, || checker::wait_n(watches));
    }

    /// Shuts its tasks down after the first.
    async fn shuts_down(n: u32, max_delay: u32) -> Vec<f64> {
        let mut tasks = JoinSet::new();
        for _ in 0..n {
            tasks.spawn(wait_random(max_delay));
        }
        let first = tasks.join_next().await;
        tasks.shutdown().await;
        first.into_iter().map(Result::unwrap).collect()
    }

    #[test]
    fn shutting_down() {
        let message = refused(Kind::DropsWaits, || checker::wait_n(shuts_down));
        assert!(message.starts_with("wait_n(3, 4) dropped 2 of its 3 waits"), "{message}");
    }

    /// Lets the first of two waits win, again and again.
    async fn takes_the_first_of_two(n: u32, max_delay: u32) -> Vec<f64> {
        let mut delays = Vec::new();
        for _ in 0..n {
            delays.push(tokio::select! {
                delay = wait_random(max_delay) => delay,
                delay = wait_random(max_delay) => delay,
            });
        }
        delays
    }

    #[test]
    fn taking_the_first_of_two() {
        let message = refused(Kind::DropsWaits, || checker::wait_n(takes_the_first_of_two));
        assert!(message.contains("dropped 3 of its 6 waits"), "{message}");
    }

    /// Borrows the list before it awaits.
    #[expect(clippy::await_holding_refcell_ref, reason = "that is the mistake")]
    async fn borrows_first(n: u32, max_delay: u32) -> Vec<f64> {
        let delays = std::cell::RefCell::new(Vec::new());
        let wait = async |_| delays.borrow_mut().push(wait_random(max_delay).await);
        join_all((0..n).map(wait)).await;
        delays.into_inner()
    }

    #[test]
    fn borrowing_first() {
        let message = refused(Kind::Panicked, || checker::wait_n(borrows_first));
        assert!(message.contains("a `RefCell` was still borrowed"), "{message}");
    }

    /// Awaits each handle again.
    async fn awaits_twice(n: u32, max_delay: u32) -> Vec<f64> {
        let mut tasks: Vec<_> = (0..n).map(|_| tokio::spawn(wait_random(max_delay))).collect();
        let mut delays = Vec::new();
        for task in &mut tasks {
            let _ = (&mut *task).await;
            delays.push(task.await.unwrap());
        }
        delays
    }

    #[test]
    fn awaiting_twice() {
        let message = refused(Kind::Panicked, || checker::wait_n(awaits_twice));
        assert!(message.contains("was awaited again"), "{message}");
    }

    /// Spawns on a set that nobody drives.
    async fn drives_nothing(n: u32, max_delay: u32) -> Vec<f64> {
        let local = LocalSet::new();
        let tasks: Vec<_> = (0..n).map(|_| local.spawn_local(wait_random(max_delay))).collect();
        join_all(tasks).await.into_iter().map(Result::unwrap).collect()
    }

    #[test]
    fn driving_nothing() {
        let message = refused(Kind::NeverEnds, || checker::wait_n(drives_nothing));
        assert!(message.contains("a `LocalSet` that nobody drives"), "{message}");
    }

    /// Has no room for `n = 0`.
    async fn buffers_n(n: u32, max_delay: u32) -> Vec<f64> {
        let waits = stream::iter(0..n).map(|_| wait_random(max_delay));
        waits.buffer_unordered(n as usize).collect().await
    }

    #[test]
    fn buffering_n() {
        let message = refused(Kind::NeverEnds, || checker::wait_n(buffers_n));
        assert!(message.contains("without waits, nothing ever wakes it"), "{message}");
    }

    /// Sleeps the steps between delays that were drawn and ordered before.
    async fn sleeps_the_steps(n: u32, max_delay: u32) -> Vec<f64> {
        let mut delays = Vec::new();
        for _ in 0..n {
            put(&mut delays, random_range(0.0..=f64::from(max_delay)));
        }
        let mut last = 0.0;
        for delay in &delays {
            sleep(seconds(delay - last)).await;
            last = *delay;
        }
        delays
    }

    #[test]
    fn sleeping_the_steps() {
        refused(Kind::NotCalled, || checker::wait_n(sleeps_the_steps));
    }

    /// Blocks its thread where there are many waits.
    async fn blocks_for_many(n: u32, max_delay: u32) -> Vec<f64> {
        thread::sleep(Duration::from_millis(if n > 1000 { 600 } else { 0 }));
        wait_n(n, max_delay).await
    }

    #[test]
    fn blocking_for_many() {
        refused(Kind::BlocksTheThread, || checker::wait_n(blocks_for_many));
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
            put(&mut delays, delay);
        }
        delays
    }

    #[test]
    fn each_in_its_place() {
        accepted(|| checker::wait_n(puts_each_in_its_place));
    }

    #[test]
    fn each_in_its_place_strictly() {
        accepted(|| checker::wait_n_strict(puts_each_in_its_place));
    }

    /// Completion order alone.
    async fn collects_as_they_end(n: u32, max_delay: u32) -> Vec<f64> {
        let waits: FuturesUnordered<_> = (0..n).map(|_| wait_random(max_delay)).collect();
        waits.collect().await
    }

    #[test]
    fn as_they_end() {
        accepted(|| checker::wait_n(collects_as_they_end));
    }

    /// A limit that is no limit.
    async fn buffers_all(n: u32, max_delay: u32) -> Vec<f64> {
        stream::iter(0..n)
            .map(|_| wait_random(max_delay))
            .buffer_unordered(n.max(1) as usize)
            .collect()
            .await
    }

    #[test]
    fn a_buffer_of_n() {
        accepted(|| checker::wait_n(buffers_all));
    }

    /// Shows each tenth of a second that it is still there.
    async fn has_a_heartbeat(n: u32, max_delay: u32) -> Vec<f64> {
        let mut waits: FuturesUnordered<_> = (0..n).map(|_| wait_random(max_delay)).collect();
        let mut delays = Vec::new();
        while !waits.is_empty() {
            tokio::select! {
                Some(delay) = waits.next() => put(&mut delays, delay),
                () = sleep(Duration::from_millis(100)) => {}
            }
        }
        delays
    }

    #[test]
    fn a_heartbeat() {
        accepted(|| checker::wait_n(has_a_heartbeat));
    }

    /// A set of tasks.
    async fn joins_a_set(n: u32, max_delay: u32) -> Vec<f64> {
        let mut tasks = JoinSet::new();
        for _ in 0..n {
            tasks.spawn(wait_random(max_delay));
        }
        let mut delays = Vec::new();
        while let Some(ended) = tasks.join_next().await {
            put(&mut delays, ended.unwrap());
        }
        delays
    }

    #[test]
    fn a_join_set() {
        accepted(|| checker::wait_n(joins_a_set));
    }

    /// Tasks that send their delays.
    async fn sends_each(n: u32, max_delay: u32) -> Vec<f64> {
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

    #[test]
    fn a_channel() {
        accepted(|| checker::wait_n(sends_each));
    }

    /// The first of those left, again and again.
    async fn selects_the_first(n: u32, max_delay: u32) -> Vec<f64> {
        let mut waits: Vec<_> = (0..n).map(|_| Box::pin(wait_random(max_delay))).collect();
        let mut delays = Vec::new();
        while !waits.is_empty() {
            let (delay, _, left) = select_all(waits).await;
            delays.push(delay);
            waits = left;
        }
        delays
    }

    #[test]
    fn the_first_of_those_left() {
        accepted(|| checker::wait_n(selects_the_first));
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
        accepted(|| checker::wait_n(shares_a_list));
    }

    /// Tasks fill one list when they end.
    async fn shares_a_list_among_tasks(n: u32, max_delay: u32) -> Vec<f64> {
        let delays = Arc::new(Mutex::new(Vec::new()));
        let tasks = (0..n).map(|_| {
            let delays = Arc::clone(&delays);
            tokio::spawn(async move {
                let delay = wait_random(max_delay).await;
                put(&mut delays.lock().unwrap(), delay);
            })
        });
        join_all(tasks).await;
        let delays = delays.lock().unwrap();
        delays.clone()
    }

    #[test]
    fn a_list_shared_among_tasks() {
        accepted(|| checker::wait_n(shares_a_list_among_tasks));
    }

    /// Tasks that stay on one thread.
    async fn stays_on_one_thread(n: u32, max_delay: u32) -> Vec<f64> {
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

    #[test]
    fn one_thread() {
        accepted(|| checker::wait_n(stays_on_one_thread));
    }

    /// One task that has all the waits, and a channel that brings the list.
    async fn has_one_task(n: u32, max_delay: u32) -> Vec<f64> {
        let (sender, receiver) = oneshot::channel();
        tokio::spawn(async move { sender.send(puts_each_in_its_place(n, max_delay).await) });
        receiver.await.unwrap()
    }

    #[test]
    fn one_task() {
        accepted(|| checker::wait_n(has_one_task));
    }

    /// Polls the waits by hand.
    async fn polls_by_hand(n: u32, max_delay: u32) -> Vec<f64> {
        let mut waits: Vec<Pin<Box<_>>> =
            (0..n).map(|_| Box::pin(wait_random(max_delay))).collect();
        let mut delays = Vec::new();
        poll_fn(|context| {
            waits.retain_mut(|wait| match wait.as_mut().poll(context) {
                Poll::Ready(delay) => {
                    put(&mut delays, delay);
                    false
                }
                Poll::Pending => true,
            });
            if waits.is_empty() { Poll::Ready(()) } else { Poll::Pending }
        })
        .await;
        delays
    }

    #[test]
    fn waits_polled_by_hand() {
        accepted(|| checker::wait_n(polls_by_hand));
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
                        put(&mut left, delay);
                    }
                    left
                }
            }
        }
        .boxed()
    }

    #[test]
    fn two_halves() {
        accepted(|| checker::wait_n(halves));
    }
}
