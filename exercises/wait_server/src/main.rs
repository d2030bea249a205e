//! Runs your server until Ctrl-C: `cargo exercise 5 run [ADDRESS]`.

use std::{env, io, process};

use exercise_5::serve;
use tokio::net::TcpListener;
use tokio::signal::ctrl_c;

#[tokio::main]
async fn main() {
    if let Err(error) = run().await {
        eprintln!("error: {error}");
        process::exit(2);
    }
}

/// Serves waits until Ctrl-C, and prints how many there were.
async fn run() -> io::Result<()> {
    let address = env::args().nth(1).unwrap_or_else(|| "127.0.0.1:7878".into());
    let cannot_listen = |error| io::Error::other(format!("cannot listen on {address}: {error}"));
    let listener = TcpListener::bind(&address).await.map_err(cannot_listen)?;
    println!("listening on {}", listener.local_addr()?);
    println!("{}", serve(listener, interrupted()).await?);
    Ok(())
}

/// Waits for Ctrl-C. A second one ends the program at once.
async fn interrupted() -> io::Result<()> {
    ctrl_c().await?;
    println!("shutting down; press Ctrl-C again to end at once");
    tokio::spawn(async {
        let _ = ctrl_c().await;
        process::exit(130)
    });
    Ok(())
}
