//! `measure_time` is called from a program that runs on a runtime.

use measure_runtime::measure_time;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let measure = || measure_time(10, 0);
    let average = tokio::task::spawn_blocking(measure).await.unwrap();
    println!("an average was measured: {}", average > 0.0);
}
