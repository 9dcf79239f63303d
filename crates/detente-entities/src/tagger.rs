//! From tokens to entities and actors.

use crate::classifier::Classifier;
use crate::entity::Entity;
use crate::gazetteer::Gazetteer;
use crate::segmenter::{NameSpan, SegmentScratch, Segmenter};
use crate::tagged::Tagged;
use crate::view::View;
use detente_linear::{ModelError, ModelFile};
use detente_text::Span;
use detente_tokenize::{IndexRange, Lexemes, Tokenized};

/// Name of the section of names.
pub const GAZETTEER: &str = "entities.gazetteer";

/// Buffers of the tagger, reused from text to text.
#[derive(Debug, Clone, Default)]
pub struct TagScratch {
    view: View,
    segment: SegmentScratch,
    names: Vec<NameSpan>,
}

/// Finds named entities and resolves them to actors inside the document.
#[derive(Debug, Clone)]
pub struct EntityTagger {
    gazetteer: Gazetteer,
    segmenter: Segmenter,
    classifier: Classifier,
}

impl EntityTagger {
    /// The tagger whose weights stand in `file`.
    ///
    /// # Errors
    /// A [`ModelError`] where a section is missing or cannot be used.
    pub fn from_model(file: &ModelFile) -> Result<Self, ModelError> {
        Ok(Self {
            gazetteer: Gazetteer::new(file.section(GAZETTEER)?)?,
            segmenter: Segmenter::from_model(file)?,
            classifier: Classifier::from_model(file)?,
        })
    }

    /// Writes the entities and actors of `text` to `tagged`; `tokenized` and `lexemes` must come
    /// from the same text.
    pub fn tag(
        &self,
        text: &str,
        tokenized: &Tokenized,
        lexemes: &Lexemes,
        scratch: &mut TagScratch,
        tagged: &mut Tagged,
    ) {
        tagged.clear();
        scratch.view.build(text, tokenized, lexemes, &self.gazetteer);
        let sentences = tokenized.sentences.iter().map(|sentence| sentence.tokens.range());
        self.segmenter.segment(&scratch.view, sentences, &mut scratch.segment, &mut scratch.names);
        for name in &scratch.names {
            let Some(sentence) = tokenized.sentences.get(name.sentence) else { continue };
            let label = self.classifier.label(&scratch.view, name, &sentence.tokens.range());
            let Some(span) = span_of(tokenized, name.tokens.clone()) else { continue };
            tagged.entities.push(Entity {
                span,
                tokens: IndexRange::new(name.tokens.clone()),
                sentence: detente_text::offset(name.sentence),
                label,
                actor: None,
                value: None,
            });
        }
    }
}

/// The text from the first of `tokens` to the last.
fn span_of(tokenized: &Tokenized, tokens: std::ops::Range<usize>) -> Option<Span> {
    let first = tokenized.tokens.get(tokens.start)?;
    let last = tokenized.tokens.get(tokens.end.checked_sub(1)?)?;
    Some(first.cover(*last))
}
