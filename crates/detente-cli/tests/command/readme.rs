//! The commands of the README run, and the first gives the output that the README shows.

use crate::folder::Folder;
use std::fs;
use std::path::Path;
use std::process::Command;

/// The contents of the block of code that follows `mark`.
fn block_after<'r>(readme: &'r str, mark: &str) -> &'r str {
    let (_, rest) = readme.split_once(mark).unwrap();
    let (_, rest) = rest.split_once("```").unwrap();
    let (_, rest) = rest.split_once('\n').unwrap();
    rest.split_once("```").unwrap().0
}

#[test]
fn the_first_command_ends_as_shown() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    let command = block_after(&readme, "## Two commands").trim();
    let arguments = command.strip_prefix("$ cargo run --release -- ").unwrap().split(' ');
    let output =
        Command::new(env!("CARGO_BIN_EXE_detente")).args(arguments).current_dir(root).output().unwrap();
    let shown = block_after(&readme, "its output ends like this");
    let printed = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success());
    assert!(shown.lines().count() >= 5, "{shown}");
    assert!(printed.ends_with(shown), "the README shows\n{shown}\nthe command prints\n{printed}");
}

#[test]
fn the_other_commands_run() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folder = Folder::new();
    for example in fs::read_dir(root.join("examples")).unwrap() {
        let path = example.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if path.extension().is_some_and(|ending| ending == "txt") {
            folder.file(&format!("examples/{name}"), fs::read(&path).unwrap());
        }
    }
    let readme = fs::read_to_string(root.join("README.md")).unwrap();
    let commands: Vec<&str> = readme.lines().filter_map(|line| line.strip_prefix("$ detente ")).collect();
    assert!(commands.len() >= 5, "{commands:?}");
    for command in commands {
        folder.succeed(&command.split(' ').collect::<Vec<_>>());
    }
    for written in ["dyads.csv", "directed.parquet", "page.html"] {
        assert!(fs::metadata(folder.path(written)).unwrap().len() > 500, "{written}");
    }
}
