//! Sends lines to a server of waits, and prints its answers.

use std::{env, io, process};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let mut arguments = env::args().skip(1);
    let address = arguments.next().unwrap_or("127.0.0.1:7878".into());
    let mut lines: Vec<_> = arguments.collect();
    if lines.is_empty() {
        lines.push("1".into());
    }
    if let Err(error) = talk(&address, &lines).await {
        eprintln!("error: {address}: {error}");
        process::exit(1);
    }
}

/// Sends the lines, and prints an answer to each.
async fn talk(address: &str, lines: &[String]) -> io::Result<()> {
    let mut stream = TcpStream::connect(address).await?;
    let (reader, mut writer) = stream.split();
    writer.write_all((lines.join("\n") + "\n").as_bytes()).await?;
    // The connection stays open until each line is answered.
    let mut reader = BufReader::new(reader);
    for _ in lines {
        let mut answer = String::new();
        reader.read_line(&mut answer).await?;
        if !answer.ends_with('\n') {
            // The server has closed the connection, perhaps in the middle of an answer.
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        print!("{answer}");
    }
    Ok(())
}
