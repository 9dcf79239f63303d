//! Documents in the rows of Parquet.

use super::Origin;
use super::csv_rows::column;
use super::text::HINT;
use crate::arguments::{Errors, Input};
use crate::document::{Document, DocumentResult, Failure};
use anyhow::{Context, Error, Result, anyhow, bail};
use arrow_array::cast::AsArray;
use arrow_array::types::{
    Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::DataType;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{
    ArrowReaderOptions, ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder,
};
use serde_json::Value;
use std::fs::File;

/// This many rows are decoded at a time.
const BATCH_ROWS: usize = 64;

/// The documents of a table, some rows of two columns in memory at a time.
pub(super) struct ParquetRows {
    origin: Origin,
    batches: ParquetRecordBatchReader,
    /// The rows that are decoded, and which of them is next.
    batch: Option<(RecordBatch, usize)>,
    number: u64,
    text: String,
    id: Option<String>,
    errors: Errors,
    ended: bool,
}

impl ParquetRows {
    /// # Errors
    /// Where the file is no Parquet, lacks a column, or a column is of a type that cannot be used.
    pub(super) fn new(origin: Origin, file: File, options: &Input) -> Result<Self> {
        // Without what Arrow added to the file there are fewer layouts of a string.
        let plain = ArrowReaderOptions::new().with_skip_arrow_metadata(true);
        let builder =
            ParquetRecordBatchReaderBuilder::try_new_with_options(file, plain).context("cannot read")?;
        let schema = builder.schema();
        let names: Vec<String> = schema.fields().iter().map(|field| field.name().clone()).collect();
        let text = column(&names, &options.text_column)?;
        let id = match &options.id_column {
            Some(name) => Some(column(&names, name)?),
            None => names.iter().position(|name| name == "id"),
        };
        let text_type = schema.field(text).data_type();
        if !is_string(text_type) {
            bail!("column {:?} is of type {text_type}, not of strings", options.text_column);
        }
        if let Some(field) = id.map(|id| schema.field(id))
            && !(is_string(field.data_type()) || field.data_type().is_integer())
        {
            let (name, class) = (field.name(), field.data_type());
            bail!("column {name:?} is of type {class}; an id is a string or an integer");
        }
        let wanted = ProjectionMask::roots(builder.parquet_schema(), [text].into_iter().chain(id));
        let batches =
            builder.with_projection(wanted).with_batch_size(BATCH_ROWS).build().context("cannot read")?;
        Ok(Self {
            origin,
            batches,
            batch: None,
            number: 0,
            text: options.text_column.clone(),
            id: id.map(|id| names[id].clone()),
            errors: options.errors,
            ended: false,
        })
    }

    fn document(&self, batch: &RecordBatch, row: usize) -> DocumentResult {
        let (name, fallback) = (self.origin.row_name(self.number), self.origin.row_id(self.number));
        let id = match self.id.as_ref().and_then(|id| batch.column_by_name(id)).map(|ids| value(ids, row)) {
            None => fallback,
            Some(Ok(id)) => id,
            Some(Err(error)) => return Err(Failure { name, id: fallback, error }),
        };
        let text = batch.column_by_name(&self.text).context("the column is gone");
        match text.and_then(|texts| string(texts, row, self.errors)) {
            Ok(Some(text)) => Ok(Document { name, id, text }),
            Ok(None) if self.errors == Errors::Replace => Ok(Document { name, id, text: String::new() }),
            Ok(None) => Err(Failure { name, id, error: anyhow!("column {:?} is null", self.text) }),
            Err(error) => Err(Failure { name, id, error }),
        }
    }
}

impl Iterator for ParquetRows {
    type Item = DocumentResult;

    fn next(&mut self) -> Option<DocumentResult> {
        loop {
            if let Some((batch, row)) = self.batch.take().filter(|(batch, row)| *row < batch.num_rows()) {
                self.number += 1;
                let document = self.document(&batch, row);
                self.batch = Some((batch, row + 1));
                return Some(document);
            }
            if self.ended {
                return None;
            }
            match self.batches.next() {
                Some(Ok(batch)) => self.batch = Some((batch, 0)),
                Some(Err(error)) => {
                    self.ended = true;
                    let error = Error::new(error).context(format!("cannot read after row {}", self.number));
                    return Some(Err(self.origin.failure(error)));
                }
                None => self.ended = true,
            }
        }
    }
}

const fn is_string(class: &DataType) -> bool {
    matches!(class, DataType::Utf8 | DataType::Binary)
}

/// The string of a row; `None` where it is null.
fn string(array: &ArrayRef, row: usize, errors: Errors) -> Result<Option<String>> {
    if array.is_null(row) {
        return Ok(None);
    }
    if let Some(strings) = array.as_string_opt::<i32>() {
        return Ok(Some(strings.value(row).to_owned()));
    }
    let bytes = array.as_binary_opt::<i32>().context("no column of strings")?.value(row);
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Some(text.to_owned())),
        Err(_) if errors == Errors::Replace => Ok(Some(String::from_utf8_lossy(bytes).into_owned())),
        Err(error) => bail!("invalid UTF-8 at byte {} of the text{HINT}", error.valid_up_to()),
    }
}

/// The id of a row: a string, a whole number or null.
fn value(array: &ArrayRef, row: usize) -> Result<Value> {
    if array.is_null(row) {
        return Ok(Value::Null);
    }
    macro_rules! integer {
        ($($class:ident => $arrow:ty),*) => {
            match array.data_type() {
                $(DataType::$class => array.as_primitive::<$arrow>().value(row).into(),)*
                _ => string(array, row, Errors::Skip)?.into(),
            }
        };
    }
    Ok(integer!(
        Int8 => Int8Type, Int16 => Int16Type, Int32 => Int32Type, Int64 => Int64Type,
        UInt8 => UInt8Type, UInt16 => UInt16Type, UInt32 => UInt32Type, UInt64 => UInt64Type
    ))
}
