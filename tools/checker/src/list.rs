//! Tasks 1 and 4: many waits at the same time.

use std::fmt::Debug;
use std::thread;
use std::time::Duration;

use tokio::runtime::Builder;
use tokio::task::yield_now;

use crate::delay::{self, FAR, TICK};
use crate::drawing::Waits;
use crate::guard::{Ran, Run, guarded, returned};
use crate::mistake::{Call, Kind, Mistake, Verdict, ensure, mistake};
use crate::watch::Watch;

/// Checks an answer to task 1: many waits at the same time.
///
/// An order that is right up to one timer tick, 1 ms, is accepted: that is what
/// collecting the delays as their waits end gives.
pub fn wait_n(answer: impl AsyncFn(u32, u32) -> Vec<f64> + Send + 'static) -> Verdict {
    guarded("wait_n", move |watch| overlap(watch, &answer))
}

/// Checks an answer to task 4: many waits as tasks.
///
/// As [`wait_n`]; and the waits are tasks, and a task's panic reaches the caller.
pub fn task_wait_n(answer: impl AsyncFn(u32, u32) -> Vec<f64> + Send + 'static) -> Verdict {
    guarded("task_wait_n", move |watch| {
        overlap(watch, &answer)?;
        hands_panics_on(watch, &[3, 5], async || answer(3, 5).await)
    })
}

/// All `n` waits run at the same time, and are listed as they end.
fn overlap(watch: &Watch, answer: &impl AsyncFn(u32, u32) -> Vec<f64>) -> Verdict {
    let list = |n, max_delay| list(watch, answer, n, max_delay);
    let one = |max_delay| list(1, max_delay).map(|(run, delays)| (run, delays[0]));
    delay::leaves_the_thread_free(|| one(1))?;
    delay::leaves_the_thread_free(|| {
        list(7, 1).map(|(run, delays)| (run, delays.into_iter().fold(0.0, f64::max)))
    })?;
    // Few waits can be drawn; many find the answer that runs a thousand at a time.
    let few = [(7, 10), (7, 10), (33, 1000)].into_iter();
    let fewer = (0..20).flat_map(|_| [(2, 2), (3, 5)]);
    for (n, max_delay) in few.chain(fewer).chain([(2050, 10), (2050, 0), (0, 5), (0, 0)]) {
        let (run, delays) = list(n, max_delay)?;
        took_the_longest(&run, &delays)?;
        drew_n_times(&run.call, &delays)?;
        listed_as_they_ended(&run, &delays)?;
        has_n_tasks(&run, &delays)?;
    }
    delay::keeps_the_contract(one)?;
    delay::stands_alone(watch, &[12, 5], |max_delay| answer(12, max_delay))?;
    delay::goes_on(watch, &[1, FAR], || answer(1, FAR))
}

/// Runs the answer once. Its list has one delay in its range for each wait.
pub(crate) fn list(
    watch: &Watch,
    answer: &impl AsyncFn(u32, u32) -> Vec<f64>,
    n: u32,
    max_delay: u32,
) -> Ran<Vec<f64>> {
    let (run, delays) = watch.run(&[n, max_delay], async || answer(n, max_delay).await)?;
    let (call, count) = (&run.call, delays.len());
    delay::leaves_nothing(&run)?;
    ensure! { count == call.n(), call, WrongCount, ("{call} gave a list of {count}"),
    "the list holds n delays, one for each wait, and none for n = 0",
    "make n waits (`0..n` has n numbers), await them all, and keep the delay of each, the first, the last and equal ones too, in a list of this call's own"}
    delays.iter().try_for_each(|delay| delay::is_in_range(call, *delay))?;
    Ok((run, delays))
}

/// The waits started together, and the answer ended with the longest of them.
pub(crate) fn took_the_longest(run: &Run, delays: &[f64]) -> Verdict {
    let (call, took, waits) = (&run.call, run.took, Waits::of(run, delays));
    let longest = delays.iter().copied().fold(0.0, f64::max);
    if (longest - TICK..=longest + TICK).contains(&took) && waits.without_an_end(0.0).is_none() {
        return Ok(());
    }
    if delays.len() > 6 && longest > took / 100.0 {
        // The paused clock itself counts milliseconds: three digits can be a time that passed.
        delay::are_not_rounded(call, delays, &[0, 1, 2])?;
    }
    drew_n_times(call, delays)?;
    // Seven waits one after another take longer than one may.
    let sum = delays.iter().sum::<f64>();
    let fills = delays.len() > 6 && (sum - TICK..=call.max_delay()).contains(&took);
    ensure! { !fills || waits.start().is_some() && longest > took / 100.0, call, ReturnsAnotherDelay, ("{call} took {took:.3} s, and its delays are {sum:.3} s together"),
    "those are not the delays of n waits: they were changed, measured from one end to the next or on another clock, or are of waits that were started again and again",
    "start n waits, once, and list what they give, as it is"}
    let happened = format!("{call} took {took:.3} s, and its longest delay is {longest:.3} s");
    ensure! { took >= longest - TICK, call, DoesNotWait, ("{happened}"),
    "it returned before its longest delay had passed: not all waits were awaited, or a delay is not one that was slept",
    "await every wait, and list what they give"}
    let not_slept = waits.not_slept();
    ensure! { not_slept.is_none(), call, ReturnsAnotherDelay, ("{call} lists {:.3} s, and no wait took that long", not_slept.unwrap_or_default()),
    "that delay was not slept, or not in one piece: it was changed, measured, or drawn again",
    "await n waits, and list what they give, as it is"}
    Err(took_longer(run, delays, &waits, &happened).drawn(&waits.drawing()))
}

