//! What `serve` promises, with real clients. Each server listens on a port that is free.
//!
//! A paused clock moves on whenever nothing can go on at once. So the tests that pause it rely on
//! the system to deliver what is sent within a machine without delay, as Linux and macOS do.

use std::io;
use std::net::SocketAddr;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Handle;
use tokio::sync::oneshot;
use tokio::task::{JoinHandle, JoinSet};
use tokio::time::{Instant, sleep, timeout};
use wait_server::{GRACE, Summary, serve};

mod open_files;
use open_files::run_with_open_files;

/// A wait that no test sees the end of.
const ENDLESS: &[u8] = b"4294967295\n";

/// A server that runs as a task.
struct Server {
    address: SocketAddr,
    shutdown: oneshot::Sender<()>,
    task: JoinHandle<io::Result<Summary>>,
}

impl Server {
    /// Starts a server.
    async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (shutdown, receiver) = oneshot::channel();
        Self { address, shutdown, task: tokio::spawn(serve(listener, receiver)) }
    }

    /// Connects a client, and has it answered once, so that its task is surely running.
    async fn connect(&self) -> BufReader<TcpStream> {
        let mut client = BufReader::new(TcpStream::connect(self.address).await.unwrap());
        client.write_all(b"0\n").await.unwrap();
        assert_eq!(read_answer(&mut client).await, "0.0\n");
        client
    }

    /// Shuts the server down, and returns what it has served.
    async fn stop(self) -> Summary {
        self.shutdown.send(()).unwrap();
        self.task.await.unwrap().unwrap()
    }
}

/// Reads an answer, or an empty text at the end.
async fn read_answer(client: &mut BufReader<TcpStream>) -> String {
    let mut line = String::new();
    client.read_line(&mut line).await.unwrap();
    line
}

/// Waits until the given number of tasks are alive, for up to a minute.
async fn wait_for_tasks(count: usize) {
    let start = std::time::Instant::now();
    while Handle::current().metrics().num_alive_tasks() != count {
        assert!(start.elapsed() < Duration::from_secs(60), "there are never {count} tasks");
        sleep(Duration::from_millis(1)).await;
    }
}

#[tokio::test]
async fn a_client_is_answered_while_another_one_waits() {
    let server = Server::start().await;
    let mut waiting = server.connect().await;
    waiting.write_all(ENDLESS).await.unwrap();
    server.connect().await;
}

#[tokio::test]
async fn the_summary_counts_each_answer_once() {
    let server = Server::start().await;
    let mut client = server.connect().await;
    client.write_all(b"x\n1\n1\n").await.unwrap();
    read_answer(&mut client).await;
    let mut total_delay = 0.0;
    for _ in 0..2 {
        total_delay += read_answer(&mut client).await.trim().parse::<f64>().unwrap();
    }
    assert_eq!(server.stop().await, Summary { served: 3, total_delay });
}

#[tokio::test]
async fn a_connection_that_is_reset_cancels_its_wait() {
    let server = Server::start().await;
    let mut client = server.connect().await;
    // When the first wait is answered, the second one is under way.
    client.write_all(b"0\n4294967295\n").await.unwrap();
    read_answer(&mut client).await;
    client.get_ref().set_zero_linger().unwrap();
    drop(client);
    wait_for_tasks(2).await;
    server.connect().await;
    assert_eq!(server.stop().await.served, 3);
}

#[tokio::test]
async fn a_client_that_disconnects_cancels_its_wait() {
    let server = Server::start().await;
    let mut client = server.connect().await;
    // When the first wait is answered, the second one is under way.
    client.write_all(b"0\n4294967295\n").await.unwrap();
    read_answer(&mut client).await;
    drop(client);
    // The tasks of the server and of its tally are left.
    wait_for_tasks(2).await;
    assert_eq!(server.stop().await.served, 2);
}

#[tokio::test]
async fn shutting_down_lets_a_wait_end_and_answers_it() {
    let server = Server::start().await;
    let mut client = server.connect().await;
    // Both are in one packet, so the second wait has begun when the first one is answered.
    client.write_all(b"0\n1\n1\n").await.unwrap();
    read_answer(&mut client).await;
    let summary = server.stop().await;
    let delay: f64 = read_answer(&mut client).await.trim().parse().unwrap();
    assert_eq!(summary, Summary { served: 3, total_delay: delay });
}

