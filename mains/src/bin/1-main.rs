//! `1-main.py`: three lists of waits that run at the same time.

use concurrent_coroutines::wait_n;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    println!("{:?}", wait_n(5, 5).await);
    println!("{:?}", wait_n(10, 7).await);
    println!("{:?}", wait_n(10, 0).await);
}
