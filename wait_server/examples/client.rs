//! Sends lines to a server of waits, and prints its answers.

use std::{env, io};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

#[tokio::main(flavor = "current_thread")]
async fn main() -> io::Result<()> {
    let mut arguments = env::args().skip(1);
    let address = arguments.next().unwrap_or("127.0.0.1:7878".into());
    let mut lines: Vec<_> = arguments.collect();
    if lines.is_empty() {
        lines.push("1".into());
    }
    let mut stream = TcpStream::connect(address).await?;
    let (reader, mut writer) = stream.split();
    writer.write_all((lines.join("\n") + "\n").as_bytes()).await?;
    // The connection stays open until each line is answered.
    let mut answers = BufReader::new(reader).lines();
    for _ in lines {
        let answer = answers.next_line().await?.ok_or(io::ErrorKind::UnexpectedEof)?;
        println!("{answer}");
    }
    Ok(())
}
