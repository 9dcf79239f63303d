//! The learned part of sentence splitting.

use crate::boundary::{Boundary, Candidate};
use crate::features::{History, extract, extract_gate};
use detente_linear::{HashedTable, ModelError, ModelFile, Section};

/// The name of the section that holds the weights of the decision.
pub const WEIGHTS: &str = "sentences.weights";
/// The name of the section that holds the weights of the gate before it.
pub const GATE: &str = "sentences.gate";

/// Two linear models over hashed features. The gate, small and quick, passes the few points
/// without a stop where a sentence may end; a sentence ends where the weights sum to more than 0.
#[derive(Debug, Clone)]
pub(crate) struct SentenceModel {
    gate: Weights,
    /// Missing only while it is learned.
    weights: Option<Weights>,
}

/// A table of width 1, copied out of the model: this loop is the hottest of sentence splitting, and
/// a slice of its own spares it the look through the shared bytes.
#[derive(Debug, Clone)]
struct Weights {
    table: Box<[u8]>,
    bits: u32,
}

impl Weights {
    fn from_section(section: &Section) -> Result<Self, ModelError> {
        HashedTable::new(section, 1)?;
        let table: Box<[u8]> = section.bytes().to_vec().into_boxed_slice();
        Ok(Self { bits: table.len().trailing_zeros(), table })
    }

    #[inline]
    fn of(&self, hash: u64) -> i32 {
        i32::from(self.table[HashedTable::row_of(hash, self.bits)].cast_signed())
    }
}

impl SentenceModel {
    pub(crate) fn from_model(file: &ModelFile) -> Result<Self, ModelError> {
        let weights = Some(Weights::from_section(file.section(WEIGHTS)?)?);
        Ok(Self { weights, ..Self::gate_only(file)? })
    }

    /// The gate alone, which lets every point that it passes be no end.
    pub(crate) fn gate_only(file: &ModelFile) -> Result<Self, ModelError> {
        Ok(Self { gate: Weights::from_section(file.section(GATE)?)?, weights: None })
    }

    /// Whether the point before token number `next`, where no stop stands, is worth a decision.
    #[inline]
    pub(crate) fn passes(&self, boundary: &Boundary<'_>, next: usize) -> bool {
        let mut sum = 0;
        extract_gate(boundary, next, |hash| sum += self.gate.of(hash));
        sum > 0
    }

    /// Whether a sentence ends at `candidate`.
    #[inline]
    pub(crate) fn ends(&self, boundary: &Boundary<'_>, candidate: Candidate, history: History) -> bool {
        let mut sum = 0;
        if let Some(weights) = &self.weights {
            extract(boundary, candidate, history, |hash| sum += weights.of(hash));
        }
        sum > 0
    }
}
