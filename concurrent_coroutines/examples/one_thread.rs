//! Two waits overlap, and both run on one thread.
//! ```text
//! $ cargo run -p concurrent_coroutines --example one_thread
//! a starts on ThreadId(1)
//! b starts on ThreadId(1)
//! b ends on ThreadId(1)
//! a ends on ThreadId(1)
//! ```

use std::{thread, time::Duration};

/// Says where a wait starts and where it ends.
async fn wait(name: char, delay: Duration) {
    println!("{name} starts on {:?}", thread::current().id());
    tokio::time::sleep(delay).await;
    println!("{name} ends on {:?}", thread::current().id());
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let [a, b] = [400, 200].map(Duration::from_millis);
    tokio::join!(wait('a', a), wait('b', b));
}
