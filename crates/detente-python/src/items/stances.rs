//! Directed tones and dyads: who is how toward whom.

use super::{List, Pair, actor_id, pair, plain, quoted, sentence_span};
use crate::document::Document;
use detente::{Analysis, Span};
use pyo3::exceptions::PyIndexError;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::PyTuple;

item! {
    /// The tone of one actor toward another in one sentence. Its text is that sentence.
    Directed of List::Directed, detente::DirectedTone, |found, index| found.directed_tones().get(index);

    /// The id of the actor whose tone it is.
    #[getter]
    fn source(&self) -> PyResult<&str> {
        actor_id(self.document.get().analysis(), self.found()?.source)
    }

    /// The id of the actor toward whom.
    #[getter]
    fn target(&self) -> PyResult<&str> {
        actor_id(self.document.get().analysis(), self.found()?.target)
    }

    /// The tone.
    #[getter]
    fn tone(&self) -> PyResult<f64> {
        Ok(self.found()?.tone.score())
    }

    /// The word for the tone.
    #[getter]
    fn band(&self) -> PyResult<&'static str> {
        Ok(self.found()?.tone.band().as_str())
    }

    /// How it is put forward.
    #[getter]
    fn mode(&self) -> PyResult<&'static str> {
        Ok(self.found()?.mode.as_str())
    }

    /// How sure the model is that there is such a stance.
    #[getter]
    fn confidence(&self) -> PyResult<f64> {
        Ok(plain(self.found()?.confidence))
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

    /// Where the source is named.
    #[getter]
    fn source_span(&self) -> PyResult<Option<Pair>> {
        Ok(self.found()?.source_span.map(pair))
    }

    /// Where the target is named.
    #[getter]
    fn target_span(&self) -> PyResult<Option<Pair>> {
        Ok(self.found()?.target_span.map(pair))
    }

    /// Where the words stand that carry the tone.
    #[getter]
    fn cue(&self) -> PyResult<Option<Pair>> {
        Ok(self.found()?.cue.map(pair))
    }

    /// The words that carry the tone.
    #[getter]
    fn cue_text<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        self.found()?.cue.map(|cue| self.document.get().slice(py, cue)).transpose()
    }

    /// The id of the actor whose words they are.
    #[getter]
    fn speaker(&self) -> PyResult<Option<&str>> {
        self.found()?.speaker.map(|speaker| actor_id(self.document.get().analysis(), speaker)).transpose()
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let &detente::DirectedTone { tone, mode, .. } = self.found()?;
        let cue = match self.cue_text(py)? {
            Some(cue) => format!(", cue={}", cue.repr()?),
            None => String::new(),
        };
        let (source, target, band) = (quoted(py, self.source()?), quoted(py, self.target()?), tone.band());
        Ok(format!("Directed({source} -> {target}, {tone} {band}, '{mode}'{cue})"))
    }
}

impl Directed {
    fn span(&self) -> PyResult<Span> {
        let sentence = self.found()?.sentence;
        Ok(sentence_span(self.document.get().analysis(), sentence as usize))
    }

    fn key<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let who = (self.source()?, self.target()?, self.speaker()?);
        let what = (self.tone()?, self.mode()?, self.confidence()?, self.cue_text(py)?);
        let whence = (self.source_span()?, self.target_span()?, self.cue()?, pair(self.span()?));
        (who, what, whence).into_pyobject(py)
    }
}

item! {
    /// The net tone of one actor toward another over a document. Its text runs from the first
    /// sentence that shows it to the last.
    Dyad of List::Dyads, detente::Dyad, |found, index| found.net_tones().get(index);

    /// The id of the actor whose tone it is.
    #[getter]
    fn source(&self) -> PyResult<&str> {
        actor_id(self.document.get().analysis(), self.found()?.source)
    }

    /// The id of the actor toward whom.
    #[getter]
    fn target(&self) -> PyResult<&str> {
        actor_id(self.document.get().analysis(), self.found()?.target)
    }

    /// The net tone.
    #[getter]
    fn tone(&self) -> PyResult<f64> {
        Ok(self.found()?.tone.score())
    }

    /// The word for the net tone.
    #[getter]
    fn band(&self) -> PyResult<&'static str> {
        Ok(self.found()?.tone.band().as_str())
    }

    /// Number of directed tones behind it.
    #[getter]
    fn count(&self) -> PyResult<u32> {
        Ok(self.found()?.count)
    }

    /// The directed tones behind it.
    #[getter]
    fn directed<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let behind = self.behind().map(|(index, _)| List::Directed.item(py, &self.document, index));
        PyTuple::new(py, behind.collect::<PyResult<Vec<_>>>()?)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let &detente::Dyad { tone, count, .. } = self.found()?;
        let (source, target, band) = (quoted(py, self.source()?), quoted(py, self.target()?), tone.band());
        Ok(format!("Dyad({source} -> {target}, {tone} {band}, count={count})"))
    }
}

impl Dyad {
    /// The directed tones of the same pair, with their indices.
    fn behind(&self) -> impl Iterator<Item = (usize, &detente::DirectedTone)> {
        let analysis = self.document.get().analysis();
        let dyad = analysis.net_tones().get(self.index);
        let of_pair = move |d: &&detente::DirectedTone| {
            dyad.is_some_and(|dyad| (d.source, d.target) == (dyad.source, dyad.target))
        };
        analysis.directed_tones().iter().enumerate().filter(move |(_, d)| of_pair(d))
    }

    fn span(&self) -> PyResult<Span> {
        let analysis = self.document.get().analysis();
        self.found()?;
        let sentences = self.behind().map(|(_, d)| sentence_span(analysis, d.sentence as usize));
        Ok(sentences.reduce(Span::cover).unwrap_or_default())
    }

    fn key<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let span = pair(self.span()?);
        (self.source()?, self.target()?, self.tone()?, self.count()?, span).into_pyobject(py)
    }
}
