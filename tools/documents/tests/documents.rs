//! What the documents say is held: what commands print, and where code is from.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;
use std::thread;

use documents::{Block, ROOT, blocks, copy_to, files, is_document, read, write_if_changed};
use snapbox::{Assert, IntoData};

#[test]
fn code_is_taken_from_the_file_that_is_linked_before_it() {
    let mut taken = BTreeSet::new();
    let endings = BTreeMap::from([("rs", ".rs"), ("rust", ".rs"), ("python", ".py")]);
    for document in files(is_document) {
        for Block { language, text, links, .. } in blocks(&document) {
            let Some(&ending) = endings.get(&*language) else { continue };
            for link in links.iter().filter(|link| link.ends_with(ending)) {
                let source = read(Path::new(&document).with_file_name(link));
                let mut lines = source.lines();
                for line in text.lines().filter(|line| !line.is_empty()) {
                    assert!(lines.any(|other| other == line), "{link}: {line}");
                }
                taken.insert((document.clone(), ending));
            }
        }
    }
    assert_eq!(taken.len(), 14, "two in each lesson, and one in each page more: {taken:#?}");
}

#[test]
fn a_message_of_the_checker_is_the_one_on_its_page_or_its_beginning() {
    let pages: Vec<_> = blocks("exercises/mistakes.md").into_iter().map(|b| b.text).collect();
    let pages: Vec<_> = pages.iter().map(|text| mask_numbers(text)).collect();
    let mut count = 0;
    for document in files(is_document) {
        for Block { text, .. } in blocks(&document).iter().filter(|b| b.attribute == "drawing") {
            let text = mask_numbers(text);
            let is_shown = pages.iter().any(|page| page.starts_with(&text));
            assert!(is_shown, "{document}: on no page:\n{text}");
            count += 1;
        }
    }
    assert!(count > 0, "no document shows a message");
}

#[test]
fn each_example_has_its_name_and_is_run() {
    let all: String = files(is_document).into_iter().map(read).collect();
    let examples = files(|name| name.contains("/examples/"));
    let names: BTreeSet<_> = examples.iter().map(|example| example.rsplit('/').next()).collect();
    assert_eq!(names.len(), examples.len(), "two have one name: {examples:#?}");
    for example in examples {
        let path = example.replace("/examples/", " --example ");
        let command = format!("\ncargo run -p {}", path.replace(".rs", "\n"));
        assert!(all.contains(&command), "no document has: {command}");
    }
}

/// Runs commands. Tells whether they print what is claimed, or succeed if nothing is.
fn hold(folder: &Path, commands: &str, claim: Option<&Block>) -> bool {
    let (mut printed, mut succeed) = (String::new(), true);
    for command in commands.lines() {
        let python = if cfg!(windows) { "python " } else { "python3 " };
        let command = command.replace("python3 ", python);
        let mut words = command.split(' ');
        let mut program = Command::new(words.next().expect("a program"));
        program.args(words).current_dir(folder).env("CARGO_TERM_QUIET", "true");
        let output = program.env("RUST_BACKTRACE", "0").output().expect(&command);
        printed += &String::from_utf8_lossy(&[output.stdout, output.stderr].concat());
        succeed &= output.status.success();
    }
    let Some(Block { attribute, text, .. }) = claim else { return succeed };
    let masks_numbers = attribute == "numbers";
    let masked = |text: &str| if masks_numbers { mask_numbers(text) } else { text.into() };
    let expected = masked(text).into_data();
    let compared = Assert::new().try_eq(None, masked(&printed).into_data(), expected);
    compared.inspect_err(|fault| println!("{fault}")).is_ok()
}

/// Text in which each number is another sign, so that other numbers make the same text.
fn mask_numbers(text: &str) -> String {
    let mut signs: Vec<_> =
        text.chars().map(|c| if c.is_ascii_digit() { '#' } else { c }).collect();
    signs.dedup_by(|a, b| *a == '#' && *b == '#');
    signs.into_iter().collect()
}

/// Runs the blocks of a document in order. Programs that they make are written to a copy.
fn run(document: &str, copy: &Path) {
    let blocks = blocks(document);
    let mut example = "";
    for (index, Block { language, text, .. }) in blocks.iter().enumerate() {
        let claim = blocks.get(index + 1).filter(|next| next.language == "text");
        let (folder, commands) = match &**language {
            // The gate itself runs the commands that it names.
            "sh" if claim.is_none() && read(".ci/run").contains(&format!("\n{text}")) => continue,
            "sh" => {
                let plain = |c: char| c.is_ascii_alphanumeric() || " -_./:\n".contains(c);
                let runs = text.chars().all(plain) && !text.contains("git ");
                assert!(runs, "{document}: this is for a shell:\n{text}");
                let last = text.lines().rfind(|line| line.contains("--example"));
                example = last.unwrap_or(example);
                (ROOT.into(), text.clone())
            }
            "python" => {
                let file = format!("{}_{index}.py", document.replace('/', "_"));
                write_if_changed(&copy.join("python").join(&file), text.as_bytes());
                (copy.join("python"), format!("python3 {file}"))
            }
            "diff" => {
                let path = example.replace("cargo run -p ", "");
                let path = path.replace(" --example ", "/examples/");
                let [old, new] = ['-', '+'].map(|sign| -> String {
                    let lines = text.split_inclusive('\n');
                    let side = lines.filter_map(|line| line.strip_prefix([' ', sign]));
                    side.collect()
                });
                let source = read(format!("{path}.rs"));
                assert_eq!(source.matches(&old).count(), 1, "{document}, {path}:\n{old}");
                // What the compiler warns of is not what the program prints.
                let source = format!("#![allow(warnings)]{}", source.replace(&old, &new));
                write_if_changed(&copy.join(format!("{path}_{index}.rs")), source.as_bytes());
                (copy.into(), format!("{example}_{index}"))
            }
            _ => continue,
        };
        // A busy machine makes times longer: it gets two more tries.
        let holds = (0..3).any(|_| hold(&folder, &commands, claim));
        assert!(holds, "{document}:\n{text}");
    }
}

#[test]
fn commands_programs_and_changes_print_what_is_claimed() {
    let copy = Path::new(ROOT).join("target/documents");
    for file in files(|_| true) {
        copy_to(&copy, &file);
    }
    let documents = files(is_document);
    let mut all = documents.iter().flat_map(|name| blocks(name));
    assert!(all.any(|block| block.language == "diff"), "no change is tried");
    thread::scope(|scope| {
        for document in &documents {
            scope.spawn(|| run(document, &copy));
        }
    });
}
