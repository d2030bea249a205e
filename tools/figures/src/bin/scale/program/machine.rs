//! The machine and the versions that the figures hold for.

use std::process::Command;
use std::thread;

use procfs::{CpuInfo, Current, Meminfo};

use super::units;

/// One line that names the processor, the memory, the system, the versions and the date.
pub fn about() -> String {
    let processor = CpuInfo::current().ok();
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let memory = Meminfo::current().ok();
    let memory = memory.map(|memory| units::format_memory(bytes(memory.mem_total)));
    // The version of tokio that this program was built with.
    let mut locked = include_str!("../../../../../../Cargo.lock").lines();
    locked.find(|line| *line == "name = \"tokio\"");
    let tokio = locked.next().map(|line| line.replace("version = ", ""));
    let parts = [
        processor.and_then(|processor| processor.model_name(0).map(str::to_string)),
        Some(format!("{cores} cores")),
        memory.map(|memory| format!("{memory} of memory")),
        says("uname", &["-sr"]),
        says("rustc", &["--version"]),
        tokio.map(|version| format!("tokio {}", version.replace('"', ""))),
        python("import platform; print('Python', platform.python_version())"),
        python("import uvloop; print('uvloop', uvloop.__version__)"),
        says("date", &["-u", "+%F"]),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// What this Python program prints, if there is a python3 and it succeeds.
pub fn python(program: &str) -> Option<String> {
    says("python3", &["-c", program])
}

/// What a command prints, if it can be run and succeeds.
fn says(command: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(command).args(arguments).output().ok()?;
    let said = String::from_utf8_lossy(&output.stdout).trim().to_string();
    output.status.success().then_some(said)
}

/// A number of bytes as a float.
#[expect(clippy::cast_precision_loss, reason = "it is exact up to 9 PB")]
pub fn bytes(number: u64) -> f64 {
    number as f64
}
