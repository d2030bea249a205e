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
use tokio::time::{Instant, timeout};

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

    async fn stop(self) -> Summary {
        self.shutdown.send(()).expect("the server has returned too early");
        let ended = timeout(2 * GRACE, self.task).await;
        ended.expect("`serve` returns when the grace is over").unwrap().unwrap()
    }
}

async fn ask(client: &mut BufReader<TcpStream>, lines: &str) -> String {
    client.write_all(lines.as_bytes()).await.unwrap();
    let mut answer = String::new();
    let _ = timeout(PATIENCE, client.read_line(&mut answer)).await;
    answer
}

#[tokio::test]
async fn two_clients_are_served_at_the_same_time() {
    let server = Server::start().await;
    let mut waiting = server.connect().await;
    waiting.write_all(b"4000000000\n").await.unwrap();
    let mut other = server.connect().await;
    assert_eq!(ask(&mut other, "0\n").await, "0.0\n", "while one client waits, another is served");
}

#[tokio::test]
async fn shutting_down_lets_a_wait_end_and_counts_it() {
    let server = Server::start().await;
    let mut client = server.connect().await;
    // When the first wait is answered, the second one has begun.
    assert_eq!(ask(&mut client, "0\n1\n").await, "0.0\n");
    let summary = server.stop().await;
    let answer = ask(&mut client, "").await;
    let delay: f64 = answer.trim().parse().unwrap_or(f64::NAN);
    assert!(
        delay <= 1.0,
        "a wait of up to 1 s ends in the time of grace, and is answered: {answer:?}"
    );
    let expected = Summary { served: 2, total_delay: delay };
    assert_eq!(summary, expected, "a wait that ends during the shutdown is counted");
}

#[tokio::test(start_paused = true)]
async fn shutting_down_cancels_a_wait_that_takes_too_long() {
    let server = Server::start().await;
    let mut client = server.connect().await;
    assert_eq!(ask(&mut client, "0\n4000000000\n").await, "0.0\n");
    let start = Instant::now();
    server.stop().await;
    let elapsed = start.elapsed();
    assert_eq!(elapsed, GRACE, "a wait that takes too long is cancelled when the grace is over");
    let alive = Handle::current().metrics().num_alive_tasks();
    assert_eq!(alive, 0, "when `serve` returns, none of its tasks may be alive any more");
}
