//! Whether the source of an answer calls a method that sorts, which no run can tell.

use std::fs;
use std::path::Path;

use crate::mistake::{Kind, Mistake};

/// The names of methods that sort, without what may follow `sort` or `sorted`.
const ENDINGS: [&str; 5] = ["", "_by", "_by_key", "_by_cached_key", "_floats"];

/// Checks that an answer to exercise 1 or 4 calls no method that sorts, as the course asks.
///
/// The files under `src/` of the crate are searched for the `sort` methods of slices and the
/// `sorted` methods of iterators, without comments and strings, and up to a `#[cfg(test)]`. A
/// heap, an ordered map, or a place that is found by hand is accepted: that is the last step of
/// the workspace's own answer, too.
///
/// # Errors
///
/// Returns the first call that is found. A file that can't be read is left to the compiler.
pub fn does_not_sort(crate_folder: impl AsRef<Path>) -> Result<(), Mistake> {
    check_folder(&crate_folder.as_ref().join("src"))
}

/// Checks the files of a folder, and of the folders in it.
fn check_folder(folder: &Path) -> Result<(), Mistake> {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            check_folder(&path)?;
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            check_source(&path, &fs::read_to_string(&path).unwrap_or_default())?;
        }
    }
    Ok(())
}

/// Checks one source.
fn check_source(path: &Path, source: &str) -> Result<(), Mistake> {
    let code = without_comments_and_strings(source);
    let lines = code.lines().zip(1..).take_while(|(line, _)| line.trim() != "#[cfg(test)]");
    for (line, number) in lines {
        let Some(method) = sorting_method(line) else { continue };
        // A check names the folder by a way that leads out of its own package.
        let path = path.display().to_string().replace('\\', "/");
        let file = path.rsplit("../").next().unwrap_or(&path);
        return Mistake::new(Kind::Sorts, format!("{file}:{number} calls `{method}`"))
            .why("your waits completed in ascending order by themselves, so something put them in another order")
            .fix(
                "take each delay as its wait completes, from a `FuturesUnordered` or a `JoinSet`, \
                 and nothing is left to sort",
            )
            .err();
    }
    Ok(())
}

/// The source with a space in place of each character of a comment or a string, and with its lines.
fn without_comments_and_strings(source: &str) -> String {
    let mut code = String::new();
    let mut rest = source;
    while let Some(first) = rest.chars().next() {
        let skipped = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if first == '"' {
            // The next quote that no backslash stands before.
            let end = rest.char_indices().skip(1).scan(false, |escaped, (at, c)| {
                let ends = c == '"' && !*escaped;
                *escaped = c == '\\' && !*escaped;
                Some((at, ends))
            });
            let mut ends = end.filter(|(_, ends)| *ends);
            ends.next().map_or(rest.len(), |(at, _)| at + 1)
        } else {
            code.push(first);
            rest = &rest[first.len_utf8()..];
            continue;
        };
        code.extend(rest[..skipped].chars().map(|c| if c == '\n' { c } else { ' ' }));
        rest = &rest[skipped..];
    }
    code
}

/// The name of the method that a line calls, if it sorts.
fn sorting_method(line: &str) -> Option<&str> {
    for (at, _) in line.match_indices("sort") {
        let (before, name) = line.split_at(at);
        let end = name.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(name.len());
        let (name, after) = name.split_at(end);
        let stem = name.strip_prefix("sorted").or(name.strip_prefix("sort")).unwrap_or(name);
        let stem = stem.strip_prefix("_unstable").unwrap_or(stem);
        let before = before.trim_end().trim_end_matches("r#");
        let is_method =
            before.ends_with('.') || before.ends_with("::") && !before.ends_with("self::");
        let is_called = after.trim_start().starts_with(['(', ':', ')']);
        if ENDINGS.contains(&stem) && is_method && is_called {
            return Some(name);
        }
    }
    None
}
