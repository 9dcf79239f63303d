//! The analyzer.

use crate::batch::{self, Batch};
use crate::document::{Document, in_characters};
use crate::errors::{guard, to_python};
use crate::model::Model;
use crate::options::Options;
use crate::rows::OnError;
use crate::stream::{AnalysisIterator, BATCH_SIZE, Reader};
use crate::{job, span, text};
use detente::{Analyzer as Facade, Scratch};
use numpy::PyArray1;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};
use std::cell::Cell;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash as _, Hasher as _};
use std::path::PathBuf;
use std::sync::Arc;

/// Texts up to this many bytes leave their buffers to the next text on the same thread; the
/// buffers of a longer one are freed, so that one giant does not hold memory for ever.
const KEEP_BUFFERS_UP_TO: usize = 1 << 18;

thread_local! {
    static SCRATCH: Cell<Scratch> = Cell::new(Scratch::new());
}

/// Reads English news. Frozen; picklable; to be shared among threads.
#[pyclass(module = "detente", frozen)]
pub(crate) struct Analyzer {
    model: Arc<Model>,
}

impl Analyzer {
    /// Does `work` without the interpreter lock and with this thread's buffers.
    fn with_scratch<T: Send>(
        &self,
        py: Python<'_>,
        text: &str,
        work: impl FnOnce(&Facade, &mut Scratch) -> Result<T, detente::Error> + Send,
    ) -> PyResult<T> {
        let analyzer = self.model.analyzer()?;
        guard(|| {
            py.detach(|| {
                inject_panic(text);
                let mut scratch = SCRATCH.take();
                let result = work(analyzer, &mut scratch);
                if text.len() <= KEEP_BUFFERS_UP_TO {
                    SCRATCH.set(scratch);
                }
                result
            })
            .map_err(|error| to_python(&error))
        })
    }
}

#[pymethods]
impl Analyzer {
    #[new]
    #[pyo3(signature = (*, model = None, line_breaks = "auto", gazetteer = None, lexicon = None, min_confidence = 0.0))]
    fn new(
        py: Python<'_>,
        model: Option<PathBuf>,
        line_breaks: &str,
        gazetteer: Option<&Bound<'_, PyAny>>,
        lexicon: Option<&Bound<'_, PyAny>>,
        min_confidence: f64,
    ) -> PyResult<Self> {
        let options = Options::new(py, model, line_breaks, gazetteer, lexicon, min_confidence)?;
        Ok(Self { model: guard(|| Model::load(options))? })
    }

    /// The path of the model file; `None` for the model inside the library.
    #[getter]
    fn model(&self) -> Option<&str> {
        self.model.options().model.as_deref()
    }

