//! The learned part of sentence splitting.

use crate::boundary::{Boundary, Candidate};
use crate::features::{History, extract};
use detente_linear::{HashedTable, ModelError, ModelFile};

/// The name of the section that holds the weights.
pub const SECTION: &str = "sentences.weights";

/// A linear model over hashed features: a sentence ends where the weights sum to more than 0.
#[derive(Debug, Clone)]
pub(crate) struct SentenceModel {
    weights: HashedTable,
}

impl SentenceModel {
    pub(crate) fn from_model(file: &ModelFile) -> Result<Self, ModelError> {
        Ok(Self { weights: HashedTable::new(file.section(SECTION)?, 1)? })
    }

    /// Whether a sentence ends at `candidate`. `features` is scratch.
    pub(crate) fn ends(
        &self,
        boundary: &Boundary<'_>,
        candidate: Candidate,
        history: History,
        features: &mut Vec<u64>,
    ) -> bool {
        extract(boundary, candidate, history, features);
        features.iter().map(|&hash| self.weights.weight(hash)).sum::<i32>() > 0
    }
}
