//! What a document holds: tokens, sentences, entities, quotes, directed tones, dyads, blocks.

use crate::document::Document;
use crate::views::View;
use detente::{Analysis, BlockKind, Span};
use pyo3::exceptions::{PyIndexError, PyValueError};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyString, PyTuple};

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
            Self::Tokens => Bound::new(py, Token { document, index })?.into_any(),
            Self::Sentences => Bound::new(py, Sentence { document, index })?.into_any(),
            Self::Entities => Bound::new(py, Entity { document, index })?.into_any(),
            Self::Quotes => Bound::new(py, Quote { document, index })?.into_any(),
            Self::Directed => Bound::new(py, Directed { document, index })?.into_any(),
            Self::Dyads => Bound::new(py, Dyad { document, index })?.into_any(),
            Self::Blocks => Bound::new(py, Block { document, index })?.into_any(),
        })
    }
}

/// A class of items: what all have in common, from a span and from a tuple `key` of all that
/// tells one item from another, by which items are compared and hashed.
macro_rules! item {
    ($(#[$meta:meta])* $name:ident of $list:expr, $raw_type:ty, $find:expr; $($method:item)*) => {
        $(#[$meta])*
        #[pyclass(module = "detente", frozen)]
        pub(crate) struct $name {
            document: Py<Document>,
            index: usize,
        }

        impl $name {
            fn found(&self) -> PyResult<&$raw_type> {
                let find: fn(&Analysis, usize) -> Option<&$raw_type> = $find;
                let found = find(self.document.get().analysis(), self.index);
                found.ok_or_else(|| PyIndexError::new_err(format!("no item {}", self.index)))
            }
        }

        #[pymethods]
        impl $name {
            /// The document it stands in.
            #[getter]
            fn document(&self, py: Python<'_>) -> Py<Document> {
                self.document.clone_ref(py)
            }

            /// Its position in the document's list, from 0.
            #[getter]
            fn index(&self) -> usize {
                self.index
            }

            /// Its text, as it stands.
            #[getter]
            fn text<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
                self.document.get().slice(py, self.span()?)
            }

            /// Where its text starts, in characters.
            #[getter]
            fn start_char(&self) -> PyResult<u32> {
                Ok(self.span()?.start)
            }

            /// Where its text ends, in characters.
            #[getter]
            fn end_char(&self) -> PyResult<u32> {
                Ok(self.span()?.end)
            }

            fn __eq__(&self, py: Python<'_>, other: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
                let Ok(other) = other.cast::<Self>() else { return Ok(py.NotImplemented()) };
                let same = self.key(py)?.eq(other.get().key(py)?)?;
                Ok(same.into_pyobject(py)?.to_owned().into_any().unbind())
            }

            fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
                self.key(py)?.hash()
            }

            fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
                let module = py.import(intern!(py, "detente._detente"))?;
                let restore = module.getattr(intern!(py, "_restore_item"))?;
                Ok((restore, (&self.document, $list.name(), self.index).into_pyobject(py)?))
            }

            $($method)*
        }
    };
}

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
