//! Sentences.

use crate::block::BlockKind;
use crate::tokenized::IndexRange;
use detente_text::Span;

/// What part of an article a sentence belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "lowercase"))]
#[non_exhaustive]
pub enum SentenceKind {
    /// The title of the article.
    Headline,
    /// The title of a part of it.
    Subhead,
    /// Running text.
    #[default]
    Body,
    /// Bylines, reading times, contact lines and the like.
    Boilerplate,
}

impl SentenceKind {
    /// The name that Python and the tables use.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Headline => "headline",
            Self::Subhead => "subhead",
            Self::Body => "body",
            Self::Boilerplate => "boilerplate",
        }
    }
}

impl From<BlockKind> for SentenceKind {
    fn from(block: BlockKind) -> Self {
        match block {
            BlockKind::Headline => Self::Headline,
            BlockKind::Subhead => Self::Subhead,
            BlockKind::Dateline | BlockKind::Paragraph => Self::Body,
            BlockKind::Byline | BlockKind::Boilerplate => Self::Boilerplate,
        }
    }
}

/// One sentence: a run of whole tokens, without the white space around it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Sentence {
    /// From its first token to its last.
    pub span: Span,
    /// Its tokens, as indices into [`crate::Tokenized::tokens`]; never empty.
    pub tokens: IndexRange,
    /// What part of the article it belongs to.
    pub kind: SentenceKind,
}
