//! Entities and quotes: who is named and who speaks.

use super::{List, Pair, actor_id, pair, quoted};
use crate::document::Document;
use detente::{Analysis, Span};
use pyo3::exceptions::PyIndexError;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::PyTuple;

item! {
    /// A mention of a named entity, or of a date or number.
    Entity of List::Entities, detente::Entity, |found, index| found.entities().as_slice().get(index);

    /// Its class, by its OntoNotes name.
    #[getter]
    fn label(&self) -> PyResult<&'static str> {
        Ok(self.found()?.label.as_str())
    }

    /// The id of the actor it stands for.
    #[getter]
    fn actor(&self) -> PyResult<Option<&str>> {
        self.found()?.actor.map(|actor| actor_id(self.document.get().analysis(), actor)).transpose()
    }

    /// The office or organ that the text gives it, in lower case.
    #[getter]
    fn role(&self) -> PyResult<Option<&str>> {
        Ok(self.found()?.role.as_deref())
    }

    /// The number it writes.
    #[getter]
    fn value(&self) -> PyResult<Option<f64>> {
        Ok(self.found()?.value)
    }

    /// The index of its sentence.
    #[getter]
    fn sentence_index(&self) -> PyResult<usize> {
        Ok(self.found()?.sentence as usize)
    }

    /// Its sentence.
    #[getter]
    fn sentence<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        List::Sentences.item(py, &self.document, self.sentence_index()?)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let Span { start, end } = self.span()?;
        let (text, label) = (self.text(py)?.repr()?, self.label()?);
        let actor = self.actor()?.map_or_else(String::new, |actor| format!(", actor={}", quoted(py, actor)));
        let value = self.value()?.map_or_else(String::new, |value| format!(", value={value}"));
        Ok(format!("Entity({text}, {start}, {end}, '{label}'{actor}{value})"))
    }
}

impl Entity {
    fn span(&self) -> PyResult<Span> {
        Ok(self.found()?.span)
    }

    fn key<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let value = self.value()?.map(f64::to_bits);
        (self.text(py)?, pair(self.span()?), self.label()?, self.actor()?, value).into_pyobject(py)
    }
}

item! {
    /// A stretch of quoted speech, with its marks.
    Quote of List::Quotes, detente::Quote, |found, index| found.quotes().as_slice().get(index);

    /// The id of the actor that speaks.
    #[getter]
    fn speaker(&self) -> PyResult<Option<&str>> {
        self.found()?.speaker.map(|speaker| actor_id(self.document.get().analysis(), speaker)).transpose()
    }

    /// Where the speaker is named.
    #[getter]
    fn speaker_span(&self) -> PyResult<Option<Pair>> {
        Ok(self.found()?.speaker_span.map(pair))
    }

    /// The index of the sentence it begins in.
    #[getter]
    fn sentence_index(&self) -> PyResult<usize> {
        Ok(self.found()?.sentence as usize)
    }

    /// The sentence it begins in.
    #[getter]
    fn sentence<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        List::Sentences.item(py, &self.document, self.sentence_index()?)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let Span { start, end } = self.span()?;
        let speaker = self.speaker()?;
        let speaker = speaker.map_or_else(String::new, |speaker| format!(", speaker={}", quoted(py, speaker)));
        Ok(format!("Quote({}, {start}, {end}{speaker})", self.text(py)?.repr()?))
    }
}

impl Quote {
    fn span(&self) -> PyResult<Span> {
        Ok(self.found()?.span)
    }

    fn key<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        (self.text(py)?, pair(self.span()?), self.speaker()?, self.speaker_span()?).into_pyobject(py)
    }
}
