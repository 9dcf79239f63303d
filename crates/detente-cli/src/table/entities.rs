//! One row an entity.

use super::{Cell, Column, Reading, Row, Table};
use crate::report::{Style, plain};
use detente::{Actor, Analysis, Entity};
use std::io::{self, Write};

pub(super) const TABLE: Table<Analysis> =
    Table { columns: &COLUMNS, rows, text, json: None, keeps_failures: false };

const COLUMNS: [Column; 10] = [
    Column::text("id"),
    Column::count("sentence"),
    Column::count("start_char"),
    Column::count("end_char"),
    Column::text("text"),
    Column::text("label"),
    Column::text("actor").or_null(),
    Column::text("actor_name").or_null(),
    Column::text("role").or_null(),
    Column::number("value").or_null(),
];

fn actor<'a>(analysis: &'a Analysis, entity: &Entity) -> Option<&'a Actor> {
    entity.actor.and_then(|actor| analysis.actors().get(actor.get()))
}

fn rows(reading: &Reading<'_, Analysis>, row: Row<'_>) {
    for entity in reading.analysis.entities() {
        let actor = actor(reading.analysis, entity);
        let [start, end] = reading.positions(entity.span);
        row(&[
            reading.id(),
            Cell::Count(entity.sentence),
            start,
            end,
            Cell::Text(reading.slice(entity.span)),
            Cell::Text(entity.label.as_str()),
            Cell::optional(actor.map(|actor| &*actor.id)),
            Cell::optional(actor.map(|actor| &*actor.name)),
            Cell::optional(entity.role.as_deref()),
            entity.value.map_or(Cell::Null, Cell::Number),
        ]);
    }
}

/// A line an entity: the label, the words, and whom they stand for.
fn text(reading: &Reading<'_, Analysis>, style: Style, out: &mut Vec<u8>) -> io::Result<()> {
    writeln!(out, "{}", style.paint.bold(&plain(&reading.document.name)))?;
    for entity in reading.analysis.entities() {
        let label = style.paint.dim(&format!("{:11}", entity.label));
        write!(out, "{label}  {}", plain(reading.slice(entity.span)))?;
        let actor = actor(reading.analysis, entity).map(|actor| plain(&actor.name));
        let notes: Vec<String> = actor.into_iter().chain(entity.role.as_deref().map(plain)).collect();
        let notes = if notes.is_empty() { String::new() } else { format!("  {}", notes.join(", ")) };
        writeln!(out, "{}", style.paint.dim(&notes))?;
    }
    Ok(())
}
