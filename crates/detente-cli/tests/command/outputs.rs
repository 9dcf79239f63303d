//! Every table in every format.

use crate::folder::{Folder, TEXT, objects, slice, stderr, stdout};
use serde_json::{Map, Value};
use std::collections::HashSet;
use std::fs;
use std::io::Read;

const TABLES: [&[&str]; 7] = [
    &["analyze"],
    &["sentences"],
    &["entities"],
    &["directed"],
    &["tokens"],
    &["dyads"],
    &["dyads", "--by-document"],
];

/// Three documents: with a quotation mark and a line break in the text, with nothing in it, and one
/// more.
fn stories(folder: &Folder) {
    let lines = [
        serde_json::json!({"id": "one", "text": TEXT}),
        serde_json::json!({"id": "two", "text": ""}),
        serde_json::json!({"id": 3, "text": "\"Peru,\"\nsaid the minister, condemned Chile. Norway thanked Iceland."}),
    ];
    folder.file("in.jsonl", lines.map(|line| format!("{line}\n")).concat());
}

fn run(folder: &Folder, table: &[&str], format: &str) -> String {
    let mut arguments = table.to_vec();
    arguments.extend(["--to", format, "in.jsonl"]);
    folder.succeed(&arguments)
}

/// The rows of CSV as objects, with strings for values.
fn of_csv(text: &str, delimiter: u8) -> Vec<Map<String, Value>> {
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).from_reader(text.as_bytes());
    let names: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let rows = reader.records().map(|row| {
        let row = row.unwrap();
        names.iter().cloned().zip(row.iter().map(Value::from)).collect()
    });
    rows.collect()
}

/// The same values as they stand in CSV.
fn flat(rows: Vec<Value>) -> Vec<Map<String, Value>> {
    let flat = |value: Value| match value {
        Value::Null => "".into(),
        Value::String(text) => text.into(),
        other => other.to_string().into(),
    };
    let fields = |row: Value| serde_json::from_value::<Map<String, Value>>(row).unwrap();
    let flat_row = |row| fields(row).into_iter().map(|(name, value)| (name, flat(value))).collect();
    rows.into_iter().map(flat_row).collect()
}

#[test]
fn csv_tsv_and_json_lines_agree() {
    let folder = Folder::new();
    stories(&folder);
    for table in &TABLES[1..] {
        let json = flat(objects(&run(&folder, table, "jsonl")));
        assert!(json.len() > 1, "{table:?}");
        assert_eq!(of_csv(&run(&folder, table, "csv"), b','), json, "{table:?}");
        assert_eq!(of_csv(&run(&folder, table, "tsv"), b'\t'), json, "{table:?}");
    }
}

#[test]
fn documents_are_a_table_too() {
    let folder = Folder::new();
    stories(&folder);
    let rows = of_csv(&run(&folder, &["analyze"], "csv"), b',');
    let records = objects(&run(&folder, &["analyze"], "jsonl"));
    assert_eq!(rows.len(), 3);
    for (row, record) in rows.iter().zip(&records) {
        for name in ["tone", "n_chars", "n_tokens"] {
            assert_eq!(row[name], record[name].to_string());
        }
        for (name, list) in
            [("n_sentences", "sentences"), ("n_entities", "entities"), ("n_directed", "directed")]
        {
            assert_eq!(row[name], record[list].as_array().unwrap().len().to_string());
        }
        assert_eq!(row["error"], "");
    }
}

#[test]
fn rows_join_by_id_and_positions_slice_the_text() {
    let folder = Folder::new();
    stories(&folder);
    let texts = objects(&folder.read("in.jsonl"));
    let text_of = |row: &Value| {
        let story = texts.iter().find(|story| story["id"] == row["id"]).unwrap();
        story["text"].as_str().unwrap().to_owned()
    };
    for table in ["sentences", "entities", "tokens"] {
        for row in objects(&run(&folder, &[table], "jsonl")) {
            assert_eq!(slice(&text_of(&row), &row["start_char"], &row["end_char"]), row["text"], "{row}");
        }
    }
    let mut cues = 0;
    for row in objects(&run(&folder, &["directed"], "jsonl")) {
        if row["cue"].is_string() {
            assert_eq!(slice(&text_of(&row), &row["cue_start_char"], &row["cue_end_char"]), row["cue"]);
            cues += 1;
        }
    }
    assert!(cues > 0);
}

