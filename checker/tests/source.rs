//! Sources that sort are refused, and sources that speak of sorting are not.

use std::fs;
use std::path::{Path, PathBuf};

use checker::{Mistake, does_not_sort};

/// A crate folder with one file, `src/a/b.rs`, and its text.
fn crate_with(name: &str, source: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(folder.join("src/a")).unwrap();
    fs::write(folder.join("src/lib.rs"), "mod a;").unwrap();
    fs::write(folder.join("src/a/b.rs"), source).unwrap();
    folder
}

#[test]
fn sources_that_sort_are_refused() {
    let sources = [
        ("sort", "fn f(v: &mut Vec<u8>) {\n v.sort(); }"),
        (
            "sort_by",
            "fn f(v: &mut Vec<f64>) {\n v.sort_by(f64::total_cmp); }",
        ),
        (
            "sort_unstable",
            "fn f(v: &mut [u8]) {\n <[u8]>::sort_unstable(v) }",
        ),
        (
            "sort_by_key",
            "fn f(v: &mut Vec<u8>) {\n v\n.iter_mut()\n.map(|_| [1].sort_by_key(|x| *x)).count(); }",
        ),
        ("sorted", "fn f(v: &Vec<u8>) {\n v.iter().sorted() }"),
        (
            "sort",
            "fn f(v: &mut Vec<u8>) {\n assert!({ v.sort(); true }); }",
        ),
        (
            "sort",
            "fn f(v: &mut Vec<u8>) {\n join!(async { <[u8]>::sort(v) }); }",
        ),
        ("BinaryHeap", "\nuse std::collections::BinaryHeap as Heap;"),
        ("BTreeSet", "\nuse std::collections::{HashMap, BTreeSet};"),
        (
            "BTreeMap",
            "fn f() {\n let _ = std::collections::BTreeMap::<u8, u8>::new(); }",
        ),
        (
            "BTreeMap",
            "fn f() {\n let _ = vec![std::collections::BTreeMap::<u8, u8>::new()]; }",
        ),
    ];
    for (i, (word, source)) in sources.into_iter().enumerate() {
        let folder = crate_with(&format!("sorts_{i}"), source);
        match does_not_sort(&folder) {
            Err(Mistake::Sorts {
                file, line, name, ..
            }) => {
                assert_eq!(name, word, "{source}");
                assert!(line > 1, "{source}: line {line}");
                assert_eq!(
                    Path::new(&file),
                    Path::new(&format!("sorts_{i}/src/a/b.rs"))
                );
            }
            other => panic!("{source}: {other:?}"),
        }
    }
}

#[test]
fn sources_that_speak_of_sorting_are_accepted() -> Result<(), Mistake> {
    let sources = [
        "// v.sort()\n/* BTreeMap */\n/// Uses no `BinaryHeap`, and does not `v.sort()`.\nfn f() {}",
        "fn f() { println!(\"v.sort() BTreeMap\"); let _ = \"BinaryHeap\"; }",
        "fn f(v: &[f64]) -> bool { v.is_sorted() }",
        "fn f(v: &[f64]) { assert!(v.is_sorted()); let sorted = 1; let _ = 0..sorted; }",
        "fn put(v: &mut Vec<f64>, x: f64) { let i = v.partition_point(|&y| y <= x); v.insert(i, x); }",
        "#[cfg(test)] mod tests { use std::collections::BTreeSet; #[test] fn f() { [1].sort(); } }",
        "#[cfg(test)] use std::collections::BTreeSet;",
        "#[test] fn f() { [1].sort(); }",
    ];
    for (i, source) in sources.into_iter().enumerate() {
        does_not_sort(crate_with(&format!("speaks_{i}"), source))?;
    }
    Ok(())
}

#[test]
fn what_cannot_be_read_is_named() {
    let folder = crate_with("broken", "fn f( {");
    for (folder, named) in [
        (folder.as_path(), "broken/src/a/b.rs"),
        (Path::new("no/such_folder"), "such_folder/src"),
    ] {
        match does_not_sort(folder) {
            Err(Mistake::Unreadable { file, .. }) => assert_eq!(Path::new(&file), Path::new(named)),
            other => panic!("{other:?}"),
        }
    }
}
