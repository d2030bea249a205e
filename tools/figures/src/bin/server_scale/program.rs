//! The program for Linux, whose kernel tells what another process has used.

use std::env::current_exe;
use std::future::pending;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio, exit};
use std::{fs, thread};

use clap::Parser;
use figures::machine::{self, bytes, python_output};
use figures::units::{format_memory, format_time};
use figures::{median, table_line};
use indicatif::HumanCount;
use procfs::process::Process;
use procfs::ticks_per_second;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::{Builder, Runtime};
use tokio::task::JoinSet;
use tokio::time::Instant;
use wait_server::serve;

/// Measures what many clients cost a server of waits, this course's and its twin in asyncio.
///
/// The contenders are `wait_server` on one thread and on several, and the same server
/// in asyncio if there is a python3, and in uvloop if it can be imported. Each run has
/// a process of its own for the server. The clients are the same for all: they
/// connect, then all ask for a wait of up to 1 s at once. This takes about two
/// minutes, and needs Linux, which tells what another process has used.
///
/// The table is printed as Markdown, and written into a folder.
#[derive(Parser)]
#[command(verbatim_doc_comment)]
struct Arguments {
    /// Measure 100 clients only, once each and without uvloop: under 10 s.
    #[arg(long)]
    quick: bool,

    /// The folder for server.md.
    #[arg(long, value_name = "DIR", default_value = "target/scale")]
    out: PathBuf,

    /// Serve as a child, with this kind of runtime.
    #[arg(long, hide = true)]
    serve: Option<String>,
}

/// All contenders, by the names that the table shows.
const CONTENDERS: [&str; 4] =
    ["wait_server, multi-thread", "wait_server, one thread", "asyncio", "uvloop"];

/// A number of clients to measure.
#[derive(Clone, Copy)]
struct Size {
    clients: u32,
    /// How often the same is measured.
    runs: u32,
}

const SIZES: [Size; 2] = [Size { clients: 1_000, runs: 5 }, Size { clients: 8_000, runs: 5 }];
const QUICK_SIZES: [Size; 1] = [Size { clients: 100, runs: 1 }];

/// What one run cost the server, and how late its answers were.
struct Cost {
    /// How much longer the last answer took than the longest delay, in seconds.
    overhead: f64,
    /// The processor time from the first connection to the last answer, in seconds.
    cpu_time: f64,
    /// The peak of memory, less the peak before the first connection, in bytes.
    memory: f64,
}

pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    if let Some(contender) = arguments.serve {
        run_server(&contender);
    }
    if let Err(error) = report(arguments.quick, &arguments.out) {
        eprintln!("error: {error}");
        return ExitCode::from(2);
    }
    ExitCode::SUCCESS
}

/// Serves waits until standard input is closed, by the parent or its end.
fn run_server(contender: &str) -> ! {
    thread::spawn(|| {
        io::copy(&mut io::stdin(), &mut io::sink()).ok();
        exit(0);
    });
    let mut builder = match contender {
        "wait_server, one thread" => Builder::new_current_thread(),
        _ => Builder::new_multi_thread(),
    };
    let runtime = builder.enable_all().build().expect("a runtime starts");
    runtime.block_on(async {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
        println!("listening on {}", listener.local_addr().expect("it is bound"));
        serve(listener, pending::<()>()).await.expect("the server runs until its process exits");
    });
    unreachable!("the server is never shut down");
}

/// Measures, prints the table, and writes it into this folder.
fn report(quick: bool, folder: &Path) -> io::Result<()> {
    let cannot = |action: &str, path: &Path, error: io::Error| {
        io::Error::other(format!("cannot {action} {}: {error}", path.display()))
    };
    // This comes first, so that a bad folder does not waste minutes.
    fs::create_dir_all(folder).map_err(|error| cannot("create", folder, error))?;
    let markdown = measure_all(quick)?;
    print!("{markdown}");
    let file = folder.join("server.md");
    fs::write(&file, markdown).map_err(|error| cannot("write", &file, error))
}

/// Measures all contenders that this machine can run, and returns the page about them.
fn measure_all(quick: bool) -> io::Result<String> {
    // Other work on the machine makes all times longer, so the page tells how much there was.
    let load = fs::read_to_string("/proc/loadavg")?;
    let load = load.split(' ').next().unwrap_or_default();
    let contenders = available_contenders(quick);
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let mut header = vec!["server", "clients", "runs"];
    header.extend(["time past the longest delay", "processor time", "memory"]);
    header.extend(["processor time per client", "memory per client"]);
    let mut table = format!("{}|---|{}\n", table_line(&header), "---:|".repeat(header.len() - 1));
    for &Size { clients, runs } in if quick { &QUICK_SIZES[..] } else { &SIZES } {
        for contender in &contenders {
            eprintln!("{contender}: {} clients", HumanCount(clients.into()));
            let measure = |_| measure_once(&runtime, contender, clients);
            let costs = (0..runs).map(measure).collect::<io::Result<Vec<_>>>()?;
            let cpu_time = median(costs.iter().map(|cost| cost.cpu_time));
            let memory = median(costs.iter().map(|cost| cost.memory));
            table += &table_line(&[
                (*contender).to_string(),
                HumanCount(clients.into()).to_string(),
                runs.to_string(),
                format_time(median(costs.iter().map(|cost| cost.overhead))),
                format_time(cpu_time),
                format_memory(memory),
                format_time(cpu_time / f64::from(clients)),
                format_memory(memory / f64::from(clients)),
            ]);
        }
    }
    let about = machine::describe();
    Ok(format!(
        "# What a client costs\n\n\
         `cargo run --release -p figures --bin server_scale` printed this.\n\n\
         {table}\n\
         All values are medians of the runs. All clients connect first, and then each asks for a \
         wait of up to 1 s. The time runs from the first request to the last answer, less the \
         longest delay. The processor time is what the server's process used from the first \
         connection to the last answer. The kernel counts it in steps of 10 ms. The memory is the \
         process's peak, less its peak before the first connection. All the clients run in one process, \
         on the same machine.\n\n\
         Measured on {about}, load average {load} at the start.\n"
    ))
}

