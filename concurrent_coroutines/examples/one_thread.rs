//! Two waits at the same time: when does each start and end, and on which thread?

use std::{thread, time::Duration};

/// Says where a wait starts and where it ends.
async fn wait(name: char, delay: Duration) {
    println!("{name} starts on {:?}", thread::current().id());
    tokio::time::sleep(delay).await;
    println!("{name} ends on {:?}", thread::current().id());
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let [a, b] = [400, 200].map(Duration::from_millis);
    tokio::join!(wait('a', a), wait('b', b));
}
