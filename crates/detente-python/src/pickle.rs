//! Results as bytes and back, for pickling.

use crate::batch::{self, Batch};
use crate::document::Document;
use crate::items::List;
use crate::model::Model;
use crate::options::Options;
use crate::text::string;
use crate::views::View;
use detente::Analysis;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyString};
use std::sync::Arc;

/// The first byte of a packed analysis: how the rest is to be read.
const FORMAT: u8 = 1;

/// An analysis as bytes.
pub(crate) fn pack(analysis: &Analysis) -> PyResult<Vec<u8>> {
    let packed = postcard::to_extend(analysis, vec![FORMAT]);
    packed.map_err(|error| PyValueError::new_err(format!("cannot pickle the document: {error}")))
}

/// The analysis that was packed.
fn unpack(packed: &[u8]) -> PyResult<Analysis> {
    let refuse = |reason: &str| PyValueError::new_err(format!("cannot unpickle the document: {reason}"));
    let Some((&FORMAT, packed)) = packed.split_first() else {
        return Err(refuse("it was pickled by another version of detente"));
    };
    let analysis: Analysis = postcard::from_bytes(packed).map_err(|error| refuse(&error.to_string()))?;
    if is_whole(&analysis) { Ok(analysis) } else { Err(refuse("an index in it points nowhere")) }
}

/// Whether every index in `analysis` points at something.
fn is_whole(analysis: &Analysis) -> bool {
    let (n_actors, n_sentences) = (analysis.actors().len(), analysis.sentences().len());
    let actor = |actor: detente::ActorIndex| actor.get() < n_actors;
    let sentence = |sentence: u32| (sentence as usize) < n_sentences;
    analysis.sentence_tones().len() <= n_sentences
        && analysis.entities().all(|e| e.actor.is_none_or(actor) && sentence(e.sentence))
        && analysis.quotes().all(|q| q.speaker.is_none_or(actor) && sentence(q.sentence))
        && analysis.net_tones().iter().all(|d| actor(d.source) && actor(d.target))
        && analysis.directed_tones().iter().all(|d| {
            actor(d.source) && actor(d.target) && d.speaker.is_none_or(actor) && sentence(d.sentence)
        })
}

/// Brings a pickled document back.
#[pyfunction(name = "_restore_document")]
pub(crate) fn restore_document(
    text: &Bound<'_, PyString>,
    packed: &Bound<'_, PyBytes>,
    model_version: u32,
    options: &Bound<'_, PyDict>,
) -> PyResult<Document> {
    let analysis = Arc::new(unpack(packed.as_bytes())?);
    let text = string(text.as_any(), "text")?.unbind();
    let model = Model::named(Options::from_keywords(options)?, model_version);
    Ok(Document::new(text, analysis, model))
}

/// Brings a pickled item back.
#[pyfunction(name = "_restore_item")]
pub(crate) fn restore_item<'py>(
    document: &Bound<'py, Document>,
    list: &str,
    index: usize,
) -> PyResult<Bound<'py, PyAny>> {
    List::named(list)?.item(document.py(), document.as_unbound(), index)
}

/// Brings a pickled view back.
#[pyfunction(name = "_restore_view")]
pub(crate) fn restore_view(document: Py<Document>, list: &str, start: usize, end: usize) -> PyResult<View> {
    Ok(View::part(document, List::named(list)?, start..end))
}

/// Brings a pickled batch back.
#[pyfunction(name = "_restore_batch")]
#[expect(clippy::needless_pass_by_value, reason = "arguments of Python functions are owned")]
pub(crate) fn restore_batch(
    py: Python<'_>,
    documents: Vec<Option<Py<Document>>>,
    errors: Vec<Option<String>>,
    model_version: u32,
    options: &Bound<'_, PyDict>,
) -> PyResult<Batch> {
    let model = Model::named(Options::from_keywords(options)?, model_version);
    batch::restore(py, &documents, errors, &model)
}
