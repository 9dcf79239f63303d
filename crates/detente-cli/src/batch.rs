//! Reads all documents, in chunks, on several threads.

use crate::arguments::{Errors, Input};
use crate::document::{Document, DocumentResult, Failure};
use crate::input;
use crate::progress;
use anyhow::Result;
use detente::{BatchControl, BatchOptions, Error};
use std::io::{self, Write};
use std::num::NonZeroUsize;

/// A chunk ends when it holds this many documents...
const CHUNK_DOCUMENTS: usize = 256;
/// ...or this many bytes of text, so that memory stays the same however long the input is.
const CHUNK_BYTES: usize = 4 << 20;

/// What takes results, in the order of the input.
pub(crate) trait Receiver<R> {
    /// Takes the result of a document.
    fn take(&mut self, document: &Document, result: R) -> Result<()>;

    /// Takes a document that could not be read; called where failures are to be kept.
    fn fail(&mut self, _failure: &Failure) -> Result<()> {
        Ok(())
    }

    /// Comes after each chunk.
    fn flush(&mut self) -> Result<()>;
}

/// Puts every document through `read`, on as many threads as asked for, and hands the results to
/// `receiver`; whether all could be read. Failures are named on standard error.
///
/// # Errors
/// Where the threads cannot be started, and where the receiver fails.
pub(crate) fn run<S: Default, R: Send>(
    options: &Input,
    threads: Option<NonZeroUsize>,
    read: impl Fn(&mut S, &Document) -> Result<R, Error> + Sync,
    receiver: &mut impl Receiver<R>,
) -> Result<bool> {
    let bar = progress::bar(options);
    let mut documents = input::documents(options)?;
    let mut all_read = true;
    loop {
        let chunk = next_chunk(&mut documents);
        if chunk.is_empty() {
            break;
        }
        let batch = BatchOptions { threads };
        let results = BatchControl::new().read(&chunk, batch, |scratch: &mut S, document| {
            document.as_ref().ok().map(|document| read(scratch, document))
        })?;
        let length = chunk.len() as u64;
        let stopped = bar.suspend(|| -> Result<bool> {
            for (document, result) in chunk.into_iter().zip(results) {
                let failure = match (document, result) {
                    (Ok(document), Some(Ok(result))) => {
                        receiver.take(&document, result)?;
                        continue;
                    }
                    (Ok(Document { name, id, .. }), Some(Err(error))) => {
                        Failure { name, id, error: error.into() }
                    }
                    (Err(failure), _) => failure,
                    (Ok(_), None) => continue,
                };
                all_read = false;
                // Where standard error is closed, the exit code still tells.
                let _ = writeln!(io::stderr(), "{failure}");
                match options.errors {
                    Errors::Skip | Errors::Replace => {}
                    Errors::Null => receiver.fail(&failure)?,
                    Errors::Raise => return Ok(true),
                }
            }
            receiver.flush()?;
            Ok(false)
        })?;
        bar.inc(length);
        if stopped {
            break;
        }
    }
    bar.finish_and_clear();
    Ok(all_read)
}

/// The next documents; none at the end.
fn next_chunk(documents: &mut impl Iterator<Item = DocumentResult>) -> Vec<DocumentResult> {
    let mut chunk = Vec::new();
    let mut bytes = 0;
    while chunk.len() < CHUNK_DOCUMENTS && bytes < CHUNK_BYTES {
        let Some(document) = documents.next() else { break };
        bytes += document.as_ref().map_or(0, |document| document.text.len());
        chunk.push(document);
    }
    chunk
}
