//! `cargo book` makes a book of the lessons, and `cargo book --open` shows it. mdBook
//! copies all that lies beside the chapters, `target` too: so it gets a copy.

#[cfg(test)]
mod documents;

use std::path::Path;
use std::process::Command;
use std::{env, fs};

use ignore::WalkBuilder;

/// The folder of the repository.
const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

/// Lists the files with such a name that git is not told to ignore.
fn files(is_wanted: fn(&str) -> bool) -> Vec<String> {
    let mut walk = WalkBuilder::new(ROOT);
    walk.hidden(false).require_git(false).filter_entry(|entry| entry.file_name() != ".git");
    let found = walk.build().map(|entry| entry.expect("a file").into_path());
    let inside = |path: &Path| path.strip_prefix(ROOT).map(|path| path.display().to_string());
    let names = found.filter(|path| path.is_file()).map(|path| inside(&path).expect("inside"));
    names.map(|name| name.replace('\\', "/")).filter(|name| is_wanted(name)).collect()
}

/// Writes a file if that changes it, so that cargo builds no more than it must.
fn write(file: &Path, content: &[u8]) {
    if !fs::read(file).is_ok_and(|old| old == content) {
        fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        fs::write(file, content).expect("a file");
    }
}

/// Copies all files of the repository.
fn copy_to(folder: &Path) {
    for name in files(|_| true) {
        let content = fs::read(Path::new(ROOT).join(&name)).expect("a file");
        write(&folder.join(name), &content);
    }
}

fn main() {
    env::set_current_dir(ROOT).expect("the repository is there");
    copy_to(Path::new("target/book"));
    // The last version that Rust 1.85 compiles. Where it is installed, this does nothing.
    let install = "install mdbook@0.4.52 --root target/mdbook --locked --debug \
        --no-default-features --features search";
    let cargo = Command::new("cargo").args(install.split(' ')).status();
    assert!(cargo.expect("cargo runs").success());
    let mut mdbook = Command::new("target/mdbook/bin/mdbook");
    mdbook.args(["build", "target/book"]).args(env::args().skip(1));
    assert!(mdbook.status().expect("mdBook runs").success());
}
