//! Three clients: one stops sending, one disconnects, and one is cut off.

use std::io;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

#[tokio::main(flavor = "current_thread")]
async fn main() -> io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    for what in ["stops sending", "disconnects", "is cut off"] {
        let mut client = TcpStream::connect(listener.local_addr()?).await?;
        let (mut server, _address) = listener.accept().await?;
        match what {
            "stops sending" => client.shutdown().await?,
            "disconnects" => drop(client),
            _ => {
                client.set_zero_linger()?;
                drop(client);
            }
        }
        let read = server.read(&mut [0; 64]).await;
        println!("a client {what}: {:?}", read.map_err(|error| error.kind()));
    }
    Ok(())
}
