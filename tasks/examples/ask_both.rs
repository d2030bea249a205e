//! Two requests, one of which fails.

use std::time::Duration;
use tokio::time::sleep;

/// Asks a server that takes the given number of seconds. The one that takes 2 s fails.
async fn ask(seconds: u64) -> Result<u64, String> {
    sleep(Duration::from_secs(seconds)).await;
    println!("an answer after {seconds} s");
    if seconds == 2 { Err("out of order".into()) } else { Ok(seconds) }
}

/// Asks two servers at the same time, and adds up what they say.
async fn ask_both() -> Result<u64, String> {
    let (a, b) = tokio::try_join!(ask(2), ask(3))?;
    Ok(a + b)
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    println!("{:?}", ask_both().await);
    sleep(Duration::from_secs(10)).await;
}
