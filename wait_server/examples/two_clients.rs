//! A server that answers one client at a time. Its first client says nothing.

use std::{io, time::Duration};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;

/// Answers each line of a client, until it has ended its input.
async fn answer(mut client: TcpStream) -> io::Result<()> {
    let (reader, mut writer) = client.split();
    let mut lines = BufReader::new(reader).lines();
    while let Some(line) = lines.next_line().await? {
        writer.write_all(format!("you said {line}\n").as_bytes()).await?;
    }
    Ok(())
}

/// Answers all clients that connect.
async fn serve(listener: TcpListener) -> io::Result<()> {
    loop {
        let (client, _address) = listener.accept().await?;
        answer(client).await?;
    }
}

#[tokio::main]
async fn main() -> io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    tokio::spawn(serve(listener));
    let _silent = TcpStream::connect(address).await?;
    let mut second = TcpStream::connect(address).await?;
    second.write_all(b"hello\n").await?;
    let answered = timeout(Duration::from_secs(1), second.read_u8()).await;
    println!("the second client is answered: {}", answered.is_ok());
    Ok(())
}