#[test]
fn dyads_sum_over_all_documents() {
    let folder = Folder::new();
    stories(&folder);
    let rows = objects(&run(&folder, &["dyads"], "jsonl"));
    let first = &rows[0];
    assert_eq!((&first["source"], &first["target"]), (&"NOR".into(), &"ISL".into()), "{rows:?}");
    assert_eq!(first["documents"], 2);
    assert!(first["tone"].as_f64().unwrap() >= 0.2 && first["band"] != "neutral", "{first}");
    let pairs: HashSet<_> =
        rows.iter().map(|row| (row["source"].to_string(), row["target"].to_string())).collect();
    assert_eq!(pairs.len(), rows.len(), "each pair once");
    let by_document = objects(&run(&folder, &["dyads", "--by-document"], "jsonl"));
    let total = |rows: &[Value]| rows.iter().map(|row| row["count"].as_u64().unwrap()).sum::<u64>();
    assert_eq!(total(&rows), total(&by_document));
    let frequent = folder.succeed(&["dyads", "--min-count", "2", "--to", "jsonl", "in.jsonl"]);
    assert_eq!(
        objects(&frequent),
        rows.into_iter().filter(|row| row["count"].as_u64() > Some(1)).collect::<Vec<_>>()
    );
    let read = folder.succeed(&["dyads", "in.jsonl"]);
    assert!(read.starts_with("Norway -> Iceland  +"), "{read}");
}

#[test]
fn the_readable_tables() {
    let folder = Folder::new();
    folder.file("a.txt", "Peru condemned Chile. It's over.");
    assert_eq!(folder.succeed(&["tokens", "a.txt"]), "Peru condemned Chile .\nIt 's over .\n");
    let sentences = folder.succeed(&["sentences", "a.txt"]);
    assert_eq!(sentences.lines().count(), 3, "{sentences}");
    assert!(sentences.ends_with("  It's over.\n"), "{sentences}");
    let entities = folder.succeed(&["entities", "a.txt"]);
    assert_eq!(entities, "a.txt\nGPE          Peru  Peru\nGPE          Chile  Chile\n");
    let directed = folder.succeed(&["directed", "a.txt"]);
    assert!(directed.contains("\nPeru -> Chile  -"), "{directed}");
}

