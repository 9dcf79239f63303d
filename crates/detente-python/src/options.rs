//! The options that an analyzer and a tokenizer have.

use crate::items::quoted;
use crate::user_entries::UserEntries;
use detente::{Gazetteer, Lexicon, LineBreaks};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyDict;
use std::path::PathBuf;

/// Where the model comes from, how line breaks count, what the user adds and what is withheld. Two objects with equal
/// options and equal model versions are equal.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(crate) struct Options {
    /// The absolute path of the model file; `None` for the model inside the library.
    pub(crate) model: Option<String>,
    pub(crate) line_breaks: LineBreaks,
    pub(crate) gazetteer: Option<UserEntries<Gazetteer>>,
    pub(crate) lexicon: Option<UserEntries<Lexicon>>,
    pub(crate) min_confidence: Confidence,
}

/// A confidence in [0, 1].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub(crate) struct Confidence(u64);

impl Confidence {
    fn new(value: f64) -> PyResult<Self> {
        if (0.0..=1.0).contains(&value) {
            // No negative zero, which would be another than zero.
            Ok(Self(value.abs().to_bits()))
        } else {
            Err(PyValueError::new_err(format!("min_confidence must lie in [0, 1], not {value}")))
        }
    }

    pub(crate) const fn get(self) -> f64 {
        f64::from_bits(self.0)
    }
}

impl Options {
    /// The options as the caller writes them.
    pub(crate) fn new(
        py: Python<'_>,
        model: Option<PathBuf>,
        line_breaks: &str,
        gazetteer: Option<&Bound<'_, PyAny>>,
        lexicon: Option<&Bound<'_, PyAny>>,
        min_confidence: f64,
    ) -> PyResult<Self> {
        let model = match model {
            // Absolute, so that it still holds in a process with another working directory.
            Some(path) => Some(py.import("os.path")?.call_method1("abspath", (path,))?.extract()?),
            None => None,
        };
        let Some(line_breaks) = LineBreaks::named(line_breaks) else {
            return Err(PyValueError::new_err(format!(
                "line_breaks must be \"auto\", \"break\" or \"space\", not {line_breaks:?}"
            )));
        };
        Ok(Self {
            model,
            line_breaks,
            gazetteer: gazetteer.map(UserEntries::new).transpose()?,
            lexicon: lexicon.map(UserEntries::new).transpose()?,
            min_confidence: Confidence::new(min_confidence)?,
        })
    }

    /// The options that [`Options::keywords`] gave.
    pub(crate) fn from_keywords(keywords: &Bound<'_, PyDict>) -> PyResult<Self> {
        let text = |name| -> PyResult<Option<String>> {
            keywords.get_item(name)?.map(|value| value.extract()).transpose()
        };
        let min_confidence: Option<f64> =
            keywords.get_item("min_confidence")?.map(|value| value.extract()).transpose()?;
        Self::new(
            keywords.py(),
            text("model")?.map(PathBuf::from),
            text("line_breaks")?.as_deref().unwrap_or(LineBreaks::default().as_str()),
            keywords.get_item("gazetteer")?.as_ref(),
            keywords.get_item("lexicon")?.as_ref(),
            min_confidence.unwrap_or_default(),
        )
    }

    /// The call of `class` that gives an object with these options; those left at their default are
    /// not written.
    pub(crate) fn repr(&self, py: Python<'_>, class: &str) -> String {
        let model = self.model.as_ref().map(|path| format!("model={}", quoted(py, path)));
        let changed = self.line_breaks != LineBreaks::default();
        let line_breaks = changed.then(|| format!("line_breaks={}", quoted(py, self.line_breaks.as_str())));
        let gazetteer = self.gazetteer.as_ref().map(|entries| format!("gazetteer={}", entries.repr(py)));
        let lexicon = self.lexicon.as_ref().map(|entries| format!("lexicon={}", entries.repr(py)));
        let withholds = self.min_confidence != Confidence::default();
        let min_confidence = withholds.then(|| format!("min_confidence={:?}", self.min_confidence.get()));
        let all = [model, line_breaks, gazetteer, lexicon, min_confidence];
        let written: Vec<String> = all.into_iter().flatten().collect();
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
        if let Some(lexicon) = &self.lexicon {
            keywords.set_item("lexicon", lexicon.to_python(py)?)?;
        }
        if self.min_confidence != Confidence::default() {
            keywords.set_item("min_confidence", self.min_confidence.get())?;
        }
        Ok(keywords)
    }
}
