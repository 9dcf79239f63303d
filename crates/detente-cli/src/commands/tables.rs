//! The commands that write a table over single documents: `analyze`, `sentences`, `entities`,
//! `directed`, `tokens`, and `dyads` by document.

use super::Stop;
use crate::arguments::{Analyze, Input, Output, OutputFormat, Table as Options, Tokens};
use crate::batch::{self, Receiver};
use crate::document::{Document, Failure};
use crate::input;
use crate::output::{self, Rows, Sink};
use crate::report::Style;
use crate::table::{self, Cell, Reading, Table};
use anyhow::Result;
use detente::{Analysis, Error, Scratch, Tokenized};
use std::num::NonZeroUsize;

/// Analyses all inputs; whether all could be read.
pub(crate) fn analyze(options: &Analyze) -> Result<bool, Stop> {
    let analyzer = options.reading.analyzer().map_err(Stop::Usage)?;
    let usual = if input::all_json_lines(&options.input) { OutputFormat::Jsonl } else { OutputFormat::Text };
    let mut table = table::DOCUMENTS;
    if options.tokens {
        table.json = Some(table::json_with_tokens);
    }
    let writing = Writing {
        table,
        format: output::chosen(&options.output, options.json, usual).map_err(Stop::Usage)?,
        style: Style { sentences: options.sentences, ..Style::new(&options.output) },
    };
    let threads = options.reading.machine.threads;
    run(&options.input, &options.output, threads, &writing, |scratch: &mut Scratch, text| {
        analyzer.analyze_with(scratch, text)
    })
}

/// Writes `table` over all inputs.
pub(crate) fn analysis(options: &Options, table: Table<Analysis>) -> Result<bool, Stop> {
    let analyzer = options.reading.analyzer().map_err(Stop::Usage)?;
    let writing = Writing::new(table, &options.output)?;
    let threads = options.reading.machine.threads;
    run(&options.input, &options.output, threads, &writing, |scratch: &mut Scratch, text| {
        analyzer.analyze_with(scratch, text)
    })
}

/// Writes the tokens of all inputs, without the cost of the other stages.
pub(crate) fn tokens(options: &Tokens) -> Result<bool, Stop> {
    let tokenizer = options.machine.tokenizer().map_err(Stop::Usage)?;
    let writing = Writing::new(table::TOKENS, &options.output)?;
    run(&options.input, &options.output, options.machine.threads, &writing, |(): &mut (), text| {
        tokenizer.tokenize(text) as Result<Tokenized, Error>
    })
}

/// What is written, and how.
struct Writing<A: 'static> {
    table: Table<A>,
    format: OutputFormat,
    style: Style,
}

/// The result of a document on its way to the sink.
enum Rendered<A> {
    Lines(Vec<u8>),
    /// For a format that is written column by column.
    Whole(A),
}

impl<A> Writing<A> {
    fn new(table: Table<A>, output: &Output) -> Result<Self, Stop> {
        let format = output::chosen(output, false, OutputFormat::Text).map_err(Stop::Usage)?;
        Ok(Self { table, format, style: Style::new(output) })
    }

    /// Renders a document, on the thread that read it.
    fn render(&self, document: &Document, analysis: A) -> Rendered<A> {
        if self.format == OutputFormat::Parquet {
            return Rendered::Whole(analysis);
        }
        let mut lines = Vec::new();
        // Nothing that is written to memory fails.
        let _ = self.write(&Reading::new(document, &analysis), &mut lines);
        Rendered::Lines(lines)
    }

    fn write(&self, reading: &Reading<'_, A>, out: &mut Vec<u8>) -> std::io::Result<()> {
        match (self.format, self.table.json) {
            (OutputFormat::Text, _) => return (self.table.text)(reading, self.style, out),
            (OutputFormat::Jsonl, Some(json)) => return json(reading, out),
            _ => {}
        }
        let mut rows = Rows::new(self.table.columns, self.format, out);
        let mut result = Ok(());
        (self.table.rows)(reading, &mut |cells| {
            if result.is_ok() {
                result = rows.row(cells);
            }
        });
        result.and_then(|()| rows.flush())
    }
}

fn run<A: Send + Sync, S: Default>(
    input: &Input,
    output: &Output,
    threads: Option<NonZeroUsize>,
    writing: &Writing<A>,
    read: impl Fn(&mut S, &str) -> Result<A, Error> + Sync,
) -> Result<bool, Stop> {
    input.delimiter().map_err(Stop::Usage)?;
    let sink = Sink::open(output.path.as_deref(), writing.format, writing.table.columns);
    let mut receiver = Writer { writing, sink: sink.map_err(Stop::Usage)?, begun: false };
    let render = |scratch: &mut S, document: &Document| {
        read(scratch, &document.text).map(|analysis| writing.render(document, analysis))
    };
    let all_read = batch::run(input, threads, render, &mut receiver)?;
    receiver.sink.finish()?;
    Ok(all_read)
}

/// Writes results to the sink.
struct Writer<'w, A: 'static> {
    writing: &'w Writing<A>,
    sink: Sink,
    begun: bool,
}

impl<A> Receiver<Rendered<A>> for Writer<'_, A> {
    fn take(&mut self, document: &Document, result: Rendered<A>) -> Result<()> {
        match result {
            Rendered::Lines(lines) => {
                if std::mem::replace(&mut self.begun, true) && self.writing.format == OutputFormat::Text {
                    self.sink.lines(b"\n")?;
                }
                self.sink.lines(&lines)
            }
            Rendered::Whole(analysis) => {
                let mut result = Ok(());
                (self.writing.table.rows)(&Reading::new(document, &analysis), &mut |cells| {
                    if result.is_ok() {
                        result = self.sink.row(cells);
                    }
                });
                result
            }
        }
    }

    fn fail(&mut self, failure: &Failure) -> Result<()> {
        if !self.writing.table.keeps_failures || self.writing.format == OutputFormat::Text {
            return Ok(());
        }
        let reason = format!("{:#}", failure.error);
        let mut cells = vec![Cell::Null; self.writing.table.columns.len()];
        if let Some(first) = cells.first_mut() {
            *first = Cell::Id(&failure.id);
        }
        if let Some(last) = cells.last_mut() {
            *last = Cell::Text(&reason);
        }
        self.sink.row(&cells)
    }

    fn flush(&mut self) -> Result<()> {
        self.sink.flush()
    }
}
