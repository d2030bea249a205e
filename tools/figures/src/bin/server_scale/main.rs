//! `server_scale` measures what the clients of a server cost, in tokio and in asyncio.

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
    eprintln!("error: server_scale needs Linux, which tells what another process has used");
    ExitCode::from(2)
}
