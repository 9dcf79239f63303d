//! Where results go, and in which form.

mod destination;
mod format;
#[cfg(feature = "parquet")]
mod parquet;
mod rows;
mod sink;

pub(crate) use destination::{CANNOT_WRITE, Destination};
pub(crate) use format::chosen;
pub(crate) use rows::Rows;
pub(crate) use sink::Sink;
