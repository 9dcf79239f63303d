//! Quoted speech.

use detente_entities::ActorIndex;
use detente_text::Span;

/// One stretch of quoted speech, with its quotation marks.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Quote {
    /// From the opening mark to the closing one.
    pub span: Span,
    /// The index of the sentence it begins in.
    pub sentence: u32,
    /// For whom the speaker speaks, where one was found.
    pub speaker: Option<ActorIndex>,
    /// The words that name the speaker.
    pub speaker_span: Option<Span>,
}
