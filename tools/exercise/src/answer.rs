//! Compiles an answer, checks it, and runs it.

use std::io::{self, ErrorKind, IsTerminal, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::time::{Duration, SystemTime};
use std::{env, fs, process, thread};

use crate::paths::{relative_to_cwd, rewrite_paths, root};
use crate::{EXERCISES, practice};

/// How long a build may take before the learner is told of it.
const QUICK_BUILD: Duration = Duration::from_secs(3);

/// How many bytes of what an answer prints are shown.
const MAX_BYTES: u64 = 4096;
/// How many lines of it are shown.
const MAX_LINES: usize = 20;

/// The file of an answer, by its path from the root.
fn source(name: &str) -> String {
    format!("exercises/{name}/src/lib.rs")
}

/// The files that a learner writes, by their paths from the root.
fn sources() -> impl Iterator<Item = String> {
    EXERCISES.map(source).into_iter().chain(practice::sources())
}

/// The folder where answers are built.
///
/// It is the repository's own, whatever the environment says: in a folder that two copies of the
/// repository share, cargo takes the answers of one for those of the other.
pub fn target() -> PathBuf {
    root().join("target")
}

/// A cargo command on a package that compiles answers.
pub fn answers_cargo(command: &str, package: &str) -> Command {
    for source in sources() {
        // If there is no such file, that is said elsewhere.
        let _ = touch_if_changed(&source);
    }
    let mut cargo = Command::new(env::var_os("CARGO").expect("cargo runs this program"));
    cargo.current_dir(root()).args([command, "--quiet", "--package", package]);
    cargo.arg("--target-dir").arg(target());
    cargo
}

/// Dates an answer to now if it is another than last time, and has an older date.
///
/// Cargo goes by dates alone, and a file that is moved, or copied on Windows, keeps its own.
fn touch_if_changed(source: &str) -> io::Result<()> {
    let answer = root().join(source);
    let last = target().join("last").join(source);
    let text = fs::read(&answer)?;
    if fs::read(&last).is_ok_and(|last| last != text)
        && fs::metadata(&answer)?.modified()? < fs::metadata(&last)?.modified()?
    {
        fs::File::options().append(true).open(&answer)?.set_modified(SystemTime::now())?;
    }
    fs::create_dir_all(last.parent().expect("it is in a folder"))?;
    fs::write(last, text)
}

/// Runs the main of the course with the learner's answers. Tells whether it succeeded.
///
/// On Unix the main takes the place of this program, so that Ctrl-C is the main's to handle.
pub fn run(exercise: usize, argument: Option<&str>) -> bool {
    let program = format!("exercise-{exercise}-main");
    let package = if exercise < EXERCISES.len() { "exercise_mains" } else { "exercise_5" };
    let mut run = answers_cargo("run", package);
    run.args(["--bin", &program, "--"]).args(argument);
    #[cfg(unix)]
    panic!("cargo doesn't start: {}", std::os::unix::process::CommandExt::exec(&mut run));
    #[cfg(not(unix))]
    run.status().expect("cargo starts").success()
}

/// Checks an answer with one of the programs of its check, and says what is wrong with it. Tells
/// whether it is right.
pub fn check(exercise: usize, program: &str, seed: Option<u32>) -> bool {
    let name = EXERCISES[exercise];
    let title = format!("exercise {exercise}, {name}");
    if let Err(reason) = check_readable(&source(name)) {
        println!("{title}: not yet\n\n  {reason}");
        return false;
    }
    let package = format!("check_{exercise}");
    let program = format!("{program}_{exercise}");
    let detour = format!("tools/checks/{name}/../../../");

    let mut build = answers_cargo("build", &package);
    build.args(["--bin", &program, "--message-format", "json-render-diagnostics"]);
    let Some(printed) = compile(&mut build, &detour) else {
        println!("{title}: it doesn't compile yet\n");
        println!(
            "  read    {}, \"What goes wrong\"",
            relative_to_cwd(&format!("{name}/README.md"))
        );
        println!("  write   {}", relative_to_cwd(&source(name)));
        return false;
    };

    // Another check may run at the same time.
    let file = target().join(format!("{program}_{}.verdict", process::id()));
    let mut check = Command::new(built_program(&printed, "bin"));
    check.arg(&file);
    if let Some(seed) = seed {
        check.env("EXERCISE_SEED", seed.to_string());
    }
    let check = check.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let (status, printed, errors) = collect_output(check.expect("the check starts"));
    let verdict = verdict(&file, status, &errors);
    let _ = fs::remove_file(&file);
    let (kind, message) = verdict.split_once('\n').unwrap_or((&verdict, ""));
    match kind {
        "right" => println!("{title}: right"),
        "NoVerdict" => println!("{title}: no verdict\n"),
        _ => println!("{title}: not yet\n"),
    }
    for line in rewrite_paths(message, &detour).lines() {
        println!("{}", format!("  {line}").trim_end());
    }
    if kind != "right" {
        println!("  read    {}", relative_to_cwd(&format!("{name}/README.md")));
        println!("  write   {}", relative_to_cwd(&source(name)));
    }
    print_excerpt("Your answer printed", &printed);
    print_excerpt("On standard error it printed", &errors);
    if !["right", "NoVerdict", ""].contains(&kind) {
        println!("\nFor more on this mistake, with a right answer: cargo exercise explain {kind}");
    }
    kind == "right"
}

/// Compiles answers, and shows what the compiler says. Returns what cargo printed, if they compile.
///
/// The paths of the compiler lead to an answer through `detour`.
pub fn compile(build: &mut Command, detour: &str) -> Option<String> {
    let is_plain = env::var_os("NO_COLOR").is_some() || !io::stderr().is_terminal();
    let colour = if is_plain { "never" } else { "always" };
    build.args(["--color", colour]).stdin(Stdio::null());
    build.stdout(Stdio::piped()).stderr(Stdio::piped());
    let child = build.spawn().expect("cargo starts");
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || sender.send(child.wait_with_output()));
    let compiled = receiver.recv_timeout(QUICK_BUILD).unwrap_or_else(|_| {
        eprintln!("building; this takes longest the first time");
        receiver.recv().expect("the thread sends what cargo printed")
    });
    let compiled = compiled.expect("cargo can be waited for");
    eprint!("{}", rewrite_paths(&String::from_utf8_lossy(&compiled.stderr), detour));
    let printed = String::from_utf8_lossy(&compiled.stdout).into_owned();
    compiled.status.success().then_some(printed)
}

