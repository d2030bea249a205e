//! What `answer` promises, without a socket: on a pipe in memory and the paused clock.

use std::io::{self, ErrorKind};
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWriteExt, BufReader, BufWriter};
use tokio::io::{DuplexStream, ReadBuf, duplex};
use tokio::sync::{mpsc, watch};
use tokio::task::JoinHandle;
use tokio::time::{Instant, Sleep, sleep, timeout};
use wait_server::{MAX_LINE, WRITE_LIMIT, answer};

/// A wait that no test sees the end of.
const ENDLESS: &[u8] = b"4294967295\n";

/// A client, and what else the task that answers it was given.
struct Client {
    stream: BufReader<DuplexStream>,
    delays: mpsc::Receiver<f64>,
    stop: watch::Sender<()>,
    task: JoinHandle<io::Result<()>>,
}

impl Client {
    /// Connects a client through a pipe that holds so many bytes each way.
    fn connect(capacity: usize) -> Self {
        let (client, server) = duplex(capacity);
        let (reader, writer) = tokio::io::split(server);
        let (tally, delays) = mpsc::channel(100);
        let (stop, stopped) = watch::channel(());
        let task = tokio::spawn(answer(reader, writer, tally, stopped));
        Self { stream: BufReader::new(client), delays, stop, task }
    }

    /// Sends bytes.
    async fn send(&mut self, bytes: &[u8]) {
        self.stream.write_all(bytes).await.unwrap();
    }

    /// Reads an answer without its newline, or an empty text at the end.
    async fn answer(&mut self) -> String {
        let mut line = String::new();
        self.stream.read_line(&mut line).await.unwrap();
        line.trim_end_matches('\n').into()
    }

    /// Reads an answer that is a delay.
    async fn delay(&mut self) -> f64 {
        self.answer().await.parse().unwrap()
    }

    /// Reads all answers that are left.
    async fn rest(mut self) -> String {
        let mut text = String::new();
        self.stream.read_to_string(&mut text).await.unwrap();
        text
    }
}

/// How many milliseconds a wait of this delay takes: the timer rounds up.
fn ticks(delay: f64) -> u128 {
    let exact = Duration::from_secs_f64(delay);
    exact.as_nanos().div_ceil(1_000_000)
}

#[tokio::test(start_paused = true)]
async fn a_number_is_answered_by_the_delay_that_the_wait_took() {
    let mut client = Client::connect(100);
    let start = Instant::now();
    client.send(b"1000\n").await;
    let delay = client.delay().await;
    assert!((0.0..=1000.0).contains(&delay));
    assert_eq!(start.elapsed().as_millis(), ticks(delay));
    assert_eq!(client.delays.recv().await, Some(delay));
}

#[tokio::test(start_paused = true)]
async fn two_clients_overlap() {
    let (mut a, mut b) = (Client::connect(100), Client::connect(100));
    let start = Instant::now();
    a.send(b"1000\n").await;
    b.send(b"1000\n").await;
    let (a, b) = tokio::join!(a.delay(), b.delay());
    assert_eq!(start.elapsed().as_millis(), ticks(a.max(b)));
}

#[tokio::test(start_paused = true)]
async fn the_lines_of_one_client_are_answered_in_order() {
    let mut client = Client::connect(100);
    let start = Instant::now();
    client.send(b"1000\nx\n1000\n").await;
    let first = client.delay().await;
    assert!(client.answer().await.ends_with("'x'"));
    let second = client.delay().await;
    assert_eq!(start.elapsed().as_millis(), ticks(first) + ticks(second));
}

#[tokio::test(start_paused = true)]
async fn a_bad_line_is_named_and_the_next_one_answered() {
    let mut client = Client::connect(100);
    for (line, name) in [
        (&b"x"[..], "x"),
        (b"", ""),
        (b"-1", "-1"),
        (b"1.5", "1.5"),
        (b"4294967296", "4294967296"),
        (b"\xff0", "\u{fffd}0"),
    ] {
        client.send(&[line, b"\n0\n"].concat()).await;
        let expected = format!("error: not a whole number from 0 to 4294967295: '{name}'");
        assert_eq!(client.answer().await, expected);
        assert_eq!(client.answer().await, "0.0");
    }
}

