//! Tokens, sentences and blocks of any text, with each meaning of line breaks.
#![no_main]

use detente::{Analyzer, LineBreaks, Span};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for line_breaks in [LineBreaks::Auto, LineBreaks::Break, LineBreaks::Space] {
        let analyzer = Analyzer::embedded().with_line_breaks(line_breaks);
        let tokenized = analyzer.tokenize(text).expect("short enough");
        let mut covered = 0;
        for token in &tokenized.tokens {
            assert!(token.start >= covered && !token.is_empty(), "{token:?}");
            let between = Span::new(covered, token.start).get(text).expect("on characters");
            assert!(between.chars().all(char::is_whitespace), "{between:?} is in no token");
            assert!(token.get(text).is_some(), "{token:?} cuts a character");
            covered = token.end;
        }
        assert!(text[covered as usize..].chars().all(char::is_whitespace));
        let mut next = 0;
        for sentence in &tokenized.sentences {
            assert!(sentence.tokens.start == next && !sentence.tokens.is_empty());
            next = sentence.tokens.end;
        }
        assert_eq!(next as usize, tokenized.tokens.len());
        let mut next = 0;
        for block in &tokenized.blocks {
            assert!(block.sentences.start == next && !block.sentences.is_empty());
            next = block.sentences.end;
        }
        assert_eq!(next as usize, tokenized.sentences.len());
        // After a blank line all is the same again.
        let twice = analyzer.tokenize(&format!("{text}\n\n{text}")).expect("short enough");
        assert_eq!(twice.tokens.len(), 2 * tokenized.tokens.len());
        assert_eq!(twice.sentences.len(), 2 * tokenized.sentences.len());
        assert_eq!(twice.blocks.len(), 2 * tokenized.blocks.len());
    }
});
