//! For tests: the words of a text that stand between single spaces.

use detente_text::Span;
use detente_tokenize::{Lexemes, Tokenized};

/// The words of `text` as lexemes, and their number.
pub(crate) fn lexemes(text: &str) -> (Lexemes, usize) {
    let (mut tokens, mut start) = (Vec::new(), 0);
    for word in text.split(' ') {
        let end = start + detente_text::offset(word.len());
        tokens.push(Span::new(start, end));
        start = end + 1;
    }
    let n = tokens.len();
    let mut lexemes = Lexemes::default();
    lexemes.compute(text, &Tokenized { tokens, ..Tokenized::default() });
    (lexemes, n)
}
