//! Serves waits until Ctrl-C: `cargo run -p wait_server -- [ADDRESS]`.

use std::io::{self, Write};
use std::process::{self, ExitCode};
use std::{env, fmt};

use tokio::net::TcpListener;
use wait_server::{Summary, serve};

/// Where the server listens if no argument says otherwise: this machine only.
const DEFAULT_ADDRESS: &str = "127.0.0.1:7878";

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(summary) => {
            print(format_args!("{summary}"));
            ExitCode::SUCCESS
        }
        Err(error) => {
            let _ = writeln!(io::stderr(), "error: {error}");
            ExitCode::from(2)
        }
    }
}

/// Serves waits at the address that the arguments name.
async fn run() -> io::Result<Summary> {
    let mut arguments = env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned());
    let address = arguments.next().unwrap_or_else(|| DEFAULT_ADDRESS.into());
    if let Some(word) = arguments.next() {
        return Err(io::Error::other(format!("unexpected argument '{word}'")));
    }
    let cannot_listen = |error| io::Error::other(format!("cannot listen on {address}: {error}"));
    let listener = TcpListener::bind(&address).await.map_err(cannot_listen)?;

    // Each of these hears of each press. (Presses that follow each other at once count as one.)
    let (mut ctrl_c, mut ctrl_c_twice) = (listen_for_ctrl_c()?, listen_for_ctrl_c()?);
    // This task prints nothing, so a second press ends the program even if its output is stuck.
    tokio::spawn(async move {
        ctrl_c_twice.recv().await;
        ctrl_c_twice.recv().await;
        process::exit(130)
    });
    print(format_args!("listening on {}", listener.local_addr()?));
    let shutdown = async {
        ctrl_c.recv().await;
        print(format_args!("shutting down; press Ctrl-C again to end at once"));
    };
    serve(listener, shutdown).await
}

/// Takes over Ctrl-C, and returns what receives its presses.
///
/// `tokio::signal::ctrl_c()` would take it over only when it is first polled. This takes it over
/// at once, before anybody can know that the server runs.
fn listen_for_ctrl_c() -> io::Result<Presses> {
    #[cfg(unix)]
    return tokio::signal::unix::signal(tokio::signal::unix::SignalKind::interrupt());
    #[cfg(windows)]
    return tokio::signal::windows::ctrl_c();
}

/// What receives the presses of Ctrl-C.
#[cfg(unix)]
type Presses = tokio::signal::unix::Signal;
/// What receives the presses of Ctrl-C.
#[cfg(windows)]
type Presses = tokio::signal::windows::CtrlC;

/// Prints a line.
///
/// If nobody reads it any more, as when Ctrl-C also ends the other program of a pipe, the line is
/// lost. `println!` would panic, and cancel the waits under way.
fn print(line: fmt::Arguments<'_>) {
    let _ = writeln!(io::stdout(), "{line}");
}
