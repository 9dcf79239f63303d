//! One row a token.

use super::{Cell, Column, Reading, Row, Table};
use crate::report::{Style, plain};
use detente::Tokenized;
use std::io;

pub(super) const TABLE: Table<Tokenized> =
    Table { columns: &COLUMNS, rows, text, json: None, keeps_failures: false };

const COLUMNS: [Column; 5] = [
    Column::text("id"),
    Column::count("sentence"),
    Column::count("start_char"),
    Column::count("end_char"),
    Column::text("text"),
];

fn rows(reading: &Reading<'_, Tokenized>, row: Row<'_>) {
    let Tokenized { tokens, sentences, .. } = reading.analysis;
    for (number, sentence) in (0..).zip(sentences) {
        for &token in tokens.get(sentence.tokens.range()).unwrap_or_default() {
            let [start, end] = reading.positions(token);
            row(&[reading.id(), Cell::Count(number), start, end, Cell::Text(reading.slice(token))]);
        }
    }
}

/// A line a sentence, with spaces between the tokens: what other programs that read tokens expect.
#[expect(clippy::unnecessary_wraps, reason = "the tables share one signature")]
fn text(reading: &Reading<'_, Tokenized>, _: Style, out: &mut Vec<u8>) -> io::Result<()> {
    let Tokenized { tokens, sentences, .. } = reading.analysis;
    for sentence in sentences {
        for (number, &token) in tokens.get(sentence.tokens.range()).unwrap_or_default().iter().enumerate() {
            if number > 0 {
                out.push(b' ');
            }
            out.extend_from_slice(plain(reading.slice(token)).as_bytes());
        }
        out.push(b'\n');
    }
    Ok(())
}
