//! Two waits at the same time: when does each start and end, and on which thread?

use std::{thread, time::Duration};

/// Says where a wait starts and where it ends.
async fn wait(name: char, milliseconds: u64) {
    println!("{name} starts on {:?}", thread::current().id());
    tokio::time::sleep(Duration::from_millis(milliseconds)).await;
    println!("{name} ends on {:?}", thread::current().id());
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    tokio::join!(wait('a', 400), wait('b', 200));
}
