//! What can be wrong with an answer, and the words that say so.

use std::fmt;

/// A call of an answer, such as `wait_n(10, 5)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// The function's name.
    pub function: &'static str,
    /// Its arguments, in order.
    pub arguments: Vec<u32>,
}

impl Call {
    /// The last argument: the longest delay that may be drawn, in seconds.
    pub(crate) fn max_delay(&self) -> f64 {
        self.arguments.last().copied().map_or(0.0, f64::from)
    }

    /// The number of waits that the call asks for.
    pub(crate) fn n(&self) -> u32 {
        self.arguments[0]
    }

    /// Whether the call was made to see what 0 does.
    fn is_about_0(&self) -> bool {
        self.arguments.contains(&0) && self.function != "measure_time"
    }

    /// The lesson, which is the crate, that teaches the function.
    fn lesson(&self) -> &'static str {
        match self.function {
            "wait_random" => "basic_async_syntax",
            "wait_n" => "concurrent_coroutines",
            "measure_time" => "measure_runtime",
            "task_wait_random" => "tasks",
            _ => "task_wait_n",
        }
    }
}

impl fmt::Display for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let arguments: Vec<_> = self.arguments.iter().map(u32::to_string).collect();
        write!(f, "{}({})", self.function, arguments.join(", "))
    }
}

/// What is wrong with an answer, one variant a kind of mistake.
///
/// All times are in seconds. `took` is time on the paused clock, `real` is time
/// on the wall.
///
/// `Display` and `Debug` write the same four parts, a line each: what happened,
/// why that is so, what to change, which lesson to read. A test that returns a
/// `Mistake` shows them.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
#[expect(missing_docs, reason = "the fields are the figures in the message")]
pub enum Mistake {
    /// The body is `todo!()` or `unimplemented!()`.
    NotWritten { call: Call, place: String },
    /// The answer panicked.
    Panicked {
        call: Call,
        message: String,
        place: String,
    },
    /// The clock ran on to `limit`, and the answer had not ended.
    NeverEnds { call: Call, limit: f64 },
    /// The answer kept its thread for `limit` seconds of real time.
    NeverYields { call: Call, limit: f64 },

    /// The thread stood still during the waits.
    BlocksTheThread { call: Call, delay: f64, real: f64 },
    /// The answer ended before its delay had passed.
    DoesNotWait { call: Call, took: f64, longest: f64 },
    /// The delay that was returned is not the time that was slept.
    ReturnsAnotherDelay {
        call: Call,
        took: f64,
        returned: f64,
    },

    /// All delays are whole numbers of `unit`.
    Rounded {
        call: Call,
        times: usize,
        unit: &'static str,
    },
    /// A delay is below 0 or above `max_delay`.
    OutOfRange { call: Call, delay: f64 },
    /// Every call gave the same delay.
    AlwaysTheSame {
        call: Call,
        delay: f64,
        times: usize,
    },
    /// No delay came from a part of the range.
    CoversPartOfTheRange {
        call: Call,
        times: usize,
        from: f64,
        to: f64,
    },
    /// The longest of many delays is far below `max_delay`.
    IgnoresMaxDelay { call: Call, longest: f64 },

    /// The list has not `n` delays.
    WrongCount { call: Call, count: usize },
    /// The waits did not overlap at all.
    OneAfterAnother { call: Call, took: f64, longest: f64 },
    /// Some waits began when others had ended.
    AFewAtATime { call: Call, took: f64, longest: f64 },
    /// The delays do not stand in the order in which they ended.
    OrderOfCreation {
        call: Call,
        earlier: f64,
        later: f64,
    },
    /// The longest delay comes first.
    Descending { call: Call, first: f64, last: f64 },
    /// One delay stands more than once in the list.
    RepeatsADelay {
        call: Call,
        delay: f64,
        times: usize,
    },
    /// The source imposes the order.
    Sorts {
        lesson: String,
        file: String,
        line: usize,
        name: String,
    },
    /// The source cannot be read or parsed.
    Unreadable {
        lesson: String,
        file: String,
        reason: String,
    },

