//! The tokens of many texts as an Arrow table.

use crate::errors::guard;
use crate::job;
use crate::rows::{self, OnError, Text};
use crate::table::Table;
use arrow_array::builder::LargeStringBuilder;
use arrow_array::{
    Array as _, ArrayRef, FixedSizeListArray, LargeListArray, RecordBatch, StringArray, UInt32Array,
};
use arrow_buffer::{NullBuffer, OffsetBuffer};
use arrow_schema::{ArrowError, DataType, Field, Schema};
use detente::{BatchOptions, Span, Tokenized, Tokenizer, spans_to_chars};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use std::num::NonZeroUsize;
use std::sync::Arc;

/// What the caller wants of each text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Asked {
    /// Strings, rather than offsets.
    pub(crate) strings: bool,
    /// The sentences too.
    pub(crate) sentences: bool,
}

/// What was found in one text: spans in bytes where strings are asked for, else in characters.
struct Found {
    tokens: Vec<Span>,
    sentences: Vec<Span>,
}

/// What became of one row, or why there is nothing.
type Outcome = Result<Found, Box<str>>;

/// Reads `texts` on several threads, while this one watches for Ctrl-C.
pub(crate) fn build(
    tokenizer: &Tokenizer,
    texts: &Bound<'_, PyAny>,
    column: Option<&str>,
    asked: Asked,
    threads: Option<NonZeroUsize>,
    progress: bool,
    errors: OnError,
) -> PyResult<Table> {
    let py = texts.py();
    job::let_go_of_abandoned();
    let texts = Arc::new(rows::read(texts, column, errors, "tokenize")?);
    let tokenizer = tokenizer.clone();
    let results = job::run(py, &texts, progress, move |texts, control| {
        control.read(texts, BatchOptions { threads }, |buffers, text| read(&tokenizer, buffers, text, asked))
    })?;
    let outcomes = results.into_iter().enumerate().map(|(row, result)| errors.outcome(row, result));
    let outcomes = outcomes.collect::<PyResult<Vec<_>>>()?;
    let records = guard(|| {
        let built = py.detach(|| table(&texts, outcomes, asked));
        built.map_err(|error| PyValueError::new_err(error.to_string()))
    })?;
    Ok(Table::new(records))
}

fn read(
    tokenizer: &Tokenizer,
    buffers: &mut Tokenized,
    text: &Text,
    asked: Asked,
) -> Result<Outcome, detente::Error> {
    if let Text::Missing(reason) = text {
        return Ok(Err(reason.clone()));
    }
    let text = text.as_ref();
    crate::analyzer::inject_panic(text);
    let mut found = Found { tokens: Vec::new(), sentences: Vec::new() };
    if asked.sentences {
        tokenizer.tokenize_into(text, buffers)?;
        found.tokens = std::mem::take(&mut buffers.tokens);
        found.sentences.extend(buffers.sentences.iter().map(|sentence| sentence.span));
        if !asked.strings {
            spans_to_chars(text, &mut found.tokens);
            spans_to_chars(text, &mut found.sentences);
        }
    } else if asked.strings {
        tokenizer.tokens_into(text, &mut found.tokens)?;
    } else {
        tokenizer.char_tokens_into(text, &mut found.tokens)?;
    }
    Ok(Ok(found))
}

fn table(texts: &[Text], outcomes: Vec<Outcome>, asked: Asked) -> Result<RecordBatch, ArrowError> {
    let n_rows = u32::try_from(outcomes.len()).unwrap_or(u32::MAX);
    let row: UInt32Array = (0..n_rows).collect();
    let error: StringArray = outcomes.iter().map(|outcome| outcome.as_ref().err().map(|e| &**e)).collect();
    let (mut tokens, mut sentences) = (Vec::new(), Vec::new());
    for outcome in outcomes {
        let found = outcome.ok();
        let (of_tokens, of_sentences) = found.map(|found| (found.tokens, found.sentences)).unzip();
        tokens.push(of_tokens);
        sentences.push(of_sentences);
    }
    let column = |rows: Vec<_>| if asked.strings { string_lists(texts, &rows) } else { offset_lists(rows) };
    let mut columns = vec![("document", Arc::new(row) as ArrayRef), ("tokens", column(tokens)?)];
    if asked.sentences {
        columns.push(("sentences", column(sentences)?));
    }
    columns.push(("error", Arc::new(error)));
    let fields = columns.iter().map(|(name, column)| {
        // Whether or not this batch has nulls: a schema must not depend on the data.
        Field::new(*name, column.data_type().clone(), *name != "document")
    });
    let schema = Arc::new(Schema::new(fields.collect::<Vec<_>>()));
    RecordBatch::try_new(schema, columns.into_iter().map(|(_, column)| column).collect())
}

/// A list of pairs (start, end) for each row.
fn offset_lists(rows: Vec<Option<Vec<Span>>>) -> Result<ArrayRef, ArrowError> {
    let (lengths, nulls) = (lengths(&rows), nulls(&rows));
    let mut pairs: Vec<[u32; 2]> = Vec::with_capacity(lengths.iter().sum());
    // Each row is given back before the next is copied.
    for spans in rows.into_iter().flatten() {
        pairs.extend(spans.into_iter().map(|span| [span.start, span.end]));
    }
    let numbers = UInt32Array::from(pairs.into_flattened());
    let number = Arc::new(Field::new("item", DataType::UInt32, false));
    let pairs = FixedSizeListArray::try_new(number, 2, Arc::new(numbers), None)?;
    lists(Arc::new(pairs), &lengths, nulls)
}

/// A list of strings for each row.
fn string_lists(texts: &[Text], rows: &[Option<Vec<Span>>]) -> Result<ArrayRef, ArrowError> {
    let (lengths, nulls) = (lengths(rows), nulls(rows));
    let spans = || rows.iter().flatten().flatten();
    let n_bytes = spans().map(|span| span.len() as usize).sum();
    let mut strings = LargeStringBuilder::with_capacity(lengths.iter().sum(), n_bytes);
    for (text, spans) in texts.iter().zip(rows) {
        let text = text.as_ref();
        for span in spans.iter().flatten() {
            strings.append_value(span.get(text).unwrap_or_default());
        }
    }
    lists(Arc::new(strings.finish()), &lengths, nulls)
}

fn lists(values: ArrayRef, lengths: &[usize], nulls: NullBuffer) -> Result<ArrayRef, ArrowError> {
    let item = Arc::new(Field::new("item", values.data_type().clone(), false));
    let offsets = OffsetBuffer::from_lengths(lengths.iter().copied());
    Ok(Arc::new(LargeListArray::try_new(item, offsets, values, Some(nulls))?))
}

fn lengths(rows: &[Option<Vec<Span>>]) -> Vec<usize> {
    rows.iter().map(|spans| spans.as_ref().map_or(0, Vec::len)).collect()
}

fn nulls(rows: &[Option<Vec<Span>>]) -> NullBuffer {
    rows.iter().map(Option::is_some).collect::<Vec<_>>().into()
}
