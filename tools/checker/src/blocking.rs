//! Whether an answer keeps its thread from other tasks, in real time.

use std::time::{Duration, Instant};

use crate::mistake::{Kind, Mistake, NoVerdictReason, no_verdict_mistake};
use crate::runner::Run;

/// How long a call may keep its thread from other tasks, in real time.
const SHORT_RUN_BLOCK_LIMIT: Duration = Duration::from_millis(5);

/// How often a call is made at least before it is refused for blocking, and the time that these
/// calls have to take. If they are quick, as many as [`QUICK_CALL_MIN_TRIES`] are made.
const MIN_TRIES: u32 = 4;
const MIN_TRY_TIME: Duration = Duration::from_secs(1);
const QUICK_CALL_MIN_TRIES: u32 = 20;

/// When there is no verdict, because the machine interrupts every call.
const MAX_TRIES: u32 = 100;
const MAX_TRY_TIME: Duration = Duration::from_secs(10);

/// For how long the interruptions of a short run are measured.
const NOISE_WINDOW: Duration = Duration::from_millis(50);

/// How long a thread may be blocked in a run of no waits. Each wait adds [`BLOCK_LIMIT_PER_WAIT`].
const BASE_BLOCK_LIMIT: Duration = Duration::from_millis(20);

/// How long a right answer may work on each of its waits in one turn, on a slow machine.
const BLOCK_LIMIT_PER_WAIT: Duration = Duration::from_micros(100);

/// Checks that no part of the answer keeps its thread.
///
/// A blocking answer blocks in every call; one slow call may be a busy machine. So refuse only
/// if no call was fast, and if even the fastest was slower than what the machine does to other
/// threads, too. Until then, try for longer.
pub(crate) fn check_nonblocking(
    run_once: impl Fn() -> Result<Run, Mistake>,
) -> Result<(), Mistake> {
    let start = Instant::now();
    let mut fastest = run_once()?;
    let mut tries = 1;
    while fastest.recording.longest_block >= SHORT_RUN_BLOCK_LIMIT {
        let elapsed = start.elapsed();
        let tried_enough =
            tries >= QUICK_CALL_MIN_TRIES || tries >= MIN_TRIES && elapsed > MIN_TRY_TIME;
        let exceeds_machine_noise = || {
            let noise = measure_interruptions(NOISE_WINDOW);
            fastest.recording.longest_block > SHORT_RUN_BLOCK_LIMIT + 3 * noise
        };
        if tried_enough && exceeds_machine_noise() {
            return blocks_the_thread_mistake(&fastest).into_err();
        }
        if tries >= MAX_TRIES || elapsed > MAX_TRY_TIME {
            return no_verdict_mistake(
                NoVerdictReason::BusyMachine,
                "other programs interrupt this one all the time",
            )
            .into_err();
        }
        let run = run_once()?;
        tries += 1;
        if run.recording.longest_block < fastest.recording.longest_block {
            fastest = run;
        }
    }
    Ok(())
}

/// Checks that no part of a run that may be a long one keeps its thread.
///
/// A busy machine interrupts a long run, so only a gap that is far longer than what interrupts
/// another thread there, in as much time, is the answer's own.
pub(crate) fn check_nonblocking_long_run(
    mut run: Run,
    run_once: impl Fn() -> Result<Run, Mistake>,
) -> Result<(), Mistake> {
    let waits = u32::try_from(run.call.n()).expect("there are not so many");
    let limit = BASE_BLOCK_LIMIT + BLOCK_LIMIT_PER_WAIT * waits;
    let mut tries = 0;
    loop {
        let block = run.recording.longest_block;
        let run_time = Duration::from_secs_f64(run.real_seconds).min(Duration::from_secs(1));
        if block < limit || block < limit + 2 * measure_interruptions(run_time) {
            return Ok(());
        }
        tries += 1;
        if tries == 5 {
            return blocks_the_thread_mistake(&run).into_err();
        }
        run = run_once()?;
    }
}

/// The mistake of an answer that keeps its thread.
pub(crate) fn blocks_the_thread_mistake(Run { call, recording, .. }: &Run) -> Mistake {
    let blocked = recording.longest_block.as_secs_f64();
    let seen = format!("{call} blocked its thread for {blocked:.3} s of real time");
    Mistake::new(Kind::BlocksTheThread, seen)
        .with_why("the thread itself slept or computed, so no other future could run on it")
        .with_change(
            "use `tokio::time::sleep(…).await` instead of `std::thread::sleep(…)`, and \
             `spawn_blocking` for a long computation",
        )
}

/// The longest time in `window` for which a thread that always has something to do is kept from
/// doing it.
fn measure_interruptions(window: Duration) -> Duration {
    let start = Instant::now();
    let (mut last, mut longest) = (start, Duration::ZERO);
    // The last look counts as well: it may come late.
    while last - start < window {
        let now = Instant::now();
        longest = longest.max(now - last);
        last = now;
    }
    longest
}