    /// The total was returned.
    TotalInsteadOfAverage {
        call: Call,
        returned: f64,
        real: f64,
    },
    /// The unit of the result is milliseconds.
    Milliseconds {
        call: Call,
        returned: f64,
        real: f64,
    },
    /// The time was cut to whole seconds.
    WholeSeconds {
        call: Call,
        returned: f64,
        real: f64,
    },
    /// No time passed.
    WaitsNeverRan { call: Call, real: f64 },
    /// The result is a time that did not pass.
    WrongClock {
        call: Call,
        returned: f64,
        real: f64,
    },
    /// The result is made of the delays, and not of a measured time.
    NotMeasured { call: Call, real: f64 },
    /// There is no average of no waits.
    ZeroWaitsNotRefused { call: Call, returned: f64 },

    /// The task had not started when the function returned.
    Lazy { call: Call, after: f64 },
    /// The task was aborted, or its runtime is gone.
    Cancelled { call: Call },
    /// The waits are not tasks.
    NoTasks { call: Call, alive: usize },
    /// The panic of a task did not reach the caller.
    SwallowsAPanic { call: Call, seen: String },

    /// Two delays within one millisecond are out of order.
    NotStrictlyOrdered {
        call: Call,
        earlier: f64,
        later: f64,
    },
    /// The time grows with the square of `n`.
    Quadratic {
        call: Call,
        polls: usize,
        slower: u32,
    },
}

/// The four parts of a message about a call.
fn parts(call: &Call, happened: String, why: &str, change: &str) -> [String; 4] {
    [happened, why.into(), change.into(), call.lesson().into()]
}

/// Seconds as a person reads them: one decimal, three below one second.
fn in_seconds(seconds: f64) -> String {
    if seconds < 1.0 {
        format!("{seconds:.3} s")
    } else {
        format!("{seconds:.1} s")
    }
}

