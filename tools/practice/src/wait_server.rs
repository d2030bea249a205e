//! Exercise 5: a server of waits.
//!
//! The lesson's own crate, `wait_server`, does more: it limits how long a line may be and how many
//! clients there are, and it survives an error of `accept`.
//!
//! `biased` is there because `select!` would otherwise pick a branch at random if `stop` has changed
//! and there is a line as well. Asking `stop.has_changed()` again, once there is a line, would do
//! as well. Reading and answering aren't tasks: a task needs a reader and a writer that are `Send`
//! and
//! `'static`, which the signature doesn't promise. What ends with an error is only reported: with
//! `ended.unwrap()`, one client whose task panics would end the server.

use std::pin::pin;
use std::time::Duration;
use std::{fmt, io};

use basic_async_syntax::wait_random;
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;
use tokio::select;
use tokio::sync::{mpsc, watch};
use tokio::task::{JoinError, JoinSet};
use tokio::time::{Instant, timeout_at};

/// How long the waits under way may still take when the server shuts down.
pub const GRACE: Duration = Duration::from_secs(5);

/// Answers each line of a client, in order, until the client goes away.
///
/// # Errors
///
/// Returns an error if the client can't be read from or written to.
pub async fn answer(
    reader: impl AsyncRead + Unpin,
    mut writer: impl AsyncWrite + Unpin,
    tally: mpsc::Sender<f64>,
    mut stop: watch::Receiver<()>,
) -> io::Result<()> {
    let (sender, mut lines) = mpsc::channel(16);
    let read_lines = async {
        let mut lines = BufReader::new(reader).lines();
        while let Some(line) = lines.next_line().await? {
            sender.send(line).await.map_err(io::Error::other)?;
        }
        Ok(())
    };
    let answer_lines = async {
        loop {
            let line = select! {
                biased;
                _ = stop.changed() => return Ok(()),
                Some(line) = lines.recv() => line,
            };
            match parse(&line) {
                Ok(number) => {
                    let delay = wait_random(number).await;
                    writer.write_all(format!("{delay:?}\n").as_bytes()).await?;
                    tally.send(delay).await.map_err(io::Error::other)?;
                }
                Err(error) => writer.write_all(format!("{error}\n").as_bytes()).await?,
            }
        }
    };
    select! {
        result = read_lines => result,
        result = answer_lines => result,
    }
}

/// Serves waits to all clients that connect, until `shutdown` completes, and sums them up.
///
/// # Errors
///
/// Returns an error if no client can be accepted any more.
pub async fn serve(listener: TcpListener, shutdown: impl Future) -> io::Result<Summary> {
    let (tally, delays) = mpsc::channel(100);
    let counter = tokio::spawn(count(delays));
    let (stop, stopped) = watch::channel(());
    let mut clients = JoinSet::new();
    let mut shutdown = pin!(shutdown);
    loop {
        select! {
            accepted = listener.accept() => {
                let (reader, writer) = accepted?.0.into_split();
                clients.spawn(answer(reader, writer, tally.clone(), stopped.clone()));
            }
            Some(ended) = clients.join_next() => report(ended),
            _ = &mut shutdown => break,
        }
    }
    drop((listener, stop, tally));
    let deadline = Instant::now() + GRACE;
    while let Ok(Some(ended)) = timeout_at(deadline, clients.join_next()).await {
        report(ended);
    }
    clients.shutdown().await;
    Ok(counter.await?)
}

/// Reports a client whose task failed or panicked.
fn report(ended: Result<io::Result<()>, JoinError>) {
    if let Err(error) = ended.map_err(io::Error::from).and_then(|result| result) {
        eprintln!("a client failed: {error}");
    }
}

/// Adds up delays until nobody can send any more.
async fn count(mut delays: mpsc::Receiver<f64>) -> Summary {
    let mut summary = Summary::default();
    while let Some(delay) = delays.recv().await {
        summary.served += 1;
        summary.total_delay += delay;
    }
    summary
}

/// The waits that a server has served.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Summary {
    /// How many there were.
    pub served: u64,
    /// The sum of their delays, in seconds.
    pub total_delay: f64,
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "waits served: {}, {:.3} s in all", self.served, self.total_delay)
    }
}

/// Reads the number in a line, or returns the error to answer with.
///
/// # Errors
///
/// Returns that error, if the line is no whole number.
pub fn parse(line: &str) -> Result<u32, String> {
    let line = line.trim();
    line.parse().map_err(|_| format!("error: not a whole number from 0 to {}: '{line}'", u32::MAX))
}
