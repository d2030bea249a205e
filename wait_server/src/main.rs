//! Serves waits until Ctrl-C: `cargo run -p wait_server -- [ADDRESS]`.

use std::future::{pending, ready};
use std::process::{self, ExitCode};
use std::{env, io};

use tokio::net::TcpListener;
use tokio::select;
use tokio::signal::ctrl_c;
use wait_server::{Summary, serve};

/// Where the server listens if no argument says otherwise: this machine only.
const DEFAULT_ADDRESS: &str = "127.0.0.1:7878";

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(summary) => {
            println!("{summary}");
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
    println!("listening on {}", listener.local_addr()?);
    serve(listener, interrupted()).await
}

/// Waits for Ctrl-C. A second one ends the program at once.
async fn interrupted() {
    if let Err(error) = ctrl_c().await {
        eprintln!("cannot wait for Ctrl-C: {error}");
        return pending().await;
    }
    let mut again = Box::pin(ctrl_c());
    select! {
        biased; // It is polled once before the line invites to press it, so that it isn't missed.
        _ = &mut again => process::exit(130),
        () = ready(()) => println!("shutting down; press Ctrl-C again to end at once"),
    }
    tokio::spawn(async {
        let _ = again.await;
        process::exit(130)
    });
}
