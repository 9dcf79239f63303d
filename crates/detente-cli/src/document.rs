//! One text to analyse.

use serde_json::Value;
use std::fmt;

/// One text to analyse, and what it is called.
#[derive(Debug)]
pub(crate) struct Document {
    /// What messages call it, such as `story.txt` or `stories.jsonl, line 3`.
    pub(crate) name: String,
    /// What its JSON object calls it.
    pub(crate) id: Value,
    pub(crate) text: String,
    /// Whether it was a JSON line, whose result is one too.
    pub(crate) is_json_line: bool,
}

/// An input that could not be read.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) name: String,
    pub(crate) error: anyhow::Error,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "detente: {}: {:#}", self.name, self.error)
    }
}

/// One document, or why it could not be had.
pub(crate) type DocumentResult = Result<Document, Failure>;
