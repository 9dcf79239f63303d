//! Why a list of the user's own was refused.

use std::fmt;

/// Why a gazetteer or a lexicon was refused: which source, which row, and what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryError {
    source: String,
    row: Option<usize>,
    reason: String,
}

impl EntryError {
    pub(crate) fn new(source: &str, row: Option<usize>, reason: impl Into<String>) -> Self {
        Self { source: source.to_owned(), row, reason: reason.into() }
    }

    /// The file, or `gazetteer` or `lexicon` where there is none.
    pub fn origin(&self) -> &str {
        &self.source
    }

    /// The row, from 1: the line of a CSV file (its header is 1), the entry of JSON; `None` where the
    /// whole is meant.
    pub const fn row(&self) -> Option<usize> {
        self.row
    }

    /// What is wrong.
    pub fn reason(&self) -> &str {
        &self.reason
    }
}

impl fmt::Display for EntryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.source)?;
        if let Some(row) = self.row {
            write!(f, ", row {row}")?;
        }
        write!(f, ": {}", self.reason)
    }
}

impl std::error::Error for EntryError {}
