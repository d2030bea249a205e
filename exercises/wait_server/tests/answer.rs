// The tests of `answer`. The connection is a pipe in memory, and on a paused clock the waits take
// no time.

use std::io;
use std::time::Duration;

use exercise_5::answer;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, DuplexStream, duplex, split};
use tokio::sync::{mpsc, watch};
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep, timeout};

// The delay in an answer, if it is a whole line with a number.
fn delay(answer: &str) -> Option<f64> {
    answer.strip_suffix('\n')?.parse().ok()
}

// A client, and what the task that answers it was given.
struct Client {
    stream: BufReader<DuplexStream>,
    delays: mpsc::Receiver<f64>,
    stop: watch::Sender<()>,
    task: JoinHandle<io::Result<()>>,
}

impl Client {
    fn connect() -> Self {
        let (client, server) = duplex(1000);
        let (reader, writer) = split(server);
        let (tally, delays) = mpsc::channel(100);
        let (stop, stopped) = watch::channel(());
        let task = tokio::spawn(answer(reader, writer, tally, stopped));
        Self { stream: BufReader::new(client), delays, stop, task }
    }

    async fn send(&mut self, lines: &str) {
        self.stream.write_all(lines.as_bytes()).await.unwrap();
    }

    // What comes within a day, up to the end of the line.
    async fn answer(&mut self) -> String {
        let mut line = Vec::new();
        let _ =
            timeout(Duration::from_secs(86_400), self.stream.read_until(b'\n', &mut line)).await;
        String::from_utf8(line).unwrap()
    }
}

#[tokio::test(start_paused = true)]
async fn a_number_is_answered_by_the_delay_after_the_wait() {
    let mut client = Client::connect();
    let start = Instant::now();
    client.send("1000\n").await;
    let answer = client.answer().await;
    let delay = delay(&answer).unwrap_or_else(|| {
        panic!("a number has to be answered with its delay and a newline, and not by {answer:?}")
    });
    let late = start.elapsed().as_secs_f64() - delay;
    assert!(
        (0.0..0.01).contains(&late),
        "the answer has to come when its delay is over, and came {late:.3} s later"
    );
    let counted = timeout(Duration::from_secs(1), client.delays.recv()).await;
    assert_eq!(
        counted,
        Ok(Some(delay)),
        "the delay that is written has to be sent to `tally`, too"
    );
}

#[tokio::test(start_paused = true)]
async fn a_line_that_comes_during_a_wait_does_not_start_it_again() {
    for _ in 0..20 {
        let mut client = Client::connect();
        let start = Instant::now();
        client.send("1000\n").await;
        sleep(Duration::from_secs(50)).await;
        client.send("0\n").await;
        let answer = client.answer().await;
        let (delay, elapsed) = (delay(&answer).unwrap_or(0.0), start.elapsed().as_secs_f64());
        assert!(
            delay < 50.0 || elapsed < delay + 0.01,
            "a second line must not start the first one's wait again: the answer {delay:.3} came \
             after {elapsed:.3} s"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn a_bad_line_is_answered_and_the_next_one_too() {
    let mut client = Client::connect();
    client.send("x\n0\n").await;
    let error = client.answer().await;
    let is_error = error.starts_with("error: ") && !error.starts_with("error: error: ");
    assert!(
        is_error && error.ends_with('\n'),
        "the line 'x' has to be answered with what `parse` returns and a newline; it was answered \
         with {error:?}"
    );
    let next = client.answer().await;
    assert_eq!(
        delay(&next),
        Some(0.0),
        "a bad line must not end the connection, so the next one, '0', has to be answered with \
         0.0; it was answered with {next:?}"
    );
}

#[tokio::test(start_paused = true)]
async fn half_a_line_is_not_lost_when_a_wait_ends() {
    let mut client = Client::connect();
    client.send("1\n12").await;
    sleep(Duration::from_secs(10)).await;
    client.send("x\n").await;
    client.answer().await;
    let error = client.answer().await;
    assert!(
        error.contains("'12x'"),
        "'12', and later 'x', have to be one line; it was answered with {error:?}"
    );
}

#[tokio::test(start_paused = true)]
async fn lines_are_answered_in_order() {
    let mut client = Client::connect();
    client.send("1000\nx\n0\n").await;
    let answers = [client.answer().await, client.answer().await, client.answer().await];
    let [first, second, third] = &answers;
    assert!(
        delay(first).is_some() && second.starts_with("error: ") && delay(third) == Some(0.0),
        "the lines '1000', 'x' and '0' have to be answered in this order; the answers were \
         {answers:?}"
    );
}

#[tokio::test(start_paused = true)]
async fn each_wait_is_counted_once_and_bad_lines_are_not() {
    let mut client = Client::connect();
    client.send("0\nx\n0\n").await;
    for _ in 0..3 {
        client.answer().await;
    }
    sleep(Duration::from_secs(1)).await;
    let counted = client.delays.len();
    assert_eq!(
        counted, 2,
        "of the lines '0', 'x' and '0', two are waits, and have to go to the tally"
    );
}

#[tokio::test(start_paused = true)]
async fn a_client_that_goes_away_cancels_its_wait() {
    let mut client = Client::connect();
    client.send("4000000000\n").await;
    sleep(Duration::from_secs(1)).await;
    drop(client.stream);
    let ended = timeout(Duration::from_secs(1), client.task).await;
    assert!(
        ended.is_ok(),
        "when its client has gone, `answer` has to return, and to drop the wait"
    );
    let counted = timeout(Duration::from_secs(1), client.delays.recv()).await;
    assert_eq!(counted, Ok(None), "a wait that was cancelled must not be counted");
}

#[tokio::test(start_paused = true)]
async fn a_stop_lets_the_wait_end_and_begins_no_other() {
    // Several times, because a `select!` that isn't `biased` would get it right by chance.
    for _ in 0..20 {
        let mut client = Client::connect();
        client.send("1000\n1000\n").await;
        sleep(Duration::from_millis(1)).await;
        drop(client.stop);
        let ended = timeout(Duration::from_secs(86_400), client.task).await;
        assert!(
            ended.is_ok(),
            "after `stop`, `answer` has to return when the wait under way has ended"
        );
        let counted = client.delays.len();
        assert_eq!(
            counted, 1,
            "the wait under way has to be counted, and the second one must not begin"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn a_stop_ends_an_idle_client() {
    let client = Client::connect();
    sleep(Duration::from_secs(1)).await;
    client.stop.send(()).unwrap();
    let ended = timeout(Duration::from_secs(1), client.task).await;
    assert!(
        ended.is_ok(),
        "after `stop`, without a wait under way, `answer` has to return immediately"
    );
}
