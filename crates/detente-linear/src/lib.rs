#![doc = include_str!("../README.md")]

mod bytes;
mod checksum;
mod error;
mod hash;
mod hash_table;
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
pub use hash_table::HashTable;
pub use hashed_table::HashedTable;
pub use model_file::{FORMAT_VERSION, MAGIC, ModelFile};
pub use model_writer::ModelWriter;
pub use section::{ElementType, Section};
pub use sparse_table::SparseTable;
pub use viterbi::{FORBIDDEN, Transitions, Viterbi};
