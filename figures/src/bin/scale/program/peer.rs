//! The peers: the programs that do the same work.

use std::env::current_exe;
use std::io;
use std::process::Command;

/// The peers by their names, which tell what each runs, and on what.
pub const PEERS: [&str; 9] = [
    "floor: no runtime",
    "wait_n, one thread",
    "wait_n, multi-thread",
    "task_wait_n, one thread",
    "task_wait_n, multi-thread",
    "asyncio wait_n",
    "asyncio task_wait_n",
    "uvloop wait_n",
    "uvloop task_wait_n",
];

/// The command that runs a peer once, in a process of its own.
pub fn command(peer: &str, n: u32, max_delay: u32) -> io::Result<Command> {
    let here = env!("CARGO_MANIFEST_DIR");
    let mut command = Command::new("python3");
    if let Some((event_loop @ ("asyncio" | "uvloop"), function)) = peer.split_once(' ') {
        command.arg(format!("{here}/src/bin/scale/program/driver.py"));
        command.args([&*format!("{here}/../python"), event_loop, function]);
    } else {
        command = Command::new(current_exe()?);
        command.args(["--run", peer]);
    }
    command.args([n, max_delay].map(|number| number.to_string()));
    Ok(command)
}
