//! Texts as the stages before see them.

use anyhow::Result;
use detente::{CharOffsets, Span};
use detente_entities::{EntityTagger, TagScratch, Tagged};
use detente_linear::ModelFile;
use detente_tokenize::{Lexemes, Tokenized, Tokenizer};
use detente_tone::Reading;
use detente_tone::training::Extractor;

/// Reads one text after the other.
pub(super) struct Texts {
    tokenizer: Tokenizer,
    tagger: EntityTagger,
    tokenized: Tokenized,
    lexemes: Lexemes,
    tagged: Tagged,
    scratch: TagScratch,
    pub(super) extractor: Extractor,
}

impl Texts {
    pub(super) fn new(file: &ModelFile) -> Result<Self> {
        Ok(Self {
            tokenizer: Tokenizer::from_model(file)?,
            tagger: EntityTagger::from_model(file)?,
            tokenized: Tokenized::default(),
            lexemes: Lexemes::default(),
            tagged: Tagged::default(),
            scratch: TagScratch::default(),
            extractor: Extractor::default(),
        })
    }

    /// Reads `text` and hands it over, with the extractor ready for it.
    pub(super) fn read<R>(&mut self, text: &str, then: impl FnOnce(&Reading<'_>, &mut Extractor) -> R) -> R {
        self.tokenizer.tokenize_into(text, &mut self.tokenized);
        self.lexemes.compute(text, &self.tokenized);
        self.tagger.tag(text, &self.tokenized, &self.lexemes, &mut self.scratch, &mut self.tagged);
        let reading = Reading {
            text,
            tokenized: &self.tokenized,
            lexemes: &self.lexemes,
            tagged: &self.tagged,
            parties: self.scratch.parties(),
            user_words: None,
        };
        self.extractor.read(&reading);
        then(&reading, &mut self.extractor)
    }
}

impl Texts {
    /// Reads the forms of the words of `text`, without names, and hands over their number.
    pub(super) fn forms<R>(&mut self, text: &str, then: impl FnOnce(usize, &Lexemes, &Extractor) -> R) -> R {
        self.tokenizer.tokenize_into(text, &mut self.tokenized);
        self.lexemes.compute(text, &self.tokenized);
        then(self.tokenized.tokens.len(), &self.lexemes, &self.extractor)
    }
}

/// Spans in characters as spans in bytes.
pub(super) fn bytes(text: &str, chars: Span) -> Span {
    CharOffsets::new(text).to_bytes(chars)
}
