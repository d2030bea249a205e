//! What a run cannot tell: whether the source sorts.

use std::fs;
use std::path::Path;

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};

use crate::mistake::{Kind, Mistake};

/// How the `sort` methods of slices go on, and those of `sorted` iterators.
const ENDINGS: &str = "|_by|_by_key|_by_cached_key|_floats|_unstable|_unstable_by|_unstable_by_key";

/// Checks that the source of a crate does not sort, as the course asks.
///
/// Searched are the modules that `src/lib.rs` of `crate_folder` reaches, without what
/// only tests use, for the `sort` methods of slices and the `sorted` methods of
/// iterators, on whatever they are called. A heap, an ordered map, or a place that is
/// searched by hand is accepted: such an order is the last step of the workspace's own
/// answer too, and [`wait_n`](crate::wait_n) refuses waits that do not overlap.
///
/// # Errors
///
/// The first [`Mistake`] that is found.
///
/// # Examples
///
/// ```
/// # fn main() -> Result<(), checker::Mistake> {
/// checker::does_not_sort(concat!(env!("CARGO_MANIFEST_DIR"), "/../tasks"))
/// # }
/// ```
pub fn does_not_sort(crate_folder: impl AsRef<Path>) -> Result<(), Mistake> {
    let src = crate_folder.as_ref().join("src");
    search_file(crate_folder.as_ref(), &src.join("lib.rs"), &src)
}

/// A mistake in a file, by its name as the learner sees it.
fn mistake(
    root: &Path,
    kind: Kind,
    file: &Path,
    happened: &str,
    [why, change]: [&str; 2],
) -> Mistake {
    let lesson = root.file_name().unwrap_or_default().to_string_lossy();
    let inside = file.strip_prefix(root).unwrap_or(file).display().to_string();
    let happened = format!("{lesson}/{}{happened}", inside.replace('\\', "/"));
    Mistake::new(kind, &happened, why, change, &lesson)
}

/// Searches a file, and the files of its modules, which lie in `folder`.
fn search_file(root: &Path, file: &Path, folder: &Path) -> Result<(), Mistake> {
    let source = fs::read_to_string(file).map_err(|error| error.to_string());
    let tokens = source.and_then(|source| source.parse::<TokenStream>().map_err(|e| e.to_string()));
    let advice = [
        "the source is searched for sorting, and has to be Rust",
        "look whether the file is there, and whether `cargo build` takes it",
    ];
    let tokens = tokens.map_err(|reason| {
        mistake(root, Kind::Unreadable, file, &format!(" cannot be read: {reason}"), advice)
    })?;
    search(root, tokens, file, folder)
}

/// Searches tokens, and those inside them.
fn search(root: &Path, tokens: TokenStream, file: &Path, folder: &Path) -> Result<(), Mistake> {
    let tokens: Vec<_> = tokens.into_iter().collect();
    let (mut path, mut i) = (None, 0);
    while i < tokens.len() {
        match &tokens[i..] {
            [hash, not, TokenTree::Group(attribute), ..]
                if is_sign(hash, '#') && is_sign(not, '!') =>
            {
                if is_for_tests(&list(attribute)) {
                    return Ok(());
                }
                i += 3;
                continue;
            }
            [hash, TokenTree::Group(attribute), item @ ..] if is_sign(hash, '#') => {
                let attribute = list(attribute);
                path = path_in(&attribute).or(path);
                i += if is_for_tests(&attribute) { 2 + length(item) } else { 2 };
                continue;
            }
            [TokenTree::Ident(word), TokenTree::Ident(name), body, ..] if word == "mod" => {
                search_module(root, body, file, &folder.join(plain(name)), path.take())?;
                i += 3;
                continue;
            }
            [TokenTree::Ident(name), ..] if sorts(&tokens, i) => {
                let happened = format!(":{} uses `{}`", name.span().start().line, plain(name));
                let advice = [
                    "the order is imposed afterwards: a list of waits that ran one after another would look the same",
                    "let the waits run at the same time, and put each delay in its place as it ends",
                ];
                return Err(mistake(root, Kind::Sorts, file, &happened, advice));
            }
            [TokenTree::Group(group), ..] => search(root, group.stream(), file, folder)?,
            _ => {}
        }
        i += 1;
    }
    Ok(())
}

/// Searches a module: its body, or its file, if the compiler needed it.
fn search_module(
    root: &Path,
    body: &TokenTree,
    file: &Path,
    folder: &Path,
    path: Option<String>,
) -> Result<(), Mistake> {
    let (flat, nested) = (folder.with_extension("rs"), folder.join("mod.rs"));
    match (body, path) {
        (TokenTree::Group(body), _) => search(root, body.stream(), file, folder),
        (_, Some(path)) => {
            let file = file.with_file_name(path);
            search_file(root, &file, file.parent().unwrap_or(folder))
        }
        _ if flat.exists() => search_file(root, &flat, folder),
        _ if nested.exists() => search_file(root, &nested, folder),
        _ => Ok(()),
    }
}

