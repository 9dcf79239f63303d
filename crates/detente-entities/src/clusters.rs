//! Words that keep like company.

use detente_linear::{ModelError, Section, SparseTable};

/// The number of the cluster of each common word, in lower case: words of one cluster stand beside the same words, so that a
/// name that training never saw is read as those that it did.
#[derive(Debug, Clone)]
pub struct Clusters(SparseTable);

impl Clusters {
    /// The clusters in a section: a [`SparseTable`] with one number a row.
    ///
    /// # Errors
    /// [`ModelError::BadSection`] where type or shape differ.
    pub fn new(section: &Section) -> Result<Self, ModelError> {
        SparseTable::new(section, 1).map(Self)
    }

    /// The cluster of the word with this hash, from 1; 0 where it is unknown.
    #[inline]
    pub fn of(&self, lower: u64) -> u8 {
        self.0.row(lower).and_then(|row| row.first()).copied().unwrap_or(0)
    }
}
