//! Help, manual pages and completions.

use crate::folder::Folder;
use std::fs;
use std::path::Path;

const COMMANDS: [&str; 9] =
    ["analyze", "dyads", "directed", "sentences", "entities", "tokens", "html", "completions", "man"];

/// The help of all commands is as in `help.txt`; `UPDATE_SNAPSHOTS=1` accepts what it is now.
#[test]
fn the_help_is_as_reviewed() {
    let folder = Folder::new();
    let mut help = folder.succeed(&["--help"]);
    for command in COMMANDS {
        let own = folder.succeed(&[command, "--help"]);
        help = format!("{help}\n== detente {command} --help\n{own}");
    }
    let mut help = help.lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
    help.push('\n');
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/command/help.txt");
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        fs::write(&path, &help).unwrap();
    }
    let reviewed = fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
    assert!(help == reviewed, "the help has changed; UPDATE_SNAPSHOTS=1 accepts it. It is now:\n{help}");
}

#[test]
fn every_command_has_examples_that_it_understands() {
    let folder = Folder::new();
    folder.file("names.csv", "name\nOrlena\n");
    let mut examples = 0;
    for command in COMMANDS {
        let help = folder.succeed(&[command, "--help"]);
        assert!(help.contains("Examples:\n"), "{command}");
        for line in help.lines().filter(|line| line.starts_with("  detente ")) {
            let words: Vec<&str> =
                line.split_whitespace().skip(1).take_while(|word| !"|>(>>".contains(word)).collect();
            let output = folder.run(&words);
            // The files of the examples are not there, which is code 1; what cannot be understood is 2.
            assert_ne!(output.status.code(), Some(2), "{line}: {output:?}");
            examples += 1;
        }
    }
    assert!(examples > 15, "{examples}");
}

#[test]
fn manual_pages_are_written() {
    let folder = Folder::new();
    let page = folder.succeed(&["man"]);
    assert!(page.contains(".TH detente 1") && page.contains("NO_COLOR"), "{page}");
    folder.succeed(&["man", "pages"]);
    for command in COMMANDS {
        let page = folder.read(&format!("pages/detente-{command}.1"));
        assert!(page.contains("Examples:"), "{command}");
    }
    assert_eq!(folder.read("pages/detente.1"), page);
}

#[test]
fn shells_complete_commands_and_options() {
    let folder = Folder::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = folder.succeed(&["completions", shell]);
        for word in COMMANDS.into_iter().chain(["text-column"]) {
            assert!(script.contains(word), "{shell}: {word}");
        }
    }
}

#[cfg(unix)]
#[test]
fn the_completions_of_bash_run() {
    let folder = Folder::new();
    folder.file("script", folder.succeed(&["completions", "bash"]));
    let ask = "source ./script; COMP_WORDS=(detente dy); COMP_CWORD=1; _detente detente dy detente; echo \"${COMPREPLY[@]}\"";
    let output =
        std::process::Command::new("bash").args(["--norc", "-c", ask]).current_dir(folder.path(".")).output();
    let Ok(output) = output else { return };
    assert_eq!(crate::folder::stdout(&output), "dyads\n", "{output:?}");
}
