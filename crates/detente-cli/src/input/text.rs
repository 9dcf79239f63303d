//! Bytes that are to be text.

use super::{LONGEST, Origin};
use crate::arguments::Errors;
use crate::document::{Document, DocumentResult};
use anyhow::{Context, Result, anyhow, bail};
use std::io::Read;

/// The one document that `reader` holds.
pub(super) fn whole(origin: &Origin, reader: impl Read, errors: Errors) -> DocumentResult {
    let read = || -> Result<String> {
        let mut bytes = Vec::new();
        reader.take(LONGEST + 1).read_to_end(&mut bytes).context("cannot read")?;
        if bytes.len() as u64 > LONGEST {
            return Err(too_long("the text"));
        }
        utf8(bytes, errors)
    };
    match read() {
        Ok(text) => Ok(Document { name: origin.name.clone(), id: origin.name.as_str().into(), text }),
        Err(error) => Err(origin.failure(error)),
    }
}

/// The bytes of a file as text.
pub(super) fn utf8(bytes: Vec<u8>, errors: Errors) -> Result<String> {
    let error = match String::from_utf8(bytes) {
        Ok(text) => return Ok(text),
        Err(error) => error,
    };
    let position = error.utf8_error().valid_up_to();
    if let [0xff, 0xfe, ..] | [0xfe, 0xff, ..] = error.as_bytes() {
        bail!("invalid UTF-8 at byte 0: it begins as UTF-16 does; `iconv -f UTF-16 -t UTF-8` converts it");
    }
    if errors == Errors::Replace {
        return Ok(String::from_utf8_lossy(error.as_bytes()).into_owned());
    }
    bail!("invalid UTF-8 at byte {position}{HINT}")
}

/// The bytes of a row as text; `start` is the offset of the row in the file.
pub(super) fn row_utf8(bytes: Vec<u8>, start: u64, errors: Errors) -> Result<String> {
    match String::from_utf8(bytes) {
        Ok(text) => Ok(text),
        Err(error) if errors == Errors::Replace => Ok(String::from_utf8_lossy(error.as_bytes()).into_owned()),
        Err(error) => {
            let position = error.utf8_error().valid_up_to();
            let whole = start + position as u64;
            bail!("invalid UTF-8 at byte {whole} (byte {position} of the line){HINT}")
        }
    }
}

/// What helps with bytes that are no UTF-8.
pub(super) const HINT: &str = "; --errors replace reads U+FFFD in its place";

/// The error of something that exceeds the limit.
pub(super) fn too_long(what: &str) -> anyhow::Error {
    anyhow!("{what} is longer than {} MiB", LONGEST >> 20)
}
