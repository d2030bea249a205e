//! Sources that sort are refused, and sources that speak of sorting are not.

#![expect(clippy::needless_raw_string_hashes, reason = "`expect!` writes its strings so")]

use std::fs;
use std::path::{Path, PathBuf};

use checker::{Kind, does_not_sort};
use expect_test::expect;

/// A crate folder with these files in its `src`.
fn crate_with(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    for (file, source) in files {
        let file = folder.join("src").join(file);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, source).unwrap();
    }
    folder
}

#[test]
fn sources_that_sort_are_refused() {
    let sources = [
        ("sort", "fn f(v: &mut Vec<u8>) {\n v.sort(); }"),
        ("sort", "fn f(v: &mut Vec<u8>) {\n v.r#sort(); }"),
        ("sort_by", "fn f(v: &mut Vec<f64>) {\n v.sort_by(f64::total_cmp); }"),
        ("sort_unstable", "fn f(v: &mut [u8]) {\n <[u8]>::sort_unstable(v) }"),
        ("sort", "fn f(v: &mut [u8]) {\n (slice::sort)(v) }"),
        (
            "sort_by_key",
            "fn f() {\n v\n.iter_mut()\n.map(|_| [1].sort_by_key::<u8, _>(|x| *x)).count(); }",
        ),
        ("sorted", "fn f(v: &Vec<u8>) {\n v.iter().sorted() }"),
        ("sorted", "fn f(v: &Vec<u8>) {\n Itertools::sorted(v.iter()) }"),
        ("sort", "fn f(v: &mut Vec<u8>) {\n assert!({ v.sort(); true }); }"),
        ("sort", "macro_rules! order { ($v:expr) => {\n $v.sort() } }"),
        ("sort", "fn f() {\n join!(async { <[u8]>::sort(v) }); }"),
        ("sort", "#[cfg(not(test))]\nfn f() { v.sort(); }"),
        ("sort", "#[cfg(any(test, unix))]\nfn f() { v.sort(); }"),
        ("sort", "#[cfg(test)] mod tests;\nfn f() { v.sort(); }"),
        ("sort", "#[cfg(test)] use a::{b, c};\nfn f() { v.sort(); }"),
        ("sort", "fn f() { run!(test); v.sort(); }"),
        ("sort", "struct S { #[cfg(test)] a: u8, b: u8 }\nfn f() { v.sort(); }"),
    ];
    for (i, (word, source)) in sources.into_iter().enumerate() {
        let files =
            [("lib.rs", "mod a;"), ("a.rs", "#[path = \"c/d.rs\"] mod b;"), ("c/d.rs", source)];
        let mistake = does_not_sort(crate_with(&format!("sorts_{i}"), &files)).unwrap_err();
        assert_eq!(mistake.kind(), Kind::Sorts, "{source}");
        let line = 1 + source[..source.rfind(word).unwrap()].matches('\n').count();
        let happened = format!("sorts_{i}/src/c/d.rs:{line} uses `{word}`\n");
        assert!(mistake.to_string().starts_with(&happened), "{source}: {mistake}");
    }
}

/// Holds the kind and the message of a crate's mistake.
macro_rules! refused {
    ($folder:expr => $kind:ident $message:expr) => {
        let mistake = does_not_sort($folder).unwrap_err();
        assert_eq!(mistake.kind(), Kind::$kind);
        $message.assert_eq(&mistake.to_string());
    };
}

#[test]
fn messages_name_the_file() {
    let sorts = crate_with(
        "sorts",
        &[("lib.rs", "fn f(v: &mut [f64]) {\n    v.sort_by(f64::total_cmp);\n}")],
    );
    refused!(sorts => Sorts expect![[r#"
        sorts/src/lib.rs:2 uses `sort_by`
        the order is made afterwards: a list of waits that ran one after another would look the same
        let the waits run at the same time, and put each delay in its place as it ends
        read: sorts"#]]);
    let broken = crate_with("broken", &[("lib.rs", "mod a;"), ("a.rs", "fn f( {")]);
    refused!(broken => Unreadable expect![[r#"
        broken/src/a.rs cannot be read: cannot parse string into token stream
        the source is searched for sorting, and has to be Rust
        look whether the file is there, and whether `cargo build` takes it
        read: broken"#]]);
}

#[test]
fn files_of_modules_are_found() {
    for (i, file) in ["a/b.rs", "a/b/mod.rs"].into_iter().enumerate() {
        let named = format!("mod a {{ #[path = \"{}\"] mod c; }}", &file[2..]);
        for (outer, a) in [("mod a { pub mod b; }", ""), ("mod a;", "pub mod b;"), (&named, "")] {
            let files = [("lib.rs", outer), ("a.rs", a), (file, "fn f() { v.sort(); }")];
            let mistake = does_not_sort(crate_with(&format!("nested_{i}"), &files)).unwrap_err();
            let happened = format!("nested_{i}/src/{file}:1 uses `sort`\n");
            assert!(mistake.to_string().starts_with(&happened), "{mistake}");
        }
    }
}

#[test]
fn sources_that_speak_of_sorting_are_accepted() {
    let sources = [
        "// v.sort()\n/// Does not `v.sort()`.\nfn f() { println!(\"v.sort()\"); }",
        "fn f(v: &[f64]) -> bool { assert!(v.is_sorted()); let sorted = 1; self.sort = true; 0..sorted }",
        "fn sort(v: &mut Vec<f64>) {} fn g(v: &mut Vec<f64>) { sort(v); self::sort(v); v.sorted_insert(1.0); }",
        "fn f() { g(A, &sort); S { A: -sort }; }",
        "use std::collections::{BTreeMap, BTreeSet, BinaryHeap};",
        "#[cfg(test)] mod tests { #[test] fn f() { [1].sort(); } }",
        "#[cfg(all(unix, test))] impl S { fn f() { [1].sort(); } }",
        "#[cfg(all(unix, all(windows, test)))] fn f() { [1].sort(); }",
        "fn f() { #[cfg(test)] v.sort(); }",
        "#[test] fn f() { [1].sort(); }",
        "#![cfg(test)] fn f() { [1].sort(); }",
        "#[cfg(test)] pub(crate) fn f<A, B>(v: Vec<A>) where A: Ord, B: Copy { v.sort(); }",
        "#[cfg(test)] impl Run<u8, u8> { fn f() { [1].sort(); } }",
        "fn f() { #[cfg(test)] let m: HashMap<u8, u8> = { [1].sort(); m }; }",
        "fn f() { #[cfg(test)] if true { a } else { v.sort() } }",
        "fn f() { #[cfg(test)] let x = S { a: 1 }.list().sort(); }",
        "fn f() { match s { #[cfg(test)] S { a } => { v.sort() } _ => {} } }",
        "#[cfg(windows)] mod windows;",
        "#[path = \"left.rs\"] #[cfg(test)] mod tests; #[cfg(windows)] mod windows;",
        "#[tokio::test(start_paused = true)] async fn f() { [1].sort(); }",
        "#[cfg(test)] mod tests;",
    ];
    for (i, source) in sources.into_iter().enumerate() {
        let files = [
            ("lib.rs", source),
            ("tests.rs", "fn f() { v.sort(); }"),
            ("left.rs", "fn f() { v.sort(); }"),
        ];
        let ended = does_not_sort(crate_with(&format!("speaks_{i}"), &files));
        assert!(ended.is_ok(), "{source}: {ended:?}");
    }
}
