//! Whether the source of an answer calls a method that sorts, which no run can tell.

use std::fs;
use std::path::Path;

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};

use crate::mistake::{Kind, Mistake, NoVerdictReason, no_verdict_mistake};

/// What may follow `sort` or `sorted` in the name of a method that sorts.
const SORT_SUFFIXES: [&str; 5] = ["", "_by", "_by_key", "_by_cached_key", "_floats"];

/// Checks that an answer to exercise 1 or 4 calls no method that sorts, as the course asks.
///
/// The files under `src/` of the crate are searched for the `sort` methods of slices and the
/// `sorted` methods of iterators. Tests are left out: files named `tests.rs`, and what `#[test]`,
/// `#[cfg(test)]` or their like is written above. A heap or an ordered map is accepted, because
/// the course's own answer ends with an ordered map, and so is a list that is kept in order by
/// hand.
///
/// # Errors
///
/// Returns the first call that is found, or says that there is no verdict if a folder can't be
/// read. A file that can't be read is left to the compiler.
pub fn check_no_sorting(crate_folder: impl AsRef<Path>) -> Result<(), Mistake> {
    check_folder(&crate_folder.as_ref().join("src"))
}

/// Checks the files of a folder, and of the folders in it.
fn check_folder(folder: &Path) -> Result<(), Mistake> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => {
            return no_verdict_mistake(
                NoVerdictReason::System,
                format!("{}: {error}", folder.display()),
            )
            .into_err();
        }
    };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            check_folder(&path)?;
        } else if path.extension().is_some_and(|extension| extension == "rs")
            && !path.ends_with("tests.rs")
        {
            check_source(&path, &fs::read_to_string(&path).unwrap_or_default())?;
        }
    }
    Ok(())
}

fn check_source(path: &Path, source: &str) -> Result<(), Mistake> {
    let Some(method) = source.parse().ok().and_then(sorting_method) else { return Ok(()) };
    // A check names the folder by a way that leads out of its own package.
    let path = path.display().to_string().replace('\\', "/");
    let file = path.rsplit("../").next().unwrap_or(&path);
    let line = method.span().start().line;
    Mistake::new(Kind::Sorts, format!("{file}:{line} calls `{method}`"))
        .with_why(
            "the waits complete in ascending order by themselves, so nothing has to be sorted",
        )
        .with_change(
            "take each delay as its wait completes, from a `FuturesUnordered` or a `JoinSet`, and \
             remove the sort",
        )
        .into_err()
}

/// The first method in some code that is called, or named by its path, and sorts.
fn sorting_method(code: TokenStream) -> Option<Ident> {
    let tokens: Vec<TokenTree> = code.into_iter().collect();
    let mut is_test_code = false;
    for (at, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Group(group) if is_test_code => {
                is_test_code = group.delimiter() != Delimiter::Brace;
            }
            TokenTree::Punct(semicolon) if semicolon.as_char() == ';' => is_test_code = false,
            _ if is_test_code => {}
            TokenTree::Group(group) => {
                let before = &tokens[..at];
                let marks_test_code =
                    group.delimiter() == Delimiter::Bracket && marks_test_code(&group.stream());
                // `#![…]` is about all of this file or module, and `#[…]` about what follows.
                if marks_test_code && ends_with(before, "#!") {
                    return None;
                }
                if marks_test_code && ends_with(before, "#") {
                    is_test_code = true;
                    continue;
                }
                if let Some(method) = sorting_method(group.stream()) {
                    return Some(method);
                }
            }
            TokenTree::Ident(name) if is_sort_method(name) => {
                let (before, after) = (&tokens[..at], &tokens[at + 1..]);
                if is_method_call(before, after) || is_type_path(before) {
                    return Some(name.clone());
                }
            }
            _ => {}
        }
    }
    None
}

/// Whether the last tokens are these puncts.
fn ends_with(tokens: &[TokenTree], puncts: &str) -> bool {
    let mut tokens = tokens.iter().rev();
    puncts.chars().rev().all(
        |sign| matches!(tokens.next(), Some(TokenTree::Punct(punct)) if punct.as_char() == sign),
    )
}

/// Whether an attribute, such as `tokio::test` or `cfg(test)`, keeps an item for tests.
fn marks_test_code(attribute: &TokenStream) -> bool {
    let attribute = attribute.to_string().replace(' ', "");
    let (path, arguments) = attribute.split_once('(').unwrap_or((&attribute, ""));
    match path {
        "cfg" => {
            let mut words = arguments.split(|c: char| !c.is_alphanumeric() && c != '_');
            words.any(|word| word == "test") && !arguments.contains("not(test")
        }
        _ => path == "test" || path.ends_with("::test"),
    }
}

/// Whether this is the name of a method that sorts.
fn is_sort_method(name: &Ident) -> bool {
    let name = name.to_string();
    let name = name.trim_start_matches("r#");
    let stem = name.strip_prefix("sorted").or(name.strip_prefix("sort")).unwrap_or(name);
    name.starts_with("sort")
        && SORT_SUFFIXES.contains(&stem.strip_prefix("_unstable").unwrap_or(stem))
}

/// Whether the name between these tokens is a method that is called on a value.
fn is_method_call(before: &[TokenTree], after: &[TokenTree]) -> bool {
    let is_call = match after.first() {
        Some(TokenTree::Group(arguments)) => arguments.delimiter() == Delimiter::Parenthesis,
        Some(TokenTree::Punct(colon)) => colon.as_char() == ':',
        _ => false,
    };
    is_call && ends_with(before, ".")
}

/// Whether the name after these tokens is a method that is named by the path of its type.
fn is_type_path(before: &[TokenTree]) -> bool {
    match before {
        [.., owner, TokenTree::Punct(_), TokenTree::Punct(colon)] if colon.as_char() == ':' => {
            // A module or function of the learner's own is named in lower case.
            let owner = owner.to_string();
            owner == ">" || owner == "slice" || owner.starts_with(char::is_uppercase)
        }
        _ => false,
    }
}
