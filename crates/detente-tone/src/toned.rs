//! What scoring a text gives.

use crate::directed::DirectedTone;
use crate::dyad::Dyad;
use crate::quote::Quote;
use crate::tone::Tone;

/// The tones of one text.
#[derive(Debug, Clone, PartialEq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Toned {
    /// A tone a sentence, in text order.
    pub sentence_tones: Vec<Tone>,
    /// The directed tones, by sentence; at most one an ordered pair of actors in a sentence.
    pub directed: Vec<DirectedTone>,
    /// The quotes in text order.
    pub quotes: Vec<Quote>,
    /// The net tones of ordered pairs, in order of first appearance.
    pub dyads: Vec<Dyad>,
    /// The tone of the whole document.
    pub tone: Tone,
}

impl Toned {
    /// Forgets everything and keeps the memory.
    pub fn clear(&mut self) {
        self.sentence_tones.clear();
        self.directed.clear();
        self.quotes.clear();
        self.dyads.clear();
        self.tone = Tone::NEUTRAL;
    }
}
