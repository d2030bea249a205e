//! The machine and the versions that the figures hold for.

use std::process::Command;
use std::{fs, thread};

use super::units;

/// One line that names the processor, the memory, the system, the versions and the date.
pub fn about() -> String {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let memory = bytes("/proc/meminfo", "MemTotal").map(units::memory);
    // The version of tokio that this program was built with.
    let mut locked = include_str!("../../../../../Cargo.lock").lines();
    locked.find(|line| *line == "name = \"tokio\"");
    let tokio = locked.next().map(|line| line.replace("version = ", ""));
    let parts = [
        entry("/proc/cpuinfo", "model name"),
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

/// The first entry of this name in a file of the kernel's, if there is one.
fn entry(file: &str, name: &str) -> Option<String> {
    let text = fs::read_to_string(file).ok()?;
    let mut entries = text.lines().filter_map(|line| line.split_once(':'));
    entries.find(|(key, _)| key.trim() == name).map(|(_, value)| value.trim().into())
}

/// Such an entry that is an amount of memory, which is written in kB, in bytes.
pub fn bytes(file: &str, name: &str) -> Option<f64> {
    entry(file, name)?.strip_suffix(" kB")?.parse().ok().map(|kilobytes: f64| 1024.0 * kilobytes)
}
