//! The whole analysis in one call.

use crate::analysis::Analysis;
use crate::error::Error;
use crate::gazetteer::Gazetteer;
use crate::lexicon::Lexicon;
use crate::scratch::Scratch;
use crate::tokenizer::Tokenizer;
use detente_entities::{Actor, EntityTagger, TagScratch, Tagged, UserNames};
use detente_linear::ModelFile;
use detente_text::Span;
use detente_tokenize::{Lexemes, LineBreaks, Tokenized};
use detente_tone::{Explanation, Reading, Tone, ToneScorer, ToneScratch, UserWords};
use std::path::Path;
use std::sync::Arc;

/// Reads texts: tokens, sentences, entities, actors, quotes and tones in one call.
///
/// Cheap to clone (a few pointers) and safe to share among threads. The same text and model give the
/// same analysis, whatever the machine and the number of threads.
#[derive(Debug, Clone)]
pub struct Analyzer {
    tokenizer: Tokenizer,
    stages: Arc<Stages>,
    names: Option<Arc<UserNames>>,
    words: Option<Arc<UserWords>>,
    min_confidence: f32,
}

#[derive(Debug)]
struct Stages {
    tagger: EntityTagger,
    scorer: ToneScorer,
}

impl Analyzer {
    /// The analyzer over the model file at `path`.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Model`] where the file cannot be read or is no sound model.
    pub fn load(path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        let bytes = std::fs::read(path).map_err(|error| Error::model_io(path, error))?;
        Self::from_bytes(bytes)
    }

    /// The analyzer over the bytes of a model file.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Model`] where they are no sound model.
    pub fn from_bytes(model: Vec<u8>) -> Result<Self, Error> {
        Self::from_model(&ModelFile::parse(model)?)
    }

    /// The analyzer over a model that is part of the program; its weights are not copied.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Model`] where the bytes are no sound model.
    pub fn from_static(model: &'static [u8]) -> Result<Self, Error> {
        Self::from_model(&ModelFile::parse(model)?)
    }

    /// The analyzer over a parsed model file.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Model`] where a stage lacks a section or cannot use it.
    pub fn from_model(file: &ModelFile) -> Result<Self, Error> {
        let tokenizer = Tokenizer::from_model(file)?;
        let tagger = EntityTagger::from_model(file)?;
        let scorer = ToneScorer::from_model(file)?;
        Ok(Self {
            tokenizer,
            stages: Arc::new(Stages { tagger, scorer }),
            names: None,
            words: None,
            min_confidence: 0.0,
        })
    }

    /// The same analyzer with another meaning of single line breaks. Cost: as
    /// [`Tokenizer::with_line_breaks`].
    #[must_use]
    pub fn with_line_breaks(mut self, line_breaks: LineBreaks) -> Self {
        self.tokenizer = self.tokenizer.with_line_breaks(line_breaks);
        self
    }

    /// The same analyzer with names of the user's own in the place of those that it had; an empty
    /// gazetteer takes them away. Cost: linear in the names; reading a text costs a look-up a token
    /// more.
    #[must_use]
    pub fn with_gazetteer(mut self, gazetteer: &Gazetteer) -> Self {
        let mut names = UserNames::new();
        let mut lexemes = Lexemes::default();
        for entry in gazetteer.entries() {
            for name in [&entry.name].into_iter().chain(&entry.aliases) {
                let tokenized = self.tokenizer.tokenize(name).unwrap_or_default();
                lexemes.compute(name, &tokenized);
                names.add(name, &tokenized, &lexemes, entry.label, entry.actor.as_deref());
            }
        }
        self.names = (!names.is_empty()).then(|| Arc::new(names));
        self
    }

    /// The same analyzer with words of the user's own in the place of those that it had; an empty
    /// lexicon takes them away. They count for every tone. Cost: linear in the words; reading a text
    /// costs a look-up a token more.
    #[must_use]
    pub fn with_lexicon(mut self, lexicon: &Lexicon) -> Self {
        let mut words = UserWords::default();
        let mut lexemes = Lexemes::default();
        for entry in lexicon.entries() {
            let tokenized = self.tokenizer.tokenize(&entry.word).unwrap_or_default();
            lexemes.compute(&entry.word, &tokenized);
            words.add(&self.stages.scorer, &lexemes, Tone::new(entry.tone), entry.class);
        }
        self.words = (!words.is_empty()).then(|| Arc::new(words));
        self
    }

    /// The same analyzer, but it withholds directed tones whose confidence is below `least`, in [0, 1];
    /// nets are of those that are left. 0, the default, withholds none; other values count as the
    /// nearest end, and one that is no number as 0.
    #[must_use]
    pub const fn with_min_confidence(mut self, least: f32) -> Self {
        self.min_confidence = if least.is_nan() { 0.0 } else { least.clamp(0.0, 1.0) };
        self
    }

    /// The version of the model: what was learned, apart from the crate's version.
    pub fn model_version(&self) -> u32 {
        self.tokenizer.model_version()
    }

    /// Reads `text`.
    ///
    /// # Errors
    /// [`crate::ErrorKind::TextTooLong`] from 4 GiB on.
    pub fn analyze(&self, text: &str) -> Result<Analysis, Error> {
        self.analyze_with(&mut Scratch::new(), text)
    }

