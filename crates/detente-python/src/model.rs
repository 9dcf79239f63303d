//! The model and options behind an analyzer and behind the documents that it made.

use crate::errors::to_python;
use crate::options::Options;
use detente::Analyzer;
use pyo3::PyResult;
use pyo3::exceptions::PyValueError;
use std::sync::{Arc, OnceLock};

/// Where a model comes from and how texts are read with it, with the analyzer over it once that is
/// needed.
///
/// A document that comes out of a pickle names its model, and loads it only to explain itself.
#[derive(Debug)]
pub(crate) struct Model {
    options: Options,
    version: u32,
    analyzer: OnceLock<Analyzer>,
}

impl Model {
    /// The model that `options` name, loaded and checked.
    pub(crate) fn load(options: Options) -> PyResult<Arc<Self>> {
        let analyzer = open(&options)?;
        let version = analyzer.model_version();
        Ok(Arc::new(Self { options, version, analyzer: OnceLock::from(analyzer) }))
    }

    /// The model by name, not yet loaded.
    pub(crate) fn named(options: Options, version: u32) -> Arc<Self> {
        Arc::new(Self { options, version, analyzer: OnceLock::new() })
    }

    pub(crate) fn options(&self) -> &Options {
        &self.options
    }

    pub(crate) fn version(&self) -> u32 {
        self.version
    }

    /// The analyzer over the model, loaded if need be.
    pub(crate) fn analyzer(&self) -> PyResult<&Analyzer> {
        if let Some(analyzer) = self.analyzer.get() {
            return Ok(analyzer);
        }
        let analyzer = open(&self.options)?;
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

fn open(options: &Options) -> PyResult<Analyzer> {
    let analyzer = match &options.model {
        Some(path) => Analyzer::load(path).map_err(|error| to_python(&error))?,
        None => Analyzer::embedded(),
    };
    // The default shares the tokenizer inside the library.
    let same = options.line_breaks == detente::LineBreaks::default();
    let analyzer = if same { analyzer } else { analyzer.with_line_breaks(options.line_breaks) };
    let analyzer = match &options.gazetteer {
        Some(entries) => analyzer.with_gazetteer(&entries.read()?),
        None => analyzer,
    };
    let analyzer = match &options.lexicon {
        Some(entries) => analyzer.with_lexicon(&entries.read()?),
        None => analyzer,
    };
    #[expect(clippy::cast_possible_truncation, reason = "confidences are told to three places")]
    let least = options.min_confidence.get() as f32;
    Ok(analyzer.with_min_confidence(least))
}
