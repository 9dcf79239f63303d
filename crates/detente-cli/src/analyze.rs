//! The command `analyze`.

use crate::arguments::Options;
use crate::document::{Document, DocumentResult, Failure};
use crate::input;
use crate::paint::Paint;
use crate::progress;
use crate::record::Record;
use crate::report::{self, Style};
use anyhow::{Context, Result};
use detente::{Analysis, Analyzer, BatchControl, BatchOptions, CharOffsets, Error};
use std::io::{self, BufWriter, IsTerminal, Write};

/// A chunk ends when it holds this many documents...
const CHUNK_DOCUMENTS: usize = 256;
/// ...or this many bytes of text, so that memory stays the same however long the input is.
const CHUNK_BYTES: usize = 4 << 20;

/// Analyses all inputs; whether all could be read.
pub(crate) fn run(analyzer: &Analyzer, options: &Options) -> Result<bool> {
    let style = Style {
        paint: Paint::new(options.color),
        aligned: io::stdout().is_terminal(),
        sentences: options.sentences,
    };
    let mut out = Output { out: BufWriter::new(io::stdout().lock()), options, style, begun: false };
    let bar = progress::bar(options);
    let mut documents = input::documents(options);
    let mut all_read = true;
    loop {
        let (chunk, failures) = next_chunk(&mut documents);
        if chunk.is_empty() && failures.is_empty() {
            break;
        }
        let texts: Vec<&str> = chunk.iter().map(|document| document.text.as_str()).collect();
        let batch = BatchOptions { threads: options.threads };
        let analyses = analyzer.analyze_batch_with(&texts, batch, &BatchControl::new())?;
        all_read &= failures.is_empty();
        bar.suspend(|| -> Result<()> {
            for failure in &failures {
                report_failure(failure);
            }
            for (document, analysis) in chunk.iter().zip(analyses) {
                all_read &= out.write(document, analysis)?;
            }
            out.out.flush().context("cannot write to standard output")
        })?;
        bar.inc((chunk.len() + failures.len()) as u64);
    }
    bar.finish_and_clear();
    Ok(all_read)
}

/// The next documents, and the inputs between them that failed. Both are empty at the end.
fn next_chunk(documents: &mut impl Iterator<Item = DocumentResult>) -> (Vec<Document>, Vec<Failure>) {
    let (mut chunk, mut failures) = (Vec::new(), Vec::new());
    let mut bytes = 0;
    while chunk.len() + failures.len() < CHUNK_DOCUMENTS && bytes < CHUNK_BYTES {
        match documents.next() {
            Some(Ok(document)) => {
                bytes += document.text.len();
                chunk.push(document);
            }
            Some(Err(failure)) => failures.push(failure),
            None => break,
        }
    }
    (chunk, failures)
}

fn report_failure(failure: &Failure) {
    // Where standard error is closed, the exit code still tells.
    let _ = writeln!(io::stderr(), "{failure}");
}

/// Where results go, in input order.
struct Output<'o, W> {
    out: W,
    options: &'o Options,
    style: Style,
    begun: bool,
}

impl<W: Write> Output<'_, W> {
    /// Writes one result; whether the document could be analysed.
    fn write(&mut self, document: &Document, analysis: Result<Analysis, Error>) -> Result<bool> {
        let analysis = match analysis {
            Ok(analysis) => analysis,
            Err(error) => {
                report_failure(&Failure { name: document.name.clone(), error: error.into() });
                return Ok(false);
            }
        };
        if self.options.json || document.is_json_line {
            self.write_json(document, analysis)
        } else {
            self.write_report(document, &analysis)
        }
        .context("cannot write to standard output")?;
        Ok(true)
    }

    fn write_json(&mut self, document: &Document, analysis: Analysis) -> io::Result<()> {
        let offsets = CharOffsets::new(&document.text);
        let analysis = analysis.map_spans(|span| offsets.to_chars(span));
        let record = Record::new(document, &analysis, &offsets, self.options.tokens);
        serde_json::to_writer(&mut self.out, &record)?;
        self.out.write_all(b"\n")
    }

    fn write_report(&mut self, document: &Document, analysis: &Analysis) -> io::Result<()> {
        if std::mem::replace(&mut self.begun, true) {
            writeln!(self.out)?;
        }
        report::write(&mut self.out, self.style, document, analysis)
    }
}
