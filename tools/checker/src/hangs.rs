//! Why an answer did not come to its end.

use std::thread;
use std::time::{Duration, Instant};

use spy::{Outcome, Recording, WaitRecord};
use tokio::time::{self, timeout};

use crate::call::{AnswerCall, ExerciseFunction};
use crate::common_mistakes::{swallows_a_panic_mistake, waits_outside_runtime_mistake};
use crate::mistake::{Kind, Mistake};
use crate::panics;
use crate::runner::Runner;
use crate::wording::times_in_words;

/// What polling an answer again showed, after the paused clock had reached its limit.
struct PolledAgain {
    /// It had been woken, and hadn't been polled since.
    was_woken: bool,
    /// In the first poll, something happened to a wait.
    caused_event: bool,
    /// When it returned.
    returned: Returned,
}

/// When an answer that is polled again returns.
#[derive(PartialEq)]
enum Returned {
    InFirstPoll,
    WithinASecond,
    NotYet,
}

/// Polls an answer once more, and then for a second of real time.
async fn poll_again(runner: &Runner, mut answer: impl Future + Unpin) -> PolledAgain {
    // From now on the clock runs with the real one.
    time::resume();
    let events = spy::event_count();
    let in_first_poll = timeout(Duration::ZERO, &mut answer).await.is_ok();
    let caused_event = spy::event_count() > events;
    // Only now, because another thread may have woken it just before that poll.
    let was_woken = runner.state().current_call.wake_recorder.was_woken();
    let returned = if in_first_poll {
        Returned::InFirstPoll
    } else if timeout(Duration::from_secs(1), answer).await.is_ok() {
        Returned::WithinASecond
    } else {
        Returned::NotYet
    };
    PolledAgain { was_woken, caused_event, returned }
}

/// The mistake of a call that hadn't returned when the paused clock reached its limit.
///
/// The clock has jumped over every timer of the runtime. So either another thread, runtime or clock
/// was to wake the answer; or nothing wakes it, although it could go on; or what it waits for never
/// comes. Polling it again tells these apart.
pub(crate) async fn diagnose_limit_reached(
    runner: &Runner,
    call: &AnswerCall,
    answer: impl Future + Unpin,
) -> Mistake {
    let recording = spy::snapshot();
    let now = recording.elapsed();
    let parks = runner.state().current_call.park_count;
    let PolledAgain { was_woken, caused_event, returned } = poll_again(runner, answer).await;
    // A loop that creates ever more waits makes progress in each poll as well.
    let could_go_on = caused_event
        && !was_woken
        && recording.waits.len() <= recording.plan.delays.len()
        && !spy::snapshot().ran_on_another_thread();
    let is_woken_from_outside = match returned {
        Returned::InFirstPoll => was_woken,
        Returned::WithinASecond => true,
        Returned::NotYet => false,
    };
    if is_woken_from_outside && !could_go_on {
        return waits_outside_runtime_mistake(call, "did not end while the checker's clock ran on");
    }
    if let Some(mistake) = panics::diagnose_captured_panic(call) {
        return mistake;
    }
    // Another thread may have polled a wait only after the limit.
    if spy::snapshot().ran_on_another_thread() {
        return waits_outside_runtime_mistake(call, "ran a wait on another thread");
    }
    let not_ended = call.not_ended_in_words();
    // A wait that was polled, and whose delay has passed, can only be missing a poll.
    let forgotten = recording.waits.iter().find(|wait| {
        let is_over = wait.started_at.is_some_and(|started| started + wait.delay < now);
        wait.outcome.is_none() && is_over
    });
    if let Some(wait) = forgotten {
        let delay = wait.delay;
        return never_woken_mistake(format!(
            "{not_ended}: nothing polled its wait of {delay:?} s again"
        ));
    }
    if returned == Returned::InFirstPoll {
        return never_woken_mistake(format!(
            "{} was never woken; it ended only when the checker polled it once more",
            call.subject()
        ));
    }
    if could_go_on {
        return never_woken_mistake(format!(
            "{not_ended}, and went on when it was polled once more"
        ));
    }
    never_ends_mistake(call, &recording, parks)
}