#[tokio::test]
async fn shutting_down_disconnects_idle_clients_and_refuses_others() {
    // The port is free then, and another test's server may take it. So there are more tries.
    for _ in 0..5 {
        let server = Server::start().await;
        let mut idle = server.connect().await;
        let mut waiting = server.connect().await;
        waiting.write_all(b"0\n4294967295\n").await.unwrap();
        read_answer(&mut waiting).await;
        server.shutdown.send(()).unwrap();
        assert_eq!(read_answer(&mut idle).await, "");
        assert!(!server.task.is_finished());
        if TcpStream::connect(server.address).await.is_err() {
            return;
        }
    }
    panic!("each server still accepted a client");
}

#[tokio::test(start_paused = true)]
async fn shutting_down_cancels_a_wait_after_the_grace_time() {
    let server = Server::start().await;
    let mut client = server.connect().await;
    client.write_all(b"0\n4294967295\n").await.unwrap();
    read_answer(&mut client).await;
    let start = Instant::now();
    assert_eq!(server.stop().await.served, 2);
    assert_eq!(start.elapsed(), GRACE);
    assert_eq!(read_answer(&mut client).await, "");
}

#[tokio::test(start_paused = true)]
async fn the_grace_time_is_one_for_all_waits() {
    let server = Server::start().await;
    let mut short = server.connect().await;
    let mut long = server.connect().await;
    for (client, lines) in [(&mut short, &b"0\n3\n"[..]), (&mut long, b"0\n4294967295\n")] {
        client.write_all(lines).await.unwrap();
        read_answer(client).await;
    }
    let start = Instant::now();
    assert_eq!(server.stop().await.served, 5);
    assert_eq!(start.elapsed(), GRACE);
}

#[cfg_attr(windows, ignore = "it has not been seen to pass on Windows")]
#[tokio::test]
async fn dropping_the_future_cancels_all_waits() {
    let server = Server::start().await;
    let mut client = server.connect().await;
    client.write_all(b"0\n4294967295\n").await.unwrap();
    read_answer(&mut client).await;
    server.task.abort();
    assert_eq!(read_answer(&mut client).await, "");
    wait_for_tasks(0).await;
}

#[cfg_attr(windows, ignore = "it has not been seen to pass on Windows")]
#[tokio::test(start_paused = true)]
async fn a_client_that_never_reads_is_disconnected() {
    let server = Server::start().await;
    let mut client = server.connect().await;
    // The answers are longer than the lines, so the server can't get rid of them.
    while client.write_all(&b"x\n".repeat(1000)).await.is_ok() {}
    server.connect().await;
    assert_eq!(server.stop().await.served, 2);
}

#[cfg_attr(windows, ignore = "it has not been seen to pass on Windows")]
#[tokio::test(start_paused = true)]
async fn a_client_that_never_reads_holds_up_the_shutdown_for_the_grace_time_only() {
    let server = Server::start().await;
    let mut client = server.connect().await;
    let lines = b"x\n".repeat(1000);
    // The client stops when the server has accepted nothing for 0.1 s, because it can't answer.
    let limit = Duration::from_millis(100);
    while let Ok(sent) = timeout(limit, client.write_all(&lines)).await {
        sent.unwrap();
    }
    let start = Instant::now();
    assert_eq!(server.stop().await.served, 1);
    assert_eq!(start.elapsed(), GRACE);
}

#[tokio::test]
#[ignore = "needs many open files: the test below runs it with as many"]
async fn two_thousand_clients() {
    let server = Server::start().await;
    let mut answers = JoinSet::new();
    for _ in 0..2000 {
        let stream = TcpStream::connect(server.address).await.unwrap();
        answers.spawn(async move {
            let mut client = BufReader::new(stream);
            client.write_all(b"1\n").await.unwrap();
            let delay: f64 = read_answer(&mut client).await.trim().parse().unwrap();
            // The client stays connected until all have been answered.
            (client, delay)
        });
    }
    let answers = answers.join_all().await;
    let total_delay: f64 = answers.iter().map(|(_, delay)| delay).sum();
    let summary = server.stop().await;
    assert_eq!(summary.served, 2000);
    assert!((summary.total_delay - total_delay).abs() < 1e-6);
}

#[cfg_attr(windows, ignore = "it has not been seen to pass on Windows")]
#[test]
fn two_thousand_clients_are_served_at_once() {
    run_with_open_files(4100, "two_thousand_clients");
}
