//! The learned part of sentence splitting.

use crate::boundary::{Boundary, Candidate};
use crate::features::{History, extract, extract_gate};
use detente_linear::{HashedTable, ModelError, ModelFile};

/// The name of the section that holds the weights of the decision.
pub const WEIGHTS: &str = "sentences.weights";
/// The name of the section that holds the weights of the gate before it.
pub const GATE: &str = "sentences.gate";

/// Two linear models over hashed features. The gate, small and quick, passes the few points
/// without a stop where a sentence may end; a sentence ends where the weights sum to more than 0.
#[derive(Debug, Clone)]
pub(crate) struct SentenceModel {
    gate: HashedTable,
    /// Missing only while it is learned.
    weights: Option<HashedTable>,
}

impl SentenceModel {
    pub(crate) fn from_model(file: &ModelFile) -> Result<Self, ModelError> {
        let weights = Some(HashedTable::new(file.section(WEIGHTS)?, 1)?);
        Ok(Self { weights, ..Self::gate_only(file)? })
    }

    /// The gate alone, which lets every point that it passes be no end.
    pub(crate) fn gate_only(file: &ModelFile) -> Result<Self, ModelError> {
        Ok(Self { gate: HashedTable::new(file.section(GATE)?, 1)?, weights: None })
    }

    /// Whether the point before token number `next`, where no stop stands, is worth a decision.
    #[inline]
    pub(crate) fn passes(&self, boundary: &Boundary<'_>, next: usize) -> bool {
        let mut sum = 0;
        extract_gate(boundary, next, |hash| sum += self.gate.weight(hash));
        sum > 0
    }

    /// Whether a sentence ends at `candidate`.
    #[inline]
    pub(crate) fn ends(&self, boundary: &Boundary<'_>, candidate: Candidate, history: History) -> bool {
        let mut sum = 0;
        if let Some(weights) = &self.weights {
            extract(boundary, candidate, history, |hash| sum += weights.weight(hash));
        }
        sum > 0
    }
}
