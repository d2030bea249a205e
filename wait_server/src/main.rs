//! Serves waits until Ctrl-C: `cargo run -p wait_server -- [ADDRESS]`.

use std::io::{self, Write};
use std::process::{self, ExitCode};
use std::{env, fmt};

use tokio::net::TcpListener;
use tokio::sync::oneshot;
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
            eprintln!("error: {error}");
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

    // `tokio::signal::ctrl_c()` would take over Ctrl-C when it is first polled. These take it over
    // here, before anybody can know that the server runs.
    #[cfg(unix)]
    let mut presses = {
        use tokio::signal::unix::{SignalKind, signal};
        signal(SignalKind::interrupt())?
    };
    #[cfg(windows)]
    let mut presses = tokio::signal::windows::ctrl_c()?;
    // A task of its own, so that a second press counts even if the server is stuck.
    let (interrupt, interrupted) = oneshot::channel();
    tokio::spawn(async move {
        presses.recv().await;
        print(format_args!("shutting down; press Ctrl-C again to end at once"));
        let _ = interrupt.send(());
        presses.recv().await;
        process::exit(130)
    });

    print(format_args!("listening on {}", listener.local_addr()?));
    serve(listener, interrupted).await
}

/// Prints a line.
///
/// If nobody reads it any more, as when Ctrl-C also ends the other program of a pipe, the line is
/// lost. `println!` would panic, and cancel the waits under way.
fn print(line: fmt::Arguments) {
    let _ = writeln!(io::stdout(), "{line}");
}
