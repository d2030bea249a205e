//! The peers: the programs that do the same work.

use std::env::current_exe;
use std::io;
use std::process::Command;

use clap::ValueEnum;

/// One way to run n waits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub enum Peer {
    /// A heap of deadlines, and no runtime.
    Floor,
    /// `wait_n` on a current-thread runtime.
    WaitN,
    /// `wait_n` on a multi-thread runtime.
    WaitNThreads,
    /// `task_wait_n` on a current-thread runtime.
    TaskWaitN,
    /// `task_wait_n` on a multi-thread runtime.
    TaskWaitNThreads,
    /// `wait_n` in asyncio.
    AsyncioWaitN,
    /// `task_wait_n` in asyncio.
    AsyncioTaskWaitN,
    /// `wait_n` in asyncio on uvloop.
    UvloopWaitN,
    /// `task_wait_n` in asyncio on uvloop.
    UvloopTaskWaitN,
}

impl Peer {
    /// Its name in tables and plots.
    pub fn label(self) -> &'static str {
        match self {
            Self::Floor => "floor: no runtime",
            Self::WaitN => "wait_n, one thread",
            Self::WaitNThreads => "wait_n, multi-thread",
            Self::TaskWaitN => "task_wait_n, one thread",
            Self::TaskWaitNThreads => "task_wait_n, multi-thread",
            Self::AsyncioWaitN => "asyncio wait_n",
            Self::AsyncioTaskWaitN => "asyncio task_wait_n",
            Self::UvloopWaitN => "uvloop wait_n",
            Self::UvloopTaskWaitN => "uvloop task_wait_n",
        }
    }

    /// The command that runs it once, in a process of its own.
    pub fn command(self, n: u32, max_delay: u32) -> io::Result<Command> {
        let wait_n = ["1-concurrent_coroutines", "wait_n"];
        let task_wait_n = ["4-tasks", "task_wait_n"];
        let mut command = match self {
            Self::AsyncioWaitN => python("asyncio", wait_n),
            Self::AsyncioTaskWaitN => python("asyncio", task_wait_n),
            Self::UvloopWaitN => python("uvloop", wait_n),
            Self::UvloopTaskWaitN => python("uvloop", task_wait_n),
            rust => {
                let mut command = Command::new(current_exe()?);
                let name = rust.to_possible_value().expect("no peer is skipped");
                command.args(["run", name.get_name()]);
                command
            }
        };
        command.args([n, max_delay].map(|number| number.to_string()));
        Ok(command)
    }
}

/// The start of a command that runs a Python function on this event loop.
fn python(event_loop: &str, [module, function]: [&str; 2]) -> Command {
    let mut command = Command::new("python3");
    command
        .arg(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/src/bin/scale/driver.py"
        ))
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/../python"))
        .args([event_loop, module, function]);
    command
}
