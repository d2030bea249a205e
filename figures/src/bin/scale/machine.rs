//! The machine and the versions that the figures hold for.

use std::process::Command;
use std::{fs, io, thread};

use crate::table;

/// One line that names the processor, the memory, the system, the versions and
/// the date.
pub fn about() -> String {
    let processor = field("/proc/cpuinfo", "model name");
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let memory = bytes("/proc/meminfo", "MemTotal");
    let parts = [
        processor.ok(),
        Some(format!("{cores} cores")),
        memory
            .ok()
            .map(|bytes| format!("{} of memory", table::memory(bytes))),
        says("uname", &["-sr"]),
        says("rustc", &["--version"]),
        Some(format!("tokio {}", tokio_version())),
        python().map(|version| format!("Python {version}")),
        uvloop().map(|version| format!("uvloop {version}")),
        says("date", &["-u", "+%F"]),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The version of Python, if there is one.
pub fn python() -> Option<String> {
    says(
        "python3",
        &["-c", "import platform; print(platform.python_version())"],
    )
}

/// The version of uvloop, if it can be imported.
pub fn uvloop() -> Option<String> {
    says(
        "python3",
        &["-c", "import uvloop; print(uvloop.__version__)"],
    )
}

/// The value of a line `name: value kB` in a file of the kernel, in bytes.
pub fn bytes(file: &str, name: &str) -> io::Result<f64> {
    let value = field(file, name)?;
    let kilobytes: f64 = value
        .trim_end_matches(" kB")
        .parse()
        .map_err(io::Error::other)?;
    Ok(kilobytes * 1024.0)
}

/// The value of a line `name: value` in a file of the kernel.
fn field(file: &str, name: &str) -> io::Result<String> {
    let text = fs::read_to_string(file)
        .map_err(|error| io::Error::other(format!("cannot read {file}: {error}")))?;
    let mut lines = text.lines().filter_map(|line| line.split_once(':'));
    let found = lines.find(|(key, _)| key.trim() == name);
    let (_, value) = found.ok_or_else(|| io::Error::other(format!("no {name} in {file}")))?;
    Ok(value.trim().into())
}

/// What a command prints, if it can be run and succeeds.
fn says(command: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(command).args(arguments).output().ok()?;
    let said = String::from_utf8_lossy(&output.stdout).trim().to_string();
    output.status.success().then_some(said)
}

/// The version of tokio that this program was built with.
fn tokio_version() -> &'static str {
    let mut lines = include_str!("../../../../Cargo.lock").lines();
    lines.find(|line| *line == "name = \"tokio\"");
    let version = lines.next().expect("a package has a version");
    version.trim_start_matches("version = ").trim_matches('"')
}