#[tokio::test(start_paused = true)]
async fn bad_lines_are_not_counted() {
    let mut client = Client::connect(1000);
    client.send(b"x\n0\n-1\n").await;
    for _ in 0..3 {
        client.answer().await;
    }
    drop(client.stream);
    client.task.await.unwrap().unwrap();
    assert_eq!(client.delays.recv().await, Some(0.0));
    assert_eq!(client.delays.recv().await, None);
}

#[tokio::test(start_paused = true)]
async fn spaces_and_the_line_ends_of_telnet_do_not_matter() {
    let mut client = Client::connect(100);
    client.send(b" 0\t\r\n0\r\n").await;
    assert_eq!(client.answer().await, "0.0");
    assert_eq!(client.answer().await, "0.0");
}

#[tokio::test(start_paused = true)]
async fn a_line_may_have_64_bytes() {
    let mut client = Client::connect(1000);
    client.send(&[&[b'0'; MAX_LINE][..], b"\n"].concat()).await;
    assert_eq!(client.answer().await, "0.0");
    client.send(&[&[b'0'; MAX_LINE + 1][..], b"\n0\n"].concat()).await;
    let start = "0".repeat(MAX_LINE);
    assert_eq!(client.answer().await, format!("error: more than 64 bytes: '{start}...'"));
    assert_eq!(client.answer().await, "0.0");
}

#[tokio::test(start_paused = true)]
async fn a_line_without_an_end_is_refused_once_and_not_stored() {
    let mut client = Client::connect(100);
    // It is read as it comes, or else this would be suspended forever.
    client.send(&b"1".repeat(1_000_000)).await;
    assert!(client.answer().await.starts_with("error: more than 64 bytes: '1111"));
    client.send(b"\n0\n").await;
    assert_eq!(client.answer().await, "0.0");
}

#[tokio::test(start_paused = true)]
async fn a_line_that_the_input_ends_in_is_not_answered() {
    // Near these lengths, the reading is suspended just before the end of the input.
    for blocks in 100..140 {
        let mut client = Client::connect(100_000);
        client.send(&b"1".repeat(256 * blocks)).await;
        client.send(b"\n5").await;
        client.stream.shutdown().await.unwrap();
        let answers = client.rest().await;
        let starts: Vec<_> =
            answers.lines().map(|answer| &answer[..answer.len().min(40)]).collect();
        assert!(
            starts.is_empty() || starts == ["error: more than 64 bytes: '111111111111"],
            "{starts:?}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn an_answer_is_not_left_in_a_buffer() {
    let (client, server) = duplex(100);
    let (reader, writer) = tokio::io::split(server);
    let (tally, _delays) = mpsc::channel(100);
    let (_stop, stopped) = watch::channel(());
    tokio::spawn(answer(reader, BufWriter::new(writer), tally, stopped));
    let mut client = BufReader::new(client);
    client.write_all(b"0\n").await.unwrap();
    let mut line = String::new();
    timeout(Duration::from_secs(60), client.read_line(&mut line)).await.unwrap().unwrap();
    assert_eq!(line, "0.0\n");
}

#[tokio::test(start_paused = true)]
async fn a_client_that_sends_nothing_gets_nothing() {
    let mut client = Client::connect(100);
    client.stream.shutdown().await.unwrap();
    assert_eq!(client.rest().await, "");
}

#[tokio::test(start_paused = true)]
async fn a_client_that_ends_its_input_cancels_its_wait() {
    let mut client = Client::connect(100);
    client.send(ENDLESS).await;
    sleep(Duration::from_secs(3)).await;
    let start = Instant::now();
    client.stream.shutdown().await.unwrap();
    client.task.await.unwrap().unwrap();
    assert_eq!(start.elapsed(), Duration::ZERO);
    assert_eq!(client.delays.recv().await, None);
}

/// A connection on which one line arrives, and which is reset 3 s later.
struct Reset {
    line: Option<&'static [u8]>,
    time: Pin<Box<Sleep>>,
}

impl AsyncRead for Reset {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if let Some(line) = self.line.take() {
            buffer.put_slice(line);
            return Poll::Ready(Ok(()));
        }
        ready!(self.time.as_mut().poll(context));
        Poll::Ready(Err(ErrorKind::ConnectionReset.into()))
    }
}

#[tokio::test(start_paused = true)]
async fn a_connection_that_is_reset_cancels_its_wait() {
    let connection = Reset { line: Some(ENDLESS), time: Box::pin(sleep(Duration::from_secs(3))) };
    let (tally, mut delays) = mpsc::channel(1);
    let (_stop, stopped) = watch::channel(());
    let start = Instant::now();
    let error = answer(connection, tokio::io::sink(), tally, stopped).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::ConnectionReset);
    assert_eq!(start.elapsed(), Duration::from_secs(3));
    assert_eq!(delays.recv().await, None);
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_cannot_be_written_is_not_counted() {
    let (mut client, reader) = duplex(100);
    let (_, writer) = duplex(100);
    let (tally, mut delays) = mpsc::channel(1);
    let (_stop, stopped) = watch::channel(());
    client.write_all(b"9\n").await.unwrap();
    let error = answer(reader, writer, tally, stopped).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::BrokenPipe);
    assert_eq!(delays.recv().await, None);
}

