//! Blocks: the parts of an article.

use crate::tokenized::IndexRange;
use detente_text::Span;

/// What a block of an article is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "lowercase"))]
#[non_exhaustive]
pub enum BlockKind {
    /// The title of the article.
    Headline,
    /// A short line that titles a part of it.
    Subhead,
    /// Where and when it was filed, such as "(BEIJING) —".
    Dateline,
    /// Who wrote it.
    Byline,
    /// Running text.
    #[default]
    Paragraph,
    /// What is not the article: reading time, contact lines, calls to subscribe, credits.
    Boilerplate,
}

/// One block: a run of whole sentences.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Block {
    /// From its first token to its last.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
    /// Its sentences, as indices into [`crate::Tokenized::sentences`].
    pub sentences: IndexRange,
}
