//! What both servers do while they run, the program and its twin in Python, and how Ctrl-C ends
//! them. Windows has no `kill -INT`.

#![cfg(unix)]

use std::env;
use std::io::{self, BufRead, BufReader, ErrorKind, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use wait_server::{GRACE, MAX_CLIENTS};

mod open_files;
use open_files::{run_with_open_files, with_open_files};

/// The program.
const PROGRAM: &str = env!("CARGO_BIN_EXE_wait_server");
/// Its twin in Python.
const TWIN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../python/5-server.py");
/// The client in Python.
const PYTHON_CLIENT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../python/5-client.py");

/// The programs to test: the server, and its twin if there is a `python3`.
fn programs() -> Vec<&'static str> {
    let version = Command::new("python3").arg("--version").output();
    if version.is_ok_and(|output| output.status.success()) {
        return vec![PROGRAM, TWIN];
    }
    // Straight to stderr, so that the skip shows even when the test passes.
    let _ = writeln!(io::stderr(), "there is no python3: its server and client were not run");
    vec![PROGRAM]
}

/// A server while it runs.
struct Server {
    process: Child,
    stdout: Box<dyn BufRead>,
    stderr: Box<dyn BufRead>,
    address: String,
    /// Dropped with the server.
    _watchdog: mpsc::Sender<()>,
}

impl Server {
    /// Starts it on a free port, and waits until it listens.
    fn start(mut command: Command) -> Self {
        command.arg("127.0.0.1:0").stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut process = command.spawn().unwrap();
        let watchdog = kill_if_it_hangs(process.id());
        let mut stdout = Box::new(BufReader::new(process.stdout.take().unwrap()));
        let stderr = Box::new(BufReader::new(process.stderr.take().unwrap()));
        let line = read_line(&mut stdout);
        let address = line.trim().strip_prefix("listening on ").expect(&line).into();
        Self { process, stdout, stderr, address, _watchdog: watchdog }
    }

    /// Connects a client.
    fn connect(&self) -> BufReader<TcpStream> {
        let stream = TcpStream::connect(&self.address).unwrap();
        // A server that hangs fails its test.
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        BufReader::new(stream)
    }

    /// Presses Ctrl-C.
    fn press_ctrl_c(&self) {
        let id = self.process.id().to_string();
        assert!(Command::new("kill").args(["-INT", &id]).status().unwrap().success());
    }

    /// Presses Ctrl-C, and returns what it prints, and its exit code.
    fn interrupt(&mut self) -> (String, String, Option<i32>) {
        self.press_ctrl_c();
        let (mut stdout, mut stderr) = (String::new(), String::new());
        let line = read_line(&mut self.stdout);
        assert_eq!(line, "shutting down; press Ctrl-C again to end at once\n");
        self.stdout.read_to_string(&mut stdout).unwrap();
        self.stderr.read_to_string(&mut stderr).unwrap();
        (stdout, stderr, self.process.wait().unwrap().code())
    }
}

/// Kills a server that is still there after two minutes, so that whoever waits for it goes on.
/// Dropping the sender ends the watch.
fn kill_if_it_hangs(process: u32) -> mpsc::Sender<()> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        if receiver.recv_timeout(Duration::from_secs(120)) == Err(RecvTimeoutError::Timeout) {
            let _ = Command::new("kill").args(["-KILL", &process.to_string()]).status();
        }
    });
    sender
}

