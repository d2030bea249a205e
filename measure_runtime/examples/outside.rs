//! `measure_time` is called from a program that runs on a runtime.

use measure_runtime::measure_time;
use tokio::task::spawn_blocking;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let measure = || measure_time(10, 0);
    let average = spawn_blocking(measure).await.unwrap();
    println!("an average was measured: {}", average > 0.0);
}
