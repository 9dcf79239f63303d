//! One row a sentence.

use super::{Cell, Column, Reading, Row, Table};
use crate::report::{self, Style};
use detente::Analysis;
use std::io;

pub(super) const TABLE: Table<Analysis> =
    Table { columns: &COLUMNS, rows, text, json: None, keeps_failures: false };

const COLUMNS: [Column; 8] = [
    Column::text("id"),
    Column::count("sentence"),
    Column::count("start_char"),
    Column::count("end_char"),
    Column::text("kind"),
    Column::number("tone"),
    Column::text("band"),
    Column::text("text"),
];

fn rows(reading: &Reading<'_, Analysis>, row: Row<'_>) {
    let sentences = reading.analysis.sentences().zip(reading.analysis.sentence_tones());
    for (number, (sentence, tone)) in (0..).zip(sentences) {
        let [start, end] = reading.positions(sentence.span);
        row(&[
            reading.id(),
            Cell::Count(number),
            start,
            end,
            Cell::Text(sentence.kind.as_str()),
            Cell::Number(tone.score()),
            Cell::Text(tone.band().as_str()),
            Cell::Text(reading.slice(sentence.span)),
        ]);
    }
}

fn text(reading: &Reading<'_, Analysis>, style: Style, out: &mut Vec<u8>) -> io::Result<()> {
    report::write_sentences(out, style.paint, reading.document, reading.analysis)
}
