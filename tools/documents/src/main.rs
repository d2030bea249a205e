//! `cargo book` makes a book of the documents, and `cargo book --open` shows it.
//!
//! mdBook publishes all that it finds beside the chapters. So it gets a folder with the
//! chapters and what they link, and nothing else.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;
use std::{env, fs};

use documents::{ROOT, copy_to, is_document, links, read, write_if_changed};

/// The version of mdBook that makes the book.
const MDBOOK: &str = "mdbook@0.5.4";

fn main() {
    env::set_current_dir(ROOT).expect("the repository is there");
    let book = Path::new("target/book");
    // A file that nobody links any more is not published.
    let _ = fs::remove_dir_all(book.join("src"));
    for name in published() {
        copy_to(&book.join("src"), &name);
    }
    // The chapters' paths start in the folder of the summary, which is one folder deeper here.
    let summary = read("book/SUMMARY.md").replace("](../", "](");
    write_if_changed(&book.join("src/SUMMARY.md"), summary.as_bytes());
    for settings in ["book.toml", "book.css"] {
        write_if_changed(&book.join(settings), read(Path::new("book").join(settings)).as_bytes());
    }

    // Where this version is installed, the command does nothing.
    let options = "--root target/mdbook --locked --debug --no-default-features --features search";
    let mut install = Command::new("cargo");
    install.args(["install", MDBOOK]).args(options.split(' '));
    assert!(install.status().expect("cargo runs").success(), "cannot install {MDBOOK}");
    let mut mdbook = Command::new("target/mdbook/bin/mdbook");
    mdbook.arg("build").arg(book).args(env::args().skip(1));
    assert!(mdbook.status().expect("mdBook runs").success(), "mdBook refused the chapters");
}

/// The chapters, and the files that they link.
fn published() -> BTreeSet<String> {
    let chapters = links("book/SUMMARY.md");
    let mut files: BTreeSet<_> = chapters.iter().cloned().collect();
    for chapter in &chapters {
        for file in links(chapter) {
            let is_page = is_document(&file) && !chapters.contains(&file);
            assert!(!is_page, "{chapter} links {file}, which is no chapter of book/SUMMARY.md");
            files.insert(file);
        }
    }
    files
}
