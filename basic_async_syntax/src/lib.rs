//! Task 0: one wait of a random time.
//!
//! Its lesson is `basic_async_syntax/README.md`.

use std::time::Duration;

use tokio::time::sleep;

/// The longest delay, in seconds, where the caller has no other wish.
///
/// Rust has no default arguments: what Python writes as `wait_random()` is
/// `wait_random(DEFAULT_MAX_DELAY)` here.
pub const DEFAULT_MAX_DELAY: u32 = 10;

/// Waits a random time and returns that delay in seconds.
///
/// The delay is uniform over 0 to `max_delay` seconds, both ends included, and
/// is not rounded. Nothing happens, and nothing is drawn, until the future is
/// awaited. The wait does not block the thread: other futures run meanwhile.
/// Dropping the future ends the wait.
///
/// tokio's timer counts in milliseconds, so the wait ends on the first one that
/// is not before the delay. It cuts a sleep at about 30 years: a delay beyond
/// that is returned as drawn, and ends early.
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
    // A random number generator with a name (`let mut rng = rand::rng()`) would live across
    // the `.await` below, and the future could not move to another thread.
    let delay = rand::random_range(0.0..=f64::from(max_delay));
    sleep(Duration::from_secs_f64(delay)).await;
    delay
}

// The code in the lesson is tested with the code above.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Lesson;
