//! Practice: seven problems that the lessons don't answer. Each has a file beside this one.
//!
//! The functions take their waits as arguments, so a test can pass waits whose lengths it knows.
#![allow(unused_variables, reason = "a stub doesn't use its arguments yet")]

use std::time::Duration;

use tokio::time::sleep;

#[cfg(feature = "at_most")]
mod at_most;
#[cfg(feature = "both_then_last")]
mod both_then_last;
#[cfg(feature = "fastest")]
mod fastest;
#[cfg(feature = "speedup")]
mod speedup;
#[cfg(feature = "survivors")]
mod survivors;
#[cfg(feature = "wait_or_give_up")]
mod wait_or_give_up;
#[cfg(feature = "within")]
mod within;

#[cfg(feature = "at_most")]
pub use at_most::at_most;
#[cfg(feature = "both_then_last")]
pub use both_then_last::both_then_last;
#[cfg(feature = "fastest")]
pub use fastest::fastest;
#[cfg(feature = "speedup")]
pub use speedup::speedup;
#[cfg(feature = "survivors")]
pub use survivors::survivors;
#[cfg(feature = "wait_or_give_up")]
pub use wait_or_give_up::wait_or_give_up;
#[cfg(feature = "within")]
pub use within::within;

/// Waits for the given number of seconds, and returns that number.
///
/// The tests pass such waits to your functions.
pub async fn wait(seconds: f64) -> f64 {
    sleep(Duration::from_secs_f64(seconds)).await;
    seconds
}
