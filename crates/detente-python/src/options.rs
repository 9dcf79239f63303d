//! The options that an analyzer and a tokenizer have.

use detente::{Gazetteer, LineBreaks};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyString};
use std::path::PathBuf;

use crate::items::quoted;

/// Where the model comes from, how line breaks count and which names the user adds. Two objects with equal options and equal
/// model versions are equal.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(crate) struct Options {
    /// The absolute path of the model file; `None` for the model inside the library.
    pub(crate) model: Option<String>,
    pub(crate) line_breaks: LineBreaks,
    pub(crate) gazetteer: Option<GazetteerSource>,
}

/// Where the user's own names come from.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum GazetteerSource {
    /// The absolute path of a file.
    File(String),
    /// A dict, as JSON.
    Json(String),
}

impl GazetteerSource {
    /// The gazetteer as the caller gives it: a path or a dict.
    pub(crate) fn new(given: &Bound<'_, PyAny>) -> PyResult<Self> {
        let py = given.py();
        if given.is_instance_of::<PyDict>() {
            for name in given.cast::<PyDict>()?.keys() {
                if !name.is_instance_of::<PyString>() {
                    return Err(PyTypeError::new_err(format!(
                        "names in a gazetteer are str, not {}",
                        name.repr()?
                    )));
                }
            }
            let keywords = PyDict::new(py);
            keywords.set_item("ensure_ascii", false)?;
            let json: String =
                py.import("json")?.call_method("dumps", (given,), Some(&keywords))?.extract()?;
            return Ok(Self::Json(json));
        }
        let Ok(path) = given.extract::<PathBuf>() else {
            let class = given.get_type().qualname()?;
            return Err(PyTypeError::new_err(format!("gazetteer must be a dict or a path, not {class}")));
        };
        Ok(Self::File(py.import("os.path")?.call_method1("abspath", (path,))?.extract()?))
    }

    /// The gazetteer, read and checked.
    pub(crate) fn read(&self) -> PyResult<Gazetteer> {
        let read = match self {
            Self::File(path) => {
                // A file that cannot be opened is an `OSError`.
                std::fs::File::open(path).map_err(|error| {
                    std::io::Error::new(error.kind(), format!("cannot read {path}: {error}"))
                })?;
                Gazetteer::load(path)
            }
            Self::Json(json) => Gazetteer::from_json(json),
        };
        read.map_err(|error| PyValueError::new_err(error.to_string()))
    }

    /// The path or the dict.
    pub(crate) fn to_python<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        match self {
            Self::File(path) => Ok(PyString::new(py, path).into_any()),
            Self::Json(json) => py.import("json")?.call_method1("loads", (json,)),
        }
    }
}

impl Options {
    /// The options as the caller writes them.
    pub(crate) fn new(
        py: Python<'_>,
        model: Option<PathBuf>,
        line_breaks: &str,
        gazetteer: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Self> {
        let model = match model {
            // Absolute, so that it still holds in a process with another working directory.
            Some(path) => Some(py.import("os.path")?.call_method1("abspath", (path,))?.extract()?),
            None => None,
        };
        Self::named(model, line_breaks, gazetteer)
    }

    /// The options with the path as it stands.
    pub(crate) fn named(
        model: Option<String>,
        line_breaks: &str,
        gazetteer: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Self> {
        let Some(line_breaks) = LineBreaks::named(line_breaks) else {
            return Err(PyValueError::new_err(format!(
                "line_breaks must be \"auto\", \"break\" or \"space\", not {line_breaks:?}"
            )));
        };
        Ok(Self { model, line_breaks, gazetteer: gazetteer.map(GazetteerSource::new).transpose()? })
    }

    /// The call of `class` that gives an object with these options; those left at their default are
    /// not written.
    pub(crate) fn repr(&self, py: Python<'_>, class: &str) -> String {
        let model = self.model.as_ref().map(|path| format!("model={}", quoted(py, path)));
        let changed = self.line_breaks != LineBreaks::default();
        let line_breaks = changed.then(|| format!("line_breaks={}", quoted(py, self.line_breaks.as_str())));
        let gazetteer = self.gazetteer.as_ref().map(|source| {
            let shown = source.to_python(py).and_then(|given| given.repr()?.extract::<String>());
            format!("gazetteer={}", shown.unwrap_or_else(|_| "...".to_owned()))
        });
        let written: Vec<String> = [model, line_breaks, gazetteer].into_iter().flatten().collect();
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
        if let Some(gazetteer) = &self.gazetteer {
            keywords.set_item("gazetteer", gazetteer.to_python(py)?)?;
        }
        Ok(keywords)
    }
}
