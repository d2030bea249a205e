//! One client: its lines are read ahead, and answered one after another.

use std::io::{self, ErrorKind};
use std::time::Duration;

use basic_async_syntax::wait_random;
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::select;
use tokio::sync::{mpsc, watch};
use tokio::time::timeout;

/// How many bytes a line may have, not counting the newline that ends it, but counting a `\r`.
pub const MAX_LINE: usize = 64;
/// How long a client may take to accept an answer.
pub const WRITE_LIMIT: Duration = Duration::from_secs(10);
/// How many lines are read ahead while one of them is being answered.
const READ_AHEAD: usize = 16;

/// Answers each line of a client, in order, until the client goes away.
///
/// A line with a whole number, at most [`u32::MAX`], is answered after
/// [`wait_random`] of it, by the delay in seconds. Any other line, or one of more than
/// [`MAX_LINE`] bytes, is answered at once, by `error: …` and what is wrong with it.
/// Spaces around the number don't matter, nor does a `\r` before the newline.
///
/// Each delay is sent to `tally` once its answer is written, so a wait that is cancelled isn't
/// counted. A place for it is reserved before the answer is written, and held meanwhile, so a
/// channel that several clients share needs a place for each of them. When `stop` changes or is
/// closed, the wait under way is still answered, but no further line. Dropping the future cancels
/// the wait under way. A few lines are read ahead. What comes after them isn't read yet, so a
/// client can't make the server store more, and if it goes away then, that is noticed only when all
/// its lines have been read, or an answer can't be written.
///
/// A client has gone when its input ends. That cancels the wait under way, and the
/// lines that are left aren't answered. (A client that only has nothing more to say
/// must keep its side open: in TCP, both would look alike.)
///
/// # Errors
///
/// Returns an error, and so cancels the wait under way, if reading fails, as it does
/// when a connection is reset. Returns one, too, if writing fails or takes longer than
/// [`WRITE_LIMIT`], or if `tally` is closed.
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
/// use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, duplex, split};
/// use tokio::sync::{mpsc, watch};
/// use wait_server::answer;
///
/// let (tally, mut delays) = mpsc::channel(1);
/// let (_stop, stopped) = watch::channel(());
/// let (client, server) = duplex(100);
/// let (reader, writer) = split(server);
/// tokio::spawn(answer(reader, writer, tally, stopped));
///
/// let mut client = BufReader::new(client);
/// client.write_all(b"0\nzero\n").await?;
/// let mut answers = client.lines();
/// assert_eq!(answers.next_line().await?.unwrap(), "0.0");
/// assert!(answers.next_line().await?.unwrap().ends_with(": 'zero'"));
/// assert_eq!(delays.recv().await, Some(0.0));
/// # Ok(())
/// # }
/// ```
pub async fn answer(
    reader: impl AsyncRead + Unpin,
    writer: impl AsyncWrite + Unpin,
    tally: mpsc::Sender<f64>,
    stop: watch::Receiver<()>,
) -> io::Result<()> {
    let (sender, lines) = mpsc::channel(READ_AHEAD);
    select! {
        // When this ends, the other future is dropped, and with it the wait under way.
        result = read_lines(reader, sender) => result,
        result = answer_lines(lines, writer, tally, stop) => result,
    }
}

/// Sends the lines of a client on, until its input ends.
///
/// Of a line that is too long, this sends the first `MAX_LINE + 1` bytes, without a newline.
async fn read_lines(
    reader: impl AsyncRead + Unpin,
    lines: mpsc::Sender<Vec<u8>>,
) -> io::Result<()> {
    let mut reader = BufReader::with_capacity(256, reader);
    let mut starts_line = true;
    loop {
        let mut part = Vec::new();
        let mut limited = (&mut reader).take(MAX_LINE as u64 + 1);
        limited.read_until(b'\n', &mut part).await?;
        let ends_line = part.ends_with(b"\n");
        if !ends_line && part.len() <= MAX_LINE {
            // The input has ended, perhaps in the middle of a line.
            return Ok(());
        }
        if starts_line {
            // While the channel is full, nothing more is read.
            lines.send(part).await.map_err(io::Error::other)?;
        }
        starts_line = ends_line;
    }
}

/// Answers lines one after another, until the server stops.
async fn answer_lines(
    mut lines: mpsc::Receiver<Vec<u8>>,
    mut writer: impl AsyncWrite + Unpin,
    tally: mpsc::Sender<f64>,
    mut stop: watch::Receiver<()>,
) -> io::Result<()> {
    loop {
        let line = select! {
            biased; // A server that is stopping begins no new wait, even if a line is ready.
            _ = stop.changed() => None,
            line = lines.recv() => line,
        };
        let Some(line) = line else { return Ok(()) };
        match parse(&line) {
            Ok(max_delay) => {
                let delay = wait_random(max_delay).await;
                // With its place reserved, an answer that is written is counted at once.
                let place = tally.reserve().await.map_err(io::Error::other)?;
                // `{delay}` would print 0.0 as `0`.
                write_line(&mut writer, format!("{delay:?}")).await?;
                place.send(delay);
            }
            Err(fault) => write_line(&mut writer, format!("error: {fault}")).await?,
        }
    }
}

/// Reads the number in a line, or says what is wrong with the line.
fn parse(line: &[u8]) -> Result<u32, String> {
    // Only a line that is too long comes without its end.
    if !line.ends_with(b"\n") {
        let start = String::from_utf8_lossy(&line[..MAX_LINE]);
        return Err(format!("more than {MAX_LINE} bytes: '{start}...'"));
    }
    let text = String::from_utf8_lossy(line.trim_ascii());
    text.parse().map_err(|_| format!("not a whole number from 0 to {}: '{text}'", u32::MAX))
}

/// Writes a line, but doesn't wait forever for a client that reads nothing.
async fn write_line(writer: &mut (impl AsyncWrite + Unpin), mut line: String) -> io::Result<()> {
    line.push('\n');
    let write = async {
        writer.write_all(line.as_bytes()).await?;
        writer.flush().await
    };
    let too_slow = |_| io::Error::new(ErrorKind::TimedOut, "it doesn't read its answers");
    timeout(WRITE_LIMIT, write).await.map_err(too_slow)?
}
