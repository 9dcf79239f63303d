//! What a document holds: tokens, sentences, entities, quotes, directed tones, dyads, blocks.

#[macro_use]
mod item;
mod mentions;
mod parts;
mod stances;

pub(crate) use mentions::{Entity, Quote};
pub(crate) use parts::{Block, Sentence, Token};
pub(crate) use stances::{Directed, Dyad};

use crate::document::Document;
use detente::{Analysis, Span};
use pyo3::exceptions::{PyIndexError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyString;

/// A pair (`start_char`, `end_char`).
type Pair = (u32, u32);

fn pair(span: Span) -> Pair {
    (span.start, span.end)
}

/// One of the lists of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum List {
    Tokens,
    Sentences,
    Entities,
    Quotes,
    Directed,
    Dyads,
    Blocks,
}

impl List {
    const ALL: [Self; 7] = [
        Self::Tokens,
        Self::Sentences,
        Self::Entities,
        Self::Quotes,
        Self::Directed,
        Self::Dyads,
        Self::Blocks,
    ];

    /// The name of the list in Python.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Tokens => "tokens",
            Self::Sentences => "sentences",
            Self::Entities => "entities",
            Self::Quotes => "quotes",
            Self::Directed => "directed",
            Self::Dyads => "dyads",
            Self::Blocks => "blocks",
        }
    }

    /// The list called `name`.
    pub(crate) fn named(name: &str) -> PyResult<Self> {
        let found = Self::ALL.into_iter().find(|list| list.name() == name);
        found.ok_or_else(|| PyValueError::new_err(format!("a document has no list {name:?}")))
    }

    /// Number of items.
    pub(crate) fn count(self, analysis: &Analysis) -> usize {
        match self {
            Self::Tokens => analysis.tokens().len(),
            Self::Sentences => analysis.sentences().len(),
            Self::Entities => analysis.entities().len(),
            Self::Quotes => analysis.quotes().len(),
            Self::Directed => analysis.directed_tones().len(),
            Self::Dyads => analysis.net_tones().len(),
            Self::Blocks => analysis.blocks().len(),
        }
    }

    /// Item number `index` of the list.
    pub(crate) fn item<'py>(
        self,
        py: Python<'py>,
        document: &Py<Document>,
        index: usize,
    ) -> PyResult<Bound<'py, PyAny>> {
        if index >= self.count(document.get().analysis()) {
            return Err(PyIndexError::new_err(format!("no item {index} in {}", self.name())));
        }
        let document = document.clone_ref(py);
        Ok(match self {
            Self::Tokens => Bound::new(py, Token::new(document, index))?.into_any(),
            Self::Sentences => Bound::new(py, Sentence::new(document, index))?.into_any(),
            Self::Entities => Bound::new(py, Entity::new(document, index))?.into_any(),
            Self::Quotes => Bound::new(py, Quote::new(document, index))?.into_any(),
            Self::Directed => Bound::new(py, Directed::new(document, index))?.into_any(),
            Self::Dyads => Bound::new(py, Dyad::new(document, index))?.into_any(),
            Self::Blocks => Bound::new(py, Block::new(document, index))?.into_any(),
        })
    }
}

fn actor_id(analysis: &Analysis, actor: detente::ActorIndex) -> PyResult<&str> {
    let found = analysis.actors().get(actor.get()).map(|actor| &*actor.id);
    found.ok_or_else(|| PyIndexError::new_err(format!("no actor {}", actor.get())))
}

fn sentence_span(analysis: &Analysis, sentence: usize) -> Span {
    analysis.sentences().nth(sentence).map_or_else(Span::default, |sentence| sentence.span)
}

/// `text` as Python writes it in code.
pub(crate) fn quoted(py: Python<'_>, text: &str) -> String {
    let repr = PyString::new(py, text).repr();
    repr.map_or_else(|_| format!("{text:?}"), |repr| repr.to_string())
}

/// The number that `value` is written as: 0.9 for the single-precision number nearest to it.
pub(crate) fn plain(value: f32) -> f64 {
    value.to_string().parse().unwrap_or_default()
}
