//! The learner unpacked the results of the two futures in the `select!`.

use std::io;

use basic_async_syntax::wait_random;
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::select;
use tokio::sync::{mpsc, watch};

pub async fn answer(
    reader: impl AsyncRead + Unpin,
    mut writer: impl AsyncWrite + Unpin,
    tally: mpsc::Sender<f64>,
    stop: watch::Receiver<()>,
) -> io::Result<()> {
    let (sender, mut lines) = mpsc::channel(16);
    let read = async {
        let mut read = BufReader::new(reader).lines();
        while let Some(line) = read.next_line().await? {
            sender.send(line).await.map_err(io::Error::other)?;
        }
        Ok(())
    };
    let write = async {
        while let Some(line) = lines.recv().await {
            let delay = wait_random(line.parse().unwrap_or_default()).await;
            writer.write_all(format!("{delay:?}\n").as_bytes()).await?;
            let _ = tally.send(delay).await;
        }
        Ok(())
    };
    select! {
        result = read => result?,
        result = write => result?,
    }
    Ok(())
}
