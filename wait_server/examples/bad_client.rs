//! Three clients, the second of which sends a byte that isn't UTF-8.

use std::io;
use tokio::io::AsyncBufReadExt;
use tokio::task::yield_now;

/// Answers the lines of a client. The client is what it sends.
async fn answer(client: &[u8]) -> io::Result<()> {
    let mut lines = client.lines();
    while let Some(line) = lines.next_line().await? {
        println!("you said {line}");
    }
    Ok(())
}

/// Answers all clients that connect.
async fn serve() -> io::Result<()> {
    for client in [&b"one\n"[..], b"\xff\n", b"three\n"] {
        answer(client).await?;
    }
    yield_now().await;
    Ok(())
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    match serve().await {
        Ok(()) => println!("the server ends"),
        Err(error) => println!("the server fails: {error}"),
    }
}
