//! What is seen of a check under way: its call, its panics, where its clock stood.

use std::any::Any;
use std::cell::RefCell;
use std::panic;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};
use std::{future, mem, thread};

use tokio::runtime::Handle;

use crate::mistake::{Call, Kind, Mistake};

/// A place where the paused clock stood until nothing but a timer could go on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Stand {
    /// The clock, in seconds since the call.
    pub at: f64,
    /// The tasks that were alive when it moved on.
    pub alive: usize,
    /// How often the answer had been polled.
    polls: usize,
}

impl Stand {
    /// Whether anything is known to have happened since another: timers of no wait stop the clock too.
    pub fn differs(&self, other: &Self) -> bool {
        (self.alive, self.polls) != (other.alive, other.polls)
    }
}

/// A limit of real time in seconds, and the mistake of a call that takes longer, by how often it was polled.
pub(crate) type Limit = (f64, fn(&Call, usize) -> Mistake);

/// What was seen of the call that is being made.
pub(crate) struct Seen {
    /// The call.
    pub call: Option<Call>,
    /// A limit of its own.
    limit: Option<Limit>,
    /// Whether nobody waits for it any more.
    given_up: bool,
    /// When it was made.
    began: Instant,
    /// The paused clock then.
    start: Option<tokio::time::Instant>,
    /// Where the clock stood.
    pub stands: Vec<Stand>,
    /// Message and place of each panic, in order.
    panics: Vec<(String, String)>,
    /// How often the runtime asked the answer for its end.
    pub polls: usize,
    /// What makes the runtime ask once more.
    waker: Option<Waker>,
    /// What is to be woken when nothing is left that could go on.
    rests: Option<Waker>,
    /// Whether the thread has nothing to do.
    idle: bool,
    /// The last time that it began or ceased to have something to do.
    pub step: Instant,
    /// The real time for which it had something to do.
    pub busy: Duration,
}

/// What is seen of a check, for the thread that runs it and for the one that waits.
pub(crate) struct Watch(Mutex<Seen>);

impl Watch {
    /// Nothing is seen yet.
    pub fn new() -> Self {
        Self(Mutex::new(Seen::of(None, None)))
    }

    /// What has been seen so far.
    pub fn seen(&self) -> MutexGuard<'_, Seen> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes that a call begins, and that it is the one that panics or never ends.
    pub fn begins(&self, call: Call, limit: Option<Limit>) {
        *self.seen() = Seen::of(Some(call), limit);
    }

    /// Notes that the paused clock is about to move. Runs inside the runtime.
    pub fn parks(&self) {
        let (now, alive) = (
            tokio::time::Instant::now(),
            Handle::current().metrics().num_alive_tasks(),
        );
        let mut seen = self.seen();
        let start = *seen.start.get_or_insert(now);
        let at = (now - start).as_secs_f64();
        if seen.stands.last().is_some_and(|stand| stand.at >= at) {
            seen.stands.pop();
        }
        let polls = seen.polls;
        seen.stands.push(Stand { at, alive, polls });
        seen.idle = true;
        seen.rests.take().inspect(Waker::wake_by_ref);
        let step = mem::replace(&mut seen.step, Instant::now());
        seen.busy += step.elapsed();
    }

    /// Notes that the thread has something to do again.
    pub fn unparks(&self) {
        let mut seen = self.seen();
        seen.idle = false;
        seen.step = Instant::now();
    }

    /// Runs a future of the answer, and counts how often it is polled.
    pub async fn watched<T>(&self, answer: &mut (impl Future<Output = T> + Unpin)) -> T {
        self.seen().start = Some(tokio::time::Instant::now());
        future::poll_fn(|context| {
            let mut seen = self.seen();
            seen.polls += 1;
            assert!(!seen.given_up, "nobody waits for this call any more");
            seen.waker = Some(context.waker().clone());
            drop(seen);
            Pin::new(&mut *answer).poll(context)
        })
        .await
    }

