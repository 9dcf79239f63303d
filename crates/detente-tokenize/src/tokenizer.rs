//! From text to tokens, sentences and blocks.

use crate::tokenized::Tokenized;
use detente_linear::{ModelError, ModelFile};

/// Splits English news text into tokens, sentences and blocks.
#[derive(Debug, Clone)]
pub struct Tokenizer {}

impl Tokenizer {
    /// The tokenizer whose sentence model stands in `file`.
    ///
    /// # Errors
    /// A [`ModelError`] where a section is missing or cannot be used.
    pub fn from_model(_file: &ModelFile) -> Result<Self, ModelError> {
        Ok(Self {})
    }

    /// Splits `text`.
    pub fn tokenize(&self, text: &str) -> Tokenized {
        let mut tokenized = Tokenized::default();
        self.tokenize_into(text, &mut tokenized);
        tokenized
    }

    /// Splits `text` into `tokenized`, whose memory is reused.
    pub fn tokenize_into(&self, _text: &str, tokenized: &mut Tokenized) {
        tokenized.clear();
    }
}