#[test]
fn files_are_complete_or_not_there() {
    let folder = Folder::new();
    stories(&folder);
    let expected = run(&folder, &["sentences"], "csv");
    assert_eq!(folder.succeed(&["sentences", "in.jsonl", "--output", "out.csv"]), "");
    assert_eq!(folder.read("out.csv"), expected);
    folder.succeed(&["sentences", "in.jsonl", "-o", "out.csv.gz"]);
    let mut unpacked = String::new();
    let packed = fs::File::open(folder.path("out.csv.gz")).unwrap();
    flate2::read::GzDecoder::new(packed).read_to_string(&mut unpacked).unwrap();
    assert_eq!(unpacked, expected);
    folder.succeed(&["sentences", "in.jsonl", "-o", "out.csv.zst"]);
    let packed = fs::read(folder.path("out.csv.zst")).unwrap();
    assert_eq!(zstd::decode_all(&packed[..]).unwrap(), expected.as_bytes());
    // A run that does not end well leaves what was there before.
    folder.file("keep.csv", "kept");
    let output = folder.run(&["sentences", "--model", "missing", "in.jsonl", "-o", "keep.csv"]);
    assert_eq!((output.status.code(), folder.read("keep.csv")), (Some(2), "kept".to_owned()));
    let left: Vec<_> =
        fs::read_dir(folder.path(".")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(left.iter().all(|name| !name.to_string_lossy().ends_with(".part")), "{left:?}");
}

#[test]
fn the_output_does_not_depend_on_the_threads() {
    let folder = Folder::new();
    let line = |n| format!("{{\"text\": \"Norway thanked Iceland {n} times. Peru left.\"}}\n");
    folder.file("in.jsonl", (0..600).map(line).collect::<String>());
    for table in TABLES {
        let [one, three] = ["1", "3"].map(|threads| {
            folder.succeed(&[table, &["--to", "csv", "--threads", threads, "in.jsonl"]].concat())
        });
        assert_eq!(one, three, "{table:?}");
    }
}

#[test]
fn ids_of_any_kind_come_back() {
    let folder = Folder::new();
    folder.file(
        "in.jsonl",
        "{\"id\": {\"x\": [1, null]}, \"text\": \"Peru left.\"}\n{\"id\": null, \"text\": \"B.\"}\n",
    );
    let output = folder.run(&["tokens", "--to", "csv", "in.jsonl"]);
    let rows = of_csv(stdout(&output), b',');
    assert_eq!(stderr(&output), "");
    assert_eq!((&rows[0]["id"], &rows[3]["id"]), (&"{\"x\":[1,null]}".into(), &"".into()));
}

#[cfg(feature = "parquet")]
mod parquet {
    use super::{Folder, TABLES, of_csv, run, stories};
    use crate::folder::{ids, stderr, stdout};
    use arrow_array::cast::AsArray;
    use arrow_array::types::{Float64Type, UInt32Type};
    use arrow_array::{Array, ArrayRef, BinaryArray, Int64Array, RecordBatch, StringArray};
    use parquet::arrow::ArrowWriter;
    use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
    use serde_json::{Map, Value};
    use std::fs::File;
    use std::sync::Arc;

    fn value(column: &ArrayRef, row: usize) -> String {
        if column.is_null(row) {
            return String::new();
        }
        if let Some(strings) = column.as_string_opt::<i32>() {
            return strings.value(row).to_owned();
        }
        if let Some(counts) = column.as_primitive_opt::<UInt32Type>() {
            return counts.value(row).to_string();
        }
        format!("{:?}", column.as_primitive::<Float64Type>().value(row))
    }

    fn of_parquet(folder: &Folder, name: &str) -> Vec<Map<String, Value>> {
        let file = File::open(folder.path(name)).unwrap();
        let reader = ParquetRecordBatchReaderBuilder::try_new(file).unwrap().build().unwrap();
        let mut rows = Vec::new();
        for batch in reader {
            let batch = batch.unwrap();
            let names: Vec<_> = batch.schema().fields().iter().map(|field| field.name().clone()).collect();
            for row in 0..batch.num_rows() {
                let values = batch.columns().iter().map(|column| Value::from(value(column, row)));
                rows.push(names.iter().cloned().zip(values).collect());
            }
        }
        rows
    }

    fn write(folder: &Folder, name: &str, columns: Vec<(&str, ArrayRef)>) {
        let batch = RecordBatch::try_from_iter(columns).unwrap();
        let file = File::create(folder.path(name)).unwrap();
        let mut writer = ArrowWriter::try_new(file, batch.schema(), None).unwrap();
        writer.write(&batch).unwrap();
        writer.close().unwrap();
    }

    #[test]
    fn it_holds_what_csv_holds() {
        let folder = Folder::new();
        stories(&folder);
        for table in TABLES {
            folder.succeed(&[table, &["in.jsonl", "-o", "out.parquet"]].concat());
            let csv = of_csv(&run(&folder, table, "csv"), b',');
            assert_eq!(of_parquet(&folder, "out.parquet"), csv, "{table:?}");
        }
    }

    #[test]
    fn it_is_read_as_it_is_written() {
        let folder = Folder::new();
        stories(&folder);
        folder.succeed(&["sentences", "in.jsonl", "-o", "sentences.parquet"]);
        let csv = run(&folder, &["sentences"], "csv");
        folder.file("sentences.csv", csv);
        let [from_parquet, from_csv] = ["sentences.parquet", "sentences.csv"]
            .map(|name| folder.succeed(&["directed", "--to", "jsonl", "--id-column", "text", name]));
        assert!(from_csv.lines().count() > 1);
        assert_eq!(from_parquet, from_csv);
    }

    #[test]
    fn ids_are_strings_or_integers_and_nulls_are_named() {
        let folder = Folder::new();
        let texts: ArrayRef = Arc::new(StringArray::from(vec![Some("Peru left."), None, Some("")]));
        let numbers: ArrayRef = Arc::new(Int64Array::from(vec![7, 8, -9]));
        let bytes: ArrayRef = Arc::new(BinaryArray::from(vec![&b"Peru left."[..], b"caf\xe9", b""]));
        let dictionary: ArrayRef = Arc::new(
            vec![Some("Peru left."), Some("Peru left."), None]
                .into_iter()
                .collect::<arrow_array::DictionaryArray<arrow_array::types::Int32Type>>(),
        );
        write(
            &folder,
            "in.parquet",
            vec![("id", numbers), ("text", texts), ("bytes", bytes), ("dictionary", dictionary)],
        );
        let output = folder.analyze(&["--json", "in.parquet"]);
        assert_eq!((output.status.code(), ids(&output)), (Some(1), vec![7.into(), (-9).into()]));
        assert_eq!(stderr(&output), "detente: in.parquet:2: column \"text\" is null\n");
        let output = folder.analyze(&["--json", "--text-column", "bytes", "in.parquet"]);
        assert_eq!(ids(&output), [7, -9]);
        assert!(stderr(&output).starts_with("detente: in.parquet:2: invalid UTF-8 at byte 3 of the text"));
        let output = folder.analyze(&["--json", "--text-column", "dictionary", "in.parquet"]);
        assert_eq!(ids(&output), [7, 8]);
        let output =
            folder.analyze(&["--errors", "replace", "--json", "--text-column", "bytes", "in.parquet"]);
        assert_eq!((output.status.code(), ids(&output).len()), (Some(0), 3));
        let output = folder.analyze(&["--text-column", "id", "in.parquet"]);
        assert_eq!(stderr(&output), "detente: in.parquet: column \"id\" is of type Int64, not of strings\n");
    }

    #[test]
    fn what_is_no_parquet_is_named() {
        let folder = Folder::new();
        folder.file("a.parquet", "not Parquet");
        folder.file("b.txt", "Peru left.");
        let output = folder.analyze(&["--json", "a.parquet", "b.txt"]);
        assert_eq!((output.status.code(), ids(&output)), (Some(1), vec!["b.txt".into()]));
        assert!(stderr(&output).starts_with("detente: a.parquet: cannot read: "), "{output:?}");
        let output = folder.analyze_stdin(&["--format", "parquet", "-"], b"");
        assert!(stderr(&output).contains("cannot be read from standard input"), "{output:?}");
        assert_eq!(stdout(&output), "");
    }
}
