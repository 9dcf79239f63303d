//! One mention of a named entity.

use crate::actor::ActorIndex;
use crate::label::EntityLabel;
use detente_text::Span;
use detente_tokenize::IndexRange;

/// One mention: the shortest span that is the whole name, without article, title and possessive.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Entity {
    /// Where it stands.
    pub span: Span,
    /// Its tokens, as indices into the document's tokens.
    pub tokens: IndexRange,
    /// The index of its sentence.
    pub sentence: u32,
    /// Its class.
    pub label: EntityLabel,
    /// Whom it stands for where it is a party; `None` for places as mere places, dates and numbers.
    pub actor: Option<ActorIndex>,
    /// The parsed number of a plain percentage, amount, quantity or count, such as 28500 for
    /// "28,500".
    pub value: Option<f64>,
}
