//! A task carries a shared pointer across an `.await`.

use std::sync::Arc;

use tokio::task::yield_now;

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let name = Arc::new("Ada");
    let task = tokio::spawn(async move {
        yield_now().await;
        println!("{name}");
    });
    task.await.unwrap();
}
