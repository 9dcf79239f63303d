//! The command `detente analyze` as its users meet it.

use crate::folder::{Folder, TEXT, ids, records, slice, stderr, stdout};
use serde_json::Value;
use std::fs;
use std::io::{Read, Write};

#[test]
fn a_text_gives_a_report() {
    let folder = Folder::new();
    folder.file("a.txt", TEXT);
    let output = folder.analyze(&["a.txt"]);
    assert_eq!((output.status.code(), stderr(&output)), (Some(0), ""));
    assert!(stdout(&output).starts_with("a.txt  +"), "{}", stdout(&output));
    assert!(!stdout(&output).contains('\x1b'), "no colour where the output is no terminal");
    let coloured = folder.analyze(&["--color", "always", "a.txt"]);
    assert!(stdout(&coloured).starts_with("\x1b[1ma.txt\x1b[0m  "), "{}", stdout(&coloured));
}

#[test]
fn json_has_the_promised_fields_and_character_positions() {
    let folder = Folder::new();
    folder.file("a.txt", TEXT);
    let output = folder.analyze(&["--json", "--tokens", "a.txt"]);
    let [record] = records(&output).try_into().unwrap();
    let fields: Vec<_> = record.as_object().unwrap().keys().map(String::as_str).collect();
    let expected = [
        "actors",
        "band",
        "directed",
        "dyads",
        "entities",
        "id",
        "n_chars",
        "n_tokens",
        "quotes",
        "sentences",
        "tokens",
        "tone",
    ];
    assert_eq!(fields, expected);
    assert_eq!((&record["id"], &record["n_chars"]), (&"a.txt".into(), &TEXT.chars().count().into()));
    let tokens = record["tokens"].as_array().unwrap();
    assert_eq!(record["n_tokens"], tokens.len());
    let words: Vec<_> = tokens.iter().map(|token| slice(TEXT, &token[0], &token[1])).collect();
    assert_eq!(words.concat(), TEXT.split_whitespace().collect::<String>());
    let without = folder.analyze(&["--json", "a.txt"]);
    assert!(records(&without)[0].get("tokens").is_none());
}

