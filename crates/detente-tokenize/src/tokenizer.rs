//! From text to tokens, sentences and blocks.

use crate::article::name_blocks;
use crate::block::{Block, BlockKind};
use crate::boundary::Boundary;
use crate::dateline::dateline_end;
use crate::line_breaks::LineBreaks;
use crate::paragraph::paragraphs;
use crate::rules::Rules;
use crate::scanner::Scanner;
use crate::sentence::{Sentence, SentenceKind};
use crate::tokenized::{IndexRange, Tokenized};
use detente_linear::{ModelError, ModelFile};
use detente_text::Span;
use std::ops::Range;
use std::sync::Arc;

/// Splits English news text into tokens, sentences and blocks.
///
/// Tokens are the words of Universal Dependencies: `do|n't`, `U.S.|-|led`, `1.5|%`. Cloning is
/// cheap. Cost: linear in the text, whatever the text.
///
/// ```
/// let tokenizer = detente_tokenize::Tokenizer::rules_only();
/// let text = "Seoul's envoy won't go. Talks resume Friday.";
/// let tokenized = tokenizer.tokenize(text);
/// let words: Vec<&str> = tokenized.tokens.iter().map(|&token| &text[token]).collect();
/// assert_eq!(words[..6], ["Seoul", "'s", "envoy", "wo", "n't", "go"]);
/// assert_eq!(tokenized.sentences.len(), 2);
/// ```
#[derive(Debug, Clone)]
pub struct Tokenizer {
    rules: Arc<Rules>,
    line_breaks: LineBreaks,
}

impl Tokenizer {
    /// The tokenizer whose sentence model stands in `file`.
    ///
    /// # Errors
    /// A [`ModelError`] where a section is missing or cannot be used.
    pub fn from_model(_file: &ModelFile) -> Result<Self, ModelError> {
        Ok(Self::rules_only())
    }

    /// A tokenizer without a model: tokens and blocks are the same, sentences end where rules say.
    pub fn rules_only() -> Self {
        Self { rules: Arc::new(Rules::embedded()), line_breaks: LineBreaks::default() }
    }

    /// The same tokenizer with another meaning of single line breaks.
    #[must_use]
    pub fn with_line_breaks(mut self, line_breaks: LineBreaks) -> Self {
        self.line_breaks = line_breaks;
        self
    }

    /// Splits `text`. Empty where the text is nothing but white space.
    pub fn tokenize(&self, text: &str) -> Tokenized {
        let mut tokenized = Tokenized::default();
        self.tokenize_into(text, &mut tokenized);
        tokenized
    }

    /// Splits `text` into `tokenized`, whose memory is reused.
    pub fn tokenize_into(&self, text: &str, tokenized: &mut Tokenized) {
        tokenized.clear();
        let Tokenized { tokens, sentences, blocks } = tokenized;
        self.tokens_into(text, tokens);
        paragraphs(text, tokens, self.line_breaks, |paragraph| {
            let mut first_sentence = sentences.len();
            let boundary = Boundary { text, tokens, paragraph: paragraph.clone(), rules: &self.rules };
            let mut start = paragraph.start;
            if let Some(end) = dateline_end(&boundary) {
                sentences.push(sentence(tokens, start..end));
                let index = IndexRange::new(first_sentence..first_sentence + 1);
                blocks.push(block(tokens, start..end, BlockKind::Dateline, index));
                (start, first_sentence) = (end, first_sentence + 1);
            }
            let body = start;
            for next in start + 1..paragraph.end {
                if boundary.candidate(next).is_some_and(|candidate| boundary.ends_by_rule(candidate, start)) {
                    sentences.push(sentence(tokens, start..next));
                    start = next;
                }
            }
            sentences.push(sentence(tokens, start..paragraph.end));
            let index = IndexRange::new(first_sentence..sentences.len());
            blocks.push(block(tokens, body..paragraph.end, BlockKind::Paragraph, index));
        });
        name_blocks(text, &self.rules.boilerplate, tokenized);
    }

    /// Appends the tokens of `text` alone to `tokens`: the cheapest call.
    pub fn tokens_into(&self, text: &str, tokens: &mut Vec<Span>) {
        tokens.reserve(text.len() / 5);
        Scanner::new(text, &self.rules, tokens).run();
    }
}

fn sentence(tokens: &[Span], range: Range<usize>) -> Sentence {
    Sentence {
        span: Span::new(tokens[range.start].start, tokens[range.end - 1].end),
        tokens: IndexRange::new(range),
        kind: SentenceKind::Body,
    }
}

fn block(tokens: &[Span], range: Range<usize>, kind: BlockKind, sentences: IndexRange) -> Block {
    Block { span: Span::new(tokens[range.start].start, tokens[range.end - 1].end), kind, sentences }
}
