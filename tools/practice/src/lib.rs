//! Solutions of the practice problems. `cargo exercise NAME solution` prints one.

use std::time::Duration;

use tokio::time::sleep;

mod at_most;
mod both_then_last;
mod fastest;
mod speedup;
mod survivors;
mod wait_or_give_up;
pub mod wait_server;
mod within;

pub use at_most::at_most;
pub use both_then_last::both_then_last;
pub use fastest::fastest;
pub use speedup::speedup;
pub use survivors::survivors;
pub use wait_or_give_up::wait_or_give_up;
pub use within::within;

/// Waits for the given number of seconds, and returns that number.
///
/// The tests pass such waits to the functions.
pub async fn wait(seconds: f64) -> f64 {
    sleep(Duration::from_secs_f64(seconds)).await;
    seconds
}
