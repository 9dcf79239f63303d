//! Buffers that one thread reuses from text to text.

use detente_entities::TagScratch;
use detente_tokenize::Lexemes;
use detente_tone::ToneScratch;

/// Buffers that one thread reuses from text to text, so that repeated analysis does not allocate
/// anew. It holds no result and no text between calls that a later call could see.
#[derive(Debug, Clone, Default)]
pub struct Scratch {
    pub(crate) lexemes: Lexemes,
    pub(crate) tag: TagScratch,
    pub(crate) tone: ToneScratch,
}

impl Scratch {
    /// Empty buffers.
    pub fn new() -> Self {
        Self::default()
    }
}
