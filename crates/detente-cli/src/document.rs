//! One text to analyse.

use serde_json::Value;
use std::fmt;

/// One text to analyse, and what it is called.
#[derive(Debug)]
pub(crate) struct Document {
    /// What messages call it, such as `story.txt` or `stories.jsonl:3`.
    pub(crate) name: String,
    /// What rows and JSON objects call it.
    pub(crate) id: Value,
    pub(crate) text: String,
}

/// A document that could not be read.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) name: String,
    pub(crate) id: Value,
    pub(crate) error: anyhow::Error,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "detente: {}: {:#}", self.name, self.error)
    }
}

/// One document, or why it could not be had.
pub(crate) type DocumentResult = Result<Document, Failure>;
