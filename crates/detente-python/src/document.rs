//! A text with what was found in it.

use crate::actor::Actor;
use crate::errors::{guard, to_python};
use crate::explanation;
use crate::items::List;
use crate::model::Model;
use crate::offsets;
use crate::pickle;
use crate::text;
use crate::views::View;
use detente::{Analysis, CharOffsets, Span};
use numpy::PyArray2;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PySlice, PyString, PyTuple};
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash as _, Hasher as _};
use std::sync::Arc;

/// A text with all that was found in it. Frozen; picklable; to be shared among threads.
#[pyclass(module = "detente", frozen)]
pub(crate) struct Document {
    text: Py<PyString>,
    /// Spans are in characters.
    analysis: Arc<Analysis>,
    model: Arc<Model>,
}

/// `analysis` with its spans in characters of `text`.
pub(crate) fn in_characters(text: &str, analysis: Analysis) -> Analysis {
    let offsets = CharOffsets::new(text);
    if offsets.is_ascii() { analysis } else { analysis.map_spans(|span| offsets.to_chars(span)) }
}

impl Document {
    /// The document of `text` and its analysis, whose spans are in characters.
    pub(crate) fn new(text: Py<PyString>, analysis: Arc<Analysis>, model: Arc<Model>) -> Self {
        Self { text, analysis, model }
    }

    pub(crate) fn analysis(&self) -> &Analysis {
        &self.analysis
    }

    pub(crate) fn shared_analysis(&self) -> &Arc<Analysis> {
        &self.analysis
    }

    pub(crate) fn python_text<'py>(&self, py: Python<'py>) -> &Bound<'py, PyString> {
        self.text.bind(py)
    }

    /// The text under a span in characters.
    pub(crate) fn slice<'py>(&self, py: Python<'py>, span: Span) -> PyResult<Bound<'py, PyAny>> {
        let [start, end] = [span.start, span.end].map(|at| isize::try_from(at).unwrap_or(isize::MAX));
        let slice = PySlice::new(py, start, end, 1);
        self.text.bind(py).as_any().get_item(slice)
    }

    fn display<'py>(this: &Bound<'py, Self>, function: &str) -> PyResult<Bound<'py, PyAny>> {
        this.py().import("detente.display")?.call_method1(function, (this,))
    }
}

#[pymethods]
impl Document {
    /// The text as it was given.
    #[getter]
    fn text(&self, py: Python<'_>) -> Py<PyString> {
        self.text.clone_ref(py)
    }

    /// The tone of the whole text.
    #[getter]
    fn tone(&self) -> f64 {
        self.analysis.tone().score()
    }

    /// The word for the tone.
    #[getter]
    fn band(&self) -> &'static str {
        self.analysis.tone().band().as_str()
    }

    /// The tokens.
    #[getter]
    fn tokens(this: Py<Self>) -> View {
        View::whole(this, List::Tokens)
    }

    /// The sentences.
    #[getter]
    fn sentences(this: Py<Self>) -> View {
        View::whole(this, List::Sentences)
    }

    /// The entities.
    #[getter]
    fn entities(this: Py<Self>) -> View {
        View::whole(this, List::Entities)
    }

    /// The quotes.
    #[getter]
    fn quotes(this: Py<Self>) -> View {
        View::whole(this, List::Quotes)
    }

    /// The directed tones.
    #[getter]
    fn directed(this: Py<Self>) -> View {
        View::whole(this, List::Directed)
    }

    /// The net tones of ordered pairs of actors.
    #[getter]
    fn dyads(this: Py<Self>) -> View {
        View::whole(this, List::Dyads)
    }

    /// The blocks.
    #[getter]
    fn blocks(this: Py<Self>) -> View {
        View::whole(this, List::Blocks)
    }

    /// The actors of entities in order of first mention, then those of parties alone: generic
    /// groups, branches of a people ("Iraqi Kurds"), names of their own of those who act for one state.
    #[getter]
    fn actors<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.analysis.actors().iter().map(Actor::from))
    }

    /// Start and end of each token.
    #[getter]
    fn token_offsets<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyArray2<u32>>> {
        offsets::to_array(py, self.analysis.tokens().copied().collect())
    }

    /// The version of the model that read the text.
    #[getter]
    fn model_version(&self) -> u32 {
        self.model.version()
    }

    /// Which words moved which tone, by how much: a list that notebooks draw.
    fn explain<'py>(this: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        let py = this.py();
        let document = this.get();
        let text = document.text.bind(py);
        let utf8 = match text::utf8(text)? {
            Ok(utf8) => utf8.to_string(),
            Err(_) => text::with_surrogates_replaced(text)?,
        };
        let analyzer = document.model.analyzer()?;
        let explained = guard(|| py.detach(|| analyzer.explain(&utf8)).map_err(|error| to_python(&error)))?;
        let explanations = explanation::of_document(this, &utf8, &explained)?;
        py.import("detente.display")?.call_method1("Explanations", (explanations,))
    }

    /// A page with the text, its entities and tones.
    fn to_html<'py>(this: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        Self::display(this, "to_html")
    }

    /// Shows the text in a notebook, its tones in a terminal, or its page in a browser.
    #[pyo3(signature = (*, browser = false))]
    fn show<'py>(this: &Bound<'py, Self>, browser: bool) -> PyResult<Bound<'py, PyAny>> {
        this.py().import("detente.display")?.call_method1("show", (this, browser))
    }

    fn _repr_html_<'py>(this: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        Self::display(this, "repr_html")
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let start = self.slice(py, Span::new(0, 40))?;
        let more = if self.text.bind(py).as_any().len()? > 40 { "…" } else { "" };
        let tone = self.analysis.tone();
        Ok(format!(
            "Document({}{more}, tone={tone} {}, tokens={}, sentences={}, entities={}, directed={})",
            start.repr()?,
            tone.band(),
            self.analysis.tokens().len(),
            self.analysis.sentences().len(),
            self.analysis.entities().len(),
            self.analysis.directed_tones().len(),
        ))
    }

    fn __eq__(&self, py: Python<'_>, other: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let Ok(other) = other.cast::<Self>() else { return Ok(py.NotImplemented()) };
        let other = other.get();
        let same = self.text.bind(py).as_any().eq(&other.text)? && self.analysis == other.analysis;
        Ok(pyo3::types::PyBool::new(py, same).to_owned().into_any().unbind())
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        let mut hasher = DefaultHasher::new();
        self.text.bind(py).hash()?.hash(&mut hasher);
        self.analysis.tokens().len().hash(&mut hasher);
        Ok(hasher.finish())
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        let document = this.get();
        let restore =
            py.import(intern!(py, "detente._detente"))?.getattr(intern!(py, "_restore_document"))?;
        let packed = PyBytes::new(py, &pickle::pack(&document.analysis)?);
        let options = document.model.options().keywords(py)?;
        let arguments = (&document.text, packed, document.model.version(), options);
        Ok((restore, arguments.into_pyobject(py)?))
    }
}
