//! One row a document.

use super::{Cell, Column, Reading, Row, Table};
use crate::record::Record;
use crate::report::{self, Style};
use detente::{Analysis, CharOffsets};
use std::io;

pub(super) const TABLE: Table<Analysis> =
    Table { columns: &COLUMNS, rows, text, json: Some(json), keeps_failures: true };

const COLUMNS: [Column; 9] = [
    Column::text("id"),
    Column::number("tone").or_null(),
    Column::text("band").or_null(),
    Column::count("n_chars").or_null(),
    Column::count("n_tokens").or_null(),
    Column::count("n_sentences").or_null(),
    Column::count("n_entities").or_null(),
    Column::count("n_directed").or_null(),
    Column::text("error").or_null(),
];

fn rows(reading: &Reading<'_, Analysis>, row: Row<'_>) {
    let analysis = reading.analysis;
    row(&[
        reading.id(),
        Cell::Number(analysis.tone().score()),
        Cell::Text(analysis.tone().band().as_str()),
        Cell::Count(reading.offsets.n_chars()),
        Cell::number_of(analysis.tokens().len()),
        Cell::number_of(analysis.sentences().len()),
        Cell::number_of(analysis.entities().len()),
        Cell::number_of(analysis.directed_tones().len()),
        Cell::Null,
    ]);
}

fn text(reading: &Reading<'_, Analysis>, style: Style, out: &mut Vec<u8>) -> io::Result<()> {
    report::write(out, style, reading.document, reading.analysis)
}

/// The whole analysis as a JSON object, without the tokens.
fn json(reading: &Reading<'_, Analysis>, out: &mut Vec<u8>) -> io::Result<()> {
    record(reading, out, false)
}

/// The whole analysis as a JSON object, with the tokens.
pub(crate) fn json_with_tokens(reading: &Reading<'_, Analysis>, out: &mut Vec<u8>) -> io::Result<()> {
    record(reading, out, true)
}

fn record(reading: &Reading<'_, Analysis>, out: &mut Vec<u8>, tokens: bool) -> io::Result<()> {
    let offsets: &CharOffsets<'_> = &reading.offsets;
    let analysis = reading.analysis.clone().map_spans(|span| offsets.to_chars(span));
    serde_json::to_writer(&mut *out, &Record::new(reading.document, &analysis, offsets, tokens))?;
    out.push(b'\n');
    Ok(())
}
