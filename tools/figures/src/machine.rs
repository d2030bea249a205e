//! The machine and the versions for which the measurements hold.

use std::process::Command;
use std::thread;

use procfs::{CpuInfo, Current, Meminfo};

use crate::units::format_memory;

/// Returns one line with the processor, the memory, the system, the versions and the date.
///
/// What the machine does not tell is left out.
#[must_use]
pub fn describe() -> String {
    let cpu_model = CpuInfo::current().ok().and_then(|cpu| cpu.model_name(0).map(str::to_string));
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let memory = Meminfo::current().ok().map(|memory| format_memory(bytes(memory.mem_total)));
    let facts = [
        cpu_model,
        Some(format!("{cores} cores")),
        memory.map(|memory| format!("{memory} of memory")),
        command_output("uname", &["-sr"]),
        command_output("rustc", &["--version"]),
        tokio_version().map(|version| format!("tokio {version}")),
        python_output("import platform; print('Python', platform.python_version())"),
        python_output("import uvloop; print('uvloop', uvloop.__version__)"),
        command_output("date", &["-u", "+%F"]),
    ];
    facts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Returns the version of tokio that this program was built with, as the lock file names it.
fn tokio_version() -> Option<&'static str> {
    let mut lines = include_str!("../../../Cargo.lock").lines();
    lines.find(|line| *line == "name = \"tokio\"")?;
    lines.next()?.strip_prefix("version = \"")?.strip_suffix('"')
}

/// Returns what this Python program prints, if there is a python3 and it succeeds.
#[must_use]
pub fn python_output(program: &str) -> Option<String> {
    command_output("python3", &["-c", program])
}

/// Returns what a command prints, if it can be run and succeeds.
fn command_output(command: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(command).args(arguments).output().ok()?;
    let stdout = String::from_utf8_lossy(&output.stdout).trim().to_string();
    output.status.success().then_some(stdout)
}

/// Converts a number of bytes to a float.
#[expect(clippy::cast_precision_loss, reason = "it is exact up to 9 PB")]
#[must_use]
pub fn bytes(number: u64) -> f64 {
    number as f64
}
