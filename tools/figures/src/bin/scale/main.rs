//! `scale`: what a wait costs as their number grows, here and in asyncio.

use std::process::ExitCode;

#[cfg(target_os = "linux")]
mod program;

/// Measures.
#[cfg(target_os = "linux")]
fn main() -> ExitCode {
    program::main()
}

/// Says why it does not.
#[cfg(not(target_os = "linux"))]
fn main() -> ExitCode {
    eprintln!("error: scale needs Linux, which tells how much memory a process had at its peak");
    ExitCode::from(2)
}
