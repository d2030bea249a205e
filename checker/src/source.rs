//! What a run cannot tell: whether the source sorts.

use std::fs;
use std::path::Path;

use proc_macro2::{Delimiter, Ident, Spacing, TokenStream, TokenTree};

use crate::mistake::{Kind, Mistake};

/// The methods of slices that sort, and those of iterators in `itertools`.
const SORTS: [&str; 15] = [
    "sort",
    "sort_by",
    "sort_by_key",
    "sort_by_cached_key",
    "sort_floats",
    "sort_unstable",
    "sort_unstable_by",
    "sort_unstable_by_key",
    "sorted",
    "sorted_by",
    "sorted_by_key",
    "sorted_by_cached_key",
    "sorted_unstable",
    "sorted_unstable_by",
    "sorted_unstable_by_key",
];

/// Checks that the source of a crate does not sort, as the course asks.
///
/// Searched are the modules that `src/lib.rs` of `crate_folder` reaches, without what
/// only tests use, for the `sort` methods of slices and the `sorted` methods of
/// iterators, on whatever they are called. Comments and text may say what they like.
/// A heap, an ordered map, or a place that is searched by hand is accepted: while the
/// waits overlap, such an order is the last step of the workspace's own answer too,
/// and [`wait_n`](crate::wait_n) refuses waits that do not overlap.
///
/// # Errors
///
/// The first [`Mistake`] that is found.
///
/// # Examples
///
/// ```
/// # fn main() -> Result<(), checker::Mistake> {
/// checker::does_not_sort(env!("CARGO_MANIFEST_DIR"))
/// # }
/// ```
pub fn does_not_sort(crate_folder: impl AsRef<Path>) -> Result<(), Mistake> {
    let crate_folder = crate_folder.as_ref();
    let lesson = crate_folder.file_name().unwrap_or_default();
    let search = Search {
        lesson: &lesson.to_string_lossy(),
        crate_folder,
    };
    let src = crate_folder.join("src");
    search.file(&src.join("lib.rs"), &src)
}

/// A search through the files of a crate.
struct Search<'a> {
    /// The lesson, which is the crate.
    lesson: &'a str,
    /// Its folder.
    crate_folder: &'a Path,
}

impl Search<'_> {
    /// The name of a file as the learner sees it.
    fn name(&self, file: &Path) -> String {
        let inside = file.strip_prefix(self.crate_folder).unwrap_or(file);
        let inside = inside.display().to_string().replace('\\', "/");
        format!("{}/{inside}", self.lesson)
    }

    /// Searches a file, and the files of its modules, which lie in `folder`.
    fn file(&self, file: &Path, folder: &Path) -> Result<(), Mistake> {
        let source = fs::read_to_string(file).map_err(|error| error.to_string());
        let tokens = source.and_then(|source| {
            let tokens: Result<TokenStream, _> = source.parse();
            tokens.map_err(|error| error.to_string())
        });
        let tokens = tokens.map_err(|reason| {
            Mistake::new(
                Kind::Unreadable,
                &format!("{} cannot be read: {reason}", self.name(file)),
                "the source is searched for sorting, and has to be Rust",
                "look whether the file is there, and whether `cargo build` takes it",
                self.lesson,
            )
        })?;
        self.tokens(tokens, file, folder)
    }

    /// Searches tokens, and those inside them.
    fn tokens(&self, tokens: TokenStream, file: &Path, folder: &Path) -> Result<(), Mistake> {
        let tokens: Vec<_> = tokens.into_iter().collect();
        let mut path = None;
        let mut i = 0;
        while let Some(token) = tokens.get(i) {
            if let Some(attribute) = attribute(&tokens[i..]) {
                if is_for_tests(&attribute) {
                    i += 2 + length(&tokens[i + 2..]);
                    continue;
                }
                path = path_in(&attribute).or(path);
            }
            match (token, tokens.get(i + 1), tokens.get(i + 2)) {
                (TokenTree::Ident(word), Some(TokenTree::Ident(name)), Some(body))
                    if word == "mod" =>
                {
                    let inside = folder.join(plain(name));
                    match body {
                        TokenTree::Group(body) => self.tokens(body.stream(), file, &inside)?,
                        _ => self.module(&inside, file, path.take())?,
                    }
                    i += 2;
                }
                (TokenTree::Ident(name), ..) if sorts(&tokens, i) => {
                    return Err(self.found(name, file));
                }
                (TokenTree::Group(group), ..) => self.tokens(group.stream(), file, folder)?,
                _ => {}
            }
            i += 1;
        }
        Ok(())
    }

    /// Searches the file of a module.
    fn module(&self, folder: &Path, file: &Path, path: Option<String>) -> Result<(), Mistake> {
        if let Some(path) = path {
            let file = file.with_file_name(path);
            return self.file(&file, file.parent().unwrap_or(&file));
        }
        let (flat, nested) = (folder.with_extension("rs"), folder.join("mod.rs"));
        let file = if flat.exists() { flat } else { nested };
        self.file(&file, folder)
    }

    /// The mistake of a file that sorts.
    fn found(&self, name: &Ident, file: &Path) -> Mistake {
        let line = name.span().start().line;
        Mistake::new(
            Kind::Sorts,
            &format!("{}:{line} uses `{}`", self.name(file), plain(name)),
            "the order is imposed afterwards: a list of waits that ran one after another would look the same",
            "let the waits run at the same time, and put each delay in its place as it ends",
            self.lesson,
        )
    }
}

