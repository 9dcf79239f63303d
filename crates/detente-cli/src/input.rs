//! The documents behind the names on the command line.

use crate::arguments::Options;
use crate::document::{Document, DocumentResult, Failure};
use crate::json_lines::JsonLines;
use anyhow::{Context, Result, anyhow};
use flate2::read::MultiGzDecoder;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::iter;
use std::path::Path;

/// The documents of all inputs in their order, each read when it is asked for.
pub(crate) fn documents(options: &Options) -> impl Iterator<Item = DocumentResult> + '_ {
    options.files.iter().flat_map(|path| of_file(path, options))
}

/// Whether `path` holds a document a line.
pub(crate) fn is_json_lines(path: &Path, options: &Options) -> bool {
    let name = path.to_string_lossy();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    options.jsonl || [".jsonl", ".ndjson"].iter().any(|ending| name.ends_with(ending))
}

fn of_file<'o>(path: &Path, options: &'o Options) -> Box<dyn Iterator<Item = DocumentResult> + 'o> {
    let name = display_name(path);
    let opened = open(path);
    match opened {
        Err(error) => Box::new(iter::once(Err(Failure { name, error }))),
        Ok(reader) if is_json_lines(path, options) => {
            Box::new(JsonLines::new(name, reader, &options.text_field))
        }
        Ok(reader) => Box::new(iter::once(read_text(name, reader))),
    }
}

fn display_name(path: &Path) -> String {
    if path == Path::new("-") { "standard input".to_owned() } else { path.display().to_string() }
}

fn open(path: &Path) -> Result<Box<dyn BufRead>> {
    if path == Path::new("-") {
        return Ok(Box::new(BufReader::new(io::stdin())));
    }
    let file = File::open(path).context("cannot open")?;
    Ok(if path.extension().is_some_and(|extension| extension == "gz") {
        Box::new(BufReader::new(MultiGzDecoder::new(file)))
    } else {
        Box::new(BufReader::new(file))
    })
}

fn read_text(name: String, mut reader: impl Read) -> DocumentResult {
    let mut bytes = Vec::new();
    let text = reader.read_to_end(&mut bytes).context("cannot read").and_then(|_| utf8(bytes));
    match text {
        Ok(text) => {
            let id = name.as_str().into();
            Ok(Document { name, id, text, is_json_line: false })
        }
        Err(error) => Err(Failure { name, error }),
    }
}

/// The bytes as text; the error names the first byte that is not.
pub(crate) fn utf8(bytes: Vec<u8>) -> Result<String> {
    String::from_utf8(bytes).map_err(|error| {
        let position = error.utf8_error().valid_up_to();
        anyhow!("invalid UTF-8 at byte {position}")
    })
}
