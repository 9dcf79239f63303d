#![doc = include_str!("../README.md")]

mod offsets;
mod span;

pub use offsets::{CharOffsets, spans_to_chars};
pub use span::{Span, offset};
