//! Every format that is read, and what becomes of what cannot be.

use crate::folder::{Folder, TEXT, ids, records, stderr};
use serde_json::{Value, json};
use std::io::Write;

const CSV: &str = "id,body,date\n\
                   a,Norway thanked Iceland.,2024-01-02\n\
                   b,\"Peru said: \"\"No, never\"\",\nand left.\",2024-01-03\n\
                   c,,2024-01-04\n";

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

fn bzip2(bytes: &[u8]) -> Vec<u8> {
    let mut packed = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::fast());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

/// Id and number of characters of each document.
fn lengths(output: &std::process::Output) -> Vec<(Value, u64)> {
    records(output).iter().map(|r| (r["id"].clone(), r["n_chars"].as_u64().unwrap())).collect()
}

fn messages(output: &std::process::Output) -> Vec<&str> {
    stderr(output).lines().collect()
}

#[test]
fn csv_and_tsv_hold_a_document_a_row() {
    let folder = Folder::new();
    folder.file("in.csv", CSV);
    let expected = [("a".into(), 23), ("b".into(), 33), ("c".into(), 0)];
    let output = folder.analyze(&["--json", "--text-column", "body", "in.csv"]);
    assert_eq!((output.status.code(), stderr(&output)), (Some(0), ""));
    assert_eq!(lengths(&output), expected);
    // With the mark that some programs put before UTF-8, semicolons, and line ends of Windows.
    let other = format!("\u{feff}{}", CSV.replace(',', ";").replace('\n', "\r\n"));
    let output = folder.analyze_stdin(
        &["--json", "--format", "csv", "--delimiter", ";", "--text-column", "body", "-"],
        other.as_bytes(),
    );
    assert_eq!(stderr(&output), "");
    assert_eq!(ids(&output), ["a", "b", "c"]);
    folder.file("in.tsv", "text\turl\nOne, two.\thttps://example.org/1\n");
    let output = folder.analyze(&["--json", "--id-column", "url", "in.tsv"]);
    assert_eq!(lengths(&output), [("https://example.org/1".into(), 9)]);
}

#[test]
fn rows_without_ids_have_numbers() {
    let folder = Folder::new();
    folder.file("one.csv", "text\nA.\n\nB.\n");
    folder.file("two.jsonl", "{\"text\": \"A.\"}\n\n{\"text\": \"B.\"}\n");
    assert_eq!(ids(&folder.analyze(&["--json", "one.csv"])), [1, 2]);
    assert_eq!(ids(&folder.analyze(&["--json", "two.jsonl"])), [1, 3]);
    let both = folder.analyze(&["--json", "one.csv", "two.jsonl"]);
    assert_eq!(ids(&both), ["one.csv:1", "one.csv:2", "two.jsonl:1", "two.jsonl:3"]);
}

#[test]
fn columns_must_be_there() {
    let folder = Folder::new();
    folder.file("in.csv", CSV);
    folder.file("empty.csv", "");
    let cases: [(&[&str], &str); 3] = [
        (&["in.csv"], "detente: in.csv: no column \"text\"; the columns are id, body, date"),
        (
            &["--text-column", "body", "--id-column", "url", "in.csv"],
            "detente: in.csv: no column \"url\"; the columns are id, body, date",
        ),
        (&["empty.csv"], "detente: empty.csv: is empty; a header with the column \"text\" is needed"),
    ];
    for (arguments, message) in cases {
        let output = folder.analyze(arguments);
        assert_eq!((output.status.code(), messages(&output)), (Some(1), vec![message]));
    }
}

#[test]
fn bad_rows_of_csv_are_named_and_the_others_read() {
    let folder = Folder::new();
    let rows = b"id,text\na,A.\nb,B.,more\nc,caf\xe9\nd,D.\n\"e\",\"E.\nf,F.\ng,G.\n";
    folder.file("in.csv", rows);
    let output = folder.analyze(&["--json", "in.csv"]);
    assert_eq!((output.status.code(), ids(&output)), (Some(1), vec!["a".into(), "d".into()]));
    let expected = [
        "detente: in.csv:3: has 3 fields, the header 2",
        "detente: in.csv:4: invalid UTF-8 at byte 3 of column \"text\" (the row begins at byte 23); --errors \
         replace reads U+FFFD in its place",
        "detente: in.csv:6: a quotation mark is not closed; the row goes on to the end of the file",
    ];
    assert_eq!(messages(&output), expected);
}

