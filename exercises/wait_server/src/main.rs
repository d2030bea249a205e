//! Runs your server until Ctrl-C: `cargo exercise 5 run`.

use std::io;

use exercise_5::serve;
use tokio::net::TcpListener;
use tokio::signal::ctrl_c;

#[tokio::main]
async fn main() -> io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:7878").await?;
    println!("listening on {}", listener.local_addr()?);
    println!("{}", serve(listener, ctrl_c()).await?);
    Ok(())
}
