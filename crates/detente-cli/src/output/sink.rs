//! Takes rows, or lines that are rendered already, and writes them.

use super::{CANNOT_WRITE, Destination, Rows};
use crate::arguments::OutputFormat;
use crate::table::{Cell, Column};
use anyhow::{Context, Result, bail};
use std::io::{IsTerminal, Write, stdout};
use std::path::Path;

/// Takes rows and writes them to a file or standard output.
pub(crate) struct Sink {
    columns: &'static [Column],
    format: OutputFormat,
    form: Form,
}

enum Form {
    Lines(Box<Destination>),
    #[cfg(feature = "parquet")]
    Parquet(Box<super::parquet::ParquetRows>),
}

impl Sink {
    /// A sink for rows of `columns`, after their names where the format has them.
    ///
    /// # Errors
    /// Where the file cannot be made, and where Parquet would go to a terminal.
    pub(crate) fn open(
        path: Option<&Path>,
        format: OutputFormat,
        columns: &'static [Column],
    ) -> Result<Self> {
        if format == OutputFormat::Parquet && path.is_none() && stdout().is_terminal() {
            bail!("Parquet is not for terminals: give --output FILE");
        }
        let destination = Destination::open(path)?;
        #[cfg(feature = "parquet")]
        if format == OutputFormat::Parquet {
            let rows = Box::new(super::parquet::ParquetRows::new(columns, destination)?);
            return Ok(Self { columns, format, form: Form::Parquet(rows) });
        }
        let mut sink = Self { columns, format, form: Form::Lines(Box::new(destination)) };
        let mut header = Vec::new();
        let mut rows = Rows::new(columns, format, &mut header);
        rows.header().and_then(|()| rows.flush()).context(CANNOT_WRITE)?;
        drop(rows);
        sink.lines(&header)?;
        Ok(sink)
    }

    /// Writes lines that were rendered in the sink's format.
    pub(crate) fn lines(&mut self, lines: &[u8]) -> Result<()> {
        match &mut self.form {
            Form::Lines(destination) => destination.write_all(lines).context(CANNOT_WRITE),
            #[cfg(feature = "parquet")]
            Form::Parquet(_) => Ok(()),
        }
    }

    /// Writes a row.
    pub(crate) fn row(&mut self, cells: &[Cell<'_>]) -> Result<()> {
        match &mut self.form {
            Form::Lines(destination) => {
                let mut line = Vec::new();
                let mut rows = Rows::new(self.columns, self.format, &mut line);
                rows.row(cells).and_then(|()| rows.flush()).context(CANNOT_WRITE)?;
                drop(rows);
                destination.write_all(&line).context(CANNOT_WRITE)
            }
            #[cfg(feature = "parquet")]
            Form::Parquet(rows) => rows.row(cells),
        }
    }

    /// Hands on to whoever reads along what was written so far.
    pub(crate) fn flush(&mut self) -> Result<()> {
        match &mut self.form {
            Form::Lines(destination) => destination.flush().context(CANNOT_WRITE),
            #[cfg(feature = "parquet")]
            Form::Parquet(_) => Ok(()),
        }
    }

    /// Writes what is left; without it there is no file.
    pub(crate) fn finish(self) -> Result<()> {
        match self.form {
            Form::Lines(destination) => destination.finish(),
            #[cfg(feature = "parquet")]
            Form::Parquet(rows) => rows.finish(),
        }
    }
}