/// The mistake of a call that sleeps again and again, and doesn't return.
pub(crate) fn diagnose_too_many_parks(call: &AnswerCall, parks: usize) -> Mistake {
    // The runtime wakes as often as it parks.
    let seen = format!("{} woke {parks} times and had not ended", call.subject());
    if call.function != ExerciseFunction::WaitRandom {
        return busy_waits_mistake(seen);
    }
    Mistake::new(Kind::NeverEnds, seen)
        .with_why("a sleep that is created inside a loop starts again in each turn of the loop")
        .with_change("create it once, before the loop: `let mut wait = pin!(sleep(duration));`")
}

/// The mistake of an answer that looks for something in a loop.
fn busy_waits_mistake(seen: String) -> Mistake {
    Mistake::new(Kind::BusyWaits, seen)
        .with_why("a loop asks again and again whether something has happened")
        .with_change("await the thing itself: a sleep, a handle, or a channel")
}

/// The mistake of a future that nobody polls again.
fn never_woken_mistake(seen: String) -> Mistake {
    Mistake::new(Kind::NeverWoken, seen)
        .with_why("a future returned `Pending` without arranging to be woken")
        .with_change(
            "use `.await` instead of a hand-written `poll`, or see to it that something calls the \
             context's waker",
        )
}

/// The mistake of a call that waits for something that doesn't come, by what it has done.
fn never_ends_mistake(call: &AnswerCall, recording: &Recording, parks: usize) -> Mistake {
    let (n, callee) = (call.n(), call.callee());
    let mistake = |seen: String| Mistake::new(Kind::NeverEnds, seen);
    if call.function == ExerciseFunction::WaitRandom {
        let mistake = mistake(call.not_ended_in_words());
        // For a limit that is far away, the timer itself wakes a few times on the way.
        if parks > 100 {
            return mistake
                .with_why("it sleeps again and again, in a loop that never ends")
                .with_change("sleep once, and then return the delay");
        }
        return mistake
            .with_why("it awaits something that never happens")
            .with_change("await only the sleep: `tokio::time::sleep(duration).await`");
    }
    let completed = recording.count_waits(|wait| wait.outcome == Some(Outcome::Completed));
    let created = recording.waits.len();
    if n == 0 {
        return mistake(call.not_ended_in_words())
            .with_why("without waits, nothing ever wakes it")
            .with_change("return an empty list for `n = 0` before you await anything");
    }
    if created == 0 {
        return mistake(format!("{}, and it never called {callee}", call.not_ended_in_words()))
            .with_why("it waits for something else, which never comes")
            .with_change(format!("call {callee} first, and await what it returns"));
    }
    if recording.waits.iter().all(|wait| wait.started_at.is_none()) {
        return mistake(format!(
            "{}, and none of its waits was ever polled",
            call.not_ended_in_words()
        ))
        .with_why("they belong to a runtime or a `LocalSet` that nobody drives")
        .with_change("use `tokio::spawn`, or await the futures where they are created");
    }
    if completed == created {
        let its_waits = if created == 1 { "its wait" } else { "all its waits" };
        return mistake(format!(
            "{}, although {its_waits} had completed",
            call.not_ended_in_words()
        ))
        .with_why("it still waits for something that never comes")
        .with_change(
            "look at what it awaits after the waits: a channel ends only when all its senders \
                 are dropped, including the original; a full channel accepts nothing; and a lock \
                 is free only when its guard is dropped",
        );
    }
    mistake(format!("{}: {completed} of its {created} waits completed", call.not_ended_in_words()))
        .with_why("it waits for a result that was dropped, or that nobody sends")
        .with_change("await what each wait returns, and nothing else")
}