    /// Is ready once nothing is left that could go on.
    pub fn at_rest(&self, context: &Context) -> Poll<()> {
        let mut seen = self.seen();
        if !seen.stands.is_empty() {
            return Poll::Ready(());
        }
        seen.rests = Some(context.waker().clone());
        Poll::Pending
    }

    /// The first panic of the call, if there was one: what came later came of it.
    pub fn panicked(&self) -> Option<Mistake> {
        let seen = self.seen();
        let (message, place) = seen.panics.first()?;
        Some(panicked(seen.call.as_ref()?, message, place))
    }

    /// The mistake of a check that ended with this panic.
    pub fn ended_by(&self, panic: Box<dyn Any + Send>) -> Mistake {
        let message = text(&*panic);
        // Dropped, it could panic once more.
        mem::forget(panic);
        self.panicked().unwrap_or_else(|| {
            let call = self.seen().call.clone();
            panicked(&call.expect("a check begins with a call"), &message, "")
        })
    }

    /// Whether the call shows no sign of life, or is over a limit of its own.
    pub fn is_suspect(&self, silent: Duration, patience: f64) -> bool {
        let step = self.seen().step;
        self.is_over_its_limit(patience) || step.elapsed() > silent.mul_f64(patience)
    }

    /// Whether the call has a limit of its own, and is over it.
    fn is_over_its_limit(&self, patience: f64) -> bool {
        let (limit, began) = {
            let seen = self.seen();
            (seen.limit, seen.began)
        };
        limit.is_some_and(|(limit, _)| began.elapsed().as_secs_f64() > limit * patience)
    }

    /// Why the call is given up.
    pub fn gives_up(&self, silent: Duration, patience: f64, busy: bool) -> Mistake {
        let suspect = self.is_suspect(silent, patience) || self.is_over_its_limit(1.0);
        let mut seen = self.seen();
        // A call that is still polled ends here; another goes on until the program ends.
        seen.given_up = seen.limit.is_some();
        let call = seen.call.clone().expect("a check begins with a call");
        let (limit, polls, idle) = (seen.limit, seen.polls, seen.idle);
        let real = seen.step.elapsed().as_secs_f64();
        drop(seen);
        if let Some(panicked) = self.panicked() {
            panicked
        } else if busy || !suspect {
            too_slow(&call)
        } else if let Some((_, mistake)) = limit {
            mistake(&call, polls)
        } else if call.function == "measure_time" {
            let longest = call.max_delay();
            call.mistake(
                Kind::NeverEnds,
                format!("{call} had not come back after {real:.0} s, and no delay is above {longest} s"),
                "it waits for more than one run of `wait_n(n, max_delay)`, or for something that never comes",
                "run that one future, `runtime.block_on(wait_n(n, max_delay))`, with the arguments as they were given",
            )
        } else if idle {
            waits_outside(
                &call,
                &format!("had not ended after {real:.0} s of real time"),
            )
        } else if self.takes_turns() {
            call.mistake(
                Kind::NeverWaits,
                format!("{call} had not ended after {real:.0} s of real time, and its clock stood still"),
                "a task runs again and again without waiting for a timer, and a paused clock moves only when all of them wait",
                "await what is to come, a handle, a channel or a sleep, in place of looking for it in a loop",
            )
        } else {
            call.mistake(
                Kind::NeverYields,
                format!("{call} kept its thread for {real:.0} s of real time"),
                "it never gave the thread back, so no timer could end",
                "await instead of looping or blocking: each `.await` that has to wait lets other futures run",
            )
        }
    }

    /// Whether the runtime still asks the answer for its end once it is woken.
    fn takes_turns(&self) -> bool {
        let seen = self.seen();
        let polls = seen.polls;
        seen.waker.as_ref().inspect(|waker| waker.wake_by_ref());
        drop(seen);
        thread::sleep(Duration::from_millis(500));
        self.seen().polls > polls
    }
}

