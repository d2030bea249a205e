//! What is seen of a check under way: its call, its panics, where its clock stood.

use std::any::Any;
use std::cell::RefCell;
use std::panic;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::task::Waker;
use std::time::{Duration, Instant};
use std::{future, mem, thread};

use tokio::runtime::Handle;

use crate::mistake::{Call, Kind, Mistake, mistake};

/// The real time in seconds after which a check is given up.
const LIMIT: f64 = 9.0;
/// The real time in seconds without a sign of life after which a call is given up.
const SILENT: f64 = 4.0;

/// A place where the paused clock stood until nothing but a timer could go on.
#[derive(Clone, PartialEq)]
pub(crate) struct Stand {
    /// The clock, in seconds since the call.
    pub at: f64,
    /// The tasks that were alive when it moved on.
    pub alive: usize,
    /// How often the answer had been polled.
    pub polls: usize,
}

/// What was seen of the call that is being made.
#[derive(Clone, Default)]
pub(crate) struct Seen {
    /// The call.
    pub call: Call,
    /// The real time in seconds after which a call takes too long for its many waits, in place of other limits.
    pub limit: Option<f64>,
    /// When it was made, until it ends.
    began: Option<Instant>,
    /// When a sign of life was last seen.
    sign: Option<Instant>,
    /// The paused clock when it was made.
    start: Option<tokio::time::Instant>,
    /// Where the clock stood.
    pub stands: Vec<Stand>,
    /// Message and place of the first panic.
    panic: Option<(String, String)>,
    /// How often the runtime asked the answer for its end.
    pub polls: usize,
    /// What makes the runtime ask once more.
    waker: Option<Waker>,
    /// Whether the thread has nothing to do.
    pub idle: bool,
    /// Whether nobody waits for the check any more.
    pub given_up: bool,
}

/// What is seen of a check, for the thread that runs it and for the one that waits.
#[derive(Clone, Default)]
pub(crate) struct Watch(Arc<Mutex<Seen>>);

impl Watch {
    /// What has been seen so far.
    pub fn seen(&self) -> MutexGuard<'_, Seen> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Announces a call: from here on it is the one that panics or never ends.
    pub fn call(&self, arguments: &[u32]) -> Call {
        self.ends_if_given_up();
        let (mut seen, now) = (self.seen(), Some(Instant::now()));
        let call = Call { function: seen.call.function, arguments: arguments.into() };
        let Seen { limit, given_up, .. } = *seen;
        *seen =
            Seen { call: call.clone(), limit, given_up, began: now, sign: now, ..Seen::default() };
        call
    }

    /// Notes that a call has ended.
    pub fn ends(&self) {
        let mut seen = self.seen();
        (seen.began, seen.sign) = (None, Some(Instant::now()));
    }

    /// Notes that the paused clock is about to move. Runs inside the runtime.
    pub fn parks(&self) {
        let now = tokio::time::Instant::now();
        let alive = Handle::current().metrics().num_alive_tasks();
        let mut seen = self.seen();
        let at = (now - *seen.start.get_or_insert(now)).as_secs_f64();
        let stand = Stand { at, alive, polls: seen.polls };
        // A thread at work holds the clock: then nothing changes, and it is no sign of life.
        if seen.stands.last() != Some(&stand) {
            seen.sign = Some(Instant::now());
            if seen.stands.last().is_some_and(|last| last.at >= at) {
                seen.stands.pop();
            }
            seen.stands.push(stand);
        }
        seen.idle = true;
    }

    /// Runs a future of the answer, and counts how often it is polled.
    pub async fn watched<T>(&self, mut answer: Pin<&mut impl Future<Output = T>>) -> T {
        self.seen().start = Some(tokio::time::Instant::now());
        future::poll_fn(|context| {
            self.ends_if_given_up();
            let mut seen = self.seen();
            seen.polls += 1;
            seen.waker = Some(context.waker().clone());
            drop(seen);
            answer.as_mut().poll(context)
        })
        .await
    }

