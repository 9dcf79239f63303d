//! What tokenizing a text gives.

use crate::block::Block;
use crate::sentence::Sentence;
use detente_text::{Span, offset};
use std::ops::Range;

/// A half-open range of indices into a list, such as the tokens of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct IndexRange {
    /// The first index.
    pub start: u32,
    /// The index after the last.
    pub end: u32,
}

impl IndexRange {
    /// The indices `start..end` of a list of fewer than 2^32 items.
    #[inline]
    pub fn new(range: Range<usize>) -> Self {
        Self { start: offset(range.start), end: offset(range.end) }
    }

    /// The range in `usize`, to slice with.
    #[inline]
    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Number of indices.
    #[inline]
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start) as usize
    }

    /// Whether there are none.
    #[inline]
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }
}

/// The tokens, sentences and blocks of one text, in text order. All three are empty where the text
/// holds nothing but white space.
///
/// Tokens are ascending, disjoint, non-empty, and cover every character that is not white space.
/// Each token belongs to exactly one sentence, each sentence to exactly one block.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Tokenized {
    /// The tokens, in bytes.
    pub tokens: Vec<Span>,
    /// The sentences.
    pub sentences: Vec<Sentence>,
    /// The blocks.
    pub blocks: Vec<Block>,
}

impl Tokenized {
    /// Forgets everything and keeps the memory.
    pub fn clear(&mut self) {
        self.tokens.clear();
        self.sentences.clear();
        self.blocks.clear();
    }

    /// The tokens that lie at least partly inside `span`, as indices. Cost: two binary searches.
    pub fn tokens_in(&self, span: Span) -> IndexRange {
        let start = self.tokens.partition_point(|token| token.end <= span.start);
        let end = self.tokens.partition_point(|token| token.start < span.end);
        IndexRange::new(start..end.max(start))
    }

    /// The index of the sentence that holds token number `token`.
    pub fn sentence_of_token(&self, token: usize) -> Option<usize> {
        let index = self.sentences.partition_point(|s| s.tokens.end as usize <= token);
        (index < self.sentences.len()).then_some(index)
    }
}
