//! The process that is measured.

use std::io;
use std::process::exit;
use std::thread;
use std::time::{Duration, Instant};

use concurrent_coroutines::wait_n;
use task_wait_n::task_wait_n;
use tokio::runtime::Builder;

use crate::floor;
use crate::peer::Peer;

/// Runs a peer once, and prints the time past the longest delay in seconds and
/// how many neighbours in the list are out of order.
///
/// The process goes on until its standard input is closed, so that its parent
/// can look at it. It is closed too when the parent is killed.
pub fn run(peer: Peer, n: u32, max_delay: u32) {
    let parent = thread::spawn(|| {
        io::copy(&mut io::stdin(), &mut io::sink()).ok();
        exit(0);
    });
    let (time, delays) = match peer {
        Peer::Floor => {
            let start = Instant::now();
            let delays = floor::wait_n(n, max_delay);
            (start.elapsed(), delays)
        }
        Peer::WaitN => time(&mut Builder::new_current_thread(), wait_n(n, max_delay)),
        Peer::WaitNThreads => time(&mut Builder::new_multi_thread(), wait_n(n, max_delay)),
        Peer::TaskWaitN => time(
            &mut Builder::new_current_thread(),
            task_wait_n(n, max_delay),
        ),
        Peer::TaskWaitNThreads => time(&mut Builder::new_multi_thread(), task_wait_n(n, max_delay)),
        python => unreachable!("{} is no part of this program", python.label()),
    };
    let longest = delays.iter().copied().fold(0.0, f64::max);
    let disorder = delays.windows(2).filter(|pair| pair[0] > pair[1]).count();
    println!("{} {disorder}", time.as_secs_f64() - longest);
    parent.join().expect("it does not panic");
}

/// Runs waits in a runtime: how long they took, and what they gave.
fn time(runtime: &mut Builder, waits: impl Future<Output = Vec<f64>>) -> (Duration, Vec<f64>) {
    let runtime = runtime.enable_time().build().expect("a runtime starts");
    runtime.block_on(async {
        let start = Instant::now();
        let delays = waits.await;
        (start.elapsed(), delays)
    })
}