impl Drop for Server {
    fn drop(&mut self) {
        // A test that fails leaves no process behind.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Reads a line, which may be empty at the end.
fn read_line(source: &mut impl BufRead) -> String {
    let mut line = String::new();
    source.read_line(&mut line).unwrap();
    line
}

/// Sends a line to the server, and returns its answer.
fn ask(client: &mut BufReader<TcpStream>, line: &str) -> String {
    client.get_ref().write_all(line.as_bytes()).unwrap();
    read_line(client)
}

/// Has a line answered at once, and begins a wait of up to so many seconds.
fn begin_wait(client: &mut BufReader<TcpStream>, max_delay: u32) {
    assert_eq!(ask(client, &format!("0\n{max_delay}\n")), "0.0\n");
    // The server may be slow to go on from one line to the next.
    thread::sleep(Duration::from_millis(300));
}

/// Leaves while there is an answer that the client hasn't read, which resets its connection.
fn reset(client: BufReader<TcpStream>) {
    client.get_ref().write_all(b"0\n4294967295\n").unwrap();
    // With a time limit, a signal can interrupt this.
    while let Err(error) = client.get_ref().peek(&mut [0]) {
        assert_eq!(error.kind(), ErrorKind::Interrupted);
    }
    drop(client);
}

#[test]
fn both_answer_bad_lines_alike() {
    for program in programs() {
        let server = Server::start(Command::new(program));
        let mut client = server.connect();
        for (line, name) in [
            (&b"x\n"[..], "x"),
            (b"\r\n", ""),
            (b"-1\n", "-1"),
            (b"1.5\n", "1.5"),
            (b"1_0\n", "1_0"),
            (b"4294967296\n", "4294967296"),
            (b"\xff0\n", "\u{fffd}0"),
        ] {
            client.get_ref().write_all(line).unwrap();
            let expected = format!("error: not a whole number from 0 to 4294967295: '{name}'\n");
            assert_eq!(read_line(&mut client), expected);
        }
    }
}

#[test]
fn both_answer_lines_of_any_length_alike() {
    for program in programs() {
        let server = Server::start(Command::new(program));
        let mut client = server.connect();
        let too_long = format!("error: more than 64 bytes: '{}...'\n", "0".repeat(64));
        assert_eq!(ask(&mut client, &(" ".repeat(62) + "+0\n")), "0.0\n");
        assert_eq!(ask(&mut client, &("0".repeat(65) + "\n")), too_long);
        assert_eq!(ask(&mut client, &"0".repeat(10_000)), too_long);
        assert_eq!(ask(&mut client, "\n0\n"), "0.0\n");
    }
}

#[test]
fn each_client_talks_to_each_server() {
    let tests = env::current_exe().unwrap();
    let rust_client = tests.with_file_name("../examples/client");
    let clients = [rust_client.as_path(), Path::new(PYTHON_CLIENT)];
    for program in programs() {
        let mut server = Server::start(Command::new(program));
        for client in &clients[..programs().len()] {
            let mut client = Command::new(client);
            let output = client.args([&server.address, "0", "x", "1"]).output();
            let output = output.expect("`cargo build -p wait_server --examples` was run");
            let answers = String::from_utf8(output.stdout).unwrap();
            let answers: Vec<_> = answers.lines().collect();
            assert_eq!(answers[..1], ["0.0"]);
            assert!(answers[1].starts_with("error: ") && answers[1].ends_with("'x'"));
            assert!(answers[2].parse::<f64>().is_ok_and(|delay| delay <= 1.0));
            assert_eq!((answers.len(), output.status.code()), (3, Some(0)));
        }
        let summary = format!("waits served: {}, ", 2 * programs().len());
        assert!(server.interrupt().0.starts_with(&summary));
    }
}

#[test]
fn ctrl_c_ends_it_with_a_summary_and_code_0() {
    for program in programs() {
        let mut server = Server::start(Command::new(program));
        let mut client = server.connect();
        begin_wait(&mut client, 1);
        let (stdout, stderr, code) = server.interrupt();
        let delay: f64 = read_line(&mut client).trim().parse().unwrap();
        assert_eq!(stdout, format!("waits served: 2, {:.3} s on average\n", delay / 2.0));
        assert_eq!((&*stderr, code), ("", Some(0)));
    }
}

#[test]
fn ctrl_c_is_taken_over_before_it_says_that_it_listens() {
    for program in programs() {
        for _ in 0..10 {
            let mut server = Server::start(Command::new(program));
            let (stdout, stderr, code) = server.interrupt();
            assert_eq!((&*stdout, &*stderr, code), ("waits served: 0\n", "", Some(0)));
        }
    }
}

#[test]
fn output_that_nobody_reads_costs_no_answer() {
    for program in programs() {
        let mut server = Server::start(Command::new(program));
        (server.stdout, server.stderr) = (Box::new(io::empty()), Box::new(io::empty()));
        let mut client = server.connect();
        begin_wait(&mut client, 1);
        reset(server.connect());
        server.press_ctrl_c();
        assert!(read_line(&mut client).trim().parse::<f64>().is_ok());
        assert_eq!(server.process.wait().unwrap().code(), Some(0));
    }
}

#[test]
fn a_second_ctrl_c_ends_it_at_once() {
    for program in programs() {
        let mut server = Server::start(Command::new(program));
        let mut client = server.connect();
        begin_wait(&mut client, u32::MAX);
        for _ in 0..2 {
            server.press_ctrl_c();
            read_line(&mut server.stdout);
        }
        // The twin is ended by the signal itself.
        let code = (program == PROGRAM).then_some(130);
        assert_eq!(server.process.wait().unwrap().code(), code);
    }
}

#[test]
fn a_second_ctrl_c_ends_it_even_if_its_output_is_stuck() {
    for program in programs() {
        let mut command = Command::new("sh");
        command.args(["-c", r#"exec "$0" "$1" 2>&1"#, program]);
        let mut server = Server::start(command);
        // Each client that fails is reported, until the pipe that nobody reads is full.
        let is_answered = |client: &BufReader<TcpStream>| {
            client.get_ref().set_read_timeout(Some(Duration::from_millis(300))).unwrap();
            client.get_ref().write_all(b"0\n4294967295\n").unwrap();
            client.get_ref().peek(&mut [0]).is_ok()
        };
        // On a busy machine a single answer may be late.
        let mut missing = 0;
        for _ in 0..10_000 {
            missing = if is_answered(&server.connect()) { 0 } else { missing + 1 };
            if missing == 3 {
                break;
            }
        }
        assert_eq!(missing, 3, "the server never got stuck");
        for _ in 0..2 {
            server.press_ctrl_c();
            thread::sleep(Duration::from_millis(500));
        }
        let end = Instant::now() + Duration::from_secs(60);
        while server.process.try_wait().unwrap().is_none() {
            assert!(Instant::now() < end, "{program} goes on");
            thread::sleep(Duration::from_millis(100));
        }
    }
}

#[test]
fn a_client_that_ends_its_input_is_disconnected() {
    for program in programs() {
        let server = Server::start(Command::new(program));
        let mut client = server.connect();
        assert_eq!(ask(&mut client, "0\n0\n"), "0.0\n");
        client.get_ref().shutdown(Shutdown::Write).unwrap();
        let mut rest = String::new();
        client.read_to_string(&mut rest).unwrap();
        assert!(["", "0.0\n"].contains(&&*rest), "{rest}");
    }
}

#[test]
fn a_summary_of_no_waits_has_no_average() {
    for program in programs() {
        let mut server = Server::start(Command::new(program));
        assert!(ask(&mut server.connect(), "x\n").starts_with("error: "));
        let (stdout, _, code) = server.interrupt();
        assert_eq!((&*stdout, code), ("waits served: 0\n", Some(0)));
    }
}

#[test]
fn a_wait_of_a_client_that_has_gone_is_not_counted() {
    for program in programs() {
        let mut server = Server::start(Command::new(program));
        let mut client = server.connect();
        begin_wait(&mut client, u32::MAX);
        drop(client);
        // Long enough for the server to notice that the client has gone.
        thread::sleep(Duration::from_millis(500));
        let start = Instant::now();
        assert_eq!(server.interrupt().0, "waits served: 1, 0.000 s on average\n");
        assert!(start.elapsed() < GRACE, "nothing was left to wait for");
    }
}

#[test]
fn a_client_that_fails_is_reported() {
    for program in programs() {
        let mut server = Server::start(Command::new(program));
        let mut client = server.connect();
        let address = client.get_ref().local_addr().unwrap();
        assert_eq!(ask(&mut client, "0\n"), "0.0\n");
        reset(client);
        let line = read_line(&mut server.stderr);
        assert!(line.starts_with(&format!("a client failed: {address}: ")), "{line}");
        assert_eq!(server.interrupt().0, "waits served: 2, 0.000 s on average\n");
    }
}

#[test]
fn too_many_open_files_are_reported_until_there_are_fewer() {
    for program in programs() {
        let mut server = Server::start(with_open_files(24, program));
        // The system accepts these, but can't open a file for each of them.
        let clients: Vec<_> = (0..24).map(|_| server.connect()).collect();
        let line = read_line(&mut server.stderr);
        assert!(line.starts_with("cannot accept a client: "), "{line}");
        assert!(line.contains("Too many open files"), "{line}");
        // It pauses between two tries, and doesn't print a line in each turn of a busy loop.
        thread::sleep(Duration::from_millis(500));
        drop(clients);
        assert_eq!(ask(&mut server.connect(), "0\n"), "0.0\n");
        let (_, stderr, code) = server.interrupt();
        assert!(stderr.lines().count() < 100, "{stderr}");
        assert_eq!(code, Some(0));
    }
}

#[test]
#[ignore = "needs many open files: the test below runs it with as many"]
fn ten_thousand_clients() {
    let server = Server::start(Command::new(PROGRAM));
    let mut clients = Vec::new();
    for i in 1..=MAX_CLIENTS {
        clients.push(server.connect());
        // This lets the server keep up, or else the system would hold back the next clients.
        if i % 100 == 0 {
            assert_eq!(ask(&mut clients[i - 1], "0\n"), "0.0\n");
        }
    }
    let mut next = server.connect();
    next.get_ref().set_read_timeout(Some(Duration::from_millis(200))).unwrap();
    next.get_ref().write_all(b"0\n").unwrap();
    assert!(next.read_line(&mut String::new()).is_err(), "there is no place for it");
    next.get_ref().set_read_timeout(None).unwrap();
    drop(clients.pop());
    assert_eq!(read_line(&mut next), "0.0\n");
}

#[test]
fn the_next_client_waits_for_one_of_ten_thousand_to_leave() {
    run_with_open_files(10_100, "ten_thousand_clients");
}