/// The tokens inside brackets.
fn list(group: &Group) -> Vec<TokenTree> {
    group.stream().into_iter().collect()
}

/// A name without the `r#` of a raw one.
fn plain(name: &Ident) -> String {
    name.to_string().trim_start_matches("r#").into()
}

/// Whether a token is this sign.
fn is_sign(token: &TokenTree, sign: char) -> bool {
    matches!(token, TokenTree::Punct(found) if found.as_char() == sign)
}

/// Whether the name at `i` is a method that sorts: called, or named by its type.
fn sorts(tokens: &[TokenTree], i: usize) -> bool {
    let name = tokens[i].to_string();
    let name = name.trim_start_matches("r#");
    let Some(ending) = name.strip_prefix("sorted").or(name.strip_prefix("sort")) else {
        return false;
    };
    let is_called = match tokens.get(i + 1) {
        Some(TokenTree::Group(arguments)) => arguments.delimiter() == Delimiter::Parenthesis,
        next => next.is_some_and(|next| is_sign(next, ':')),
    };
    let is_method = match &tokens[..i] {
        [.., dot] if is_sign(dot, '.') => is_called,
        // `<[f64]>::sort`, `slice::sort`, `Vec::sort`; a module can have a `sort` of its own.
        [.., of, colon, second] if is_sign(colon, ':') && is_sign(second, ':') => {
            let of = of.to_string();
            [">", "slice", "itertools"].contains(&&*of) || of.starts_with(char::is_uppercase)
        }
        _ => false,
    };
    is_method && ENDINGS.split('|').any(|known| known == ending)
}

/// The file that `#[path = "…"]` names.
fn path_in(attribute: &[TokenTree]) -> Option<String> {
    match attribute {
        [TokenTree::Ident(word), _, TokenTree::Literal(file)] if word == "path" => {
            Some(file.to_string().trim_matches('"').into())
        }
        _ => None,
    }
}

/// Whether an attribute says that what follows is there for tests only.
fn is_for_tests(attribute: &[TokenTree]) -> bool {
    match attribute {
        [TokenTree::Ident(word), TokenTree::Group(when)] if word == "cfg" => {
            parts(when).iter().any(|part| asks_for_tests(part))
        }
        // `#[test]`, `#[tokio::test]`, `#[tokio::test(…)]`.
        [.., TokenTree::Ident(word)] | [.., TokenTree::Ident(word), TokenTree::Group(_)] => {
            word == "test"
        }
        _ => false,
    }
}

/// The parts of a list in brackets.
fn parts(list: &Group) -> Vec<Vec<TokenTree>> {
    let tokens = self::list(list);
    let parts = tokens.split(|token| is_sign(token, ','));
    parts.filter(|part| !part.is_empty()).map(<[_]>::to_vec).collect()
}

/// Whether a condition holds in tests only: `test`, or `all` with such a part, or `any` of only such.
fn asks_for_tests(condition: &[TokenTree]) -> bool {
    match condition {
        [TokenTree::Ident(word)] => word == "test",
        [TokenTree::Ident(word), TokenTree::Group(list)] => {
            let asks: Vec<_> = parts(list).iter().map(|part| asks_for_tests(part)).collect();
            word == "all" && asks.contains(&true) || word == "any" && !asks.contains(&false)
        }
        _ => false,
    }
}

/// How many tokens the item, statement, field or arm has that stands first.
fn length(tokens: &[TokenTree]) -> usize {
    let is_word = |token: &TokenTree, words: &str| {
        let token = token.to_string();
        words.split(' ').any(|word| word == token)
    };
    let has_body = "fn impl mod trait struct enum union macro_rules";
    let first = tokens.iter().find(|token| {
        is_word(token, has_body) || is_word(token, "let use type static const = : { ( .")
    });
    let is_item = first.is_some_and(|token| is_word(token, has_body));
    let is_statement = first.is_some_and(|token| is_word(token, "let use type static const"));
    let mut angles = 0;
    for (i, token) in tokens.iter().enumerate() {
        let goes_on = tokens.get(i + 1).is_some_and(|next| is_word(next, "else . = ?"));
        let is_body =
            matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace);
        angles += i32::from(is_sign(token, '<')) - i32::from(is_sign(token, '>'));
        let ends = is_sign(token, ';')
            || is_body && !is_statement && !goes_on
            || is_sign(token, ',') && !is_item && !is_statement && angles <= 0;
        if ends {
            return i + 1;
        }
    }
    tokens.len()
}
