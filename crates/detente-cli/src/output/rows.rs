//! Rows as lines of text.

use crate::arguments::OutputFormat;
use crate::table::{Cell, Column};
use serde::ser::{Serialize, SerializeMap, Serializer};
use std::io::{self, Write};

/// Writes rows as CSV, TSV or JSON lines.
pub(crate) struct Rows<W: Write> {
    columns: &'static [Column],
    form: Form<W>,
}

enum Form<W: Write> {
    Separated(Box<csv::Writer<W>>),
    Json(W),
}

impl<W: Write> Rows<W> {
    pub(crate) fn new(columns: &'static [Column], format: OutputFormat, out: W) -> Self {
        let delimiter = match format {
            OutputFormat::Csv => b',',
            OutputFormat::Tsv => b'\t',
            OutputFormat::Text | OutputFormat::Jsonl | OutputFormat::Parquet => {
                return Self { columns, form: Form::Json(out) };
            }
        };
        let writer = csv::WriterBuilder::new().delimiter(delimiter).buffer_capacity(1 << 10).from_writer(out);
        Self { columns, form: Form::Separated(Box::new(writer)) }
    }

    /// Writes the names of the columns, where the format has them.
    pub(crate) fn header(&mut self) -> io::Result<()> {
        match &mut self.form {
            Form::Separated(writer) => {
                Ok(writer.write_record(self.columns.iter().map(|column| column.name))?)
            }
            Form::Json(_) => Ok(()),
        }
    }

    /// Writes one row.
    pub(crate) fn row(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        match &mut self.form {
            Form::Separated(writer) => {
                for cell in cells {
                    match cell {
                        Cell::Text(text) => writer.write_field(text.as_bytes())?,
                        Cell::Null => writer.write_field(b"")?,
                        other => writer.write_field(other.to_string())?,
                    }
                }
                Ok(writer.write_record(None::<&[u8]>)?)
            }
            Form::Json(out) => {
                serde_json::to_writer(&mut *out, &Object(self.columns, cells))?;
                out.write_all(b"\n")
            }
        }
    }

    /// Hands all rows on.
    pub(crate) fn flush(&mut self) -> io::Result<()> {
        match &mut self.form {
            Form::Separated(writer) => writer.flush(),
            Form::Json(out) => out.flush(),
        }
    }
}

/// A row as a JSON object, in the order of the columns.
struct Object<'a>(&'static [Column], &'a [Cell<'a>]);

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (column, cell) in self.0.iter().zip(self.1) {
            map.serialize_entry(column.name, cell)?;
        }
        map.end()
    }
}
