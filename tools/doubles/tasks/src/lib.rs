//! The double of `tasks`: what that crate exports, and nothing else.

pub use spy::task_wait_random;
