//! The result.

use detente_entities::{Actor, Entity, Tagged};
use detente_text::Span;
use detente_tokenize::{Block, Sentence, Tokenized};
use detente_tone::{DirectedTone, Dyad, Mode, Quote, Tone, Toned};
use std::slice::Iter;

/// All that was found in one text: owned, plain data that borrows neither text nor model.
///
/// Spans are byte ranges of the text that was analysed. Everything is in text order.
#[derive(Debug, Clone, PartialEq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Analysis {
    pub(crate) tokenized: Tokenized,
    pub(crate) tagged: Tagged,
    pub(crate) toned: Toned,
}

/// A directed tone with its actors looked up.
#[derive(Debug, Clone, Copy)]
pub struct Directed<'a> {
    /// Who holds the stance or does the deed.
    pub source: &'a Actor,
    /// Whom it is toward.
    pub target: &'a Actor,
    /// How conciliatory or infuriated.
    pub tone: Tone,
    /// How it is put forward.
    pub mode: Mode,
    /// How sure the model is that there is such a stance, in [0, 1].
    pub confidence: f32,
    /// The index of the sentence.
    pub sentence: usize,
    /// The mention of the source, or the words that stand for it where the sentence does not name it.
    pub source_span: Option<Span>,
    /// The mention of the target, or the words that stand for it.
    pub target_span: Option<Span>,
    /// The few words that carry the stance.
    pub cue: Option<Span>,
    /// Whose words it is, where it stands in a quote or in reported speech.
    pub speaker: Option<&'a Actor>,
}

/// A dyad with its actors looked up.
#[derive(Debug, Clone, Copy)]
pub struct NetTone<'a> {
    /// Who holds the stance.
    pub source: &'a Actor,
    /// Whom it is toward.
    pub target: &'a Actor,
    /// The net tone over the document.
    pub tone: Tone,
    /// Number of directed tones behind it.
    pub count: usize,
}

impl Analysis {
    /// The tokens.
    pub fn tokens(&self) -> Iter<'_, Span> {
        self.tokenized.tokens.iter()
    }

    /// The sentences.
    pub fn sentences(&self) -> Iter<'_, Sentence> {
        self.tokenized.sentences.iter()
    }

    /// The blocks.
    pub fn blocks(&self) -> Iter<'_, Block> {
        self.tokenized.blocks.iter()
    }

    /// The tone of each sentence.
    pub fn sentence_tones(&self) -> Iter<'_, Tone> {
        self.toned.sentence_tones.iter()
    }

    /// The entities.
    pub fn entities(&self) -> Iter<'_, Entity> {
        self.tagged.entities.iter()
    }

    /// The actors of entities in order of first mention, then those of parties alone: generic
    /// groups, branches of a people ("Iraqi Kurds"), names of their own of those who act for one state; indices of actors point into this list.
    pub fn actors(&self) -> &[Actor] {
        &self.tagged.actors
    }

    /// The quotes.
    pub fn quotes(&self) -> Iter<'_, Quote> {
        self.toned.quotes.iter()
    }

    /// The directed tones as stored, with indices of actors.
    pub fn directed_tones(&self) -> &[DirectedTone] {
        &self.toned.directed
    }

    /// The directed tones with their actors.
    pub fn directed(&self) -> impl ExactSizeIterator<Item = Directed<'_>> {
        let actors = &self.tagged.actors;
        self.toned.directed.iter().map(move |d| Directed {
            source: &actors[d.source.get()],
            target: &actors[d.target.get()],
            tone: d.tone,
            mode: d.mode,
            confidence: d.confidence,
            sentence: d.sentence as usize,
            source_span: d.source_span,
            target_span: d.target_span,
            cue: d.cue,
            speaker: d.speaker.map(|speaker| &actors[speaker.get()]),
        })
    }

    /// The net tones as stored, with indices of actors.
    pub fn net_tones(&self) -> &[Dyad] {
        &self.toned.dyads
    }

    /// The net tone of each ordered pair of actors over the document.
    pub fn dyads(&self) -> impl ExactSizeIterator<Item = NetTone<'_>> {
        let actors = &self.tagged.actors;
        self.toned.dyads.iter().map(move |dyad| NetTone {
            source: &actors[dyad.source.get()],
            target: &actors[dyad.target.get()],
            tone: dyad.tone,
            count: dyad.count as usize,
        })
    }

    /// The tone of the whole document; neutral where it has no sentence.
    pub fn tone(&self) -> Tone {
        self.toned.tone
    }

    /// The same analysis with every span replaced, such as bytes by characters with
    /// [`crate::CharOffsets::to_chars`].
    #[must_use]
    pub fn map_spans(mut self, mut map: impl FnMut(Span) -> Span) -> Self {
        self.tokenized.tokens.iter_mut().for_each(|span| *span = map(*span));
        self.tokenized.sentences.iter_mut().for_each(|sentence| sentence.span = map(sentence.span));
        self.tokenized.blocks.iter_mut().for_each(|block| block.span = map(block.span));
        self.tagged.entities.iter_mut().for_each(|entity| entity.span = map(entity.span));
        for quote in &mut self.toned.quotes {
            quote.span = map(quote.span);
            quote.speaker_span = quote.speaker_span.map(&mut map);
        }
        for directed in &mut self.toned.directed {
            directed.source_span = directed.source_span.map(&mut map);
            directed.target_span = directed.target_span.map(&mut map);
            directed.cue = directed.cue.map(&mut map);
        }
        self
    }
}