/// The mistake of waits that took longer than the longest of them.
fn took_longer(run: &Run, delays: &[f64], waits: &Waits, happened: &str) -> Mistake {
    let (call, at_once) = (&run.call, waits.at_once());
    let tasks = run.stands.first().map_or(0, |stand| stand.alive);
    let (sum, longest) = (delays.iter().sum::<f64>(), delays.iter().copied().fold(0.0, f64::max));
    let slack = TICK * sum.max(1.0);
    let few = delays.len() < 1000 || run.took < 1.5 * longest;
    if few && waits.start().is_some() || at_once != Some(1) && run.took > sum + slack {
        mistake! { call, TakesLonger, ("{happened}"),
        "the waits that are listed were not all that was awaited: there was a rest, or a wait that is not in the list",
        "await the n waits, all of them together, and nothing else"}
    } else if at_once == Some(call.n())
        || at_once.is_none() && delays.len() < 1000 && run.took < 1.5 * longest
    {
        mistake! { call, TakesLonger, ("{happened}"),
        "the waits did not all begin at the same time: something was awaited between the starts, or a limit let a few of them run at a time",
        "start all n waits at once, and await nothing else"}
    } else if run.took < sum - slack {
        let at_once = at_once.map_or("not all".into(), |count| format!("at most {count}"));
        mistake! { call, AFewAtATime, ("{call} took {:.3} s, and {at_once} of its waits ran at the same time", run.took),
        "of the waits that are listed, some began when others had ended",
        "start all n waits at once, and await nothing before or between them: `buffer_unordered`, chunks and semaphores set a limit"}
    } else if tasks >= call.n() {
        mistake! { call, OneAfterAnother, ("{happened}"),
        "the waits ran one after another, though their tasks were all there: each held what the next one needed",
        "hold no lock and no permit across an `.await`: take it when the wait has ended"}
    } else {
        mistake! { call, OneAfterAnother, ("{happened}"),
        "the waits ran one after another: each was awaited before the next was made or started, or held a lock that the next one needed",
        "make all the futures, or start all the tasks, and only then await them together, in a `FuturesUnordered`; hold no lock and no permit across an `.await`"}
    }
}

/// Each wait drew a delay of its own, from the whole range.
fn drew_n_times(call: &Call, delays: &[f64]) -> Verdict {
    let mut sorted = delays.to_vec();
    sorted.sort_by(f64::total_cmp);
    // One of 2050 delays is that near to max_delay; one of 10 may not be.
    if delays.len() >= 1000 {
        delay::fill_the_range(call, &sorted, 0.98)?;
    }
    if call.max_delay() > 0.0 { delay::differ(call, &sorted) } else { Ok(()) }
}

/// The list is ascending, up to one timer tick.
pub(crate) fn listed_as_they_ended(run: &Run, delays: &[f64]) -> Verdict {
    let call = &run.call;
    let Some((earlier, later)) = out_of_order(delays.iter().copied(), TICK) else { return Ok(()) };
    let mistake = mistake! { call, OrderOfCreation, ("{call} lists {earlier:.3} s before {later:.3} s"),
    "the list is not in the order in which the waits ended: it is in the order in which they were made, in the opposite one, or in none",
    "take each delay as its wait ends: `FuturesUnordered`, `JoinSet` or a channel give them so, `join_all` does not; and `push` it: `insert(0, …)`, an index, a set or a heap has another order; lock the list when the wait has ended" };
    Err(mistake.drawn(&Waits::of(run, delays).drawing()))
}

/// The first delay that is more than `slack` below one that stands before it, behind that one.
pub(crate) fn out_of_order(delays: impl Iterator<Item = f64>, slack: f64) -> Option<(f64, f64)> {
    let mut longest: f64 = 0.0;
    for delay in delays {
        if delay + slack < longest {
            return Some((longest, delay));
        }
        longest = longest.max(delay);
    }
    None
}

/// In task 4, where the clock stood first, a task was alive for each wait; a wait that ended took one along.
fn has_n_tasks(run: &Run, delays: &[f64]) -> Verdict {
    let (call, [first, .., last]) = (&run.call, &run.stands[..]) else { return Ok(()) };
    let ended = delays.iter().filter(|delay| **delay < last.at - TICK).count();
    let (alive, left) = (first.alive, last.alive);
    ensure! { call.function == "wait_n" || alive >= call.n().max(left + ended), call, NoTasks, ("tasks alive while the waits of {call} ran: {alive}; when {ended} waits had ended: {left}"),
    "not each wait is a task of its own: they run inside the caller, or several in one task, or a task lives on when its wait has ended",
    "call `task_wait_random` n times, and await the n handles"}
    Ok(())
}

/// On a runtime without a timer every wait panics, and so does the answer.
pub(crate) fn hands_panics_on<T: Debug>(
    watch: &Watch,
    arguments: &[u32],
    answer: impl AsyncFnOnce() -> T,
) -> Verdict {
    let call = watch.call(arguments);
    let runtime = watch.runtime(&mut Builder::new_current_thread());
    // Many more turns of the scheduler than three tasks that panic need, and time for other threads.
    let turns = async {
        for _ in 0..100 {
            thread::sleep(Duration::from_millis(2));
            yield_now().await;
        }
    };
    let both = async {
        tokio::select! {
            biased;
            delays = answer() => format!("returned {delays:?}"),
            () = turns => "waited for ever".into(),
        }
    };
    let seen = returned(|| runtime.block_on(both));
    ensure! { seen.is_none(), call, SwallowsAPanic, ("{call} {}, and each of its waits had panicked", seen.unwrap_or_default()),
    "an awaited handle gives a `Result`, and its error was ignored, or came to a task that nobody awaits; or the panic was caught",
    "hand the panic on: `resume_unwind(error.into_panic())`, or at the least `unwrap()`"}
    Ok(())
}