impl Seen {
    /// Nothing has been seen of this call.
    fn of(call: Option<Call>, limit: Option<Limit>) -> Self {
        Self {
            call,
            limit,
            given_up: false,
            began: Instant::now(),
            start: None,
            stands: Vec::new(),
            panics: Vec::new(),
            polls: 0,
            waker: None,
            rests: None,
            idle: false,
            step: Instant::now(),
            busy: Duration::ZERO,
        }
    }
}

/// The mistake of a call that the time was not enough for.
pub(crate) fn too_slow(call: &Call) -> Mistake {
    call.mistake(
        Kind::TooSlow,
        format!("{call} was under way when the time of the check was over"),
        "nothing was seen to be wrong so far: the machine is busy with something else, or the answer with much work",
        "run it again when the machine has less to do; if that does not help, look what the answer computes",
    )
}

/// The mistake of a call that was ended from another thread or runtime, or waits for one.
pub(crate) fn waits_outside(call: &Call, happened: &str) -> Mistake {
    call.mistake(
        Kind::WaitsOutside,
        format!("{call} {happened}"),
        "what it waits for comes from another thread or another runtime, whose time is not the time of this one",
        "wait with `tokio::time::sleep`, on the runtime that the function is awaited on",
    )
}

/// The mistake of a call that panicked.
fn panicked(call: &Call, message: &str, place: &str) -> Mistake {
    // The messages of `todo!()` and `unimplemented!()`.
    if message.starts_with("not yet implemented") || message.starts_with("not implemented") {
        // The place is in the crate that is to be written, which the call may only use.
        return Mistake::new(
            Kind::NotWritten,
            &format!("{call} needs what is not written yet: {place}"),
            "a body there is `todo!()`, which panics",
            "write that body: the comment above it says what it does, and how to ask for a hint",
            place.split('/').next().unwrap_or_default(),
        );
    }
    let at = if place.is_empty() { "" } else { " at " };
    let happened = format!("{call} panicked{at}{place}: {message}");
    if call.arguments.contains(&0) && call.function != "measure_time" {
        call.mistake(
            Kind::Panicked,
            happened,
            "0 is a right argument, and has a right answer: no delay, or an empty list",
            "let 0 take the same path as other numbers: the range `0.0..=max` holds 0.0, and a loop of 0 turns ends",
        )
    } else {
        call.mistake(
            Kind::Panicked,
            happened,
            "a panic ends a function, and the task it runs in: no value comes back",
            "the message says what was wrong: mend it there, or where that is called from",
        )
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
    match place.split_once("/registry/src/") {
        Some((_, inside)) => inside
            .split_once('/')
            .map_or(inside, |(_, rest)| rest)
            .into(),
        None => place,
    }
}

thread_local! {
    /// The check that this thread runs: its panics become mistakes, and are not printed.
    static CHECK: RefCell<Option<Arc<Watch>>> = const { RefCell::new(None) };
}

/// Tells this thread which check it belongs to.
pub(crate) fn belongs_to(watch: &Arc<Watch>) {
    CHECK.set(Some(Arc::clone(watch)));
}

/// What panics did before any check.
type Hook = Box<dyn Fn(&panic::PanicHookInfo) + Send + Sync>;

/// Notes the panics of checks, and leaves others to be printed.
pub(crate) fn note_panics() {
    static PRINT: OnceLock<Hook> = OnceLock::new();
    let print = PRINT.get_or_init(panic::take_hook);
    // Each check sets it again: an answer can have set one of its own.
    panic::set_hook(Box::new(move |info| {
        CHECK.with_borrow(|check| match check {
            Some(watch) => {
                let place = info.location().map(|place| short(&place.to_string()));
                let noted = (text(info.payload()), place.unwrap_or_default());
                watch.seen().panics.push(noted);
            }
            None => print(info),
        });
    }));
}
