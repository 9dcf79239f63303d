//! The options that an analyzer and a tokenizer have.

use detente::LineBreaks;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyDict;
use std::path::PathBuf;

use crate::items::quoted;

/// Where the model comes from and how line breaks count. Two objects with equal options and equal
/// model versions are equal.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(crate) struct Options {
    /// The absolute path of the model file; `None` for the model inside the library.
    pub(crate) model: Option<String>,
    pub(crate) line_breaks: LineBreaks,
}

impl Options {
    /// The options as the caller writes them.
    pub(crate) fn new(py: Python<'_>, model: Option<PathBuf>, line_breaks: &str) -> PyResult<Self> {
        let model = match model {
            // Absolute, so that it still holds in a process with another working directory.
            Some(path) => Some(py.import("os.path")?.call_method1("abspath", (path,))?.extract()?),
            None => None,
        };
        Self::named(model, line_breaks)
    }

    /// The options with the path as it stands.
    pub(crate) fn named(model: Option<String>, line_breaks: &str) -> PyResult<Self> {
        let Some(line_breaks) = LineBreaks::named(line_breaks) else {
            return Err(PyValueError::new_err(format!(
                "line_breaks must be \"auto\", \"break\" or \"space\", not {line_breaks:?}"
            )));
        };
        Ok(Self { model, line_breaks })
    }

    /// The call of `class` that gives an object with these options; those left at their default are
    /// not written.
    pub(crate) fn repr(&self, py: Python<'_>, class: &str) -> String {
        let model = self.model.as_ref().map(|path| format!("model={}", quoted(py, path)));
        let changed = self.line_breaks != LineBreaks::default();
        let line_breaks = changed.then(|| format!("line_breaks={}", quoted(py, self.line_breaks.as_str())));
        let written: Vec<String> = [model, line_breaks].into_iter().flatten().collect();
        format!("{class}({})", written.join(", "))
    }

    /// The keyword arguments of that call.
    pub(crate) fn keywords<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let keywords = PyDict::new(py);
        if let Some(path) = &self.model {
            keywords.set_item("model", path)?;
        }
        if self.line_breaks != LineBreaks::default() {
            keywords.set_item("line_breaks", self.line_breaks.as_str())?;
        }
        Ok(keywords)
    }
}