/// The mistake of a check that made no progress for so long.
pub(crate) fn diagnose_stall(runner: &Runner, stalled: Duration) -> Mistake {
    let call = runner.state().current_call.call.clone();
    if let Some(mistake) = panics::diagnose_captured_panic(&call) {
        return mistake;
    }
    let recording = spy::snapshot();
    let seconds = stalled.as_secs();
    if recording.plan.panicking_wait.is_some() || recording.plan.wait_n_panics {
        return swallows_a_panic_mistake(&call, &recording.plan, None);
    }
    if call.function == ExerciseFunction::MeasureTime {
        return measurement_never_ends_mistake(&call, &recording, seconds);
    }
    if recording.parked {
        return waits_outside_runtime_mistake(
            &call,
            &format!("made no progress for {seconds} s of real time"),
        );
    }
    if responds_to_wake(runner) {
        let seen = format!("{call} ran for {seconds} s of real time without waiting for anything");
        return busy_waits_mistake(seen);
    }
    if recording.ran_on_another_thread() {
        return waits_outside_runtime_mistake(&call, "ran a wait on another thread");
    }
    let seen = format!("{call} blocked its thread for {seconds} s of real time");
    let created = recording.waits.len();
    let completed = recording.count_waits(|wait| wait.outcome == Some(Outcome::Completed));
    let has_list = call.function != ExerciseFunction::TaskWaitRandom;
    if has_list && created > 0 && created == completed {
        return Mistake::new(
            Kind::NeverYields,
            format!("{seen}, after all its waits had completed"),
        )
        .with_why(
            "a loop goes on when no wait is left, or something blocks the thread; `next()`, \
                 for example, returns `None` at once if there is nothing left",
        )
        .with_change("end the loop at `None`: `while let Some(delay) = waits.next().await`");
    }
    let mistake = Mistake::new(Kind::NeverYields, seen);
    // In exercise 4, a wait starts in a task of its own, which has no turn then.
    let is_running = |wait: &WaitRecord| {
        let has_started = wait.started_at.is_some() || call.function == ExerciseFunction::TaskWaitN;
        has_started && wait.outcome.is_none()
    };
    if recording.count_waits(is_running) > 0 && recording.waits.len() < recording.plan.delays.len()
    {
        return mistake
            .with_why(
                "the thread waits for itself: most often, the code holds a `std` lock across an \
                 `.await`, and then asks for it again",
            )
            .with_change(
                "await the wait first, `let delay = wait.await;`, and take the lock only then",
            );
    }
    mistake
        .with_why(
            "it blocks the thread, or it loops without an `.await`, so no timer can fire in the \
             meantime",
        )
        .with_change(
            "use what can be awaited: `tokio::time::sleep`, a handle, or a channel of \
             `tokio::sync`",
        )
}

/// The mistake of a `measure_time` that doesn't return.
fn measurement_never_ends_mistake(
    call: &AnswerCall,
    recording: &Recording,
    seconds: u64,
) -> Mistake {
    let seen = format!("{call} had not returned after {seconds} s");
    let calls = recording.wait_n_calls.len();
    if calls > 1 {
        let times = times_in_words(calls);
        return Mistake::new(Kind::NeverEnds, format!("{seen}, and had called wait_n {times}"))
            .with_why("it calls `wait_n` again and again")
            .with_change("run it once: `runtime.block_on(wait_n(n, max_delay))`");
    }
    if recording.wait_n_calls.iter().any(|call| call.outcome == Some(Outcome::Completed)) {
        return Mistake::new(Kind::NeverEnds, format!("{seen}, although wait_n had ended"))
            .with_why("it waits for something else after `wait_n` has returned")
            .with_change("return the average right after `block_on`");
    }
    Mistake::new(Kind::NeverEnds, seen)
        .with_why(
            "nothing drives `wait_n(n, max_delay)` to its end, or it blocks on something else",
        )
        .with_change("run that one future: `runtime.block_on(wait_n(n, max_delay))`")
}

/// How often a loop that yields is polled at least in a second. What was blocked, and goes on, is
/// polled a few times.
const MIN_POLLS_OF_A_LOOP: usize = 100;

/// Whether the answer's future is polled again and again once it is woken.
fn responds_to_wake(runner: &Runner) -> bool {
    let answer_polls = || runner.state().current_call.answer_polls;
    let before = answer_polls();
    if let Some(waker) = runner.state().current_call.waker.clone() {
        waker.wake();
    }
    // One that yields in a loop is polled at once; one that blocks may stop doing so later.
    let end = Instant::now() + Duration::from_secs(1);
    while Instant::now() < end {
        if answer_polls() > before + MIN_POLLS_OF_A_LOOP {
            return true;
        }
        thread::sleep(Duration::from_millis(10));
    }
    false
}
