//! What the earlier stages found in a text.

use crate::user_words::UserWords;
use detente_entities::{Party, Tagged};
use detente_tokenize::{Lexemes, Tokenized};

/// What the earlier stages found in one text; all parts must come from that text.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'a> {
    /// The text.
    pub text: &'a str,
    /// Its tokens, sentences and blocks.
    pub tokenized: &'a Tokenized,
    /// The form of each token.
    pub lexemes: &'a Lexemes,
    /// Its entities and actors.
    pub tagged: &'a Tagged,
    /// Its mentions that may hold or receive a stance, ascending and disjoint.
    pub parties: &'a [Party],
    /// Words whose tone the user says, if there are any.
    pub user_words: Option<&'a UserWords>,
}
