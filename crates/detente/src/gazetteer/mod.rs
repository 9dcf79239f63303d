//! Names of the user's own.

mod csv;
mod entry;
mod error;
mod json;

pub use entry::{Gazetteer, GazetteerEntry};
pub use error::GazetteerError;
