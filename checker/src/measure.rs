//! Task 2: measuring. The answer starts a runtime of its own, so the clock is real.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Instant;

use crate::guard::{Guard, guarded};
use crate::mistake::{Call, Mistake};

/// Checks an answer to task 2: the average time of a wait.
///
/// The waits of the answer really run, for about a second in all. Where a slow
/// machine could be to blame, the answer gets three tries.
///
/// # Errors
///
/// The first [`Mistake`] that is found.
pub fn measure_time(answer: impl Fn(u32, u32) -> f64 + Send + 'static) -> Result<(), Mistake> {
    guarded("measure_time", move |guard| {
        let many = || measure(guard, &answer, 2000, 0);
        in_three_tries(|| overlapped(many()))?;
        in_three_tries(|| is_the_average(measure(guard, &answer, 20, 1)))?;
        is_measured(many())?;
        refuses_no_waits(guard, &answer)
    })
}

/// A slow machine is slow once, a wrong answer is wrong three times.
fn in_three_tries(check: impl Fn() -> Result<(), Mistake>) -> Result<(), Mistake> {
    check().or_else(|_| check()).or_else(|_| check())
}

/// What a call of the answer gave.
struct Run {
    /// The call.
    call: Call,
    /// The value it returned.
    returned: f64,
    /// Seconds that passed on the wall.
    real: f64,
}

/// Calls the answer.
fn measure(guard: &Guard, answer: &impl Fn(u32, u32) -> f64, n: u32, max_delay: u32) -> Run {
    let call = guard.call(&[n, max_delay]);
    let start = Instant::now();
    let returned = answer(n, max_delay);
    Run {
        call,
        returned,
        real: start.elapsed().as_secs_f64(),
    }
}

/// A wait of 0 s takes a tick of the timer, 1 ms: 2000 of them, one after another, take 2 s.
fn overlapped(Run { call, real, .. }: Run) -> Result<(), Mistake> {
    if real < 0.5 {
        return Ok(());
    }
    Err(Mistake::OneAfterAnother {
        call,
        took: real,
        longest: 0.0,
    })
}

/// The result times `n` is the time that passed.
fn is_the_average(
    Run {
        call,
        returned,
        real,
    }: Run,
) -> Result<(), Mistake> {
    let total = returned * f64::from(call.n());
    // The longest of 20 delays of up to 1 s is below 0.2 s once in 10^14 runs.
    let ran = real > 0.2;
    if !ran && total < 0.2 {
        return Err(Mistake::WaitsNeverRan { call, real });
    }
    if ran && total > 400.0 * real {
        return Err(Mistake::Milliseconds {
            call,
            returned,
            real,
        });
    }
    if ran && total.fract() < 1e-9 {
        return Err(Mistake::WholeSeconds {
            call,
            returned,
            real,
        });
    }
    // The answer's start and end lie inside ours; half is room for a slow machine.
    if ran && (0.5 * real..=real).contains(&total) {
        return Ok(());
    }
    if ran && (0.9 * real..=real).contains(&returned) {
        return Err(Mistake::TotalInsteadOfAverage {
            call,
            returned,
            real,
        });
    }
    Err(Mistake::WrongClock {
        call,
        returned,
        real,
    })
}

/// Even waits of 0 s take time.
fn is_measured(
    Run {
        call,
        returned,
        real,
    }: Run,
) -> Result<(), Mistake> {
    if returned > 0.0 {
        return Ok(());
    }
    Err(Mistake::NotMeasured { call, real })
}

/// An average of no waits is refused with a panic, as Python's is with an error.
fn refuses_no_waits(guard: &Guard, answer: &impl Fn(u32, u32) -> f64) -> Result<(), Mistake> {
    let call = guard.call(&[0, 5]);
    match catch_unwind(AssertUnwindSafe(|| answer(0, 5))) {
        Ok(returned) => Err(Mistake::ZeroWaitsNotRefused { call, returned }),
        Err(_) => Ok(()),
    }
}
