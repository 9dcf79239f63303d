//! Which words moved which tone.

use crate::document::Document;
use crate::items::List;
use detente::{CharOffsets, Contribution, Span};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::PyTuple;

/// The words that made up one tone: that of a sentence, or of one actor toward another in it.
#[pyclass(module = "detente", frozen)]
pub(crate) struct Explanation {
    /// What is explained: a sentence or a directed tone.
    #[pyo3(get)]
    item: Py<PyAny>,
    /// The parts of its tone, in text order.
    parts: Py<PyTuple>,
}

#[pymethods]
impl Explanation {
    #[new]
    fn new(item: Py<PyAny>, parts: Py<PyTuple>) -> Self {
        Self { item, parts }
    }

    /// The tone that is explained.
    #[getter]
    fn tone<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.item.bind(py).getattr(intern!(py, "tone"))
    }

    /// The parts of the tone.
    #[getter]
    fn parts(&self, py: Python<'_>) -> Py<PyTuple> {
        self.parts.clone_ref(py)
    }

    fn _repr_html_<'py>(this: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        this.py().import("detente.display")?.call_method1("explanation_html", (this,))
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        Ok(format!("Explanation({}, {})", self.item.bind(py).repr()?, self.parts.bind(py).repr()?))
    }

    fn __eq__(&self, py: Python<'_>, other: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let Ok(other) = other.cast::<Self>() else { return Ok(py.NotImplemented()) };
        let other = other.get();
        let same = self.item.bind(py).eq(&other.item)? && self.parts.bind(py).eq(&other.parts)?;
        Ok(same.into_pyobject(py)?.to_owned().into_any().unbind())
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
        (&self.item, &self.parts).into_pyobject(py)?.hash()
    }

    fn __getnewargs__(&self) -> (&Py<PyAny>, &Py<PyTuple>) {
        (&self.item, &self.parts)
    }
}

/// What one word, or a few standing together, brought to a tone.
#[pyclass(module = "detente", frozen)]
pub(crate) struct Part {
    /// The words; empty for what no word accounts for.
    #[pyo3(get)]
    text: Py<PyAny>,
    /// Where they start, in characters.
    #[pyo3(get)]
    start_char: Option<u32>,
    /// Where they end, in characters.
    #[pyo3(get)]
    end_char: Option<u32>,
    /// By how much they moved the tone.
    #[pyo3(get)]
    amount: f64,
}

#[pymethods]
impl Part {
    #[new]
    fn new(text: Py<PyAny>, start_char: Option<u32>, end_char: Option<u32>, amount: f64) -> Self {
        Self { text, start_char, end_char, amount }
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        Ok(format!("Part({}, {:+.3})", self.text.bind(py).repr()?, self.amount))
    }

    fn __eq__(&self, py: Python<'_>, other: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let Ok(other) = other.cast::<Self>() else { return Ok(py.NotImplemented()) };
        let same = self.key(py)?.eq(other.get().key(py)?)?;
        Ok(same.into_pyobject(py)?.to_owned().into_any().unbind())
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
        self.key(py)?.hash()
    }

    fn __getnewargs__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        self.key(py)
    }
}

impl Part {
    fn key<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        (&self.text, self.start_char, self.end_char, self.amount).into_pyobject(py)
    }
}

/// The explanations of all sentences of `document`, then those of all its directed tones; `text` is
/// the document's text in the form that was read.
pub(crate) fn of_document(
    document: &Bound<'_, Document>,
    text: &str,
    found: &detente::Explanation,
) -> PyResult<Vec<Explanation>> {
    let py = document.py();
    let offsets = CharOffsets::new(text);
    let part = |contribution: &Contribution| {
        let span = contribution.span.map(|span| offsets.to_chars(span));
        let words = document.get().slice(py, span.unwrap_or_default())?;
        let (start_char, end_char) = (span.map(|span: Span| span.start), span.map(|span| span.end));
        Bound::new(py, Part { text: words.unbind(), start_char, end_char, amount: contribution.amount })
    };
    let lists = [(List::Sentences, &found.sentences), (List::Directed, &found.directed)];
    let tones =
        lists.iter().flat_map(|(list, tones)| tones.iter().enumerate().map(move |tone| (*list, tone)));
    tones
        .map(|(list, (index, parts))| {
            let item = list.item(py, document.as_unbound(), index)?.unbind();
            let parts = parts.iter().map(part).collect::<PyResult<Vec<_>>>()?;
            Ok(Explanation { item, parts: PyTuple::new(py, parts)?.unbind() })
        })
        .collect()
}
