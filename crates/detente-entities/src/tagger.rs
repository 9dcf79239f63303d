//! From tokens to entities and actors.

use crate::tagged::Tagged;
use detente_linear::{ModelError, ModelFile};
use detente_tokenize::{Lexemes, Tokenized};

/// Buffers of the tagger, reused from text to text.
#[derive(Debug, Clone, Default)]
pub struct TagScratch {}

/// Finds named entities and resolves them to actors inside the document.
#[derive(Debug, Clone)]
pub struct EntityTagger {}

impl EntityTagger {
    /// The tagger whose weights stand in `file`.
    ///
    /// # Errors
    /// A [`ModelError`] where a section is missing or cannot be used.
    pub fn from_model(_file: &ModelFile) -> Result<Self, ModelError> {
        Ok(Self {})
    }

    /// Writes the entities and actors of `text` to `tagged`; `tokenized` and `lexemes` must come
    /// from the same text.
    pub fn tag(
        &self,
        _text: &str,
        _tokenized: &Tokenized,
        _lexemes: &Lexemes,
        _scratch: &mut TagScratch,
        tagged: &mut Tagged,
    ) {
        tagged.clear();
    }
}
