//! A server of waits: it answers each number with a random delay, after waiting for that long.
//!
//! Its lesson is `wait_server/README.md`.

use std::fmt;
use std::io::{self, Write};
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::{TcpListener, TcpStream};
use tokio::select;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc, watch};
use tokio::task::{JoinError, JoinSet};
use tokio::time::{Instant, sleep, timeout_at};

mod answer;

pub use answer::{MAX_LINE, WRITE_LIMIT, answer};

/// How many clients [`serve`] serves at once. The next ones wait until one of them leaves.
///
/// Each of them needs an open file, of which the system may allow fewer (`ulimit -n`). A client
/// that has sent more lines than are read ahead can leave unnoticed. It keeps its place until all
/// of its lines have been read, or an answer can't be written.
pub const MAX_CLIENTS: usize = 10_000;
/// How long the waits under way may still take when [`serve`] shuts down.
pub const GRACE: Duration = Duration::from_secs(5);
/// How long [`serve`] pauses when the system couldn't accept a client, unless one ends sooner.
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);

/// Serves waits to all clients that connect, until `shutdown` completes, and sums them up.
///
/// Each client has a task, which runs [`answer`], and at most [`MAX_CLIENTS`] are served at once.
/// If a client's task fails, a line on standard error says so, and the server goes on. The same
/// holds if the system can't accept a client, for example because too many files are open; the
/// server then tries again.
///
/// Writing these lines blocks the thread. If standard error is a pipe that is full, because nobody
/// reads it, the server therefore stops, perhaps together with all its clients' tasks, and
/// [`GRACE`] no longer limits how long a shutdown takes.
///
/// Once `shutdown` completes, whatever its output, the server accepts no more clients, and
/// disconnects those that it isn't answering. The waits under way have up to [`GRACE`] to end and
/// be answered. Those that are left then are cancelled, and not counted. A client that had sent
/// more lines than were read ahead is disconnected by a reset, so its system may throw its last
/// answer away. Dropping the future cancels all waits at once.
///
/// # Errors
///
/// Returns an error if the task that keeps the tally is lost, which happens only when
/// the runtime shuts down.
///
/// # Panics
///
/// Panics when awaited outside a tokio runtime, or in one without a timer.
///
/// # Examples
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> std::io::Result<()> {
/// use tokio::io::{AsyncReadExt, AsyncWriteExt};
/// use tokio::net::{TcpListener, TcpStream};
/// use tokio::sync::oneshot;
/// use wait_server::serve;
///
/// let listener = TcpListener::bind("127.0.0.1:0").await?;
/// let address = listener.local_addr()?;
/// let (shut_down, shutdown) = oneshot::channel();
/// let server = tokio::spawn(serve(listener, shutdown));
///
/// let mut client = TcpStream::connect(address).await?;
/// client.write_all(b"0\n").await?;
/// let mut answer = [0; 4];
/// client.read_exact(&mut answer).await?;
/// assert_eq!(&answer, b"0.0\n");
///
/// shut_down.send(()).unwrap();
/// let summary = server.await??;
/// assert_eq!(summary.served, 1);
/// # Ok(())
/// # }
/// ```
pub async fn serve(listener: TcpListener, shutdown: impl Future) -> io::Result<Summary> {
    // Each client can have a place reserved in this channel, so one whose answer is stuck doesn't
    // hold up the others.
    let (tally, delays) = mpsc::channel(MAX_CLIENTS);
    let counter = tokio::spawn(count(delays));
    let (stop, stopped) = watch::channel(());
    let permits = Arc::new(Semaphore::new(MAX_CLIENTS));
    let mut clients = JoinSet::new();
    let mut shutdown = pin!(shutdown);
    loop {
        select! {
            client = accept(&listener, &permits) => {
                clients.spawn(client.serve(tally.clone(), stopped.clone()));
            }
            Some(ended) = clients.join_next() => report(ended),
            _ = &mut shutdown => break,
        }
    }
    // From here on the system refuses clients, and those without a wait are disconnected.
    drop(listener);
    drop(stop);
    let deadline = Instant::now() + GRACE;
    while let Ok(Some(ended)) = timeout_at(deadline, clients.join_next()).await {
        report(ended);
    }
    // This cancels the waits that are left.
    clients.shutdown().await;
    // The counter returns when the channel is closed, which happens when its last sender is gone.
    drop(tally);
    Ok(counter.await?)
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
        write!(f, "waits served: {}", self.served)?;
        if self.served > 0 {
            #[expect(clippy::cast_precision_loss, reason = "it is exact up to 9e15 waits")]
            let average = self.total_delay / self.served as f64;
            write!(f, ", {average:.3} s on average")?;
        }
        Ok(())
    }
}

/// Adds up delays until the channel is closed.
async fn count(mut delays: mpsc::Receiver<f64>) -> Summary {
    let mut summary = Summary::default();
    while let Some(delay) = delays.recv().await {
        summary.served += 1;
        summary.total_delay += delay;
    }
    summary
}

/// A client that was accepted.
struct Client {
    /// Its connection.
    stream: TcpStream,
    /// Where it connected from.
    address: SocketAddr,
    /// Its place among the clients that are served at once. Dropping it makes room for another.
    _permit: OwnedSemaphorePermit,
}

/// Waits for a free place, and then for a client that takes it.
///
/// `select!` drops this future whenever something else happens first. Nothing is lost
/// then: dropping the permit gives it back, and a client is only taken when `accept` completes.
async fn accept(listener: &TcpListener, permits: &Arc<Semaphore>) -> Client {
    let permit = Arc::clone(permits).acquire_owned().await.expect("nobody closes it");
    loop {
        match listener.accept().await {
            Ok((stream, address)) => return Client { stream, address, _permit: permit },
            Err(error) => {
                log(format_args!("cannot accept a client: {error}"));
                // Most such errors last. Without a pause, this loop would use up its thread.
                sleep(ACCEPT_PAUSE).await;
            }
        }
    }
}

impl Client {
    /// Answers the client's lines. An error names the client.
    async fn serve(
        mut self,
        tally: mpsc::Sender<f64>,
        stop: watch::Receiver<()>,
    ) -> io::Result<()> {
        let answered = async {
            // An answer is sent at once, even if the client hasn't acknowledged the one before it.
            self.stream.set_nodelay(true)?;
            let (reader, writer) = self.stream.split();
            answer(reader, writer, tally, stop).await
        };
        let address = self.address;
        answered.await.map_err(|error| io::Error::new(error.kind(), format!("{address}: {error}")))
    }
}

/// Reports a client's task that failed or panicked.
fn report(ended: Result<io::Result<()>, JoinError>) {
    if let Err(error) = ended.map_err(io::Error::from).and_then(|result| result) {
        log(format_args!("a client failed: {error}"));
    }
}

/// Writes a line to standard error.
///
/// If nobody reads that any more, the line is lost; `eprintln!` would panic.
fn log(line: fmt::Arguments<'_>) {
    let _ = writeln!(io::stderr(), "{line}");
}
