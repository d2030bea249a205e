//! Sources that sort are refused, and sources that only speak of it are not.

use std::fs;
use std::path::Path;

use checker::{Kind, Mistake, check_no_sorting};

/// The verdict on a crate with this source.
fn verdict(source: &str) -> Result<(), Mistake> {
    let name: String = source.chars().filter(char::is_ascii_alphanumeric).collect();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(folder.join("src")).unwrap();
    fs::write(folder.join("src/lib.rs"), source).unwrap();
    check_no_sorting(folder)
}

#[test]
fn a_source_that_sorts_is_refused() {
    for source in [
        "fn f(v: &mut Vec<u8>) {\n v.sort(); }",
        "fn f(v: &mut Vec<u8>) {\n v.r#sort(); }",
        "fn f(v: &mut Vec<f64>) {\n v.sort_by(f64::total_cmp); }",
        "fn f(v: &mut Vec<f64>) {\n v. sort_by (f64::total_cmp); }",
        "fn f(v: &mut [u8]) {\n <[u8]>::sort_unstable(v) }",
        "fn f(v: &Vec<u8>) {\n v.iter().sorted() }",
        "fn f(v: &mut Vec<u8>, c: char) { if c == '\"' {\n v.sort() } }",
        "use std::slice; fn f(v: &mut [u8]) {\n slice::sort(v) }",
        "fn f(v: &mut Vec<u8>) { // v is sorted\n v.sort_by_key::<u8, _>(|x| *x); }",
        "#[test] fn t() {}\nfn f(v: &mut Vec<u8>) { v.sort(); }",
        "fn f(v: &mut Vec<u8>, test: usize) { v[test];\nv.sort(); }",
        "#[cfg(not(test))]\nfn f(v: &mut Vec<u8>) { v.sort(); }",
        "//! Before `#[cfg(test)]`.\nfn f(v: &mut Vec<u8>) { v.sort_unstable_by_key(key); }",
    ] {
        let mistake = verdict(source).expect_err(source);
        assert_eq!(mistake.kind(), Kind::Sorts, "{source}");
        assert!(mistake.to_string().contains("src/lib.rs:2"), "{mistake}");
    }
}

#[test]
fn a_source_that_speaks_of_sorting_is_accepted() {
    for source in [
        "// v.sort()\n/// Does not `v.sort()`.\nfn f() { println!(\"v.sort()\"); }",
        "/* no delays.sort() is\n needed, and no .sort() */ fn f() {}",
        "fn f() { println!(\"say \\\"v.sort()\\\"\"); }",
        "fn f(v: &[f64]) -> bool { assert!(v.is_sorted()); let sorted = 1; v.sort = true; }",
        "fn sort(v: &mut Vec<f64>) {} fn g(v: &mut Vec<f64>) { sort(v); self::sort(v); }",
        "fn g(v: &mut Vec<f64>) { v.sorted_insert(1.0); }",
        "fn f(c: char) -> bool { c == '\"' } fn g() { println!(\"no v.sort() here\"); }",
        "/* a /* nested */ v.sort() */ fn f() { let _ = r#\"a \" v.sort()\"#; }",
        "mod my { pub fn sort(v: &mut [f64]) {} } fn f(v: &mut [f64]) { my::sort(v) }",
        "fn f() { let v.is_not_rust(",
        "fn f() {}\n#[cfg(test)]\nmod tests { #[test] fn f() { [1].sort(); } }",
        "#[tokio::test(start_paused = true)] async fn f() { [1].sort(); }",
        "#[cfg(any(test, doc))] fn f() { [1].sort(); }",
        "#![cfg(test)] fn f() {} fn g() { [1].sort(); }",
    ] {
        assert_eq!(verdict(source), Ok(()), "{source}");
    }
}

#[test]
fn without_a_folder_there_is_no_verdict() {
    let mistake = check_no_sorting("none").unwrap_err();
    assert_eq!(mistake.kind(), Kind::NoVerdict);
    let message = mistake.to_string();
    assert!(message.starts_with("the check was abandoned: none"), "{message}");
}
