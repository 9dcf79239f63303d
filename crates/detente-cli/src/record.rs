//! The JSON object of a document.

use crate::document::Document;
use detente::{Analysis, Band, CharOffsets, Mode, SentenceKind, Span, Tone};
use serde::{Serialize, Serializer};
use serde_json::Value;

/// The JSON object of a document. Positions are in characters; the text is not copied.
#[derive(Serialize)]
pub(crate) struct Record<'a> {
    id: &'a Value,
    tone: Tone,
    band: Band,
    n_chars: u32,
    n_tokens: usize,
    sentences: Vec<Sentence>,
    entities: Vec<Entity<'a>>,
    quotes: Vec<Quote<'a>>,
    directed: Vec<Directed<'a>>,
    dyads: Vec<Dyad<'a>>,
    actors: Actors<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tokens: Option<Vec<Positions>>,
}

/// A span as `[start_char, end_char]`.
type Positions = [u32; 2];

#[derive(Serialize)]
struct Sentence {
    start_char: u32,
    end_char: u32,
    kind: SentenceKind,
    tone: Tone,
    band: Band,
}

#[derive(Serialize)]
struct Entity<'a> {
    start_char: u32,
    end_char: u32,
    label: &'static str,
    actor: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<f64>,
}

#[derive(Serialize)]
struct Quote<'a> {
    start_char: u32,
    end_char: u32,
    speaker: Option<&'a str>,
}

#[derive(Serialize)]
struct Directed<'a> {
    source: &'a str,
    target: &'a str,
    tone: Tone,
    band: Band,
    mode: Mode,
    confidence: f32,
    sentence: usize,
    source_span: Option<Positions>,
    target_span: Option<Positions>,
    cue: Option<Positions>,
    speaker: Option<&'a str>,
}

#[derive(Serialize)]
struct Dyad<'a> {
    source: &'a str,
    target: &'a str,
    tone: Tone,
    band: Band,
    count: usize,
}

/// The names of actors by their identifiers, in the order of the analysis.
struct Actors<'a>(&'a Analysis);

impl Serialize for Actors<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.actors().iter().map(|actor| (&*actor.id, &*actor.name)))
    }
}

const fn positions(span: Span) -> Positions {
    [span.start, span.end]
}

impl<'a> Record<'a> {
    /// The object of `document`; the spans of `analysis` must be in characters already.
    pub(crate) fn new(
        document: &'a Document,
        analysis: &'a Analysis,
        offsets: &CharOffsets<'_>,
        tokens: bool,
    ) -> Self {
        let actors = analysis.actors();
        let id_of = |index: Option<detente::ActorIndex>| index.map(|index| &*actors[index.get()].id);
        let sentences = analysis.sentences().zip(analysis.sentence_tones());
        Self {
            id: &document.id,
            tone: analysis.tone(),
            band: analysis.tone().band(),
            n_chars: offsets.n_chars(),
            n_tokens: analysis.tokens().len(),
            sentences: sentences
                .map(|(sentence, &tone)| Sentence {
                    start_char: sentence.span.start,
                    end_char: sentence.span.end,
                    kind: sentence.kind,
                    tone,
                    band: tone.band(),
                })
                .collect(),
            entities: analysis
                .entities()
                .map(|entity| Entity {
                    start_char: entity.span.start,
                    end_char: entity.span.end,
                    label: entity.label.as_str(),
                    actor: id_of(entity.actor),
                    role: entity.role.as_deref(),
                    value: entity.value,
                })
                .collect(),
            quotes: analysis
                .quotes()
                .map(|quote| Quote {
                    start_char: quote.span.start,
                    end_char: quote.span.end,
                    speaker: id_of(quote.speaker),
                })
                .collect(),
            directed: analysis
                .directed()
                .map(|d| Directed {
                    source: &d.source.id,
                    target: &d.target.id,
                    tone: d.tone,
                    band: d.tone.band(),
                    mode: d.mode,
                    confidence: d.confidence,
                    sentence: d.sentence,
                    source_span: d.source_span.map(positions),
                    target_span: d.target_span.map(positions),
                    cue: d.cue.map(positions),
                    speaker: d.speaker.map(|speaker| &*speaker.id),
                })
                .collect(),
            dyads: analysis
                .dyads()
                .map(|dyad| Dyad {
                    source: &dyad.source.id,
                    target: &dyad.target.id,
                    tone: dyad.tone,
                    band: dyad.tone.band(),
                    count: dyad.count,
                })
                .collect(),
            actors: Actors(analysis),
            tokens: tokens.then(|| analysis.tokens().copied().map(positions).collect()),
        }
    }
}