    /// Ends the thread of a check that nobody waits for any more.
    fn ends_if_given_up(&self) {
        let given_up = self.seen().given_up;
        assert!(!given_up, "nobody waits for this check any more");
    }

    /// The first panic of the call, if there was one: what came later came of it.
    pub fn panicked(&self) -> Option<Mistake> {
        let seen = self.seen();
        let (message, place) = seen.panic.as_ref()?;
        Some(panicked(&seen.call, message, place))
    }

    /// The mistake of a check that ended with this panic.
    pub fn ended_by(&self, panic: Box<dyn Any + Send>) -> Mistake {
        let message = text(&*panic);
        // Dropped, it could panic once more.
        mem::forget(panic);
        self.panicked().unwrap_or_else(|| panicked(&self.seen().call, &message, ""))
    }

    /// Whether the call, or the check that began at `start`, has taken too long.
    pub fn is_over(&self, start: Instant, patience: f64) -> bool {
        let seen = self.seen();
        let over = |from: Option<Instant>, limit: f64| {
            from.is_some_and(|from| from.elapsed().as_secs_f64() > limit * patience)
        };
        match seen.limit.filter(|_| seen.began.is_some()) {
            Some(limit) => over(seen.began, limit),
            None => over(seen.sign, SILENT) || seen.limit.is_none() && over(Some(start), LIMIT),
        }
    }

    /// Why the call is given up.
    pub fn gives_up(&self, patience: f64, busy: bool) -> Mistake {
        let seen = self.seen().clone();
        let call = &seen.call;
        let real = seen.sign.map_or(0.0, |sign| sign.elapsed().as_secs_f64());
        let had_not_ended = format!("had not ended after {real:.0} s of real time");
        if let Some(panicked) = self.panicked() {
            panicked
        } else if busy {
            too_slow(call, "the machine is busy with something else")
        } else if seen.began.and(seen.limit).is_some() {
            quadratic(call)
        } else if real <= SILENT * patience {
            too_slow(call, "the answer does much work, or keeps its thread, in each of many calls")
        } else if call.function == "measure_time" {
            mistake! { call, NeverEnds, ("{call} {had_not_ended}, and no delay is above {} s", call.max_delay()),
            "it waits for other arguments, for more than one run of `wait_n(n, max_delay)`, for another call (many run at the same time), or for something that never comes; for n = 0 it is to panic",
            "run that one future, `runtime.block_on(wait_n(n, max_delay))`, with the arguments as they were given, on a runtime of this call's own, and hold no lock meanwhile"}
        } else if seen.idle {
            waits_outside(call, &had_not_ended)
        } else if self.takes_turns(&seen, patience) {
            mistake! { call, NeverWaits, ("{call} {had_not_ended}, and its clock stood still"),
            "a task runs again and again without waiting for a timer, and a paused clock moves only when all of them wait",
            "await what is to come, a handle, a channel or a sleep, in place of looking for it in a loop; take a delay of 0, and two that are equal, as they are"}
        } else {
            mistake! { call, NeverYields, ("{call} kept its thread for {real:.0} s of real time"),
            "it never gave the thread back, so no timer could end: it computes, blocks, or waits for a `std` lock that another wait holds",
            "await instead of looping or blocking: each `.await` that has to wait lets other futures run; hold no `std` lock across one"}
        }
    }

    /// Whether the runtime still asks the answer for its end once it is woken.
    fn takes_turns(&self, seen: &Seen, patience: f64) -> bool {
        seen.waker.as_ref().inspect(|waker| waker.wake_by_ref());
        let end = Instant::now() + Duration::from_secs_f64(patience);
        while Instant::now() < end && self.seen().polls == seen.polls {
            thread::sleep(Duration::from_millis(10));
        }
        self.seen().polls > seen.polls
    }
}

/// The mistake of a call that the time was not enough for.
pub(crate) fn too_slow(call: &Call, why: &str) -> Mistake {
    mistake! { call, TooSlow, ("{call} was under way when the time of the check was over"),
    &format!("this is no verdict, for nothing was seen to be wrong so far: {why}"),
    "run it again when the machine has less to do; if that does not help, look at what the answer computes, and how often it wakes"}
}

