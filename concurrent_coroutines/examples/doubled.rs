//! `map` on an array, and on an iterator.

fn double(number: u32) -> u32 {
    println!("doubling {number}");
    2 * number
}

fn main() {
    let doubled = [1, 2].map(double);
    println!("an array: {doubled:?}");
    let doubled = [3, 4].into_iter().map(double);
    println!("an iterator");
    let doubled: Vec<_> = doubled.collect();
    println!("collected: {doubled:?}");
}
