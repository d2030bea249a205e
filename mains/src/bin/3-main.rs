//! `3-main.py`: the class of a task.

use std::any::type_name_of_val;

use tasks::task_wait_random;
use tokio::task::JoinError;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), JoinError> {
    let mut task = task_wait_random(5);
    // `task.await` would consume the handle, and its type is still to be asked.
    (&mut task).await?;
    println!("<class '{}'>", type_name_of_val(&task));
    Ok(())
}
