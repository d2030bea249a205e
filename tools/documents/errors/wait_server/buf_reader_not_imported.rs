//! The learner didn't import `BufReader`.

use std::io;

use basic_async_syntax::wait_random;
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt};
use tokio::sync::{mpsc, watch};

pub async fn answer(
    reader: impl AsyncRead + Unpin,
    mut writer: impl AsyncWrite + Unpin,
    tally: mpsc::Sender<f64>,
    stop: watch::Receiver<()>,
) -> io::Result<()> {
    let mut lines = BufReader::new(reader).lines();
    while let Some(line) = lines.next_line().await? {
        let delay = wait_random(line.parse().unwrap_or_default()).await;
        writer.write_all(format!("{delay:?}\n").as_bytes()).await?;
        let _ = tally.send(delay).await;
    }
    Ok(())
}
