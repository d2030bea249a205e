//! What a run cannot tell: whether the source sorts.

use std::fs;
use std::path::Path;

use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};

use crate::mistake::{Kind, Mistake, Verdict};

/// How the `sort` methods of slices go on, and those of `sorted` iterators.
const ENDINGS: &str = "|_by|_by_key|_by_cached_key|_floats|_unstable|_unstable_by|_unstable_by_key";

/// Checks that the source of task 1 or 4 does not sort, as the course asks.
///
/// Searched are the modules that `src/lib.rs` of `crate_folder` reaches, without what only tests
/// use, for the `sort` methods of slices and the `sorted` methods of iterators. A heap, an ordered
/// map, or a place that is searched by hand is accepted: such an order is the last step of the
/// workspace's own answer too, and [`wait_n`](crate::wait_n) refuses waits that do not overlap.
pub fn does_not_sort(crate_folder: impl AsRef<Path>) -> Verdict {
    let src = crate_folder.as_ref().join("src");
    let (root, file) = (crate_folder.as_ref(), &src.join("lib.rs"));
    Source { root, file, folder: &src, paths: &src }.search_file()
}

/// A file of a crate.
#[derive(Clone, Copy)]
struct Source<'a> {
    /// The folder of the crate.
    root: &'a Path,
    /// The file.
    file: &'a Path,
    /// The folder where the files of its modules lie.
    folder: &'a Path,
    /// The folder where those lie that a `#[path]` names.
    paths: &'a Path,
}

impl Source<'_> {
    /// A mistake in the file, by its name as the learner sees it.
    fn mistake(&self, kind: Kind, happened: &str, why: &str, change: &str) -> Mistake {
        let lesson = self.root.file_name().unwrap_or_default().to_string_lossy();
        let inside = self.file.strip_prefix(self.root).unwrap_or(self.file).display().to_string();
        let happened = format!("{lesson}/{}{happened}", inside.replace('\\', "/"));
        Mistake::new(kind, &happened, why, change, &lesson)
    }

    /// Searches the file, and the files of its modules.
    fn search_file(&self) -> Verdict {
        let source = fs::read_to_string(self.file).map_err(|error| error.to_string());
        let tokens = source.and_then(|text| text.parse().map_err(|error| format!("{error}")));
        self.search(tokens.map_err(|reason| {
            let happened = format!(" cannot be read: {reason}");
            let why = "the source is searched for sorting, and has to be Rust";
            let change = "look whether the file is there, and whether `cargo build` takes it";
            self.mistake(Kind::Unreadable, &happened, why, change)
        })?)
    }

    /// Searches tokens, and those inside them.
    fn search(&self, tokens: TokenStream) -> Verdict {
        let tokens: Vec<_> = tokens.into_iter().collect();
        let (mut path, mut i) = (None, 0);
        while i < tokens.len() {
            i += match &tokens[i..] {
                [hash, not, TokenTree::Group(attribute), ..]
                    if is_sign(hash, '#') && is_sign(not, '!') && is_for_tests(attribute) =>
                {
                    return Ok(());
                }
                [hash, TokenTree::Group(attribute), item @ ..] if is_sign(hash, '#') => {
                    let left_out = if is_for_tests(attribute) { length(item) } else { 0 };
                    path = path_in(attribute).or(path).filter(|_| left_out == 0);
                    2 + left_out
                }
                [TokenTree::Ident(word), TokenTree::Ident(name), body, ..] if word == "mod" => {
                    self.search_module(&plain(name), body, path.take())?;
                    3
                }
                [TokenTree::Ident(name), ..] if sorts(&plain(name), &tokens, i) => {
                    let happened = format!(":{} uses `{}`", name.span().start().line, plain(name));
                    let why = "the order is made afterwards: a list of waits that ran one after another would look the same";
                    let change = "let the waits run at the same time, and put each delay in its place as it ends";
                    return Err(self.mistake(Kind::Sorts, &happened, why, change));
                }
                [TokenTree::Group(group), ..] => self.search(group.stream()).map(|()| 1)?,
                _ => 1,
            };
        }
        Ok(())
    }

    /// Searches a module: its body, or its file, if the compiler needed it.
    fn search_module(&self, name: &str, body: &TokenTree, path: Option<String>) -> Verdict {
        let folder = &self.folder.join(name);
        if let TokenTree::Group(body) = body {
            return Source { folder, paths: folder, ..*self }.search(body.stream());
        }
        let files = [folder.with_extension("rs"), folder.join("mod.rs")];
        let named = path.map(|path| self.paths.join(path));
        let folder = named.as_deref().and_then(Path::parent).unwrap_or(folder);
        let file = named.as_ref().or(files.iter().find(|file| file.exists()));
        let Some(file) = file else { return Ok(()) };
        let paths = file.parent().unwrap_or(folder);
        Source { file, folder, paths, ..*self }.search_file()
    }
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
fn sorts(name: &str, tokens: &[TokenTree], i: usize) -> bool {
    let ending = name.strip_prefix("sorted").or(name.strip_prefix("sort"));
    let is_method = match &tokens[..i] {
        [.., dot] if is_sign(dot, '.') => match tokens.get(i + 1) {
            Some(TokenTree::Group(arguments)) => arguments.delimiter() == Delimiter::Parenthesis,
            next => next.is_some_and(|next| is_sign(next, ':')),
        },
        // `<[f64]>::sort`, `slice::sort`, `Vec::sort`; a module can have a `sort` of its own.
        [.., of, colon, second] if is_sign(colon, ':') && is_sign(second, ':') => {
            let of = of.to_string();
            [">", "slice", "itertools"].contains(&&*of) || of.starts_with(char::is_uppercase)
        }
        _ => false,
    };
    is_method && ending.is_some_and(|ending| ENDINGS.split('|').any(|known| known == ending))
}

/// The file that `#[path = "…"]` names.
fn path_in(attribute: &Group) -> Option<String> {
    let attribute = attribute.stream().to_string();
    let file = attribute.strip_prefix("path")?.trim_start().strip_prefix('=')?;
    Some(file.trim().trim_matches('"').into())
}

/// Whether what follows an attribute is there for tests only: `test`, `tokio::test(…)`,
/// `cfg(test)`, or an `all` in it that holds for tests only.
fn is_for_tests(attribute: &Group) -> bool {
    let tokens: Vec<_> = attribute.stream().into_iter().collect();
    tokens.iter().any(|token| token.to_string() == "test")
        || tokens.windows(2).any(|pair| {
            let [word, TokenTree::Group(parts)] = pair else { return false };
            ["cfg", "all"].contains(&&*word.to_string()) && is_for_tests(parts)
        })
}

/// How many tokens the item, statement, field or arm that stands first has, up to its `;` or body.
fn length(tokens: &[TokenTree]) -> usize {
    let is_body = |token: &TokenTree| matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace);
    let goes_on = |i: usize| {
        tokens.get(i + 1).is_some_and(|next| ["else", ".", "?", "="].contains(&&*next.to_string()))
    };
    let ends = |i: &usize| is_sign(&tokens[*i], ';') || is_body(&tokens[*i]) && !goes_on(*i);
    (0..tokens.len()).find(ends).map_or(tokens.len(), |end| end + 1)
}