#[test]
fn lines_may_be_documents() {
    let folder = Folder::new();
    folder.file("in.txt", "Norway thanked Iceland.\r\n\n  \nPeru left.");
    let output = folder.analyze(&["--json", "--format", "lines", "in.txt"]);
    assert_eq!(lengths(&output), [(1.into(), 23), (4.into(), 10)]);
}

#[test]
fn what_is_compressed_is_known_by_its_bytes() {
    let folder = Folder::new();
    let expected =
        folder.analyze(&["--json", "--format", "text", &folder.file("a.txt", TEXT).display().to_string()]);
    let plain = records(&expected)[0]["directed"].clone();
    let zstandard = zstd::encode_all(TEXT.as_bytes(), 0).unwrap();
    for (name, bytes) in [
        ("b.txt.gz", gzip(TEXT.as_bytes())),
        ("b.txt.zst", zstandard.clone()),
        ("b.txt.bz2", bzip2(TEXT.as_bytes())),
        ("gzip-without-a-name", gzip(TEXT.as_bytes())),
        ("plain-in-spite-of-its-name.gz", TEXT.as_bytes().to_vec()),
    ] {
        folder.file(name, &bytes);
        let output = folder.analyze(&["--json", name]);
        assert_eq!((output.status.code(), stderr(&output)), (Some(0), ""), "{name}");
        assert_eq!(records(&output)[0]["directed"], plain, "{name}");
        let output = folder.analyze_stdin(&["--json", "-"], &bytes);
        assert_eq!(records(&output)[0]["directed"], plain, "{name}");
    }
    // Two files one after the other are one stream, in each of the formats.
    let line = b"{\"text\": \"One.\"}\n";
    let line_zstandard = zstd::encode_all(&line[..], 0).unwrap();
    for (name, part) in
        [("c.jsonl.gz", gzip(line)), ("c.jsonl.zst", line_zstandard), ("c.jsonl.bz2", bzip2(line))]
    {
        folder.file(name, [part.clone(), part].concat());
        assert_eq!(ids(&folder.analyze(&[name])), [1, 2], "{name}");
    }
    folder.file("cut.zst", &zstandard[..zstandard.len() - 5]);
    folder.file("d.txt.xz", b"\xfd7zXZ\0more");
    folder.file("e.docx", b"PK\x03\x04more");
    let output = folder.analyze(&["cut.zst", "d.txt.xz", "e.docx"]);
    let messages = messages(&output);
    assert!(messages[0].starts_with("detente: cut.zst: cannot read: "), "{messages:?}");
    assert!(messages[1].starts_with("detente: d.txt.xz: xz is not decompressed here"), "{messages:?}");
    assert!(messages[2].starts_with("detente: e.docx: a ZIP archive is not read here"), "{messages:?}");
}

#[test]
fn folders_are_read_in_the_order_of_names() {
    let folder = Folder::new();
    folder.file("in/b.txt", "B.");
    folder.file("in/a/z.jsonl", "{\"text\": \"Z.\"}\n{\"id\": 7, \"text\": \"Y.\"}\n");
    folder.file("in/a/photo.jpg", b"\xff\xd8");
    folder.file("in/.git/c.txt", "C.");
    folder.file("in/.hidden.txt", "D.");
    folder.file("in/c.CSV.gz", gzip(b"text\nE.\n"));
    folder.file("none/readme.md", "F.");
    let output = folder.analyze(&["--json", "in"]);
    assert_eq!((output.status.code(), stderr(&output)), (Some(0), ""));
    let join = |name: &str| name.replace('/', std::path::MAIN_SEPARATOR_STR);
    let expected =
        [json!(join("in/a/z.jsonl:1")), json!(7), json!(join("in/b.txt")), json!(join("in/c.CSV.gz:1"))];
    assert_eq!(ids(&output), expected);
    let output = folder.analyze(&["--json", "none", "in/b.txt"]);
    assert_eq!((output.status.code(), ids(&output)), (Some(1), vec!["in/b.txt".into()]));
    assert!(
        stderr(&output).starts_with("detente: none: no file in this folder ends in .txt, "),
        "{output:?}"
    );
}

