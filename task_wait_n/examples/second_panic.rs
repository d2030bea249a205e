//! A task panics, and so does the task that awaits it: with which message?

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let task = tokio::spawn(async { panic!("no luck") });
    let caller = tokio::spawn(async {
        task.await.unwrap();
    });
    println!("{}", caller.await.unwrap_err());
}
