//! A folder of inputs, and the command run in it.

use serde_json::Value;
use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};
use tempfile::TempDir;

/// A text with a directed tone and characters of more than one byte.
pub(crate) const TEXT: &str = "Norway thanked Iceland on Monday. “We are grateful,” Norway’s envoy said.\n";

/// A folder of inputs that goes away with the test.
pub(crate) struct Folder(TempDir);

impl Folder {
    pub(crate) fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn file(&self, name: &str, contents: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, contents).unwrap();
        path
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// `detente` with `arguments`, run in the folder.
    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        self.command().args(arguments).stdin(Stdio::null()).output().unwrap()
    }

    /// As [`Folder::run`], for what shall succeed without a message; gives the output.
    pub(crate) fn succeed(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert_eq!((output.status.code(), stderr(&output)), (Some(0), ""), "{arguments:?}");
        stdout(&output).to_owned()
    }

    pub(crate) fn analyze(&self, arguments: &[&str]) -> Output {
        self.run(&[&["analyze"], arguments].concat())
    }

    pub(crate) fn analyze_stdin(&self, arguments: &[&str], input: &[u8]) -> Output {
        let mut child = self.piped(&[&["analyze"], arguments].concat());
        child.stdin.take().unwrap().write_all(input).unwrap();
        child.wait_with_output().unwrap()
    }

    pub(crate) fn piped(&self, arguments: &[&str]) -> Child {
        let mut command = self.command();
        command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command.spawn().unwrap()
    }

    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_detente"));
        command.current_dir(self.0.path());
        command
    }
}

pub(crate) fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

pub(crate) fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

/// The JSON objects in `lines`.
pub(crate) fn objects(lines: &str) -> Vec<Value> {
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

pub(crate) fn records(output: &Output) -> Vec<Value> {
    objects(stdout(output))
}

pub(crate) fn ids(output: &Output) -> Vec<Value> {
    records(output).into_iter().map(|mut record| record["id"].take()).collect()
}

/// `text[start..end]` in characters.
pub(crate) fn slice(text: &str, start: &Value, end: &Value) -> String {
    let [start, end] = [start, end].map(|n| usize::try_from(n.as_u64().unwrap()).unwrap());
    text.chars().skip(start).take(end - start).collect()
}