#[cfg(unix)]
#[test]
fn links_that_lead_in_a_circle_are_not_followed() {
    let folder = Folder::new();
    folder.file("in/a.txt", "A.");
    std::os::unix::fs::symlink("..", folder.path("in/up")).unwrap();
    assert_eq!(ids(&folder.analyze(&["--json", "in"])), ["in/a.txt"]);
}

#[test]
fn errors_are_treated_as_asked() {
    let folder = Folder::new();
    let lines = b"{\"id\": 1, \"text\": \"caf\xe9\"}\n{\"id\": 2, \"text\": null}\n{\"id\": 3, \"text\": \"a\\ud800b\"}\n\
                  {\"id\": 4, \"text\": 5}\n{\"id\": 6, \"text\": \"F.\"}\n";
    folder.file("in.jsonl", lines);
    let run = |errors: &str| folder.analyze(&["--errors", errors, "in.jsonl"]);

    let skip = run("skip");
    assert_eq!((skip.status.code(), ids(&skip)), (Some(1), vec![6.into()]));
    let named: Vec<_> = messages(&skip).iter().map(|m| m.split(": ").nth(1).unwrap().to_owned()).collect();
    assert_eq!(named, ["in.jsonl:1", "in.jsonl:2", "in.jsonl:3", "in.jsonl:4"]);
    assert!(messages(&skip)[0].contains("invalid UTF-8 at byte 22 (byte 22 of the line)"), "{skip:?}");

    let raise = run("raise");
    assert_eq!((raise.status.code(), ids(&raise).len(), messages(&raise).len()), (Some(1), 0, 1));

    let replace = run("replace");
    assert_eq!(lengths(&replace), [(1.into(), 4), (2.into(), 0), (3.into(), 3), (6.into(), 2)]);
    assert_eq!(messages(&replace), ["detente: in.jsonl:4: field \"text\" is a number, not a string"]);

    let null = run("null");
    let rows = records(&null);
    // A line that is no JSON has no id but its number.
    let row_ids: Vec<_> = rows.iter().map(|row| row["id"].as_u64().unwrap()).collect();
    assert_eq!((null.status.code(), row_ids), (Some(1), vec![1, 2, 3, 4, 6]));
    assert_eq!(
        rows[1],
        json!({
            "id": 2, "tone": null, "band": null, "n_chars": null, "n_tokens": null, "n_sentences": null,
            "n_entities": null, "n_directed": null, "error": "field \"text\" is null, not a string",
        })
    );
    assert_eq!(rows[4]["band"], "neutral");
}

#[test]
fn an_error_ends_the_work_where_it_shall() {
    let folder = Folder::new();
    folder.file("in.jsonl", "{\"text\": \"A.\"}\n{\"text\": \"B.\"}\nno\n{\"text\": \"C.\"}\n");
    let output = folder.analyze(&["--errors", "raise", "in.jsonl"]);
    assert_eq!((output.status.code(), ids(&output)), (Some(1), vec![1.into(), 2.into()]));
    assert!(stderr(&output).starts_with("detente: in.jsonl:3: no JSON object: "));
}

#[test]
fn files_that_are_no_utf_8_are_named_with_the_offset() {
    let folder = Folder::new();
    folder.file("latin.txt", b"caf\xe9 au lait");
    folder.file("wide.txt", b"\xff\xfeN\0o\0");
    folder.file("data.json", "[]");
    let output = folder.analyze(&["latin.txt", "wide.txt", "data.json"]);
    let expected = [
        "detente: latin.txt: invalid UTF-8 at byte 3; --errors replace reads U+FFFD in its place",
        "detente: wide.txt: invalid UTF-8 at byte 0: it begins as UTF-16 does; `iconv -f UTF-16 -t UTF-8` \
         converts it",
        "detente: data.json: is it one object a line? Then give --format jsonl",
    ];
    assert_eq!((output.status.code(), messages(&output)), (Some(1), expected.to_vec()));
    let output = folder.analyze(&["--json", "--errors", "replace", "latin.txt"]);
    assert_eq!((output.status.code(), lengths(&output)), (Some(0), vec![("latin.txt".into(), 12)]));
}
