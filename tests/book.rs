//! `cargo book` makes a book of the lessons, and `cargo book --open` shows it.
//!
//! mdBook copies all that lies beside the chapters, `target` too: so it gets a copy.

#[cfg(test)]
mod documents;

use std::path::Path;
use std::process::Command;
use std::{env, fs};

/// The folder of the repository.
const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

/// Lists the files with such a name that git does not ignore.
fn files(name: &str) -> Vec<String> {
    let mut git = Command::new("git");
    git.args(["ls-files", "-z", "-co", "--exclude-standard", name]);
    let listed = git.current_dir(ROOT).output().expect("git runs");
    let names = String::from_utf8(listed.stdout).expect("UTF-8");
    let there = |name: &&str| Path::new(ROOT).join(name).is_file();
    names.split('\0').filter(there).map(String::from).collect()
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
    for name in files("*") {
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
