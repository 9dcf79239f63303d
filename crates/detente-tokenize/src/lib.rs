#![doc = include_str!("../README.md")]

mod address;
mod article;
mod block;
mod boundary;
mod byte_class;
mod byte_mask;
mod caption;
mod contraction;
mod dateline;
mod emoticon;
mod features;
mod lexeme;
mod line_breaks;
mod number;
mod paragraph;
mod pattern;
mod plain;
mod punctuation;
mod rules;
mod scanner;
mod sentence;
mod sentence_model;
mod shape;
mod splitter;
mod tokenized;
mod tokenizer;
mod word;
mod word_filter;
mod word_table;

pub use block::{Block, BlockKind};
pub use lexeme::{Lexeme, LexemeFlags, Lexemes};
pub use line_breaks::LineBreaks;
pub use sentence::{Sentence, SentenceKind};
#[doc(hidden)]
pub use sentence_model::{GATE as SENTENCE_GATE, WEIGHTS as SENTENCE_WEIGHTS};
pub use tokenized::{IndexRange, Tokenized};
pub use tokenizer::Tokenizer;
