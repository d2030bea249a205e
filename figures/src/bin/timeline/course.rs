//! The files of the course, compiled once more.
//!
//! What they import by the names `basic_async_syntax` and `tasks` is found in
//! this program, which stands there under both names. So these are `wait_n`,
//! `task_wait_random` and `task_wait_n` themselves, over a `wait_random` that
//! can be watched.

#[path = "../../../../concurrent_coroutines/src/lib.rs"]
pub mod concurrent_coroutines;
#[path = "../../../../task_wait_n/src/lib.rs"]
pub mod task_wait_n;
#[allow(
    unfulfilled_lint_expectations,
    reason = "here its functions are not public"
)]
#[path = "../../../../tasks/src/lib.rs"]
pub mod tasks;
