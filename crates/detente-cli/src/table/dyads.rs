//! One row an ordered pair of actors: in a document, or over all of them.

use super::{Cell, Column, Reading, Row, Table};
use crate::report::{self, Style};
use detente::{Analysis, DyadRow};
use std::io;

pub(super) const TABLE: Table<Analysis> =
    Table { columns: &COLUMNS, rows, text, json: None, keeps_failures: false };

const COLUMNS: [Column; 8] = [
    Column::text("id"),
    Column::text("source"),
    Column::text("target"),
    Column::text("source_name"),
    Column::text("target_name"),
    Column::number("tone"),
    Column::text("band"),
    Column::count("count"),
];

/// The columns of the table over all documents.
pub(crate) const NET_COLUMNS: [Column; 8] = [
    Column::text("source"),
    Column::text("target"),
    Column::text("source_name"),
    Column::text("target_name"),
    Column::number("tone"),
    Column::text("band"),
    Column::count("count"),
    Column::count("documents"),
];

fn rows(reading: &Reading<'_, Analysis>, row: Row<'_>) {
    for dyad in reading.analysis.dyads() {
        row(&[
            reading.id(),
            Cell::Text(&dyad.source.id),
            Cell::Text(&dyad.target.id),
            Cell::Text(&dyad.source.name),
            Cell::Text(&dyad.target.name),
            Cell::Number(dyad.tone.score()),
            Cell::Text(dyad.tone.band().as_str()),
            Cell::number_of(dyad.count),
        ]);
    }
}

/// A row of the table over all documents.
pub(crate) fn net_row(dyad: &DyadRow) -> [Cell<'_>; 8] {
    let tone = dyad.tone();
    [
        Cell::Text(&dyad.source.id),
        Cell::Text(&dyad.target.id),
        Cell::Text(&dyad.source.name),
        Cell::Text(&dyad.target.name),
        Cell::Number(tone.score()),
        Cell::Text(tone.band().as_str()),
        Cell::Count(dyad.count()),
        Cell::Count(dyad.documents()),
    ]
}

fn text(reading: &Reading<'_, Analysis>, style: Style, out: &mut Vec<u8>) -> io::Result<()> {
    report::write_dyads(out, style, reading.document, reading.analysis)
}
