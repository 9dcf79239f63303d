//! Tokens and sentences alone.

use crate::errors::{guard, to_python};
use crate::job;
use crate::offsets;
use crate::options::Options;
use crate::rows::OnError;
use crate::string_cache::StringCache;
use crate::table::Table;
use crate::text::Brief;
use crate::token_table::{self, Asked};
use detente::{LineBreaks, Span, Tokenized, Tokenizer as Facade, spans_to_chars};
use numpy::PyArray2;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList, PyString, PyTuple};
use std::hash::{Hash, Hasher};
use std::mem::take;
use std::path::PathBuf;
use std::sync::Mutex;

/// Texts of up to this many bytes are read with the interpreter lock held: a fraction of a
/// millisecond, and less than a thread that waits for the lock would lose by getting it back.
const HOLD_LOCK_UP_TO: usize = 1 << 15;

/// Up to this many spans are copied into the arrays that callers get, so that their memory can be used
/// for the next text; more are handed over.
const COPY_UP_TO: usize = 1 << 13;

/// Splits text into tokens and sentences. Frozen; picklable; to be shared among threads.
#[pyclass(module = "detente", frozen, eq, hash)]
pub(crate) struct Tokenizer {
    options: Options,
    facade: Facade,
    /// Whoever finds it taken makes all strings anew.
    strings: Mutex<StringCache>,
    /// Memory for the spans of a text. Whoever finds it taken asks for some more.
    spans: Mutex<Vec<Span>>,
}

impl PartialEq for Tokenizer {
    fn eq(&self, other: &Self) -> bool {
        (&self.options, self.facade.model_version()) == (&other.options, other.facade.model_version())
    }
}

impl Hash for Tokenizer {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (&self.options, self.facade.model_version()).hash(state);
    }
}

impl Tokenizer {
    /// The spans that `find` appends, in memory that [`Self::keep`] takes back.
    fn spans(
        &self,
        py: Python<'_>,
        text: &str,
        find: impl FnOnce(&Facade, &str, &mut Vec<Span>) -> Result<(), detente::Error> + Send,
    ) -> PyResult<Vec<Span>> {
        let read = || {
            let mut spans = self.spans.try_lock().map(|mut spans| take(&mut *spans)).unwrap_or_default();
            find(&self.facade, text, &mut spans).map(|()| spans)
        };
        let found = guard(|| Ok(if text.len() > HOLD_LOCK_UP_TO { py.detach(read) } else { read() }))?;
        found.map_err(|error| to_python(&error))
    }

    /// Takes back the memory of a few spans.
    fn keep(&self, mut spans: Vec<Span>) {
        if spans.capacity() <= 2 * COPY_UP_TO
            && let Ok(mut kept) = self.spans.try_lock()
        {
            spans.clear();
            *kept = spans;
        }
    }

    /// The spans that `find` appends, which counts characters.
    fn offsets<'py>(
        &self,
        py: Python<'py>,
        text: &Bound<'py, PyAny>,
        find: impl FnOnce(&Facade, &str, &mut Vec<Span>) -> Result<(), detente::Error> + Send,
    ) -> PyResult<Bound<'py, PyArray2<u32>>> {
        let text = Brief::single(text, "tokenize_batch")?;
        let spans = self.spans(py, text.to_str()?, find)?;
        if spans.len() > COPY_UP_TO {
            return offsets::to_array(py, spans);
        }
        let (array, spans) = offsets::copied(py, spans)?;
        self.keep(spans);
        Ok(array)
    }
}

/// The sentences of `text`, in bytes.
fn sentences_into(tokenizer: &Facade, text: &str, spans: &mut Vec<Span>) -> Result<(), detente::Error> {
    let mut tokenized = Tokenized::default();
    tokenizer.tokenize_into(text, &mut tokenized)?;
    spans.extend(tokenized.sentences.iter().map(|sentence| sentence.span));
    Ok(())
}

