//! What the documents are made of: files of the repository, links, and blocks of code.

use std::fs;
use std::path::Path;

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};
use walkdir::{DirEntry, WalkDir};

/// The folder of the repository.
pub const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");

/// Lists the files with such a name, by their paths from the root. What was built is left out.
///
/// # Panics
///
/// Panics if a folder cannot be read.
pub fn files(is_wanted: fn(&str) -> bool) -> Vec<String> {
    let is_source = |entry: &DirEntry| entry.file_name() != ".git" && entry.file_name() != "target";
    let mut files = Vec::new();
    for entry in WalkDir::new(ROOT).sort_by_file_name().into_iter().filter_entry(is_source) {
        let entry = entry.expect("a folder can be read");
        let path = entry.path().strip_prefix(ROOT).expect("it is inside");
        let name = path.display().to_string().replace('\\', "/");
        if entry.file_type().is_file() && is_wanted(&name) {
            files.push(name);
        }
    }
    files
}

/// Whether a file is a document.
#[must_use]
pub fn is_document(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|ending| ending == "md")
}

/// Reads a file of the repository.
///
/// # Panics
///
/// Panics, and names the file, if it cannot be read.
pub fn read(name: impl AsRef<Path>) -> String {
    let name = Path::new(ROOT).join(name);
    fs::read_to_string(&name).unwrap_or_else(|error| panic!("{}: {error}", name.display()))
}

/// Copies a file of the repository into a folder, under the same path, unless it is there already.
///
/// # Panics
///
/// Panics, and names the file, if it cannot be read.
pub fn copy_to(folder: &Path, name: &str) {
    let file = Path::new(ROOT).join(name);
    let content = fs::read(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    write_if_changed(&folder.join(name), &content);
}

/// Writes a file if that changes it, so that cargo builds no more than it must.
///
/// # Panics
///
/// Panics if the file cannot be written.
pub fn write_if_changed(file: &Path, content: &[u8]) {
    if !fs::read(file).is_ok_and(|old| old == content) {
        fs::create_dir_all(file.parent().expect("a file is in a folder")).expect("a folder");
        fs::write(file, content).expect("a file can be written");
    }
}

/// The files that a document links or shows, by their paths from the root.
#[must_use]
pub fn links(document: &str) -> Vec<String> {
    let text = read(document);
    let targets = Parser::new(&text).filter_map(|event| match event {
        Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => Some(dest_url),
        _ => None,
    });
    let files = targets.filter_map(|target| {
        let target = target.split('#').next().unwrap_or_default();
        (!target.is_empty() && !target.contains("://")).then(|| resolve(document, target))
    });
    files.collect()
}

/// The path from the root of a file that a document names by a path from its own folder.
fn resolve(document: &str, target: &str) -> String {
    let mut folders: Vec<_> = document.split('/').collect();
    folders.pop();
    for part in target.split('/') {
        match part {
            ".." => drop(folders.pop()),
            "." => {}
            _ => folders.push(part),
        }
    }
    folders.join("/")
}

/// A fenced block of a document.
#[derive(Clone, Default)]
pub struct Block {
    /// Its language.
    pub language: String,
    /// What follows the language, after a comma.
    pub attribute: String,
    /// Its text.
    pub text: String,
    /// What the paragraph before it links.
    pub links: Vec<String>,
}

/// Lists the fenced blocks of a document.
#[must_use]
pub fn blocks(document: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut block = Block::default();
    for event in Parser::new(&read(document)) {
        match event {
            Event::Start(Tag::Paragraph | Tag::Heading { .. }) => block = Block::default(),
            Event::Start(Tag::Link { dest_url, .. }) => block.links.push(dest_url.into()),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                let (language, attribute) = info.split_once(',').unwrap_or((&info, ""));
                (block.language, block.attribute) = (language.into(), attribute.into());
                block.text.clear();
            }
            Event::Text(part) => block.text += &part,
            Event::End(TagEnd::CodeBlock) => {
                blocks.push(block);
                block = Block::default();
            }
            _ => {}
        }
    }
    blocks
}
