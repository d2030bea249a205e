//! Paths as they are written in the folder where the command was typed, and the text of files.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::{env, fs};

/// The root of the repository.
pub fn root() -> PathBuf {
    let here = env::var_os("CARGO_MANIFEST_DIR").expect("cargo runs this program");
    Path::new(&here).ancestors().nth(2).expect("this program is in tools/exercise").into()
}

/// A path that starts in the root, as it is written in the current folder.
pub fn relative_to_cwd(path: &str) -> String {
    let here = env::current_dir().unwrap_or_default();
    let mut path = Path::new(path);
    let mut folders = here.strip_prefix(root()).unwrap_or(Path::new("")).components().peekable();
    // What both have in common need not be written.
    while let Some(rest) = folders.peek().and_then(|folder| path.strip_prefix(folder).ok()) {
        path = rest;
        folders.next();
    }
    "../".repeat(folders.count()) + &path.to_string_lossy().replace('\\', "/")
}

/// Text of the compiler or of a check, with its paths as they are written in the current folder.
///
/// They start in the root. Those of the compiler lead to an answer through `detour`, the package
/// that compiles it.
pub fn rewrite_paths(text: &str, detour: &str) -> String {
    // On Windows a part of it has the other separators.
    let (folder, up) = detour.split_at(detour.find("../").unwrap_or(detour.len()));
    let mut text = text.to_string();
    for folder in [folder, &folder.replace('/', "\\")] {
        for up in [up, &up.replace('/', "\\")] {
            text = text.replace(&format!("{folder}{up}"), "");
        }
    }
    for folder in ["exercises/", "tools/"] {
        let mut rewritten = String::new();
        let mut rest = &text[..];
        while let Some(start) = rest.find(folder) {
            let (before, path) = rest.split_at(start);
            let end = path.find([' ', ':', '`', '\n', '\x1b']).unwrap_or(path.len());
            // A path starts at the start, after a space or a quote, or after the end of a colour.
            let starts = before.is_empty() || before.ends_with([' ', '`', '\n', 'm']);
            rewritten += before;
            rewritten += &if starts { relative_to_cwd(&path[..end]) } else { path[..end].into() };
            rest = &path[end..];
        }
        text = rewritten + rest;
    }
    text
}

/// Reads a file. An error names it.
pub fn read(file: &Path) -> Result<String, String> {
    fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))
}

/// Prints a text that may be longer than the reader wants, as with `| head`.
pub fn print_page(text: &str) {
    let _ = writeln!(io::stdout(), "{text}");
}

#[cfg(test)]
mod tests {
    use super::*;

    // Tests run in the folder of their package, `tools/exercise`.
    #[test]
    fn a_path_is_written_as_it_is_typed_here() {
        assert_eq!(
            relative_to_cwd("exercises/tasks/src/lib.rs"),
            "../../exercises/tasks/src/lib.rs"
        );
        assert_eq!(relative_to_cwd("tools/exercise/src/main.rs"), "src/main.rs");
    }

    #[test]
    fn paths_of_the_compiler_lead_to_the_answer() {
        let detour = "tools/checks/tasks/../../../";
        let printed = " --> tools/checks/tasks/../../../exercises/tasks/src/lib.rs:9:5\n";
        let rewritten = " --> ../../exercises/tasks/src/lib.rs:9:5\n";
        assert_eq!(rewrite_paths(printed, detour), rewritten);
        let windows = " --> tools\\checks\\tasks\\../../../exercises/tasks/src/lib.rs:9:5\n";
        assert_eq!(rewrite_paths(windows, detour), rewritten);
        let program = "\u{1b}[0mtools/checks/tasks/main.rs:8:30";
        assert_eq!(rewrite_paths(program, detour), "\u{1b}[0m../checks/tasks/main.rs:8:30");
        let own = "exercises/a.rs:1 and tools/exercise/src/paths.rs:2";
        assert_eq!(rewrite_paths(own, ""), "../../exercises/a.rs:1 and src/paths.rs:2");
    }
}
