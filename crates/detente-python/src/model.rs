//! The model behind an analyzer and behind the documents that it made.

use crate::errors::to_python;
use detente::Analyzer;
use pyo3::PyResult;
use pyo3::exceptions::PyValueError;
use std::sync::{Arc, OnceLock};

/// Where a model comes from, with the analyzer over it once that is needed.
///
/// A document that comes out of a pickle names its model, and loads it only to explain itself.
#[derive(Debug)]
pub(crate) struct Model {
    /// The path of the model file; `None` for the model inside the library.
    path: Option<String>,
    version: u32,
    analyzer: OnceLock<Analyzer>,
}

impl Model {
    /// The model at `path`, or the one inside the library, loaded and checked.
    pub(crate) fn load(path: Option<String>) -> PyResult<Arc<Self>> {
        let analyzer = open(path.as_deref())?;
        let version = analyzer.model_version();
        Ok(Arc::new(Self { path, version, analyzer: OnceLock::from(analyzer) }))
    }

    /// The model by name, not yet loaded.
    pub(crate) fn named(path: Option<String>, version: u32) -> Arc<Self> {
        Arc::new(Self { path, version, analyzer: OnceLock::new() })
    }

    pub(crate) fn path(&self) -> Option<&str> {
        self.path.as_deref()
    }

    pub(crate) fn version(&self) -> u32 {
        self.version
    }

    /// The analyzer over the model, loaded if need be.
    pub(crate) fn analyzer(&self) -> PyResult<&Analyzer> {
        if let Some(analyzer) = self.analyzer.get() {
            return Ok(analyzer);
        }
        let analyzer = open(self.path())?;
        if analyzer.model_version() != self.version {
            return Err(PyValueError::new_err(format!(
                "the document was made by model version {}, and this is model version {}: analyze its text anew",
                self.version,
                analyzer.model_version()
            )));
        }
        Ok(self.analyzer.get_or_init(|| analyzer))
    }
}

fn open(path: Option<&str>) -> PyResult<Analyzer> {
    match path {
        Some(path) => Analyzer::load(path).map_err(|error| to_python(&error)),
        None => Ok(Analyzer::embedded()),
    }
}
