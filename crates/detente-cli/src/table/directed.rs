//! One row a directed tone.

use super::{Cell, Column, Reading, Row, Table};
use crate::report::{self, Style};
use detente::Analysis;
use std::io;

pub(super) const TABLE: Table<Analysis> =
    Table { columns: &COLUMNS, rows, text, json: None, keeps_failures: false };

const COLUMNS: [Column; 18] = [
    Column::text("id"),
    Column::count("sentence"),
    Column::text("source"),
    Column::text("target"),
    Column::text("source_name"),
    Column::text("target_name"),
    Column::number("tone"),
    Column::text("band"),
    Column::text("mode"),
    Column::number("confidence"),
    Column::count("source_start_char").or_null(),
    Column::count("source_end_char").or_null(),
    Column::count("target_start_char").or_null(),
    Column::count("target_end_char").or_null(),
    Column::count("cue_start_char").or_null(),
    Column::count("cue_end_char").or_null(),
    Column::text("cue").or_null(),
    Column::text("speaker").or_null(),
];

fn rows(reading: &Reading<'_, Analysis>, row: Row<'_>) {
    for directed in reading.analysis.directed() {
        let [source_start, source_end] = reading.optional_positions(directed.source_span);
        let [target_start, target_end] = reading.optional_positions(directed.target_span);
        let [cue_start, cue_end] = reading.optional_positions(directed.cue);
        row(&[
            reading.id(),
            Cell::number_of(directed.sentence),
            Cell::Text(&directed.source.id),
            Cell::Text(&directed.target.id),
            Cell::Text(&directed.source.name),
            Cell::Text(&directed.target.name),
            Cell::Number(directed.tone.score()),
            Cell::Text(directed.tone.band().as_str()),
            Cell::Text(directed.mode.as_str()),
            Cell::Number(shortest(directed.confidence)),
            source_start,
            source_end,
            target_start,
            target_end,
            cue_start,
            cue_end,
            Cell::optional(directed.cue.map(|cue| reading.slice(cue))),
            Cell::optional(directed.speaker.map(|speaker| &*speaker.id)),
        ]);
    }
}

/// The 64-bit float that is written as `number` is: 0.7 and not 0.699999988.
fn shortest(number: f32) -> f64 {
    number.to_string().parse().unwrap_or(f64::from(number))
}

fn text(reading: &Reading<'_, Analysis>, style: Style, out: &mut Vec<u8>) -> io::Result<()> {
    report::write_directed(out, style, reading.document, reading.analysis)
}
