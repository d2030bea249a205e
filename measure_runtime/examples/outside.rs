//! A runtime cannot start inside a runtime, and a new thread is outside.
//! ```text
//! $ cargo run -p measure_runtime --example outside
//! an average was measured: true
//! ```

use measure_runtime::measure_time;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let measure = || measure_time(10, 0);
    let average = std::thread::spawn(measure).join().expect("no panic");
    println!("an average was measured: {}", average > 0.0);
}
