//! The learner expects a `()` from `shutdown`, whose output isn't known.

use std::io;
use std::pin::pin;

use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpListener;
use tokio::sync::{mpsc, watch};
use tokio::task::JoinSet;

async fn answer(
    reader: impl AsyncRead + Unpin,
    writer: impl AsyncWrite + Unpin,
    tally: mpsc::Sender<f64>,
    stop: watch::Receiver<()>,
) -> io::Result<()> {
    todo!()
}

async fn count(delays: mpsc::Receiver<f64>) -> usize {
    delays.len()
}

pub async fn serve(listener: TcpListener, shutdown: impl Future) -> io::Result<usize> {
    let (tally, delays) = mpsc::channel(100);
    let counter = tokio::spawn(count(delays));
    let (stop, stopped) = watch::channel(());
    let mut clients = JoinSet::new();
    let mut shutdown = pin!(shutdown);
    loop {
        tokio::select! {
            client = listener.accept() => {
                let (reader, writer) = client?.0.into_split();
                clients.spawn(answer(reader, writer, tally.clone(), stopped.clone()));
            }
            () = &mut shutdown => break,
        }
    }
    drop((stop, tally));
    clients.join_all().await;
    Ok(counter.await?)
}
