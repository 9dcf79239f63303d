//! Tokens and sentences alone.

use crate::error::Error;
use detente_linear::ModelFile;
use detente_text::Span;
use detente_tokenize::{LineBreaks, Tokenized, Tokenizer as Stage};
use std::path::Path;
use std::sync::Arc;

/// Splits texts into tokens, sentences and blocks: the first stage of [`crate::Analyzer`], for those
/// who want just that. Of the model it reads the few kilobytes that decide about sentences.
///
/// Cheap to clone (one pointer) and safe to share among threads.
///
/// ```
/// let tokenizer = detente::Tokenizer::embedded();
/// let text = "Seoul's envoy left. Talks resume Friday.";
/// let tokenized = tokenizer.tokenize(text)?;
/// assert_eq!(&text[tokenized.tokens[1]], "'s");
/// assert_eq!(&text[tokenized.sentences[1].span], "Talks resume Friday.");
/// # Ok::<(), detente::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Tokenizer {
    stage: Arc<Stage>,
    model_version: u32,
}

impl Tokenizer {
    /// The tokenizer over the model file at `path`.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Model`] where the file cannot be read or is no sound model.
    pub fn load(path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        let bytes = std::fs::read(path).map_err(|error| Error::model_io(path, error))?;
        Self::from_model(&ModelFile::parse(bytes)?)
    }

    /// The tokenizer over a parsed model file.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Model`] where the sections about sentences are missing or cannot be used.
    pub fn from_model(file: &ModelFile) -> Result<Self, Error> {
        Ok(Self { stage: Arc::new(Stage::from_model(file)?), model_version: file.model_version() })
    }

    /// The same tokenizer with another meaning of single line breaks. Cost: it copies the sentence
    /// model; do it once, not once a text.
    #[must_use]
    pub fn with_line_breaks(mut self, line_breaks: LineBreaks) -> Self {
        self.stage = Arc::new(Stage::clone(&self.stage).with_line_breaks(line_breaks));
        self
    }

    /// The version of the model: what was learned, apart from the crate's version.
    pub fn model_version(&self) -> u32 {
        self.model_version
    }

    /// The tokens, sentences and blocks of `text`. Empty where it is nothing but white space.
    ///
    /// # Errors
    /// [`crate::ErrorKind::TextTooLong`] from 4 GiB on.
    pub fn tokenize(&self, text: &str) -> Result<Tokenized, Error> {
        let mut tokenized = Tokenized::default();
        self.tokenize_into(text, &mut tokenized)?;
        Ok(tokenized)
    }

    /// As [`Tokenizer::tokenize`], into `tokenized`, whose memory is reused.
    ///
    /// # Errors
    /// As [`Tokenizer::tokenize`].
    pub fn tokenize_into(&self, text: &str, tokenized: &mut Tokenized) -> Result<(), Error> {
        check_length(text)?;
        self.stage.tokenize_into(text, tokenized);
        Ok(())
    }

    /// Appends the tokens of `text` alone to `tokens`, in text order: the cheapest call.
    ///
    /// # Errors
    /// As [`Tokenizer::tokenize`].
    pub fn tokens_into(&self, text: &str, tokens: &mut Vec<Span>) -> Result<(), Error> {
        check_length(text)?;
        self.stage.tokens_into(text, tokens);
        Ok(())
    }

    /// As [`Tokenizer::tokens_into`], but the positions are in characters (Unicode scalar values), as
    /// Python counts them.
    ///
    /// # Errors
    /// As [`Tokenizer::tokenize`].
    pub fn char_tokens_into(&self, text: &str, tokens: &mut Vec<Span>) -> Result<(), Error> {
        check_length(text)?;
        self.stage.char_tokens_into(text, tokens);
        Ok(())
    }
}

fn check_length(text: &str) -> Result<(), Error> {
    if text.len() >= u32::MAX as usize { Err(Error::text_too_long(text.len())) } else { Ok(()) }
}
