//! Which words moved a tone.

use detente_text::Span;

/// The part of a tone that one word, or a few standing together, brought.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Contribution {
    /// The words; `None` for the part that no word accounts for.
    pub span: Option<Span>,
    /// Their part of the tone; the parts sum to it.
    pub amount: f64,
}

/// Which words moved which tone, by how much. In each list the parts are in text order and sum to
/// the tone to within 1e-9.
#[derive(Debug, Clone, PartialEq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Explanation {
    /// The parts of each sentence's tone.
    pub sentences: Vec<Vec<Contribution>>,
    /// The parts of each directed tone.
    pub directed: Vec<Vec<Contribution>>,
}
