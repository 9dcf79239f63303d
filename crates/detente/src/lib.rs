#![doc = include_str!("../README.md")]

mod analysis;
mod analyzer;
mod batch;
mod dyad_table;
#[cfg(feature = "embedded-model")]
mod embedded;
mod entries;
mod error;
mod gazetteer;
mod lexicon;
#[cfg(feature = "parallel")]
mod pool;
mod scratch;
mod tokenizer;

pub use analysis::{Analysis, Directed, NetTone};
pub use analyzer::Analyzer;
pub use batch::{BatchControl, BatchOptions};
pub use dyad_table::{DyadRow, DyadTable};
pub use entries::EntryError;
pub use error::{Error, ErrorKind};
pub use gazetteer::{Gazetteer, GazetteerEntry};
pub use lexicon::{Lexicon, LexiconEntry};
pub use scratch::Scratch;
pub use tokenizer::Tokenizer;

pub use detente_entities::{Actor, ActorIndex, Entity, EntityLabel, state_name};
pub use detente_linear::{FORMAT_VERSION as MODEL_FORMAT_VERSION, ModelError};
pub use detente_text::{CharOffsets, Span, spans_to_chars};
pub use detente_tokenize::{Block, BlockKind, IndexRange, LineBreaks, Sentence, SentenceKind, Tokenized};
pub use detente_tone::{
    Band, Contribution, DirectedTone, Dyad, Explanation, Mode, Quote, Tone, UnknownWordClass, WordClass,
};
