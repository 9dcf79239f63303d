//! Spans over one source text, and the map between bytes, characters and UTF-16 units.
//!
//! Every stage of Détente points into the caller's text and never copies it. A [`Span`] is a
//! half-open range of bytes; [`CharOffsets`] turns it into the units other languages count in.
//!
//! ```
//! use detente_text::{CharOffsets, Span};
//! let text = "“Détente” holds";
//! let word = Span::new(3, 11);
//! assert_eq!(&text[word], "Détente");
//! let offsets = CharOffsets::new(text);
//! assert_eq!(offsets.to_chars(word), Span::new(1, 8));
//! ```
mod offsets;
mod span;

pub use offsets::{CharOffsets, spans_to_chars};
pub use span::{Span, offset};