    /// How a single line break counts.
    #[getter]
    fn line_breaks(&self) -> &'static str {
        self.model.options().line_breaks.as_str()
    }

    /// The names of the user's own: the path of their file, or a dict.
    #[getter]
    fn gazetteer<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        let source = self.model.options().gazetteer.as_ref();
        source.map(|source| source.to_python(py)).transpose()
    }

    /// The words of the user's own: the path of their file, or a dict.
    #[getter]
    fn lexicon<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        let source = self.model.options().lexicon.as_ref();
        source.map(|source| source.to_python(py)).transpose()
    }

    /// The confidence below which directed tones are withheld.
    #[getter]
    fn min_confidence(&self) -> f64 {
        self.model.options().min_confidence.get()
    }

    /// The version of the model.
    #[getter]
    fn model_version(&self) -> u32 {
        self.model.version()
    }

    /// Reads one text.
    fn analyze(&self, py: Python<'_>, text: &Bound<'_, PyAny>) -> PyResult<Document> {
        let (text, utf8) = text::single(text, "analyze_batch")?;
        let analysis = self.with_scratch(py, &utf8, |analyzer, scratch| {
            Ok(in_characters(&utf8, analyzer.analyze_with(scratch, &utf8)?))
        })?;
        Ok(Document::new(text, Arc::new(analysis), Arc::clone(&self.model)))
    }

    /// The tone of a headline, a sentence, a short text.
    fn score(&self, py: Python<'_>, text: &Bound<'_, PyAny>) -> PyResult<f64> {
        let (_, utf8) = text::single(text, "score_batch")?;
        let tone = self.with_scratch(py, &utf8, |analyzer, scratch| analyzer.score_with(scratch, &utf8))?;
        Ok(tone.score())
    }

    /// The tone of the words at `source` toward the words at `target`.
    fn tone_between(
        &self,
        py: Python<'_>,
        text: &Bound<'_, PyAny>,
        source: &Bound<'_, PyAny>,
        target: &Bound<'_, PyAny>,
    ) -> PyResult<f64> {
        let (_, utf8) = text::single(text, "analyze_batch")?;
        let source = span::to_bytes(source, "source", &utf8)?;
        let target = span::to_bytes(target, "target", &utf8)?;
        let tone =
            self.with_scratch(py, &utf8, |analyzer, _| analyzer.tone_between(&utf8, source, target))?;
        Ok(tone.score())
    }

    /// The tone of anyone toward the words at `target`.
    fn tone_toward(
        &self,
        py: Python<'_>,
        text: &Bound<'_, PyAny>,
        target: &Bound<'_, PyAny>,
    ) -> PyResult<f64> {
        let (_, utf8) = text::single(text, "analyze_batch")?;
        let target = span::to_bytes(target, "target", &utf8)?;
        let tone = self.with_scratch(py, &utf8, |analyzer, _| analyzer.tone_toward(&utf8, target))?;
        Ok(tone.score())
    }

    /// Reads many texts on several threads.
    #[pyo3(signature = (texts, threads = None, progress = false, errors = "raise", *, column = None))]
    fn analyze_batch(
        &self,
        texts: &Bound<'_, PyAny>,
        threads: Option<&Bound<'_, PyAny>>,
        progress: bool,
        errors: &str,
        column: Option<&str>,
    ) -> PyResult<Batch> {
        let errors = OnError::named(errors)?;
        let threads = threads.map(|threads| job::positive(threads, "threads")).transpose()?;
        batch::analyze(&self.model, texts, column, threads, progress, errors)
    }

    /// The tone of each of many headlines, sentences or short texts, read on several threads.
    #[pyo3(signature = (texts, threads = None, progress = false, errors = "raise", *, column = None))]
    fn score_batch<'py>(
        &self,
        texts: &Bound<'py, PyAny>,
        threads: Option<&Bound<'_, PyAny>>,
        progress: bool,
        errors: &str,
        column: Option<&str>,
    ) -> PyResult<Bound<'py, PyArray1<f64>>> {
        let errors = OnError::named(errors)?;
        let threads = threads.map(|threads| job::positive(threads, "threads")).transpose()?;
        let scores = batch::score(&self.model, texts, column, threads, progress, errors)?;
        Ok(PyArray1::from_vec(texts.py(), scores))
    }

    /// Reads texts one after another, on several threads and in bounded memory.
    #[pyo3(signature = (texts, *, column = None, batch_size = None, threads = None, progress = false,
                        errors = "raise"))]
    fn analyze_iter(
        &self,
        texts: &Bound<'_, PyAny>,
        column: Option<String>,
        batch_size: Option<&Bound<'_, PyAny>>,
        threads: Option<&Bound<'_, PyAny>>,
        progress: bool,
        errors: &str,
    ) -> PyResult<AnalysisIterator> {
        let batch_size = batch_size.map(|size| job::positive(size, "batch_size")).transpose()?;
        let reader = Reader {
            model: Arc::clone(&self.model),
            column,
            batch_size: batch_size.unwrap_or(BATCH_SIZE),
            threads: threads.map(|threads| job::positive(threads, "threads")).transpose()?,
            errors: OnError::named(errors)?,
        };
        AnalysisIterator::new(reader, texts, progress)
    }

    fn __repr__(&self, py: Python<'_>) -> String {
        self.model.options().repr(py, "Analyzer")
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> Py<PyAny> {
        let py = other.py();
        let Ok(other) = other.cast::<Self>() else { return py.NotImplemented() };
        let identity = |analyzer: &Self| (analyzer.model.options().clone(), analyzer.model.version());
        let same = identity(self) == identity(other.get());
        pyo3::types::PyBool::new(py, same).to_owned().into_any().unbind()
    }

    fn __hash__(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        (self.model.options(), self.model.version()).hash(&mut hasher);
        hasher.finish()
    }

    fn __getnewargs_ex__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyTuple>, Bound<'py, PyDict>)> {
        Ok((PyTuple::empty(py), self.model.options().keywords(py)?))
    }
}

/// The version of the model inside the library.
#[pyfunction(name = "_model_version")]
pub(crate) fn model_version() -> PyResult<u32> {
    guard(|| Ok(Facade::embedded().model_version()))
}

/// The text on which a build for tests panics.
#[cfg(feature = "panic-injection")]
pub(crate) const PANIC_TEXT: &str = "panic, please";

/// Panics on one text, in a build for tests alone.
#[cfg(feature = "panic-injection")]
pub(crate) fn inject_panic(text: &str) {
    assert!(text != PANIC_TEXT, "as asked by the text");
}

#[cfg(not(feature = "panic-injection"))]
pub(crate) const fn inject_panic(_text: &str) {}
