//! Exercise 5: a small server of waits. You write the bodies of `answer` and `serve`.
#![allow(unused_variables, reason = "a stub doesn't use its arguments yet")]

use std::time::Duration;
use std::{fmt, io};

use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpListener;
use tokio::sync::{mpsc, watch};

/// How long the waits under way may still take when the server shuts down.
pub const GRACE: Duration = Duration::from_secs(5);

/// Answers each line of a client, in order, until the client goes away.
///
/// # What to write
///
/// Read lines. If a line is a whole number, which `parse` tells you, wait for
/// `basic_async_syntax::wait_random(number)`, write the delay, as `{delay:?}` prints it, and a
/// newline, and then send the delay to `tally`. If the line isn't a number, write what `parse`
/// returns and a newline, and go on.
///
/// When the input ends, the client has gone. Then return at once. That drops the wait in progress,
/// whose answer nobody wants any more. When `stop` changes or is closed, let the wait under way
/// end, write its answer, and return without beginning another one.
///
/// For a hint: `cargo exercise 5 hint`.
pub async fn answer(
    reader: impl AsyncRead + Unpin,
    writer: impl AsyncWrite + Unpin,
    tally: mpsc::Sender<f64>,
    stop: watch::Receiver<()>,
) -> io::Result<()> {
    todo!("answer the lines of a client")
}

/// Serves waits to all clients that connect, until `shutdown` completes, and sums them up.
///
/// # What to write
///
/// Accept clients, and give each one a task that runs `answer`, so that all are served at the
/// same time. If a task fails or panics, print the error to standard error, and go on.
///
/// When `shutdown` completes, accept nobody else, and tell the clients to stop. Wait for their
/// tasks to end, for up to `GRACE` in all, and then cancel those that are left. Return how many
/// waits were served, and the sum of their delays, including the waits that ended during the
/// shutdown.
///
/// For a hint: `cargo exercise 5 hint 4`.
pub async fn serve(listener: TcpListener, shutdown: impl Future) -> io::Result<Summary> {
    todo!("serve waits to all clients")
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
pub fn parse(line: &str) -> Result<u32, String> {
    let line = line.trim();
    line.parse().map_err(|_| format!("error: not a whole number from 0 to {}: '{line}'", u32::MAX))
}
