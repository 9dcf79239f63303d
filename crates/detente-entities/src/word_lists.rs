//! What is known of words before a text is read.

use crate::clusters::Clusters;
use crate::gazetteer::Gazetteer;
use detente_linear::{ModelError, ModelFile};

/// Name of the section of names.
pub const GAZETTEER: &str = "entities.gazetteer";
/// Name of the section of clusters.
pub const CLUSTERS: &str = "entities.clusters";

/// Lists of names, and clusters of words.
#[derive(Debug, Clone)]
pub struct WordLists {
    /// Names of known kind.
    pub gazetteer: Gazetteer,
    /// Words that keep like company.
    pub clusters: Clusters,
}

impl WordLists {
    /// The lists in `file`.
    ///
    /// # Errors
    /// A [`ModelError`] where a section is missing or cannot be used.
    pub fn from_model(file: &ModelFile) -> Result<Self, ModelError> {
        Ok(Self {
            gazetteer: Gazetteer::new(file.section(GAZETTEER)?)?,
            clusters: Clusters::new(file.section(CLUSTERS)?)?,
        })
    }
}
