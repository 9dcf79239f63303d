//! The file that documents come from, and what they are called after it.

use crate::arguments::Input;
use crate::document::Failure;
use crate::input::has_folder;
use serde_json::Value;
use std::path::Path;

/// The file that documents come from.
#[derive(Debug, Clone)]
pub(super) struct Origin {
    /// What messages call it.
    pub(super) name: String,
    /// Whether it is the only one, so that a number alone tells its rows.
    alone: bool,
}

impl Origin {
    pub(super) fn new(path: &Path, options: &Input) -> Self {
        let name =
            if path == Path::new("-") { "standard input".to_owned() } else { path.display().to_string() };
        Self { name, alone: options.files.len() == 1 && !has_folder(options) }
    }

    /// What messages call row `number`, which counts from 1.
    pub(super) fn row_name(&self, number: u64) -> String {
        format!("{}:{number}", self.name)
    }

    /// The id of row `number`, which counts from 1, where it has none of its own.
    pub(super) fn row_id(&self, number: u64) -> Value {
        if self.alone { number.into() } else { self.row_name(number).into() }
    }

    /// The failure of the file as a whole.
    pub(super) fn failure(&self, error: anyhow::Error) -> Failure {
        Failure { name: self.name.clone(), id: self.name.as_str().into(), error }
    }
}
