//! Documents in the rows of CSV.

use super::text::{HINT, too_long};
use super::{LONGEST, Origin};
use crate::arguments::{Errors, Input};
use crate::document::{Document, DocumentResult, Failure};
use anyhow::{Context, Error, Result, anyhow, bail};
use csv::{ByteRecord, ErrorKind, Reader, ReaderBuilder};
use serde_json::Value;
use std::cell::Cell;
use std::io::{self, BufRead, Read};
use std::rc::Rc;

/// The documents of a table, one row in memory at a time; a bad row is a failure of its own.
pub(super) struct CsvRows<'o, R> {
    origin: Origin,
    rows: Reader<Watched<R>>,
    watch: Rc<Watch>,
    record: ByteRecord,
    number: u64,
    text: usize,
    id: Option<usize>,
    options: &'o Input,
    ended: bool,
}

impl<'o, R: BufRead> CsvRows<'o, R> {
    /// # Errors
    /// Where the header cannot be read or lacks a column.
    pub(super) fn new(origin: Origin, reader: R, delimiter: u8, options: &'o Input) -> Result<Self> {
        let watch = Rc::new(Watch::default());
        let watched = Watched { reader, watch: Rc::clone(&watch) };
        let mut rows = ReaderBuilder::new().delimiter(delimiter).from_reader(watched);
        let header = rows.byte_headers().map_err(|error| reason(&error))?;
        if header.is_empty() {
            bail!("is empty; a header with the column {:?} is needed", options.text_column);
        }
        let names: Vec<String> = header.iter().map(|name| String::from_utf8_lossy(name).into()).collect();
        let text = column(&names, &options.text_column)?;
        let id = match &options.id_column {
            Some(name) => Some(column(&names, name)?),
            None => names.iter().position(|name| name == "id"),
        };
        let record = ByteRecord::new();
        Ok(Self { origin, rows, watch, record, number: 0, text, id, options, ended: false })
    }

    fn document(&self, name: String) -> DocumentResult {
        let id = match self.id.map(|index| self.field(index, "id")) {
            None => self.origin.row_id(self.number),
            Some(Ok(id)) => Value::String(id),
            Some(Err(error)) => return Err(Failure { name, id: self.origin.row_id(self.number), error }),
        };
        match self.field(self.text, &self.options.text_column) {
            Ok(text) => Ok(Document { name, id, text }),
            Err(error) => Err(Failure { name, id, error }),
        }
    }

    fn field(&self, index: usize, column: &str) -> Result<String> {
        let bytes = self.record.get(index).unwrap_or_default();
        match std::str::from_utf8(bytes) {
            Ok(text) => Ok(text.to_owned()),
            Err(_) if self.options.errors == Errors::Replace => {
                Ok(String::from_utf8_lossy(bytes).into_owned())
            }
            Err(error) => {
                let row = self.record.position().map_or(0, csv::Position::byte);
                let position = error.valid_up_to();
                bail!(
                    "invalid UTF-8 at byte {position} of column {column:?} (the row begins at byte {row}){HINT}"
                )
            }
        }
    }

    /// Whether the last row goes on to the end of the file because a quotation mark is not closed.
    fn is_unclosed(&self, first_line: u64) -> bool {
        self.watch.is_odd.get() && self.watch.ended.get() && self.rows.position().line() > first_line + 1
    }
}

impl<R: BufRead> Iterator for CsvRows<'_, R> {
    type Item = DocumentResult;

    fn next(&mut self) -> Option<DocumentResult> {
        if self.ended {
            return None;
        }
        self.watch.read.set(0);
        let read = self.rows.read_byte_record(&mut self.record);
        self.number += 1;
        let position = match &read {
            Ok(true) => self.record.position().cloned(),
            Ok(false) => return None,
            Err(error) => error.position().cloned(),
        };
        let line = position.map_or_else(|| self.rows.position().line(), |position| position.line());
        let name = self.origin.row_name(line);
        let failed =
            |error| Some(Err(Failure { name: name.clone(), id: self.origin.row_id(self.number), error }));
        match read {
            Err(error) => {
                self.ended = error.is_io_error();
                failed(reason(&error))
            }
            Ok(_) if self.is_unclosed(line) => {
                failed(anyhow!("a quotation mark is not closed; the row goes on to the end of the file"))
            }
            Ok(_) => Some(self.document(name)),
        }
    }
}

/// The place of the column called `name`.
pub(super) fn column(names: &[String], name: &str) -> Result<usize> {
    let found = names.iter().position(|column| column == name);
    found.with_context(|| format!("no column {name:?}; the columns are {}", names.join(", ")))
}

/// Why a row could not be read, without the number of its line, which the caller tells.
fn reason(error: &csv::Error) -> Error {
    match error.kind() {
        ErrorKind::UnequalLengths { expected_len, len, .. } => {
            anyhow!("has {len} fields, the header {expected_len}")
        }
        ErrorKind::Io(error) if error.kind() == io::ErrorKind::FileTooLarge => too_long("the row"),
        ErrorKind::Io(error) => anyhow!("cannot read: {error}"),
        _ => anyhow!("{error}"),
    }
}

/// What is known of the bytes that have gone through.
#[derive(Default)]
struct Watch {
    /// Number of bytes since the row before was complete.
    read: Cell<u64>,
    /// Whether the end of the file has been met: the last row has no line break behind it.
    ended: Cell<bool>,
    /// Whether the number of quotation marks is odd, which it is in no sound table.
    is_odd: Cell<bool>,
}

/// A reader that refuses to go on where a row has no end, as after a quotation mark too many.
struct Watched<R> {
    reader: R,
    watch: Rc<Watch>,
}

impl<R: Read> Read for Watched<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.watch.read.get() > LONGEST {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let length = self.reader.read(buffer)?;
        self.watch.ended.set(length == 0 && !buffer.is_empty());
        let odd = buffer[..length].iter().fold(false, |odd, &byte| odd ^ (byte == b'"'));
        self.watch.read.set(self.watch.read.get() + length as u64);
        self.watch.is_odd.set(self.watch.is_odd.get() ^ odd);
        Ok(length)
    }
}
