//! Why a model file was refused.

use std::fmt;

/// Why a model file was refused. Loading never panics, whatever the bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ModelError {
    /// The file does not begin with the magic bytes of a Détente model.
    NotAModel,
    /// The file is of another format version than this build reads.
    WrongVersion {
        /// The version in the file.
        found: u32,
        /// The version this build reads.
        expected: u32,
    },
    /// The file ends before what its header promises.
    Truncated {
        /// Bytes in the file.
        length: usize,
        /// Bytes needed.
        needed: usize,
    },
    /// The checksum does not fit the contents.
    Corrupt {
        /// The checksum in the header.
        stored: u64,
        /// The checksum of the contents.
        computed: u64,
    },
    /// The table of sections contradicts itself: sections overlap, leave a hole, repeat a name,
    /// or have a length that does not follow from their type and shape.
    BadTable {
        /// Number of the section, from 0.
        section: usize,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// A stage needs a section that the file lacks.
    MissingSection {
        /// The section's name.
        name: String,
    },
    /// A section is there, but a stage cannot use it.
    BadSection {
        /// The section's name.
        name: String,
        /// What is wrong with it.
        reason: String,
    },
}

impl ModelError {
    /// A [`ModelError::BadSection`].
    pub fn bad_section(name: &str, reason: impl Into<String>) -> Self {
        Self::BadSection { name: name.to_owned(), reason: reason.into() }
    }
}

impl fmt::Display for ModelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAModel => write!(f, "not a Détente model: the file does not begin with its magic bytes"),
            Self::WrongVersion { found, expected } => {
                write!(f, "model format version {found}; this build reads version {expected}")
            }
            Self::Truncated { length, needed } => {
                write!(f, "truncated model: {length} bytes where {needed} are needed")
            }
            Self::Corrupt { stored, computed } => {
                write!(f, "corrupt model: checksum {computed:016x} where the header says {stored:016x}")
            }
            Self::BadTable { section, reason } => write!(f, "corrupt model: section {section} {reason}"),
            Self::MissingSection { name } => write!(f, "incomplete model: no section {name:?}"),
            Self::BadSection { name, reason } => write!(f, "unusable model: section {name:?} {reason}"),
        }
    }
}

impl std::error::Error for ModelError {}
