//! `4-main.py`: a list of waits that run as tasks.

use task_wait_n::task_wait_n;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    println!("{:?}", task_wait_n(5, 6).await);
}
