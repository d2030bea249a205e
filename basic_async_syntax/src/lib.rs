//! A wait of random length: `0-basic_async_syntax.py` in Rust.
//!
//! Its lesson is `basic_async_syntax/README.md`.

use std::time::Duration;

use tokio::time::sleep;

/// The default `max_delay`, in seconds.
///
/// Rust has no default arguments: what Python writes as `wait_random()` is
/// `wait_random(DEFAULT_MAX_DELAY)` here.
pub const DEFAULT_MAX_DELAY: u32 = 10;

/// Waits for a random time and returns that delay, in seconds.
///
/// The delay is uniform over 0 to `max_delay` seconds, both ends included, and
/// is not rounded. Nothing happens, and nothing is drawn, until the future is
/// awaited. The wait doesn't block the thread, so other futures run meanwhile.
/// Dropping the future cancels the wait.
///
/// tokio's timer counts in milliseconds, and rounds up: the wait takes as long as
/// its delay, or up to a millisecond longer. The timer caps a sleep at about 30
/// years. A longer delay is returned as it was drawn, although the wait ended
/// earlier.
///
/// # Panics
///
/// Panics when awaited outside a tokio runtime, or in one without a timer.
///
/// # Examples
///
/// ```
/// # // On a paused clock nobody waits.
/// # #[tokio::main(flavor = "current_thread", start_paused = true)]
/// # async fn main() {
/// use basic_async_syntax::wait_random;
///
/// let delay = wait_random(5).await;
/// assert!((0.0..=5.0).contains(&delay));
/// # }
/// ```
pub async fn wait_random(max_delay: u32) -> f64 {
    // A generator in a variable, `let mut rng = rand::rng()`, would live across the `.await`
    // below, and then the future couldn't move to another thread.
    let delay = rand::random_range(0.0..=f64::from(max_delay));
    sleep(Duration::from_secs_f64(delay)).await;
    delay
}

// The code in the lesson is tested with the code above.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Lesson;
