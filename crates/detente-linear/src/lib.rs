//! What every learned stage of Détente shares: hashed features, quantised weight tables, Viterbi
//! decoding and the model file. Nothing here knows of language.
//!
//! A stage hashes what it sees into a `u64` ([`feature`]), looks the hash up in a
//! [`HashedTable`], adds small integers, and decodes the sums, with [`Viterbi`] where neighbours
//! constrain each other. Sums of integers do not depend on the order of addition or on the CPU.
mod bytes;
mod checksum;
mod error;
mod hash;
mod hashed_table;
mod model_file;
mod model_writer;
mod section;
mod sparse_table;
mod viterbi;

pub use bytes::Bytes;
pub use checksum::checksum;
pub use error::ModelError;
pub use hash::{combine, feature, hash_bytes};
pub use hashed_table::HashedTable;
pub use model_file::{FORMAT_VERSION, MAGIC, ModelFile};
pub use model_writer::ModelWriter;
pub use section::{ElementType, Section};
pub use sparse_table::SparseTable;
pub use viterbi::{FORBIDDEN, Viterbi};
