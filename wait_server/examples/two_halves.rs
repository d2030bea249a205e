//! A client sends a line in two halves, to a loop with something else to do.

use std::{io, time::Duration};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, duplex};
use tokio::{select, time::sleep};

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() -> io::Result<()> {
    let (mut client, server) = duplex(64);
    tokio::spawn(async move {
        for half in ["good", "bye\n"] {
            client.write_all(half.as_bytes()).await.unwrap();
            sleep(Duration::from_secs(3)).await;
        }
    });
    let mut reader = BufReader::new(server);
    let mut line = String::new();
    loop {
        select! {
            length = reader.read_line(&mut line) => match length? {
                0 => return Ok(()),
                _ => println!("the line {}", line.trim()),
            },
            () = sleep(Duration::from_secs(2)) => println!("2 s without a line"),
        }
    }
}
