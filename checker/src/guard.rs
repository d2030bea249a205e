//! Runs an answer where it can do no harm: on a thread of its own, on a paused
//! clock, within a limit of both times.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use tokio::runtime::{Builder, Handle};
use tokio::task::yield_now;
use tokio::time::{Instant, timeout};

use crate::mistake::{Call, Mistake};

/// The real time that one call may keep its thread.
const REAL_LIMIT: Duration = Duration::from_secs(20);

/// What a check tells the thread that guards it.
enum Event {
    /// It begins this call.
    Calls(Call),
    /// It has ended.
    Ends(Result<(), Mistake>),
}

/// What a call of an answer gave.
pub(crate) struct Run<T> {
    /// The call.
    pub call: Call,
    /// The value it returned.
    pub value: T,
    /// Seconds that passed on the paused clock.
    pub took: f64,
    /// Seconds that passed on the wall.
    pub real: f64,
    /// The most tasks that were alive before the clock moved.
    pub alive: usize,
}

/// A check under way. It knows the call that is being made.
pub(crate) struct Guard {
    /// The function that is checked.
    function: &'static str,
    /// To the thread that waits for the check.
    events: Sender<Event>,
    /// The call that is being made.
    current: RefCell<Option<Call>>,
}

impl Guard {
    /// Announces a call: from here on it is the one that panics or never ends.
    pub(crate) fn call(&self, arguments: &[u32]) -> Call {
        let call = Call {
            function: self.function,
            arguments: arguments.to_vec(),
        };
        self.current.replace(Some(call.clone()));
        // The receiver is gone once the check took too long: nobody listens.
        let _ = self.events.send(Event::Calls(call.clone()));
        call
    }

    /// Runs a future of the answer on a paused clock.
    pub(crate) fn run<T>(
        &self,
        arguments: &[u32],
        answer: impl Future<Output = T>,
    ) -> Result<Run<T>, Mistake> {
        let call = self.call(arguments);
        // Enough for waits one after another, and for delays a thousand times too long.
        let limit = 1000.0 * call.max_delay().max(1.0);
        let runtime = Builder::new_current_thread()
            .enable_time()
            .start_paused(true)
            .build()
            .expect("a runtime starts");
        let real = std::time::Instant::now();
        let (ended, took) = runtime.block_on(async {
            let start = Instant::now();
            let both = async { tokio::join!(answer, most_tasks_alive()) };
            let ended = timeout(Duration::from_secs_f64(limit), both).await;
            (ended, start.elapsed().as_secs_f64())
        });
        let real = real.elapsed().as_secs_f64();
        // A thread that the answer blocks is left behind, not waited for.
        runtime.shutdown_background();
        match ended {
            Ok((value, alive)) => Ok(Run {
                call,
                value,
                took,
                real,
                alive,
            }),
            Err(_) => Err(Mistake::NeverEnds { call, limit }),
        }
    }

    /// The mistake that the current call made when it panicked.
    fn panicked(&self, panic: &(dyn Any + Send)) -> Mistake {
        let call = self.current.take().expect("a check begins with a call");
        let message = text(panic);
        let place = PLACE.take().unwrap_or_default();
        // The messages of `todo!()` and `unimplemented!()`.
        if message.starts_with("not yet implemented") || message.starts_with("not implemented") {
            Mistake::NotWritten { call, place }
        } else {
            Mistake::Panicked {
                call,
                message,
                place,
            }
        }
    }
}

/// The most tasks alive while the scheduler turns a few times; the clock stands still meanwhile.
async fn most_tasks_alive() -> usize {
    let mut most = 0;
    for _ in 0..16 {
        yield_now().await;
        most = most.max(Handle::current().metrics().num_alive_tasks());
    }
    most
}

/// The text of a panic.
fn text(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(ToString::to_string);
    text.or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "a value that is not text".into())
}

/// Runs a check on a thread of its own. One that never comes back is left behind.
pub(crate) fn guarded(
    function: &'static str,
    check: impl FnOnce(&Guard) -> Result<(), Mistake> + Send + 'static,
) -> Result<(), Mistake> {
    let (events, received) = mpsc::channel();
    let current = RefCell::new(None);
    let guard = Guard {
        function,
        events,
        current,
    };
    keep_panics_quiet();
    thread::spawn(move || {
        QUIET.set(true);
        let ended = panic::catch_unwind(AssertUnwindSafe(|| check(&guard)));
        let ended = ended.unwrap_or_else(|panic| Err(guard.panicked(&*panic)));
        let _ = guard.events.send(Event::Ends(ended));
    });
    let mut current = None;
    loop {
        match received.recv_timeout(REAL_LIMIT) {
            Ok(Event::Calls(call)) => current = Some(call),
            Ok(Event::Ends(ended)) => return ended,
            Err(RecvTimeoutError::Timeout) => {
                return Err(Mistake::NeverYields {
                    call: current.expect("a check begins with a call"),
                    limit: REAL_LIMIT.as_secs_f64(),
                });
            }
            Err(RecvTimeoutError::Disconnected) => unreachable!("a check sends its end"),
        }
    }
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
    /// Whether panics on this thread are reported as mistakes, and not printed.
    static QUIET: Cell<bool> = const { Cell::new(false) };
    /// Where the last panic on this thread happened.
    static PLACE: Cell<Option<String>> = const { Cell::new(None) };
}

/// Keeps panics on the checker's threads off the screen: they become a `Mistake`.
fn keep_panics_quiet() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let print = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if QUIET.get() {
                PLACE.set(info.location().map(|place| short(&place.to_string())));
            } else {
                print(info);
            }
        }));
    });
}
