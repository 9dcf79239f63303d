//! The documents behind the names on the command line, read as they are asked for: no more than one
//! document is held here, whatever the size of the input.

mod csv_rows;
mod files;
mod json_lines;
mod lines;
mod open;
mod origin;
#[cfg(feature = "parquet")]
mod parquet_rows;
mod text;

use crate::arguments::{Input, InputFormat};
use crate::document::{DocumentResult, Failure};
use anyhow::{Context, Result, bail};
use csv_rows::CsvRows;
use json_lines::JsonLines;
use lines::LineTexts;
use origin::Origin;
use std::iter;
use std::path::Path;

pub(crate) use files::has_folder;

/// Longest document, in bytes as it is stored; a longer one is a failure and is not held in memory.
const LONGEST: u64 = 1 << 30;

type Documents<'o> = Box<dyn Iterator<Item = DocumentResult> + 'o>;

/// The documents of all inputs in their order.
///
/// # Errors
/// Where an option cannot be used.
pub(crate) fn documents(options: &Input) -> Result<impl Iterator<Item = DocumentResult> + '_> {
    options.delimiter()?;
    Ok(files::files(options).flat_map(|file| match file {
        Ok(path) => of_file(&path, options),
        Err(failure) => Box::new(iter::once(Err(failure))),
    }))
}

/// How `path` is read.
///
/// # Errors
/// Where its name promises what this program does not read.
fn format_of(path: &Path, options: &Input) -> Result<InputFormat> {
    if let Some(format) = options.format {
        return Ok(format);
    }
    Ok(match files::ending(path).as_str() {
        "jsonl" | "ndjson" => InputFormat::Jsonl,
        "csv" => InputFormat::Csv,
        "tsv" => InputFormat::Tsv,
        "parquet" => InputFormat::Parquet,
        "json" => bail!("is it one object a line? Then give --format jsonl"),
        _ => InputFormat::Text,
    })
}

/// Whether all that is read are JSON lines, as far as the names tell.
pub(crate) fn all_json_lines(options: &Input) -> bool {
    let is = |path| matches!(format_of(path, options), Ok(InputFormat::Jsonl));
    options.files.iter().all(|path| is(path))
}

/// Whether any input may hold several documents.
pub(crate) fn may_hold_several(options: &Input) -> bool {
    let one = |path| matches!(format_of(path, options), Ok(InputFormat::Text));
    has_folder(options) || !options.files.iter().all(|path| one(path))
}

fn of_file<'o>(path: &Path, options: &'o Input) -> Documents<'o> {
    let origin = Origin::new(path, options);
    match try_of_file(path, &origin, options) {
        Ok(documents) => documents,
        Err(error) => Box::new(iter::once(Err(origin.failure(error)))),
    }
}

fn try_of_file<'o>(path: &Path, origin: &Origin, options: &'o Input) -> Result<Documents<'o>> {
    let format = format_of(path, options)?;
    if format == InputFormat::Parquet {
        return parquet(path, origin, options);
    }
    let reader = open::open(path)?;
    let origin = origin.clone();
    Ok(match format {
        InputFormat::Jsonl => Box::new(JsonLines::new(origin, reader, options)),
        InputFormat::Lines => Box::new(LineTexts::new(origin, reader, options.errors)),
        InputFormat::Csv | InputFormat::Tsv => {
            let usual = if format == InputFormat::Csv { b',' } else { b'\t' };
            let delimiter = options.delimiter()?.unwrap_or(usual);
            Box::new(CsvRows::new(origin, reader, delimiter, options)?)
        }
        InputFormat::Text | InputFormat::Parquet => {
            Box::new(iter::once(text::whole(&origin, reader, options.errors)))
        }
    })
}

#[cfg(feature = "parquet")]
fn parquet<'o>(path: &Path, origin: &Origin, options: &'o Input) -> Result<Documents<'o>> {
    if path == Path::new("-") {
        bail!("Parquet cannot be read from standard input, since its table of contents comes last");
    }
    let file = std::fs::File::open(path).context("cannot open")?;
    Ok(Box::new(parquet_rows::ParquetRows::new(origin.clone(), file, options)?))
}

#[cfg(not(feature = "parquet"))]
fn parquet<'o>(_: &Path, _: &Origin, _: &'o Input) -> Result<Documents<'o>> {
    bail!("this build of the program does not read Parquet (feature \"parquet\")")
}

/// The failure of a row, which is a document.
impl Origin {
    fn row_failure(&self, number: u64, error: anyhow::Error) -> Failure {
        Failure { name: self.row_name(number), id: self.row_id(number), error }
    }
}
