// The tests of `serve`, with real connections. Each server listens on a port that is free.

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use exercise_5::{GRACE, Summary, serve};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Handle;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep, timeout};

// How long a test waits for what should come at once, on a machine that may be busy.
const PATIENCE: Duration = Duration::from_secs(5);

// A server that runs as a task.
struct Server {
    address: SocketAddr,
    shutdown: oneshot::Sender<()>,
    task: JoinHandle<io::Result<Summary>>,
}

impl Server {
    async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (shutdown, receiver) = oneshot::channel();
        Self { address, shutdown, task: tokio::spawn(serve(listener, receiver)) }
    }

    async fn connect(&self) -> BufReader<TcpStream> {
        BufReader::new(TcpStream::connect(self.address).await.unwrap())
    }

    // Shuts the server down. Returns its summary, and how long it took.
    async fn stop(self) -> (Summary, Duration) {
        self.shutdown.send(()).expect("`serve` has to go on until it is shut down");
        let start = Instant::now();
        let ended = timeout(3 * GRACE, self.task).await.unwrap_or_else(|_| {
            let tasks = Handle::current().metrics().num_alive_tasks();
            panic!(
                "`serve` hasn't returned long after the grace is over (tasks alive besides its \
                 own: {}): either a client's task wasn't cancelled, or the tally waits for a \
                 sender that nobody has dropped",
                tasks - 1
            )
        });
        (ended.unwrap().unwrap(), start.elapsed())
    }
}

// Sends lines, and returns the next answer, or an empty text if there is none.
async fn ask(client: &mut BufReader<TcpStream>, lines: &str) -> String {
    let _ = client.write_all(lines.as_bytes()).await;
    let mut answer = String::new();
    let _ = timeout(PATIENCE, client.read_line(&mut answer)).await;
    answer
}

// The delay in an answer, if there is one.
fn delay(answer: &str) -> Option<f64> {
    answer.trim().parse().ok()
}

#[tokio::test]
async fn a_client_is_served() {
    let server = Server::start().await;
    let mut client = server.connect().await;
    let answer = ask(&mut client, "0\n").await;
    assert_eq!(answer, "0.0\n", "the line '0' has to be answered with 0.0");
}

#[tokio::test]
async fn two_clients_are_served_at_the_same_time() {
    let server = Server::start().await;
    let mut waiting = server.connect().await;
    waiting.write_all(b"4000000000\n").await.unwrap();
    let mut other = server.connect().await;
    let answer = ask(&mut other, "0\n").await;
    assert_eq!(answer, "0.0\n", "while one client waits, another has to be served");
}

#[tokio::test]
async fn a_client_that_fails_leaves_the_others_alone() {
    let server = Server::start().await;
    let mut other = server.connect().await;
    let mut failing = server.connect().await;
    ask(&mut failing, "0\n").await;
    // This resets the connection, so that the server can't read from it any more.
    failing.get_ref().set_zero_linger().unwrap();
    drop(failing);
    sleep(Duration::from_millis(100)).await;
    let answer = ask(&mut other, "0\n").await;
    assert_eq!(answer, "0.0\n", "when one client fails, another has to be served");
}

#[tokio::test]
async fn nobody_is_served_during_the_shutdown() {
    let server = Server::start().await;
    let mut waiting = server.connect().await;
    ask(&mut waiting, "0\n4000000000\n").await;
    let Server { address, shutdown, task } = server;
    shutdown.send(()).expect("`serve` has to go on until it is shut down");
    sleep(Duration::from_millis(100)).await;
    let answer = match TcpStream::connect(address).await {
        Ok(late) => ask(&mut BufReader::new(late), "0\n").await,
        Err(_) => String::new(),
    };
    task.abort();
    assert_eq!(answer, "", "a client that comes during the shutdown must not be served");
}

#[tokio::test]
async fn shutting_down_lets_a_wait_end_and_counts_it() {
    let server = Server::start().await;
    let mut client = server.connect().await;
    // When the first wait is answered, the second one has begun.
    ask(&mut client, "0\n1\n").await;
    let (summary, _) = server.stop().await;
    let answer = ask(&mut client, "").await;
    let delay = delay(&answer).unwrap_or_else(|| {
        panic!(
            "a wait of up to 1 s ends in the time of grace, and has to be answered; the answer was \
             {answer:?}"
        )
    });
    let expected = Summary { served: 2, total_delay: delay };
    assert_eq!(summary, expected, "a wait that ends during the shutdown has to be counted");
}

#[tokio::test(start_paused = true)]
async fn shutting_down_cancels_a_wait_that_takes_too_long() {
    let server = Server::start().await;
    let mut client = server.connect().await;
    ask(&mut client, "0\n4000000000\n").await;
    let (_, elapsed) = server.stop().await;
    assert!(
        is_about(elapsed, GRACE),
        "a wait that takes too long has to be cancelled when the grace of {GRACE:?} is over, not \
         after {elapsed:?}"
    );
    let alive = Handle::current().metrics().num_alive_tasks();
    assert_eq!(alive, 0, "when `serve` returns, none of its tasks may be alive any more");
}

#[tokio::test(start_paused = true)]
async fn the_grace_is_the_same_for_all_clients() {
    let server = Server::start().await;
    let mut clients = Vec::new();
    for lines in ["0\n4\n", "0\n4\n", "0\n4000000000\n"] {
        let mut client = server.connect().await;
        ask(&mut client, lines).await;
        clients.push(client);
    }
    let (_, elapsed) = server.stop().await;
    assert!(
        is_about(elapsed, GRACE),
        "the grace of {GRACE:?} must not start again when a client ends: it took {elapsed:?}"
    );
}

#[tokio::test(start_paused = true)]
async fn shutting_down_without_a_wait_takes_no_time() {
    let server = Server::start().await;
    let mut idle = server.connect().await;
    ask(&mut idle, "0\n").await;
    let (_, elapsed) = server.stop().await;
    assert!(
        is_about(elapsed, Duration::ZERO),
        "while no wait is under way, `serve` has to tell its clients to stop, and to return \
         immediately, not after {elapsed:?}"
    );
}

#[tokio::test]
async fn any_number_of_waits_is_counted() {
    let server = Server::start().await;
    let mut client = server.connect().await;
    for i in 1..=2000 {
        let answer = ask(&mut client, "0\n").await;
        assert_eq!(
            answer, "0.0\n",
            "line {i} of 2000 has to be answered (does anything empty the tally meanwhile? Whoever \
             sends to a full channel waits)"
        );
    }
    let (summary, _) = server.stop().await;
    assert_eq!(summary.served, 2000, "2000 waits were answered, and have to be counted");
}

fn is_about(elapsed: Duration, expected: Duration) -> bool {
    elapsed.abs_diff(expected) < Duration::from_millis(100)
}