/// The program that cargo says it has built, of the kind `bin` or `test`.
pub fn built_program(printed: &str, kind: &str) -> PathBuf {
    // Cargo reports each program that it built in a line of JSON.
    let kind = format!(r#""kind":["{kind}"]"#);
    let lines = printed.lines().filter(|line| line.contains(&kind));
    let program = lines.filter_map(|line| line.split_once(r#""executable":""#)).next_back();
    let (_, program) = program.expect("cargo names the program");
    program.split('"').next().unwrap_or_default().replace(r"\\", r"\").into()
}

/// Whether the file of an answer is there, and is text.
pub fn check_readable(source: &str) -> Result<(), String> {
    let file = relative_to_cwd(source);
    match fs::read_to_string(root().join(source)) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == ErrorKind::InvalidData => Err(format!(
            "{file} is not UTF-8: save it as UTF-8 in an editor\n  (in PowerShell, `>` writes UTF-16)"
        )),
        Err(error) => Err(format!(
            "{file} can't be read: {error}\n  get the stub back with: git restore {file}"
        )),
    }
}

/// Waits for a program. Returns how it ended, and the first that it printed on both outputs.
fn collect_output(mut child: Child) -> (ExitStatus, String, String) {
    let mut output = child.stdout.take().expect("it is piped");
    let mut errors = child.stderr.take().expect("it is piped");
    let errors = thread::spawn(move || read_head(&mut errors));
    let printed = read_head(&mut output);
    let status = child.wait().expect("the program ends");
    (status, printed, errors.join().unwrap_or_default())
}

/// Reads all that a program prints, and keeps the first of it.
fn read_head(output: &mut impl Read) -> String {
    let mut first = Vec::new();
    let _ = output.by_ref().take(MAX_BYTES).read_to_end(&mut first);
    let rest = io::copy(output, &mut io::sink()).unwrap_or_default();
    let text = String::from_utf8_lossy(&first);
    if rest > 0 { format!("{text}\n… and {rest} bytes more") } else { text.into() }
}

/// The verdict that a check wrote. Without one, what became of the program that wrote none.
fn verdict(file: &Path, status: ExitStatus, errors: &str) -> String {
    if let Ok(verdict) = fs::read_to_string(file) {
        return verdict;
    }
    let seen = match status.code() {
        Some(0) => "your answer ended the program in the middle of the check".into(),
        _ if errors.contains("overflowed its stack") => "your answer overflowed the stack".into(),
        _ => format!("your answer ended the program: {status}"),
    };
    // A panic of the answer itself is caught.
    if status.code() == Some(101) {
        return "\nthe check ended with a panic, whose message is below\n\n\
                why     this is probably a fault of the checker\n\
                change  please report it, with your answer\n"
            .into();
    }
    let why = if errors.contains("overflowed its stack") {
        "why     a function calls itself without an end"
    } else {
        "why     it calls `std::process::exit`, or something in it aborts the program"
    };
    format!(
        "\n{seen}\n\n{why}\nchange  return from the function, or panic; leave it to `main` to end the\n        \
         program\n"
    )
}

/// Shows what an answer printed, or the first lines of it.
fn print_excerpt(title: &str, printed: &str) {
    let lines: Vec<_> = printed.trim_end().lines().collect();
    if printed.trim().is_empty() {
        return;
    }
    println!("\n{title}:\n");
    for line in lines.iter().take(MAX_LINES) {
        println!("  {line}");
    }
    if lines.len() > MAX_LINES {
        println!("  … and {} lines more", lines.len() - MAX_LINES);
    }
}