/// Returns the contenders that can run here, and reports the others on standard error.
fn available_contenders(quick: bool) -> Vec<&'static str> {
    let mut contenders = CONTENDERS.to_vec();
    for module in ["asyncio", "uvloop"] {
        if (quick && module == "uvloop") || python_output(&format!("import {module}")).is_none() {
            eprintln!("{module} is left out: python3 cannot import it, or the run is a quick one");
            contenders.retain(|contender| *contender != module);
        }
    }
    contenders
}

/// Runs a server with so many clients, and returns its cost.
fn measure_once(runtime: &Runtime, contender: &str, clients: u32) -> io::Result<Cost> {
    let mut server = Server::start(contender)?;
    let before = server.usage()?;
    let overhead = runtime.block_on(run_clients(&server.address, clients))?;
    let after = server.usage()?;
    // This closes the server's standard input, on which it exits.
    server.process.wait()?;
    Ok(Cost {
        overhead,
        cpu_time: after.cpu_time - before.cpu_time,
        memory: after.peak_memory - before.peak_memory,
    })
}

/// What a process has used so far.
struct Usage {
    /// Its processor time, in seconds.
    cpu_time: f64,
    /// Its peak of memory, in bytes.
    peak_memory: f64,
}

/// A server in a process of its own.
struct Server {
    process: Child,
    address: String,
}

impl Server {
    fn start(contender: &str) -> io::Result<Self> {
        let mut process =
            command(contender)?.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let mut line = String::new();
        BufReader::new(process.stdout.take().expect("it is piped")).read_line(&mut line)?;
        let address = line.trim().strip_prefix("listening on ").map(String::from);
        let address = address.ok_or_else(|| io::Error::other(format!("{contender} failed")))?;
        Ok(Self { process, address })
    }

    fn usage(&self) -> io::Result<Usage> {
        let pid = self.process.id().try_into().map_err(io::Error::other)?;
        let process = Process::new(pid).map_err(io::Error::other)?;
        let stat = process.stat().map_err(io::Error::other)?;
        let status = process.status().map_err(io::Error::other)?;
        let peak_kib = status.vmhwm.ok_or_else(|| io::Error::other("the server has exited"))?;
        Ok(Usage {
            cpu_time: bytes(stat.utime + stat.stime) / bytes(ticks_per_second()),
            peak_memory: bytes(peak_kib * 1024),
        })
    }
}

/// Returns the command that starts a server: this program, or a Python script.
fn command(contender: &str) -> io::Result<Command> {
    let here = env!("CARGO_MANIFEST_DIR");
    if contender.starts_with("wait_server") {
        let mut command = Command::new(current_exe()?);
        command.args(["--serve", contender]);
        return Ok(command);
    }
    let mut command = Command::new("python3");
    command.arg(format!("{here}/server_child.py"));
    command.args([&*format!("{here}/../../python"), contender]);
    Ok(command)
}

/// Connects clients that all ask for a wait of up to 1 s at once.
///
/// Returns how much longer the last answer took than the longest delay, in seconds.
async fn run_clients(address: &str, count: u32) -> io::Result<f64> {
    let mut clients = Vec::new();
    for i in 0..count {
        let mut client = tokio::io::BufReader::new(TcpStream::connect(address).await?);
        // An answer shows that the server keeps up. Otherwise, its queue of clients would overflow.
        if i % 100 == 99 {
            client.write_all(b"x\n").await?;
            client.read_line(&mut String::new()).await?;
        }
        clients.push(client);
    }
    let start = Instant::now();
    let mut answers = JoinSet::new();
    for mut client in clients {
        answers.spawn(async move {
            client.write_all(b"1\n").await?;
            let mut answer = String::new();
            client.read_line(&mut answer).await?;
            answer.trim().parse::<f64>().map_err(io::Error::other)
        });
    }
    let mut longest: f64 = 0.0;
    while let Some(answer) = answers.join_next().await {
        longest = longest.max(answer??);
    }
    Ok(start.elapsed().as_secs_f64() - longest)
}