/// A name without the `r#` of a raw one.
fn plain(name: &Ident) -> String {
    name.to_string().trim_start_matches("r#").into()
}

/// Whether a token is this sign.
fn is_sign(token: Option<&TokenTree>, sign: char) -> bool {
    matches!(token, Some(TokenTree::Punct(found)) if found.as_char() == sign)
}

/// Whether the name at `i` is a method that sorts: called, or named by its type.
fn sorts(tokens: &[TokenTree], i: usize) -> bool {
    let TokenTree::Ident(name) = &tokens[i] else {
        return false;
    };
    let before = |distance: usize| i.checked_sub(distance).map(|place| &tokens[place]);
    let is_method = is_sign(before(1), '.') && {
        let is_call = matches!(tokens.get(i + 1), Some(TokenTree::Group(arguments))
            if arguments.delimiter() == Delimiter::Parenthesis);
        is_call || is_sign(tokens.get(i + 1), ':')
    };
    // `<[f64]>::sort`, `slice::sort`, `Vec::sort`; another module can have a `sort` of its own.
    let is_path = is_sign(before(1), ':')
        && is_sign(before(2), ':')
        && match before(3) {
            Some(TokenTree::Ident(of)) => {
                of == "slice" || of.to_string().starts_with(char::is_uppercase)
            }
            of => is_sign(of, '>'),
        };
    SORTS.contains(&&*plain(name)) && (is_method || is_path)
}

/// The tokens inside the brackets of an attribute that stands first.
fn attribute(tokens: &[TokenTree]) -> Option<Vec<TokenTree>> {
    match tokens {
        [hash, TokenTree::Group(group), ..] if is_sign(Some(hash), '#') => {
            Some(group.stream().into_iter().collect())
        }
        _ => None,
    }
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
            asks_for_tests(&when.stream().into_iter().collect::<Vec<_>>())
        }
        // `#[test]`, `#[tokio::test]`, `#[tokio::test(…)]`.
        [.., TokenTree::Ident(word)] | [.., TokenTree::Ident(word), TokenTree::Group(_)] => {
            word == "test"
        }
        _ => false,
    }
}

/// Whether a condition holds in tests only: `test`, or `all` with such a part, or `any` of only such.
fn asks_for_tests(condition: &[TokenTree]) -> bool {
    let parts = |group: &proc_macro2::Group| {
        let tokens: Vec<_> = group.stream().into_iter().collect();
        let parts = tokens.split(|token| is_sign(Some(token), ','));
        parts
            .filter(|part| !part.is_empty())
            .map(asks_for_tests)
            .collect::<Vec<_>>()
    };
    match condition {
        [TokenTree::Ident(word)] => word == "test",
        [TokenTree::Ident(word), TokenTree::Group(group)] if word == "all" => {
            parts(group).contains(&true)
        }
        [TokenTree::Ident(word), TokenTree::Group(group)] if word == "any" => {
            !parts(group).contains(&false)
        }
        _ => false,
    }
}

/// How many tokens the item, statement or field has that stands first.
fn length(tokens: &[TokenTree]) -> usize {
    let ends = |token: &TokenTree| match token {
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        TokenTree::Punct(sign) => {
            sign.as_char() == ';' || sign.as_char() == ',' && sign.spacing() == Spacing::Alone
        }
        _ => false,
    };
    tokens
        .iter()
        .position(ends)
        .map_or(tokens.len(), |last| last + 1)
}
