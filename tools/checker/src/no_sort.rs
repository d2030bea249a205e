//! What a run can't tell: whether the source sorts.

use std::fs;
use std::path::Path;

use crate::mistake::{Kind, Mistake};

/// Checks that an answer to exercise 1 or 4 calls no method that sorts, as the course asks.
///
/// The files under `src/` of the crate are read, up to a `#[cfg(test)]`, without their comments.
/// A heap, an ordered map, or a place that is found by hand is accepted: that is the last step
/// of the workspace's own answer too.
///
/// # Errors
///
/// Returns the first call that is found. A file that can't be read is left to the compiler.
pub fn does_not_sort(crate_folder: impl AsRef<Path>) -> Result<(), Mistake> {
    check_folder(&crate_folder.as_ref().join("src"))
}

/// Reads the files of a folder, and of the folders in it.
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

/// Reads one source.
fn check_source(path: &Path, source: &str) -> Result<(), Mistake> {
    let lines = source.lines().zip(1..).take_while(|(line, _)| !line.contains("#[cfg(test)]"));
    for (line, number) in lines {
        let code = line.split("//").next().unwrap_or_default();
        let Some(method) = sorting_method(code) else { continue };
        let file = path.file_name().unwrap_or_default().to_string_lossy();
        return Mistake::new(Kind::Sorts, format!("line {number} of {file} calls `{method}`"))
            .why(
                "your waits ran together, and completed in ascending order already; the list \
                 loses that order when it is filled as the waits were created",
            )
            .fix(
                "take each delay as its wait completes, from a `FuturesUnordered` or a `JoinSet`, \
                 and nothing is left to sort",
            )
            .err();
    }
    Ok(())
}

/// The name of the method that a line calls, if it sorts.
fn sorting_method(code: &str) -> Option<&str> {
    let mut rest = code;
    while let Some(at) = rest.find("sort") {
        let before = &rest[..at];
        let name = &rest[at..];
        let end = name.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(name.len());
        let (name, after) = name.split_at(end);
        let is_method = before.ends_with(['.', '#']) || before.ends_with("::");
        let stem = name.strip_prefix("sorted").or(name.strip_prefix("sort")).unwrap_or(name);
        let stem = stem.strip_prefix("_unstable").unwrap_or(stem);
        let sorts = matches!(stem, "" | "_by" | "_by_key" | "_by_cached_key" | "_floats");
        let is_called = after.starts_with('(') || after.starts_with("::");
        if is_method && is_called && sorts && !before.ends_with("self::") {
            return Some(name);
        }
        rest = after;
    }
    None
}
