//! How the program refuses arguments.

use std::net::TcpListener;
use std::process::Command;

/// Runs the program with arguments with which it can't start.
fn refused(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_wait_server")).args(arguments).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(String::from_utf8_lossy(&output.stdout), "");
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn an_address_in_use_is_one_line_and_code_2() {
    let other = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = other.local_addr().unwrap().to_string();
    let error = refused(&[&address]);
    assert!(error.starts_with(&format!("error: cannot listen on {address}: ")), "{error}");
    assert_eq!(error.lines().count(), 1, "{error}");
}

#[test]
fn a_wrong_argument_is_one_line_and_code_2() {
    let error = refused(&["7878"]);
    assert_eq!(error, "error: cannot listen on 7878: invalid socket address\n");
    let error = refused(&["127.0.0.1:0", "--fast"]);
    assert_eq!(error, "error: unexpected argument '--fast'\n");
}