/// The text under each span, in bytes.
fn slices<'py>(py: Python<'py>, text: &str, spans: &[Span]) -> PyResult<Bound<'py, PyList>> {
    PyList::new(py, spans.iter().map(|&span| PyString::new(py, &text[span])))
}

#[pymethods]
impl Tokenizer {
    #[new]
    #[pyo3(signature = (*, model = None, line_breaks = "auto"))]
    fn new(py: Python<'_>, model: Option<PathBuf>, line_breaks: &str) -> PyResult<Self> {
        let options = Options::new(py, model, line_breaks, None, None, 0.0)?;
        let facade = guard(|| match &options.model {
            Some(path) => Facade::load(path).map_err(|error| to_python(&error)),
            None => Ok(Facade::embedded()),
        })?;
        let same = options.line_breaks == LineBreaks::default();
        let facade = if same { facade } else { facade.with_line_breaks(options.line_breaks) };
        Ok(Self { options, facade, strings: Mutex::default(), spans: Mutex::default() })
    }

    /// The path of the model file; `None` for the model inside the library.
    #[getter]
    fn model(&self) -> Option<&str> {
        self.options.model.as_deref()
    }

    /// How a single line break counts.
    #[getter]
    fn line_breaks(&self) -> &'static str {
        self.options.line_breaks.as_str()
    }

    /// The version of the model.
    #[getter]
    fn model_version(&self) -> u32 {
        self.facade.model_version()
    }

    /// The tokens as strings.
    fn tokenize<'py>(&self, py: Python<'py>, text: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyList>> {
        let text = Brief::single(text, "tokenize_batch")?;
        let text = text.to_str()?;
        let spans = self.spans(py, text, Facade::tokens_into)?;
        let strings = match self.strings.try_lock() {
            Ok(mut cache) => PyList::new(py, spans.iter().map(|&span| cache.string(py, text, span))),
            Err(_) => slices(py, text, &spans),
        };
        self.keep(spans);
        strings
    }

    /// Start and end of each token.
    fn token_offsets<'py>(
        &self,
        py: Python<'py>,
        text: &Bound<'py, PyAny>,
    ) -> PyResult<Bound<'py, PyArray2<u32>>> {
        self.offsets(py, text, Facade::char_tokens_into)
    }

    /// The sentences as strings.
    fn sentences<'py>(&self, py: Python<'py>, text: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyList>> {
        let text = Brief::single(text, "tokenize_batch")?;
        let text = text.to_str()?;
        let spans = self.spans(py, text, sentences_into)?;
        slices(py, text, &spans)
    }

    /// Start and end of each sentence.
    fn sentence_offsets<'py>(
        &self,
        py: Python<'py>,
        text: &Bound<'py, PyAny>,
    ) -> PyResult<Bound<'py, PyArray2<u32>>> {
        self.offsets(py, text, |tokenizer, text, spans| {
            sentences_into(tokenizer, text, spans)?;
            spans_to_chars(text, spans);
            Ok(())
        })
    }

    /// The tokens of many texts, read on several threads.
    #[pyo3(signature = (texts, *, strings = false, sentences = false, threads = None, progress = false,
                        errors = "raise", column = None))]
    #[expect(clippy::too_many_arguments, reason = "keywords of a Python method")]
    fn tokenize_batch(
        &self,
        texts: &Bound<'_, PyAny>,
        strings: bool,
        sentences: bool,
        threads: Option<&Bound<'_, PyAny>>,
        progress: bool,
        errors: &str,
        column: Option<&str>,
    ) -> PyResult<Table> {
        let errors = OnError::named(errors)?;
        let threads = threads.map(|threads| job::positive(threads, "threads")).transpose()?;
        let asked = Asked { strings, sentences };
        token_table::build(&self.facade, texts, column, asked, threads, progress, errors)
    }

    fn __repr__(&self, py: Python<'_>) -> String {
        self.options.repr(py, "Tokenizer")
    }

    fn __getnewargs_ex__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyTuple>, Bound<'py, PyDict>)> {
        Ok((PyTuple::empty(py), self.options.keywords(py)?))
    }
}