#[test]
fn an_unreadable_file_does_not_stop_the_others() {
    let folder = Folder::new();
    folder.file("a.txt", TEXT);
    folder.file("latin.txt", b"caf\xe9");
    folder.file("cut.txt.gz", [0x1f, 0x8b, 8, 0]);
    folder.file("z.txt", TEXT);
    let output = folder.analyze(&["--json", "a.txt", "missing.txt", "latin.txt", "cut.txt.gz", "z.txt"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(ids(&output), ["a.txt", "z.txt"]);
    let messages: Vec<_> = stderr(&output).lines().collect();
    let beginnings = [
        "detente: missing.txt: cannot open: ",
        "detente: latin.txt: invalid UTF-8 at byte 3",
        "detente: cut.txt.gz: cannot read: ",
    ];
    assert_eq!(messages.len(), beginnings.len(), "{messages:?}");
    for (message, beginning) in messages.iter().zip(beginnings) {
        assert!(message.starts_with(beginning), "{message}");
    }
}

#[test]
fn standard_input_is_a_document() {
    let folder = Folder::new();
    let output = folder.analyze_stdin(&["--json", "-"], TEXT.as_bytes());
    assert_eq!((output.status.code(), ids(&output)), (Some(0), vec!["standard input".into()]));
    folder.file("a.txt", TEXT);
    let mut same = records(&folder.analyze(&["--json", "a.txt"]));
    same[0]["id"] = "standard input".into();
    assert_eq!(records(&output), same);
}

#[test]
fn empty_texts_are_documents_too() {
    let folder = Folder::new();
    for text in ["", " \n\t\u{a0}\r\n", "\0", "\u{feff}"] {
        folder.file("a.txt", text);
        let output = folder.analyze(&["--json", "a.txt"]);
        assert_eq!((output.status.code(), stderr(&output)), (Some(0), ""), "{text:?}");
        assert_eq!(records(&output)[0]["band"], "neutral", "{text:?}");
        assert_eq!(folder.analyze(&["a.txt"]).status.code(), Some(0), "{text:?}");
    }
}

#[test]
fn json_lines_give_a_line_each_in_order() {
    let folder = Folder::new();
    let line =
        |n| format!("{{\"id\": {n}, \"body\": \"Norway thanked Iceland {n} times.\", \"text\": \"\"}}\n");
    let lines: String = (0..1000).map(line).collect();
    folder.file("in.jsonl", &lines);
    let output = folder.analyze(&["--text-column", "body", "in.jsonl"]);
    assert_eq!((output.status.code(), stderr(&output)), (Some(0), ""));
    assert_eq!(ids(&output), (0..1000).map(Value::from).collect::<Vec<_>>());
    for threads in ["1", "3"] {
        let again = folder.analyze_stdin(
            &["--format", "jsonl", "--text-column", "body", "--threads", threads, "-"],
            lines.as_bytes(),
        );
        assert_eq!(stdout(&again), stdout(&output));
    }
}

#[test]
fn compressed_json_lines_are_read() {
    let folder = Folder::new();
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(b"{\"text\": \"a\"}\n\n{\"text\": \"b\"}\n").unwrap();
    folder.file("in.jsonl.gz", packed.finish().unwrap());
    assert_eq!(ids(&folder.analyze(&["in.jsonl.gz"])), [1, 3]);
}

#[test]
fn a_bad_line_is_named_by_its_number() {
    let folder = Folder::new();
    folder.file("in.jsonl", "{\"id\": \"a\", \"text\": \"x\"}\n{\"text\": \n\n{\"id\": \"b\"}\n{\"id\": \"c\", \"text\": \"y\"}\n");
    let output = folder.analyze(&["in.jsonl"]);
    assert_eq!((output.status.code(), ids(&output)), (Some(1), vec!["a".into(), "c".into()]));
    let messages: Vec<_> = stderr(&output).lines().collect();
    assert_eq!(messages.len(), 2, "{messages:?}");
    assert!(messages[0].starts_with("detente: in.jsonl:2: no JSON object: "), "{messages:?}");
    assert_eq!(messages[1], "detente: in.jsonl:4: no field \"text\"");
}

#[test]
fn a_closed_pipe_is_quiet() {
    let folder = Folder::new();
    folder.file("in.jsonl", "{\"text\": \"Norway thanked Iceland.\"}\n".repeat(5000));
    let mut child = folder.piped(&["analyze", "in.jsonl"]);
    let mut first = [0; 1];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!((first[0], output.status.code(), stderr(&output)), (b'{', Some(0), ""));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error() {
    let folder = Folder::new();
    folder.file("a.txt", TEXT);
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = folder.command().args(["analyze", "--json", "a.txt"]).stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).starts_with("detente: cannot write the output: "), "{}", stderr(&output));
}

#[test]
fn misuse_is_code_2() {
    let folder = Folder::new();
    folder.file("a.txt", TEXT);
    folder.file("no.model", "not a model");
    let cases: [&[&str]; 10] = [
        &[],
        &["--threads", "0", "a.txt"],
        &["--nonsense", "a.txt"],
        &["--model", "missing.model", "a.txt"],
        &["--model", "no.model", "a.txt"],
        &["--delimiter", "\"", "a.txt"],
        &["--json", "--to", "csv", "a.txt"],
        &["--output", "a.pdf", "a.txt"],
        &["--output", "no/folder.csv", "a.txt"],
        &["--errors", "ignore", "a.txt"],
    ];
    for arguments in cases {
        let output = folder.analyze(arguments);
        assert_eq!((output.status.code(), stdout(&output)), (Some(2), ""), "{arguments:?}");
        assert_ne!(stderr(&output), "", "{arguments:?}");
    }
}

#[test]
fn misuse_is_named_once_in_plain_words() {
    let folder = Folder::new();
    folder.file("no.model", "not a model");
    let cases: [(&[&str], &str); 3] = [
        (
            &["--model", "missing.model", "a.txt"],
            "cannot read model missing.model: No such file or directory",
        ),
        (&["--model", "no.model", "a.txt"], "not a Détente model"),
        (&["--threads", "0", "a.txt"], "it is a whole number from 1 on"),
    ];
    for (arguments, reason) in cases {
        let output = folder.analyze(arguments);
        let last = reason.rsplit(": ").next().unwrap();
        let told = (stderr(&output).matches(reason).count(), stderr(&output).matches(last).count());
        assert_eq!(told, (1, 1), "{}", stderr(&output));
    }
}

#[test]
fn the_versions_are_told() {
    let output = Folder::new().run(&["--version"]);
    let model = detente::Analyzer::embedded().model_version();
    let expected = format!("detente {} (model {model}, model format 1)\n", env!("CARGO_PKG_VERSION"));
    assert_eq!(stdout(&output), expected);
}
