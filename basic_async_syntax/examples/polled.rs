//! A future written by hand, which says when it is polled and when it is woken.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::task::{Context, Poll};
use std::thread;
use std::time::Duration;

/// Is ready once it has rung.
struct Alarm {
    has_rung: Arc<AtomicBool>,
}

impl Future for Alarm {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context) -> Poll<()> {
        if self.has_rung.load(Relaxed) {
            println!("polled: ready");
            return Poll::Ready(());
        }
        println!("polled: not yet");
        let has_rung = Arc::clone(&self.has_rung);
        let waker = context.waker().clone();
        thread::spawn(move || {
            thread::sleep(Duration::from_millis(100));
            println!("it rings");
            has_rung.store(true, Relaxed);
            waker.wake();
        });
        Poll::Pending
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    Alarm { has_rung: Arc::default() }.await;
    println!("done");
}
