//! A list in a file or in text, as rows of fields.

use super::{EntryError, csv, json};
use serde_json::Value;
use std::path::Path;

/// The form that a list is written in.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Form {
    Csv,
    Json,
}

/// What kind of list is read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct List {
    /// What it is called, as in "gazetteer".
    pub(crate) name: &'static str,
    /// Its columns; the first names the entry and must be there.
    pub(crate) columns: &'static [&'static str],
    /// What a bare value in JSON means.
    pub(crate) short: Short,
}

/// A field that may stand in JSON by itself.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Short {
    /// The column that it fills.
    pub(crate) column: &'static str,
    /// What it is called in errors.
    pub(crate) what: &'static str,
    /// Whether it is a number, else text.
    pub(crate) is_number: bool,
}

/// The fields of an entry, by the names of their columns.
pub(crate) type Fields = Vec<(&'static str, Value)>;

impl List {
    /// The rows of `text`, each with its number; `source` is what errors call it.
    pub(crate) fn rows(
        &self,
        source: &str,
        text: &str,
        form: Form,
    ) -> Result<Vec<(usize, Fields)>, EntryError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        match form {
            Form::Csv => csv::read(self, source, text),
            Form::Json => json::read(self, source, text),
        }
    }

    /// The rows of a file whose name ends in `.csv` or `.json`, and what errors call it.
    pub(crate) fn load(&self, path: &Path) -> Result<(String, Vec<(usize, Fields)>), EntryError> {
        let source = path.display().to_string();
        let refuse = |row, reason: String| EntryError::new(&source, row, reason);
        let bytes = std::fs::read(path).map_err(|error| refuse(None, format!("cannot be read: {error}")))?;
        let text = std::str::from_utf8(&bytes).map_err(|error| {
            let before = &bytes[..error.valid_up_to()];
            let row = 1 + before.split(|&byte| byte == b'\n').count().saturating_sub(1);
            refuse(Some(row), format!("is no UTF-8 at byte {}", error.valid_up_to()))
        })?;
        let extension = path.extension().and_then(|extension| extension.to_str()).map(str::to_lowercase);
        let form = match extension.as_deref() {
            Some("csv") => Form::Csv,
            Some("json") => Form::Json,
            _ => {
                let reason = format!("the name of a {} file ends in .csv or .json", self.name);
                return Err(refuse(None, reason));
            }
        };
        let rows = self.rows(&source, text, form)?;
        Ok((source, rows))
    }
}
