//! A thousand whole numbers are drawn: which ones come?
//! ```text
//! $ cargo run -p basic_async_syntax --example draws
//! {0, 1, 2, 3}
//! ```

use std::collections::BTreeSet;

fn main() {
    let mut seen = BTreeSet::new();
    for _ in 0..1000 {
        seen.insert(rand::random_range(0..=3));
    }
    println!("{seen:?}");
}
