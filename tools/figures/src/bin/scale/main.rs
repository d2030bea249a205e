//! `scale` measures what waits cost as their number grows, in tokio and in asyncio.

#![allow(
    clippy::missing_docs_in_private_items,
    reason = "a private item is documented where its name is not enough"
)]

use std::process::ExitCode;

#[cfg(target_os = "linux")]
mod program;

#[cfg(target_os = "linux")]
fn main() -> ExitCode {
    program::main()
}

#[cfg(not(target_os = "linux"))]
fn main() -> ExitCode {
    eprintln!("error: scale needs Linux, which tells how much memory a process had at its peak");
    ExitCode::from(2)
}
