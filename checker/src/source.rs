//! What a run cannot tell: whether the source imposes the order.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{Attribute, ExprMethodCall, ExprPath, ItemFn, ItemMod, ItemUse, Macro};

use crate::mistake::Mistake;

/// Checks that the source of a crate does not sort: no `sort*`, no heap, no ordered map or set.
///
/// Reads every Rust file in the `src` of `crate_folder`, with a parser: comments
/// and text may say what they like. So may what only tests use, and a function
/// that puts one delay in its place.
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
    let lesson = lesson.to_string_lossy().into_owned();
    let name = |file: &Path| {
        let inside = file.strip_prefix(crate_folder).unwrap_or(file);
        Path::new(&lesson).join(inside).display().to_string()
    };
    let unreadable = |file: &Path, reason: String| Mistake::Unreadable {
        lesson: lesson.clone(),
        file: name(file),
        reason,
    };
    let src = crate_folder.join("src");
    for file in rust_files(&src).map_err(|error| unreadable(&src, error.to_string()))? {
        let source = fs::read_to_string(&file).map_err(|e| unreadable(&file, e.to_string()))?;
        let parsed = syn::parse_file(&source).map_err(|e| unreadable(&file, e.to_string()))?;
        let mut search = Search { found: None };
        search.visit_file(&parsed);
        if let Some(found) = search.found {
            return Err(Mistake::Sorts {
                file: name(&file),
                line: found.span().start().line,
                name: found.to_string(),
                lesson,
            });
        }
    }
    Ok(())
}

/// The Rust files in a folder and in the folders inside it.
fn rust_files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            files.extend(rust_files(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    Ok(files)
}

/// A walk over a file's syntax that keeps the first name that sorts.
struct Search {
    /// That name, and where it stands.
    found: Option<Ident>,
}

impl Search {
    /// Keeps `name` if it is the first.
    fn find(&mut self, name: &Ident) {
        self.found.get_or_insert_with(|| name.clone());
    }
}

/// Whether a name begins as the sorting methods of slices and iterators do.
fn sorts(name: &Ident) -> bool {
    name.to_string().starts_with("sort")
}

/// Whether a name is a collection that keeps its own order.
fn is_ordered(name: &Ident) -> bool {
    ["BinaryHeap", "BTreeMap", "BTreeSet"]
        .iter()
        .any(|ordered| name == ordered)
}

/// Whether an item is there for tests only.
fn is_for_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("test")
            || attribute.path().is_ident("cfg")
                && attribute
                    .parse_args::<Ident>()
                    .is_ok_and(|name| name == "test")
    })
}

impl<'ast> Visit<'ast> for Search {
    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        if !is_for_tests(&item.attrs) {
            visit::visit_item_mod(self, item);
        }
    }

    fn visit_item_fn(&mut self, item: &'ast ItemFn) {
        if !is_for_tests(&item.attrs) {
            visit::visit_item_fn(self, item);
        }
    }

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        if !is_for_tests(&item.attrs) {
            visit::visit_item_use(self, item);
        }
    }

    fn visit_ident(&mut self, name: &'ast Ident) {
        if is_ordered(name) {
            self.find(name);
        }
    }

    /// `delays.sort_by(…)`.
    fn visit_expr_method_call(&mut self, call: &'ast ExprMethodCall) {
        if sorts(&call.method) {
            self.find(&call.method);
        }
        visit::visit_expr_method_call(self, call);
    }

    /// `<[f64]>::sort_by`, `slice::sort`.
    fn visit_expr_path(&mut self, path: &'ast ExprPath) {
        let segments = &path.path.segments;
        if let Some(last) = segments.last() {
            if sorts(&last.ident) && (segments.len() > 1 || path.qself.is_some()) {
                self.find(&last.ident);
            }
        }
        visit::visit_expr_path(self, path);
    }

    /// The arguments of a macro are not parsed: its tokens are looked through.
    fn visit_macro(&mut self, call: &'ast Macro) {
        self.visit_tokens(call.tokens.clone());
    }
}

impl Search {
    /// Finds `.sort(…)`, `::sort(…)` and ordered collections among tokens.
    fn visit_tokens(&mut self, tokens: TokenStream) {
        let mut behind_dot = false;
        let mut tokens = tokens.into_iter().peekable();
        while let Some(token) = tokens.next() {
            match &token {
                TokenTree::Ident(name) => {
                    let is_call = matches!(tokens.peek(), Some(TokenTree::Group(arguments))
                        if arguments.delimiter() == Delimiter::Parenthesis);
                    if is_ordered(name) || behind_dot && is_call && sorts(name) {
                        self.find(name);
                    }
                }
                TokenTree::Group(group) => self.visit_tokens(group.stream()),
                TokenTree::Punct(_) | TokenTree::Literal(_) => {}
            }
            behind_dot = matches!(&token, TokenTree::Punct(dot) if ".:".contains(dot.as_char()));
        }
    }
}