/// The mistake of a call that was ended from another thread or runtime, or waits for one.
pub(crate) fn waits_outside(call: &Call, happened: &str) -> Mistake {
    mistake! { call, WaitsOutside, ("{call} {happened}"),
    "what it waits for comes from another thread, runtime or clock: the clock here jumps from timer to timer, and that one does not",
    "wait with `tokio::time::sleep`, and hand results over by `tokio::sync`, on the runtime that the function is awaited on: no thread, and no `spawn_blocking`"}
}

/// The mistake of a call that took too long for its many waits.
pub(crate) fn quadratic(call: &Call) -> Mistake {
    mistake! { call, Quadratic, ("the time of {} grows with the square of n", call.function),
    "for each delay that ends, many others are moved or looked at; or many waits are polled once more: after 128 results of timers or handles tokio makes a task yield, and a `FuturesUnordered`, or `join_all`, then polls all the waits left",
    "put a delay in its place from the end of the list, after equal ones, or keep the delays in an ordered map; lift that limit of 128 around what you await, `tokio::task::coop::unconstrained(waits.next())`, or use a `JoinSet`"}
}

/// The mistake of a call that panicked.
fn panicked(call: &Call, message: &str, place: &str) -> Mistake {
    // The messages of `todo!()` and `unimplemented!()`.
    if message.starts_with("not yet implemented") || message.starts_with("not implemented") {
        return mistake! { call, NotWritten, ("{call} needs what is not written yet: {place}"),
        "a body there is `todo!()`, which panics",
        "write that body: the comment above it says what it does, and how to ask for a hint"};
    }
    let at = if place.is_empty() { "" } else { " at " };
    let happened = format!("{call} panicked{at}{place}: {message}");
    if call.function != "measure_time" && call.arguments.contains(&0) {
        mistake! { call, Panicked, ("{happened}"),
        "0 is a right argument, and has a right answer: delays of 0 s, or an empty list",
        "let 0 take the same path as other numbers: the range `0.0..=max` holds 0.0, a loop of 0 turns ends, and a channel or a limit has room for `n.max(1)`, a time limit of 0 s is over at once, `sleep` takes 0 and `interval` does not"}
    } else {
        mistake! { call, Panicked, ("{happened}"),
        "a panic ends a function, and the task it runs in: no value comes back",
        "the message says what was wrong: change it in the function of this task, for those before it are right; a max_delay of 0 is right, what is locked or borrowed is let go before an `.await`, and `measure_time` alone starts a runtime or blocks a thread"}
    }
}

/// The text of a panic.
fn text(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(ToString::to_string);
    text.or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "a value that is not text".into())
}

/// A place in a library without the folders that its source was downloaded to.
fn short(place: &str) -> String {
    let place = place.replace('\\', "/");
    let roots = ["/registry/src/", "/rustc/"];
    let inside = roots.iter().find_map(|root| place.split_once(root)?.1.split_once('/'));
    inside.map_or(place.clone(), |(_, inside)| inside.into())
}

thread_local! {
    /// The check that this thread runs: its panics become mistakes, and are not printed.
    static CHECK: RefCell<Option<Watch>> = const { RefCell::new(None) };
}

/// Tells this thread which check it belongs to.
pub(crate) fn belongs_to(watch: &Watch) {
    CHECK.set(Some(watch.clone()));
}

/// Notes the panics of checks, and leaves others to be printed.
pub(crate) fn note_panics() {
    type Hook = Box<dyn Fn(&panic::PanicHookInfo) + Send + Sync>;
    static PRINT: OnceLock<Hook> = OnceLock::new();
    let print = PRINT.get_or_init(panic::take_hook);
    // Each check sets it again: an answer can have set one of its own.
    panic::set_hook(Box::new(move |info| {
        CHECK.with_borrow(|check| match check {
            Some(watch) => {
                let place = info.location().map(|place| short(&place.to_string()));
                let noted = (text(info.payload()), place.unwrap_or_default());
                watch.seen().panic.get_or_insert(noted);
            }
            None => print(info),
        });
    }));
}
