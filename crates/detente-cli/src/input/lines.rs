//! Lines, one in memory at a time.

use super::text::{row_utf8, too_long};
use super::{LONGEST, Origin};
use crate::arguments::Errors;
use crate::document::{Document, DocumentResult};
use anyhow::{Context, Error, Result};
use std::io::{BufRead, Read};

/// The lines of a reader that hold more than white space.
pub(super) struct Lines<R> {
    reader: R,
    number: u64,
    offset: u64,
    ended: bool,
}

/// One line.
pub(super) struct Line {
    /// Its number, from 1.
    pub(super) number: u64,
    /// The offset of its first byte in the decompressed file.
    pub(super) start: u64,
    /// Its bytes, the line break included, or why they could not be had.
    pub(super) bytes: Result<Vec<u8>, Error>,
}

impl<R: BufRead> Lines<R> {
    pub(super) fn new(reader: R) -> Self {
        Self { reader, number: 0, offset: 0, ended: false }
    }

    fn read(&mut self) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let mut limited = self.reader.by_ref().take(LONGEST + 1);
        let read = limited.read_until(b'\n', &mut bytes).context("cannot read");
        self.ended |= matches!(read, Err(_) | Ok(0));
        self.offset += read? as u64;
        if bytes.len() as u64 > LONGEST {
            drop(bytes);
            self.pass_over()?;
            return Err(too_long("the line"));
        }
        Ok(bytes)
    }

    /// Passes over the rest of a line.
    fn pass_over(&mut self) -> Result<()> {
        loop {
            let buffer = match self.reader.fill_buf().context("cannot read") {
                Ok(buffer) => buffer,
                Err(error) => {
                    self.ended = true;
                    return Err(error);
                }
            };
            let end = buffer.iter().position(|&byte| byte == b'\n');
            let length = end.map_or(buffer.len(), |end| end + 1);
            self.reader.consume(length);
            self.offset += length as u64;
            if end.is_some() || length == 0 {
                return Ok(());
            }
        }
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = Line;

    fn next(&mut self) -> Option<Line> {
        while !self.ended {
            let start = self.offset;
            self.number += 1;
            let mut bytes = self.read();
            if let Ok(bytes) = &mut bytes {
                if self.number == 1 && bytes.starts_with("\u{feff}".as_bytes()) {
                    bytes.drain(..3);
                }
                if bytes.trim_ascii().is_empty() {
                    continue;
                }
            }
            return Some(Line { number: self.number, start, bytes });
        }
        None
    }
}

/// Documents that are a line each; lines of white space alone are none.
pub(super) struct LineTexts<R> {
    origin: Origin,
    lines: Lines<R>,
    errors: Errors,
}

impl<R: BufRead> LineTexts<R> {
    pub(super) fn new(origin: Origin, reader: R, errors: Errors) -> Self {
        Self { origin, lines: Lines::new(reader), errors }
    }
}

impl<R: BufRead> Iterator for LineTexts<R> {
    type Item = DocumentResult;

    fn next(&mut self) -> Option<DocumentResult> {
        let Line { number, start, bytes } = self.lines.next()?;
        let text = bytes.and_then(|bytes| row_utf8(bytes, start, self.errors));
        Some(match text {
            Ok(text) => Ok(Document {
                name: self.origin.row_name(number),
                id: self.origin.row_id(number),
                text: text.trim_end_matches(['\n', '\r']).to_owned(),
            }),
            Err(error) => Err(self.origin.row_failure(number, error)),
        })
    }
}
