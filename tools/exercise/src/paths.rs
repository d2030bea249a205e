//! Paths as they are written in the folder where the command was typed.

use std::env;
use std::path::{Path, PathBuf};

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
        // A path starts after a space, a quote, or the end of a colour.
        for before in [" ", "`", "\n", "\x1b[0m"] {
            let [there, here] =
                [folder, &relative_to_cwd(folder)].map(|path| format!("{before}{path}"));
            text = text.replace(&there, &here);
        }
    }
    text
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
    }
}
