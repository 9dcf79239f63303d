//! Tokens, sentences and blocks: the parts of a text.

use super::{List, pair};
use crate::document::Document;
use crate::views::View;
use detente::{Analysis, BlockKind, Span};
use pyo3::exceptions::PyIndexError;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::PyTuple;

item! {
    /// A word, a number or a punctuation mark.
    Token of List::Tokens, Span, |found, index| found.tokens().as_slice().get(index);

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let Span { start, end } = self.span()?;
        Ok(format!("Token({}, {start}, {end})", self.text(py)?.repr()?))
    }
}

impl Token {
    fn span(&self) -> PyResult<Span> {
        self.found().copied()
    }

    fn key<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        (self.text(py)?, pair(self.span()?)).into_pyobject(py)
    }
}

item! {
    /// A sentence, with its tone.
    Sentence of List::Sentences, detente::Sentence, |found, index| found.sentences().as_slice().get(index);

    /// Its tone.
    #[getter]
    fn tone(&self) -> f64 {
        self.raw_tone().score()
    }

    /// The word for its tone.
    #[getter]
    fn band(&self) -> &'static str {
        self.raw_tone().band().as_str()
    }

    /// What part of the article it belongs to.
    #[getter]
    fn kind(&self) -> PyResult<&'static str> {
        Ok(self.found()?.kind.as_str())
    }

    /// Its tokens.
    #[getter]
    fn tokens(&self, py: Python<'_>) -> PyResult<View> {
        let tokens = self.found()?.tokens.range();
        Ok(View::part(self.document.clone_ref(py), List::Tokens, tokens))
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let (Span { start, end }, tone) = (self.span()?, self.raw_tone());
        let (text, kind) = (self.text(py)?.repr()?, self.kind()?);
        Ok(format!("Sentence({text}, {start}, {end}, '{kind}', tone={tone} {})", tone.band()))
    }
}

impl Sentence {
    fn span(&self) -> PyResult<Span> {
        Ok(self.found()?.span)
    }

    fn raw_tone(&self) -> detente::Tone {
        let tone = self.document.get().analysis().sentence_tones().nth(self.index);
        tone.copied().unwrap_or_default()
    }

    fn key<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        (self.text(py)?, pair(self.span()?), self.kind()?, self.tone()).into_pyobject(py)
    }
}

item! {
    /// A part of an article: a headline, a sub-head, a paragraph and so on.
    Block of List::Blocks, detente::Block, |found, index| found.blocks().as_slice().get(index);

    /// What it is.
    #[getter]
    fn kind(&self) -> PyResult<&'static str> {
        Ok(match self.found()?.kind {
            BlockKind::Headline => "headline",
            BlockKind::Subhead => "subhead",
            BlockKind::Dateline => "dateline",
            BlockKind::Byline => "byline",
            BlockKind::Boilerplate => "boilerplate",
            _ => "paragraph",
        })
    }

    /// Its sentences.
    #[getter]
    fn sentences(&self, py: Python<'_>) -> PyResult<View> {
        let sentences = self.found()?.sentences.range();
        Ok(View::part(self.document.clone_ref(py), List::Sentences, sentences))
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let Span { start, end } = self.span()?;
        Ok(format!("Block({}, {start}, {end}, '{}')", self.text(py)?.repr()?, self.kind()?))
    }
}

impl Block {
    fn span(&self) -> PyResult<Span> {
        Ok(self.found()?.span)
    }

    fn key<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        (self.text(py)?, pair(self.span()?), self.kind()?).into_pyobject(py)
    }
}
