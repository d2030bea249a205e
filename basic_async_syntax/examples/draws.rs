//! A thousand whole numbers are drawn: which ones come up?

use std::collections::BTreeSet;

fn main() {
    let mut seen = BTreeSet::new();
    for _ in 0..1000 {
        seen.insert(rand::random_range(0..=3));
    }
    println!("{seen:?}");
}
