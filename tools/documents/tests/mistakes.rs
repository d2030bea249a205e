//! The pages of `exercises/mistakes.md`: the checker says what they show.

#[path = "../../checker/tests/common/mod.rs"]
mod common;

use std::path::Path;
use std::{fs, process};

use checker::{Kind, Mistake};
use common::{expect_acceptance, expect_refusal};
use documents::read;

// The answers are compiled against the doubles that record how they are called.
extern crate spy as basic_async_syntax;
extern crate spy as concurrent_coroutines;
extern crate spy as tasks;

/// What the answers on the pages need not import.
mod prelude {
    pub use std::sync::{Arc, Mutex};
    pub use std::time::{Duration, Instant};

    pub use basic_async_syntax::{task_wait_random, wait_n, wait_random};
    pub use futures::future::join_all;
    pub use futures::stream::{FuturesUnordered, StreamExt};
    pub use tokio::runtime::Builder;
    pub use tokio::task::{JoinHandle, JoinSet};
    pub use tokio::time::sleep;
}

/// Holds that a message is the one on the page. Where chance or real time makes the numbers, the
/// numbers may be others.
fn compare(check: &str, message: &str, page: &str) {
    let is_random =
        ["check_wait_random", "check_measure_time", "check_wait_n_exact_order"].contains(&check);
    let masked = |text: &str| -> String {
        let digit = |c: char| if is_random && c.is_ascii_digit() { '#' } else { c };
        let mut masked: Vec<_> = text.chars().map(digit).collect();
        masked.dedup_by(|a, b| *a == '#' && *b == '#');
        // A very small number is printed with an exponent.
        masked.into_iter().collect::<String>().replace("e-#", "")
    };
    if message.contains(".rs:") {
        // Where the answer is compiled, it is in another file, and the lines are others.
        let words = |text: &str| -> Vec<String> {
            let word = |word: &str| if word.contains(".rs:") { "PLACE" } else { word }.to_string();
            text.split_whitespace().map(word).collect()
        };
        assert_eq!(words(message), words(page), "\n{message}");
    } else {
        assert_eq!(masked(message), masked(page), "\n{message}");
    }
}

/// Checks an answer to exercise 1 as `cargo exercise` does, which reads its source, too.
fn check_no_sorting(
    answer: impl AsyncFn(u32, u32) -> Vec<f64> + Send + 'static,
    source: &str,
) -> Result<(), Mistake> {
    checker::check_wait_n(answer)?;
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("answer_{}", process::id()));
    fs::create_dir_all(folder.join("src")).expect("a folder can be made");
    fs::write(folder.join("src/lib.rs"), source).expect("a file can be written");
    let verdict = checker::check_no_sorting(&folder);
    fs::remove_dir_all(&folder).expect("the folder can be removed");
    verdict
}

include!(concat!(env!("OUT_DIR"), "/mistakes.rs"));

#[test]
fn each_kind_has_a_page() {
    let source = read("tools/checker/src/mistake.rs");
    let kinds = source.lines().skip_while(|line| *line != "pub enum Kind {").skip(1);
    let kinds = kinds.take_while(|line| *line != "}").map(str::trim);
    let kinds: Vec<_> = kinds.filter_map(|line| line.strip_suffix(',')).collect();
    let pages = read("exercises/mistakes.md");
    let pages: Vec<_> = pages.lines().filter_map(|line| line.strip_prefix("## ")).collect();
    assert_eq!(pages, kinds, "a page on each kind, in the order of the enum");
}
