//! Tests that the program `server_scale` measures each server, and its error messages.

#![cfg(target_os = "linux")]

use std::process::{Command, Output};
use std::{env, fs};

/// Runs the program.
fn server_scale(arguments: &[&str]) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_server_scale"));
    program.args(arguments).output().expect("the program starts")
}

#[test]
fn a_quick_run_writes_a_page_with_each_server() {
    let folder = env::temp_dir().join(format!("server_scale-{}", std::process::id()));
    let output = server_scale(&["--quick", "--out", &folder.to_string_lossy()]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let page = fs::read_to_string(folder.join("server.md")).expect("the page is written");
    fs::remove_dir_all(folder).expect("it can be removed");
    assert_eq!(page, String::from_utf8_lossy(&output.stdout));
    for server in ["wait_server, multi-thread", "wait_server, one thread"] {
        assert!(page.contains(&format!("\n| {server} | 100 | 1 | ")), "{page}");
    }
    let has_python = Command::new("python3").arg("--version").output().is_ok();
    assert_eq!(page.contains("\n| asyncio | 100 | 1 | "), has_python, "{page}");
}

#[test]
fn bad_arguments_are_named_with_exit_code_2() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
    for (arguments, message) in [
        (["--slow", "--quick"], "unexpected argument '--slow' found"),
        (["--out", file], &format!("cannot create {file}: File exists (os error 17)")),
    ] {
        let output = server_scale(&arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let errors = String::from_utf8_lossy(&output.stderr);
        assert_eq!(errors.lines().next(), Some(&*format!("error: {message}")));
    }
}
