//! Two tasks work until they are told to stop, and one is in the middle of a step then.

use std::time::Duration;
use tokio::select;
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::sleep;

/// Takes steps of the given number of seconds until it is told to stop.
async fn work(seconds: u64, mut stop: watch::Receiver<()>) {
    loop {
        select! {
            biased; // The branches are polled in this order.
            _ = stop.changed() => break,
            () = std::future::ready(()) => {}
        }
        sleep(Duration::from_secs(seconds)).await;
        println!("a step of {seconds} s is done");
    }
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let (stop, stopped) = watch::channel(());
    let tasks: JoinSet<_> =
        [2, 5].map(|seconds| work(seconds, stopped.clone())).into_iter().collect();
    sleep(Duration::from_secs(3)).await;
    drop(stop);
    tasks.join_all().await;
}