    /// Reads `text` with buffers that are reused from call to call.
    ///
    /// # Errors
    /// As [`Analyzer::analyze`].
    pub fn analyze_with(&self, scratch: &mut Scratch, text: &str) -> Result<Analysis, Error> {
        let mut analysis = Analysis::default();
        let Analysis { tokenized, tagged, toned } = &mut analysis;
        self.read(scratch, text, tokenized, tagged)?;
        let reading = self.reading(text, tokenized, tagged, &scratch.lexemes, &scratch.tag);
        self.stages.scorer.score(&reading, self.min_confidence, &mut scratch.tone, toned);
        Ok(analysis)
    }

    /// The tone of a headline, a sentence or a short text as a whole.
    ///
    /// # Errors
    /// As [`Analyzer::analyze`].
    pub fn score(&self, text: &str) -> Result<Tone, Error> {
        self.score_with(&mut Scratch::new(), text)
    }

    /// As [`Analyzer::score`], with buffers that are reused from call to call.
    ///
    /// # Errors
    /// As [`Analyzer::analyze`].
    pub fn score_with(&self, scratch: &mut Scratch, text: &str) -> Result<Tone, Error> {
        let mut tokenized = Tokenized::default();
        self.tokenizer.tokenize_into(text, &mut tokenized)?;
        scratch.lexemes.compute(text, &tokenized);
        // Names are not read: the tone of a sentence does not depend on them.
        let reading = Reading {
            text,
            tokenized: &tokenized,
            lexemes: &scratch.lexemes,
            tagged: &Tagged::default(),
            parties: &[],
            user_words: self.words.as_deref(),
        };
        Ok(self.stages.scorer.score_text(&reading, &mut scratch.tone))
    }

    /// The tone of whoever stands at `source` toward whoever stands at `target`, both byte spans
    /// of the caller; neutral where the text shows none and where a span is empty.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Span`] where a span lies outside the text or cuts a character; and as
    /// [`Analyzer::analyze`].
    pub fn tone_between(&self, text: &str, source: Span, target: Span) -> Result<Tone, Error> {
        if is_empty(text, source)? | is_empty(text, target)? {
            return Ok(Tone::NEUTRAL);
        }
        self.tone(&mut Scratch::new(), text, |scorer, reading, scratch| {
            scorer.between(reading, source, target, scratch)
        })
    }

    /// The tone of anyone in the text toward whoever stands at the byte span `target`; neutral where
    /// it is empty.
    ///
    /// # Errors
    /// As [`Analyzer::tone_between`].
    pub fn tone_toward(&self, text: &str, target: Span) -> Result<Tone, Error> {
        if is_empty(text, target)? {
            return Ok(Tone::NEUTRAL);
        }
        self.tone(&mut Scratch::new(), text, |scorer, reading, scratch| {
            scorer.toward(reading, target, scratch)
        })
    }

    /// Which words of `text` moved which tone, by how much.
    ///
    /// # Errors
    /// As [`Analyzer::analyze`].
    pub fn explain(&self, text: &str) -> Result<Explanation, Error> {
        let mut scratch = Scratch::new();
        let analysis = self.analyze_with(&mut scratch, text)?;
        let Analysis { tokenized, tagged, toned } = &analysis;
        let reading = self.reading(text, tokenized, tagged, &scratch.lexemes, &scratch.tag);
        Ok(self.stages.scorer.explain(&reading, toned, &mut scratch.tone))
    }

    /// The tokens, sentences and blocks of `text` alone.
    ///
    /// # Errors
    /// As [`Analyzer::analyze`].
    pub fn tokenize(&self, text: &str) -> Result<Tokenized, Error> {
        self.tokenizer.tokenize(text)
    }

    /// The English name of an actor.
    pub fn actor_name<'a>(&self, actor: &'a Actor) -> &'a str {
        &actor.name
    }

    /// The one tone that `score` finds in `text`.
    fn tone(
        &self,
        scratch: &mut Scratch,
        text: &str,
        score: impl FnOnce(&ToneScorer, &Reading<'_>, &mut ToneScratch) -> Tone,
    ) -> Result<Tone, Error> {
        let (mut tokenized, mut tagged) = Default::default();
        self.read(scratch, text, &mut tokenized, &mut tagged)?;
        let reading = self.reading(text, &tokenized, &tagged, &scratch.lexemes, &scratch.tag);
        Ok(score(&self.stages.scorer, &reading, &mut scratch.tone))
    }

    /// What the earlier stages found, for the scorer.
    fn reading<'a>(
        &'a self,
        text: &'a str,
        tokenized: &'a Tokenized,
        tagged: &'a Tagged,
        lexemes: &'a Lexemes,
        scratch: &'a TagScratch,
    ) -> Reading<'a> {
        let user_words = self.words.as_deref();
        Reading { text, tokenized, lexemes, tagged, parties: scratch.parties(), user_words }
    }

    fn read(
        &self,
        scratch: &mut Scratch,
        text: &str,
        tokenized: &mut Tokenized,
        tagged: &mut Tagged,
    ) -> Result<(), Error> {
        self.tokenizer.tokenize_into(text, tokenized)?;
        scratch.lexemes.compute(text, tokenized);
        let names = self.names.as_deref();
        self.stages.tagger.tag_with(text, tokenized, &scratch.lexemes, &mut scratch.tag, tagged, names);
        Ok(())
    }
}

/// Whether nobody stands at `span`, which must lie in the text.
fn is_empty(text: &str, span: Span) -> Result<bool, Error> {
    span.get(text).map(str::is_empty).ok_or_else(|| Error::span_outside_text(span, text.len()))
}
