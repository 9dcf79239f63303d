//! The net tone of one actor toward another over a document.

use crate::tone::Tone;
use detente_entities::ActorIndex;

/// The net tone of an ordered pair of actors over a document.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Dyad {
    /// Who holds the stance.
    pub source: ActorIndex,
    /// Whom it is toward.
    pub target: ActorIndex,
    /// The mean of its directed tones, weighted by confidence and strength.
    pub tone: Tone,
    /// Number of directed tones behind it.
    pub count: u32,
}
