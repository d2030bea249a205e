//! A future written by hand, which says when it is polled and when it is woken.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::thread;
use std::time::Duration;

/// Is ready once a thread has woken it.
struct Alarm {
    is_set: bool,
}

impl Future for Alarm {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context) -> Poll<()> {
        if self.is_set {
            println!("polled: ready");
            return Poll::Ready(());
        }
        println!("polled: not yet");
        self.is_set = true;
        let waker = context.waker().clone();
        thread::spawn(move || {
            thread::sleep(Duration::from_millis(100));
            println!("woken");
            waker.wake();
        });
        Poll::Pending
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    Alarm { is_set: false }.await;
    println!("done");
}
