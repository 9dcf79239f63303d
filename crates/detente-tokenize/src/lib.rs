//! Tokens, sentences and blocks of English news text, as spans over the raw text.
mod block;
mod lexeme;
mod sentence;
mod tokenized;
mod tokenizer;

pub use block::{Block, BlockKind};
pub use lexeme::{Lexeme, LexemeFlags, Lexemes};
pub use sentence::{Sentence, SentenceKind};
pub use tokenized::{IndexRange, Tokenized};
pub use tokenizer::Tokenizer;