impl Mistake {
    /// What happened, why that is so, what to change, which lesson to read.
    #[expect(clippy::too_many_lines, reason = "one arm a mistake: it is a table")]
    fn parts(&self) -> [String; 4] {
        match self {
            // The place is in the crate that is to be written, which the call may only use.
            Self::NotWritten { call, place } => [
                format!("{call} needs what is not written yet: {place}"),
                "a body there is `todo!()`, which panics".into(),
                "write that body: the comment above it says what it does, and has hints".into(),
                place.split('/').next().unwrap_or_default().into(),
            ],
            Self::Panicked {
                call,
                message,
                place,
            } => parts(
                call,
                format!("{call} panicked at {place}: {message}"),
                if call.is_about_0() {
                    "0 is a right argument, and has a right answer: no delay, or an empty list"
                } else {
                    "a panic ends a function, and the task it runs in: no value comes back"
                },
                if call.is_about_0() {
                    "let 0 take the same path as other numbers: the range `0.0..=max` holds 0.0, and a loop of 0 turns ends"
                } else {
                    "the message says what was wrong: mend it there, or where that is called from"
                },
            ),
            Self::NeverEnds { call, limit } => parts(
                call,
                format!("{call} had not ended when {} had passed", in_seconds(*limit)),
                "it waits for something that never comes",
                "await only what some other code completes: a channel ends when every sender is dropped, a task when its runtime runs",
            ),
            Self::NeverYields { call, limit } => parts(
                call,
                format!("{call} kept its thread for {} of real time", in_seconds(*limit)),
                "it never gave the thread back, so no timer could end",
                "await instead of looping: each `.await` that has to wait lets other futures run",
            ),

            Self::BlocksTheThread { call, delay, real } => parts(
                call,
                format!(
                    "{call} blocked its thread for {} of real time, and its delay is {}",
                    in_seconds(*real),
                    in_seconds(*delay)
                ),
                "the thread itself slept, so nothing else could run on it",
                "use `tokio::time::sleep(…).await` in place of `std::thread::sleep(…)`",
            ),
            Self::DoesNotWait {
                call,
                took,
                longest,
            } => parts(
                call,
                format!(
                    "{call} took {}, and its {} is {}",
                    in_seconds(*took),
                    if call.arguments.len() > 1 {
                        "longest delay"
                    } else {
                        "delay"
                    },
                    in_seconds(*longest)
                ),
                "it returned before its delay had passed: the sleep was not awaited, or was shorter than the delay",
                "await the sleep and every wait, and make a sleep as long as its delay: `Duration::from_secs_f64(delay)`",
            ),
            Self::ReturnsAnotherDelay {
                call,
                took,
                returned,
            } => parts(
                call,
                format!("{call} slept {}, and returned {}", in_seconds(*took), in_seconds(*returned)),
                "the number that is returned is not the one that was slept: it was drawn a second time, or slept a second time",
                "draw one delay into a variable, sleep it once, return that variable",
            ),

            Self::Rounded { call, times, unit } => parts(
                call,
                format!("{times} calls of {call} gave whole {unit} only"),
                "the delay was drawn as an integer, or rounded",
                "draw a float: a range of floats, `0.0..=f64::from(max_delay)`, gives floats",
            ),
            Self::OutOfRange { call, delay } => parts(
                call,
                format!("{call} gave {delay:?} s"),
                "a delay is at least 0 and at most max_delay",
                "draw from `0.0..=f64::from(max_delay)`, and use the max_delay that was given",
            ),
            Self::AlwaysTheSame { call, delay, times } => parts(
                call,
                format!("{times} calls of {call} all gave {delay:?} s"),
                "the delay is not random, or each call starts the same generator again",
                "draw each delay with `rand::random_range`",
            ),
            Self::CoversPartOfTheRange {
                call,
                times,
                from,
                to,
            } => parts(
                call,
                format!("{times} calls of {call} gave no delay between {from:?} and {to:?} s"),
                "delays are drawn from a part of the range",
                "draw from `0.0..=f64::from(max_delay)`, and use the max_delay that was given",
            ),
            Self::IgnoresMaxDelay { call, longest } => parts(
                call,
                format!("{call} gave no delay above {}", in_seconds(*longest)),
                "of so many delays the longest is near max_delay: another number was used in its place",
                "hand the max_delay that was given on to each wait",
            ),

            Self::WrongCount { call, count } => parts(
                call,
                format!("{call} gave {count} delays"),
                "the list holds n delays, one for each wait, and none for n = 0",
                "make n waits (`0..n` has n numbers), and keep the delay of each, the first and the last too",
            ),
            Self::OneAfterAnother {
                call,
                took,
                longest,
            } => parts(
                call,
                format!(
                    "{call} took {}, and its longest delay is {}",
                    in_seconds(*took),
                    in_seconds(*longest)
                ),
                "the waits ran one after another: each was awaited before the next was made or started",
                if call.function == "task_wait_n" {
                    "start all the tasks first, then await them"
                } else {
                    "make all the futures first, then await them together"
                },
            ),
            Self::AFewAtATime {
                call,
                took,
                longest,
            } => parts(
                call,
                format!(
                    "{call} took {}, and its longest delay is {}",
                    in_seconds(*took),
                    in_seconds(*longest)
                ),
                "the waits ran a few at a time: some began when others had ended",
                "start all n waits at once: `buffer_unordered`, chunks and semaphores set a limit",
            ),
            Self::OrderOfCreation {
                call,
                earlier,
                later,
            } => parts(
                call,
                format!("{call} lists {earlier:.3} s before {later:.3} s"),
                "the list is not in the order in which the waits ended: it is in the order in which they were made, or in none",
                "take each delay as its wait ends: `FuturesUnordered`, `JoinSet` or a channel give them so, `join_all` does not",
            ),
            Self::Descending { call, first, last } => parts(
                call,
                format!(
                    "{call} begins with {} and ends with {}",
                    in_seconds(*first),
                    in_seconds(*last)
                ),
                "the list is descending: each delay was put before those that had ended earlier",
                "put each delay behind those that have ended: `push`, not `insert(0, …)`",
            ),
            Self::RepeatsADelay { call, delay, times } => parts(
                call,
                format!("{call} lists {delay:?} s {times} times"),
                "one wait was run, and its delay was copied",
                "make n waits: each draws a delay of its own",
            ),
            Self::Sorts {
                lesson,
                file,
                line,
                name,
            } => [
                format!("{file}:{line} uses `{name}`"),
                "the order is imposed afterwards: a list of waits that ran one after another would look the same"
                    .into(),
                "let the waits run at the same time, and put each delay in its place as it ends".into(),
                lesson.clone(),
            ],
            Self::Unreadable {
                lesson,
                file,
                reason,
            } => [
                format!("{file} cannot be read: {reason}"),
                "the source is searched for sorting, and has to be Rust".into(),
                "look whether the file is there, and whether `cargo build` takes it".into(),
                lesson.clone(),
            ],

            Self::TotalInsteadOfAverage {
                call,
                returned,
                real,
            } => parts(
                call,
                format!(
                    "{call} returned {returned:?}, and ran for {}",
                    in_seconds(*real)
                ),
                "that is the total time, and the average was asked for",
                "divide the total by n",
            ),
            Self::Milliseconds {
                call,
                returned,
                real,
            } => parts(
                call,
                format!("{call} returned {returned:?}, and ran for {}", in_seconds(*real)),
                "that is a number of milliseconds, or of a smaller unit",
                "use `as_secs_f64()`: seconds, with their fraction",
            ),
            Self::WholeSeconds {
                call,
                returned,
                real,
            } => parts(
                call,
                format!("{call} returned {returned:?}, and ran for {}", in_seconds(*real)),
                "the total was cut to whole seconds before it was divided",
                "use `as_secs_f64()` in place of `as_secs()`",
            ),
            Self::WaitsNeverRan { call, real } => parts(
                call,
                format!("{call} was back after {}", in_seconds(*real)),
                "no wait ran: the future of `wait_n` was made and not awaited, or its runtime's clock was paused",
                "run the future to its end, `runtime.block_on(wait_n(n, max_delay))`, on a clock that is not paused",
            ),
            Self::WrongClock {
                call,
                returned,
                real,
            } => parts(
                call,
                format!(
                    "{call} measured {} in all, and ran for {}",
                    in_seconds(returned * f64::from(call.n())),
                    in_seconds(*real)
                ),
                "the result is not made of a time that passed: it comes from the delays, a paused clock, the processor's time, or a start or end in the wrong place",
                "take `Instant::now()` right before `block_on`, and `elapsed()` right behind it, in a runtime that is not paused",
            ),
            Self::NotMeasured { call, real } => parts(
                call,
                format!("{call} returned 0.0, and ran for {}", in_seconds(*real)),
                "waits of 0 s take time too, so the result is made of the delays: a sum or the longest of them",
                "measure: take `Instant::now()` before the waits, and `elapsed()` behind them",
            ),
            Self::ZeroWaitsNotRefused { call, returned } => parts(
                call,
                format!("{call} returned {returned:?}"),
                "0 waits have no average: in floats, a division by 0 gives NaN or infinity, and no error",
                "refuse it in the first line: `assert!(n > 0, \"…\")`",
            ),

            Self::Lazy { call, after } => parts(
                call,
                format!("{call} had not ended {} later", in_seconds(*after)),
                "its longest delay had passed, so its wait had not started when the function returned",
                "spawn the wait itself, `tokio::spawn(wait_random(max_delay))`, with nothing before it",
            ),
            Self::Cancelled { call } => parts(
                call,
                format!("the task of {call} was cancelled"),
                "it was aborted, or the runtime or `LocalSet` that it was spawned on was dropped",
                "spawn it on the runtime that the caller runs in: `tokio::spawn`",
            ),
            Self::NoTasks { call, alive } => parts(
                call,
                format!("{call} had {alive} tasks alive while its waits ran"),
                "the waits run inside the caller, and not as tasks of their own",
                "call `task_wait_random` n times, and await the n handles",
            ),
            Self::SwallowsAPanic { call, seen } => parts(
                call,
                format!("{call} {seen}, and each of its waits had panicked"),
                "an awaited handle gives a `Result`, and its error was passed over",
                "hand the panic on: `resume_unwind(error.into_panic())`, or at the least `unwrap()`",
            ),

            Self::NotStrictlyOrdered {
                call,
                earlier,
                later,
            } => parts(
                call,
                format!("{call} lists {earlier:?} s before {later:?} s"),
                "both ended within one millisecond, and a timer wakes those in no promised order",
                "put each delay in its place among those that ended with it: search or walk back from the end",
            ),
            Self::Quadratic {
                call,
                polls,
                slower,
            } => parts(
                call,
                format!(
                    "{call} was polled {polls} times, and took over {slower} times as long as without tokio's budget"
                ),
                "after 128 timers or handles tokio makes a task yield, and all the waits left are polled once more",
                "lift that budget, `tokio::task::unconstrained(waits.next())`, or use a `JoinSet`",
            ),
        }
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [happened, why, change, lesson] = self.parts();
        write!(f, "{happened}\n{why}\n{change}\nread: {lesson}")
    }
}

/// As `Display`: a test that returns an error shows it by `Debug`.
impl fmt::Debug for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Mistake {}
