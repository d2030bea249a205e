//! The tables of what the compiler says: rustc prints each quote for a wrong answer in `errors/`.

use std::io::{self, Write};
use std::path::Path;
use std::process::Command;
use std::{env, fs};

use documents::{ROOT, copy_to, files, read, write_if_changed};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

#[test]
fn rustc_prints_what_the_lessons_quote() {
    // Each release of Rust words some errors differently.
    let needed = pinned_release();
    // Cargo, which compiles the wrong answers, takes another compiler from the environment.
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let version = Command::new(rustc).arg("--version").output().expect("rustc starts");
    if !version.stdout.starts_with(format!("rustc {needed} ").as_bytes()) {
        // Straight to stderr, so that the skip shows even when the test passes.
        writeln!(io::stderr(), "skipped: the lessons quote Rust {needed}").unwrap();
        return;
    }

    let answers = compile_wrong_answers();
    let mut faults = Vec::new();
    for document in files(|name| name.ends_with("/README.md")) {
        let is_of_lesson = |answer: &&WrongAnswer| answer.document == document;
        for quote in quotes(&document) {
            let mut answers = answers.iter().filter(is_of_lesson);
            if !answers.any(|answer| contains(&answer.printed, &quote)) {
                faults.push(format!("{document}: rustc prints this for no wrong answer: {quote}"));
            }
        }
    }
    for WrongAnswer { file, document, printed, .. } in &answers {
        if !quotes(document).iter().any(|quote| contains(printed, quote)) {
            let printed = if printed.is_empty() { "rustc prints nothing" } else { printed };
            faults.push(format!("{file}: {document} quotes none of this:\n{printed}"));
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n\n"));
}

/// The release of Rust that the gate runs on.
fn pinned_release() -> String {
    let workflow = read(".github/workflows/ci.yml");
    let (_, release) = workflow.split_once("RUSTUP_TOOLCHAIN: \"").expect("it is pinned");
    release.split('"').next().unwrap_or_default().into()
}

/// The quotes in the first column of a document's tables of what the compiler says.
fn quotes(document: &str) -> Vec<String> {
    let text = read(document);
    let mut quotes = Vec::new();
    let (mut is_wanted, mut column) = (false, 0);
    for event in Parser::new_ext(&text, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::Table(_)) => is_wanted = false,
            Event::Start(Tag::TableHead | Tag::TableRow) => column = 0,
            Event::Text(text) if column == 0 && &*text == "the compiler says" => is_wanted = true,
            Event::Code(quote) if column == 0 && is_wanted => quotes.push(quote.trim().into()),
            Event::End(TagEnd::TableCell) => column += 1,
            _ => {}
        }
    }
    quotes
}

/// Whether a line of the text contains the quote, in which `…` stands for what is left out.
fn contains(text: &str, quote: &str) -> bool {
    let skip_past = |line, part| Some(str::split_once(line, part)?.1);
    text.lines().any(|line| quote.split('…').try_fold(line, skip_past).is_some())
}

/// A wrong answer to an exercise.
struct WrongAnswer {
    /// Its file, by its path from the root.
    file: String,
    /// Its lesson.
    document: String,
    /// The package that it is compiled in, by its path from the root of the copy.
    package: String,
    /// What rustc prints for it.
    printed: String,
}

/// How the lines begin with which cargo ends its report on a package.
const CLOSING_LINES: [&str; 3] =
    ["For more information about", "Some errors have", "error: could not compile"];

/// Compiles the wrong answers as `cargo exercise` compiles a learner's.
///
/// In a copy of the repository, each gets its own copy of the package that checks the exercise. So
/// it has the same dependencies, and the same program calls it, which is where rustc reports
/// a mistake in the signature.
fn compile_wrong_answers() -> Vec<WrongAnswer> {
    let copy = Path::new(ROOT).join("target/compiler_errors");
    let sources = files(|_| true);
    for source in &sources {
        copy_to(&copy, source);
    }
    let members = "members = [\n    \"tools/wrong/*\",";
    let workspace = read("Cargo.toml").replacen("members = [", members, 1);
    write_if_changed(&copy.join("Cargo.toml"), workspace.as_bytes());
    // An answer that was removed since the last run must not be compiled again.
    let _ = fs::remove_dir_all(copy.join("tools/wrong"));

    let mut answers = Vec::new();
    for file in &sources {
        let Some(path) = file.strip_prefix("tools/documents/errors/") else { continue };
        let (lesson, name) = path.trim_end_matches(".rs").split_once('/').expect("a lesson");
        let package = format!("tools/wrong/{lesson}-{name}/");
        if lesson == "wait_server" {
            write_plain_package(&copy.join(&package), &format!("wrong-{lesson}-{name}"), file);
        }
        let check = format!("tools/checks/{lesson}/");
        for source in sources.iter().filter(|source| source.starts_with(&check)) {
            let text = read(source)
                .replacen("name = \"check_", &format!("name = \"wrong-{lesson}-{name}-"), 1)
                .replace(&format!("exercises/{lesson}/src/lib.rs"), file);
            write_if_changed(&copy.join(source.replace(&check, &package)), text.as_bytes());
        }
        let document = format!("{lesson}/README.md");
        answers.push(WrongAnswer { file: file.clone(), document, package, printed: String::new() });
    }

    let mut cargo = Command::new("cargo");
    cargo.args(["check", "--quiet", "--offline", "--keep-going"]);
    cargo.args(["--package", "wrong-*", "--lib", "--bins"]);
    // A folder that several copies share would mix up their packages.
    cargo.current_dir(&copy).env_remove("CARGO_TARGET_DIR");
    let output = cargo.env("CARGO_TERM_COLOR", "never").output().expect("cargo starts");
    let stderr = String::from_utf8_lossy(&output.stderr).replace('\\', "/");
    let is_closing = |line: &str| CLOSING_LINES.iter().any(|start| line.starts_with(start));
    let lines: Vec<_> = stderr.lines().filter(|line| !is_closing(line)).collect();
    for answer in &mut answers {
        // A diagnostic ends with an empty line, and names a file of its package.
        let lines = lines.split(|line| line.is_empty());
        let own = lines.filter(|lines| lines.iter().any(|line| line.contains(&answer.package)));
        answer.printed = own.map(|lines| lines.join("\n") + "\n").collect();
    }
    assert!(answers.iter().any(|answer| !answer.printed.is_empty()), "{stderr}");
    answers
}

/// Writes a package with a wrong answer to exercise 5, which no check but its tests calls.
fn write_plain_package(folder: &Path, name: &str, answer: &str) {
    let manifest = read("exercises/wait_server/Cargo.toml");
    let (lib, rest) = manifest.split_once("[[bin]]").expect("it has a program");
    let (_, dependencies) = rest.split_once("[dependencies]").expect("it has dependencies");
    let lib = lib.replace("exercise_5", name);
    let manifest = format!("{lib}[dependencies]{dependencies}");
    write_if_changed(&folder.join("Cargo.toml"), manifest.as_bytes());
    write_if_changed(&folder.join("src/lib.rs"), read(answer).as_bytes());
}
