//! Rows as Parquet.

use super::{CANNOT_WRITE, Destination};
use crate::table::{Cell, Column, Kind};
use anyhow::{Context, Result};
use arrow_array::builder::{Float64Builder, StringBuilder, UInt32Builder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;
use std::sync::Arc;

/// Rows are encoded when there are this many...
const BATCH_ROWS: usize = 1 << 13;
/// ...or when their strings hold this many bytes.
const BATCH_BYTES: usize = 4 << 20;
/// A row group is written when it holds this many bytes, encoded: what is held in memory at most.
const GROUP_BYTES: usize = 16 << 20;

/// Writes rows as Parquet, in row groups of a bounded size.
pub(super) struct ParquetRows {
    schema: SchemaRef,
    writer: ArrowWriter<Destination>,
    builders: Vec<Builder>,
    rows: usize,
    bytes: usize,
}

enum Builder {
    Text(StringBuilder),
    Number(Float64Builder),
    Count(UInt32Builder),
}

impl Builder {
    fn push(&mut self, cell: &Cell<'_>) -> usize {
        match (self, cell) {
            (Self::Text(column), Cell::Null) => column.append_null(),
            (Self::Text(column), Cell::Text(text)) => {
                column.append_value(text);
                return text.len();
            }
            (Self::Text(column), other) => column.append_value(other.to_string()),
            (Self::Number(column), Cell::Number(number)) => column.append_value(*number),
            (Self::Number(column), _) => column.append_null(),
            (Self::Count(column), Cell::Count(count)) => column.append_value(*count),
            (Self::Count(column), _) => column.append_null(),
        }
        0
    }

    fn finish(&mut self) -> ArrayRef {
        match self {
            Self::Text(column) => Arc::new(column.finish()),
            Self::Number(column) => Arc::new(column.finish()),
            Self::Count(column) => Arc::new(column.finish()),
        }
    }
}

impl ParquetRows {
    pub(super) fn new(columns: &'static [Column], destination: Destination) -> Result<Self> {
        let (fields, builders): (Vec<_>, Vec<_>) = columns
            .iter()
            .map(|column| {
                let (class, builder) = match column.kind {
                    Kind::Text => (DataType::Utf8, Builder::Text(StringBuilder::new())),
                    Kind::Number => (DataType::Float64, Builder::Number(Float64Builder::new())),
                    Kind::Count => (DataType::UInt32, Builder::Count(UInt32Builder::new())),
                };
                (Field::new(column.name, class, column.nullable), builder)
            })
            .unzip();
        let schema = Arc::new(Schema::new(fields));
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            .set_max_row_group_bytes(Some(GROUP_BYTES))
            .build();
        let writer = ArrowWriter::try_new(destination, Arc::clone(&schema), Some(properties));
        Ok(Self { schema, writer: writer.context(CANNOT_WRITE)?, builders, rows: 0, bytes: 0 })
    }

    pub(super) fn row(&mut self, cells: &[Cell<'_>]) -> Result<()> {
        for (builder, cell) in self.builders.iter_mut().zip(cells) {
            self.bytes += builder.push(cell);
        }
        self.rows += 1;
        if self.rows >= BATCH_ROWS || self.bytes >= BATCH_BYTES { self.encode() } else { Ok(()) }
    }

    fn encode(&mut self) -> Result<()> {
        (self.rows, self.bytes) = (0, 0);
        let columns = self.builders.iter_mut().map(Builder::finish).collect();
        let batch = RecordBatch::try_new(Arc::clone(&self.schema), columns).context(CANNOT_WRITE)?;
        self.writer.write(&batch).context(CANNOT_WRITE)
    }

    pub(super) fn finish(mut self) -> Result<()> {
        self.encode()?;
        self.writer.into_inner().context(CANNOT_WRITE)?.finish()
    }
}
