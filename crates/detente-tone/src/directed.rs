//! The tone of one actor toward another in one sentence.

use crate::mode::Mode;
use crate::tone::Tone;
use detente_entities::ActorIndex;
use detente_text::Span;

/// The tone of a source toward a target in one sentence.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct DirectedTone {
    /// Who holds the stance or does the deed.
    pub source: ActorIndex,
    /// Whom it is toward; never the source.
    pub target: ActorIndex,
    /// How conciliatory or infuriated; at least 0.05 away from neutral.
    pub tone: Tone,
    /// How it is put forward.
    pub mode: Mode,
    /// How sure the model is that there is such a stance, in [0, 1].
    pub confidence: f32,
    /// The index of the sentence.
    pub sentence: u32,
    /// The mention of the source: the whole noun phrase where that names it more than once, as "Japanese Prime
    /// Minister Junichiro Koizumi" does; where the sentence does not name it, the pronoun or the words such as "the two
    /// countries" that stand for it.
    pub source_span: Option<Span>,
    /// The mention of the target, or what stands for it, as that of the source.
    pub target_span: Option<Span>,
    /// The few words that carry the stance.
    pub cue: Option<Span>,
    /// Whose words it is, where it stands in a quote or in reported speech.
    pub speaker: Option<ActorIndex>,
}
