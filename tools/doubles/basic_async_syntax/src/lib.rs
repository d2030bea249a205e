//! The double of `basic_async_syntax`: what that crate exports, and nothing else.

pub use spy::{DEFAULT_MAX_DELAY, wait_random};