#[tokio::test(start_paused = true)]
async fn a_client_that_never_reads_is_given_up() {
    let mut client = Client::connect(2);
    let start = Instant::now();
    client.send(b"0\n").await;
    let error = client.task.await.unwrap().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TimedOut);
    assert_eq!(error.to_string(), "it doesn't read its answers");
    assert_eq!(start.elapsed(), WRITE_LIMIT);
    assert_eq!(client.delays.recv().await, None);
}

#[tokio::test(start_paused = true)]
async fn only_a_few_lines_are_read_ahead() {
    let mut client = Client::connect(1);
    let mut accepted = 0;
    for byte in ENDLESS.repeat(100) {
        let sending = timeout(Duration::from_secs(1), client.stream.write_u8(byte));
        accepted += usize::from(sending.await.is_ok());
    }
    assert!(accepted < 20 * ENDLESS.len(), "{accepted} bytes");
}

#[tokio::test(start_paused = true)]
async fn a_stop_lets_the_wait_under_way_end_and_begins_no_other() {
    // Several times, because without `biased` the `select!` would get it right by chance.
    for _ in 0..20 {
        let mut client = Client::connect(100);
        client.send(b"1000\n1000\n").await;
        sleep(Duration::from_millis(1)).await;
        drop(client.stop);
        client.task.await.unwrap().unwrap();
        let delay = client.delays.recv().await.unwrap();
        assert_eq!(client.delays.recv().await, None);
        let mut answers = String::new();
        client.stream.read_to_string(&mut answers).await.unwrap();
        assert_eq!(answers, format!("{delay:?}\n"));
    }
}

#[tokio::test(start_paused = true)]
async fn a_stop_disconnects_an_idle_client_at_once() {
    let client = Client::connect(100);
    sleep(Duration::from_secs(1)).await;
    let start = Instant::now();
    client.stop.send(()).unwrap();
    client.task.await.unwrap().unwrap();
    assert_eq!(start.elapsed(), Duration::ZERO);
}

#[tokio::test(start_paused = true)]
async fn dropping_the_future_cancels_the_wait() {
    let mut client = Client::connect(100);
    client.send(ENDLESS).await;
    sleep(Duration::from_secs(1)).await;
    client.task.abort();
    assert!(client.task.await.unwrap_err().is_cancelled());
    assert_eq!(client.delays.recv().await, None);
}

#[tokio::test(start_paused = true)]
async fn an_answer_is_not_written_before_it_can_be_counted() {
    let (client, server) = duplex(100);
    let (reader, writer) = tokio::io::split(server);
    let (tally, mut delays) = mpsc::channel(1);
    let (_stop, stopped) = watch::channel(());
    tally.try_send(7.0).unwrap();
    tokio::spawn(answer(reader, writer, tally, stopped));
    let mut client = BufReader::new(client);
    client.write_all(b"0\n").await.unwrap();
    let mut line = String::new();
    let limit = Duration::from_secs(60);
    assert!(timeout(limit, client.read_line(&mut line)).await.is_err(), "the tally is full");
    assert_eq!(delays.recv().await, Some(7.0));
    client.read_line(&mut line).await.unwrap();
    assert_eq!((&*line, delays.recv().await), ("0.0\n", Some(0.0)));
}

#[tokio::test(start_paused = true)]
async fn a_tally_that_is_closed_is_an_error() {
    let mut client = Client::connect(100);
    client.delays.close();
    client.send(b"0\n").await;
    let error = client.task.await.unwrap().unwrap_err();
    assert_eq!(error.to_string(), "channel closed");
}
