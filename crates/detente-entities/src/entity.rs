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
    /// The office that the text gives a person, and whose part of a state a nation's word or a body
    /// is, in lower case: "foreign minister", "army", "court", "news agency". A later mention of the
    /// person has that of the first one that tells it.
    pub role: Option<Box<str>>,
    /// The parsed number of a plain percentage, amount, quantity or count, such as 28500 for
    /// "28,500".
    pub value: Option<f64>,
}
