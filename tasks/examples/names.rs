//! A task gets a list of its own.

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let names = vec!["Ada", "Grace"];
    let task = tokio::spawn(async move { println!("{names:?}") });
    task.await.unwrap();
}
