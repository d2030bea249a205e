//! The double of `concurrent_coroutines`: what that crate exports, and nothing else.

pub use spy::wait_n;
