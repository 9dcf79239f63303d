//! From text to tokens, sentences and blocks.

use crate::article::name_blocks;
use crate::block::{Block, BlockKind};
use crate::boundary::{Boundary, Candidate};
use crate::dateline::dateline_end;
use crate::features::{History, extract, extract_gate};
use crate::line_breaks::LineBreaks;
use crate::paragraph::paragraphs;
use crate::rules::Rules;
use crate::scanner::Scanner;
use crate::sentence::{Sentence, SentenceKind};
use crate::sentence_model::SentenceModel;
use crate::splitter::split;
use crate::tokenized::{IndexRange, Tokenized};
use detente_linear::{ModelError, ModelFile};
use detente_text::{Span, offset, spans_to_chars};
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
    model: Option<SentenceModel>,
    line_breaks: LineBreaks,
}

impl Tokenizer {
    /// The tokenizer whose sentence model stands in `file`.
    ///
    /// # Errors
    /// A [`ModelError`] where a section is missing or cannot be used.
    pub fn from_model(file: &ModelFile) -> Result<Self, ModelError> {
        Ok(Self { model: Some(SentenceModel::from_model(file)?), ..Self::rules_only() })
    }

    /// A tokenizer without a model: tokens and blocks are the same, sentences end where rules say.
    pub fn rules_only() -> Self {
        Self { rules: Arc::new(Rules::embedded()), model: None, line_breaks: LineBreaks::default() }
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
            let end = paragraph.end;
            let boundary = Boundary { text, tokens, paragraph, rules: &self.rules };
            let start = split_dateline(&boundary, sentences, blocks);
            let first = sentences.len();
            let sentence = |range| sentences.push(sentence(tokens, range));
            if let Some(model) = &self.model {
                let ends = |candidate, history| {
                    let sure = boundary.sure(candidate);
                    sure.unwrap_or_else(|| model.ends(&boundary, candidate, history))
                };
                split(&boundary, start, |next| model.passes(&boundary, next), ends, sentence);
            } else {
                let ends = |candidate, history: History| boundary.ends_by_rule(candidate, history.start);
                split(&boundary, start, |_| false, ends, sentence);
            }
            let index = IndexRange::new(first..sentences.len());
            blocks.push(block(tokens, start..end, BlockKind::Paragraph, index));
        });
        name_blocks(text, &self.rules, tokenized);
    }

    /// The tokenizer whose gate stands in `file`, to learn the rest of the sentence model with.
    #[doc(hidden)]
    pub fn from_gate(file: &ModelFile) -> Result<Self, ModelError> {
        Ok(Self { model: Some(SentenceModel::gate_only(file)?), ..Self::rules_only() })
    }

    /// Shows `observe` every point of `text` without a stop that the gate decides on: the byte
    /// position where the next sentence would begin, and the hashes of the features.
    #[doc(hidden)]
    pub fn observe_gate(&self, text: &str, mut observe: impl FnMut(u32, &[u64])) {
        let mut features = Vec::new();
        self.observe(text, |boundary, start| {
            let passes = |next: usize| {
                features.clear();
                extract_gate(boundary, next, |hash| features.push(hash));
                observe(boundary.tokens[next].start, &features);
                false
            };
            split(boundary, start, passes, |_, _| false, |_| {});
        });
    }

    /// Shows `observe` every point of `text` where a sentence may end, as the gate sees it: the byte
    /// position where the next sentence would begin, the hashes of the features, and what rules alone
    /// say. `observe` answers whether the sentence ends, on which later features depend.
    #[doc(hidden)]
    pub fn observe_candidates(&self, text: &str, mut observe: impl FnMut(u32, &[u64], bool) -> bool) {
        let mut features = Vec::new();
        self.observe(text, |boundary, start| {
            let passes = |next| self.model.as_ref().is_none_or(|model| model.passes(boundary, next));
            let ends = |candidate: Candidate, history: History| {
                if let Some(ends) = boundary.sure(candidate) {
                    return ends;
                }
                features.clear();
                extract(boundary, candidate, history, |hash| features.push(hash));
                let rule = boundary.ends_by_rule(candidate, history.start);
                observe(boundary.tokens[candidate.next].start, &features, rule)
            };
            split(boundary, start, passes, ends, |_| {});
        });
    }

    /// Calls `each` with every paragraph of `text` and its first token after a dateline.
    fn observe(&self, text: &str, mut each: impl FnMut(&Boundary<'_>, usize)) {
        let mut tokens = Vec::new();
        self.tokens_into(text, &mut tokens);
        paragraphs(text, &tokens, self.line_breaks, |paragraph| {
            let boundary = Boundary { text, tokens: &tokens, paragraph, rules: &self.rules };
            each(&boundary, dateline_end(&boundary).unwrap_or(boundary.paragraph.start));
        });
    }

    /// Appends the tokens of `text` alone to `tokens`: the cheapest call.
    pub fn tokens_into(&self, text: &str, tokens: &mut Vec<Span>) {
        reserve(text, tokens);
        Scanner::new(text, &self.rules, tokens).run();
    }

    /// As [`Tokenizer::tokens_into`], but the positions are in characters (Unicode scalar values): the
    /// same as turning them with [`detente_text::spans_to_chars`], quicker.
    pub fn char_tokens_into(&self, text: &str, tokens: &mut Vec<Span>) {
        let first = tokens.len();
        if offset(text.len()) == u32::MAX {
            self.tokens_into(text, tokens);
            return spans_to_chars(text, &mut tokens[first..]);
        }
        reserve(text, tokens);
        Scanner::new(text, &self.rules, tokens).in_chars().run();
    }
}

/// Makes room for the tokens of `text`.
fn reserve(text: &str, tokens: &mut Vec<Span>) {
    // English has a token in five bytes; a little more spares most texts a move.
    tokens.reserve(text.len() / 9 * 2);
}

/// Cuts off the dateline that the paragraph begins with, as a sentence and a block of its own, and
/// gives the token after it.
fn split_dateline(boundary: &Boundary<'_>, sentences: &mut Vec<Sentence>, blocks: &mut Vec<Block>) -> usize {
    let start = boundary.paragraph.start;
    let Some(end) = dateline_end(boundary) else {
        return start;
    };
    let index = IndexRange::new(sentences.len()..sentences.len() + 1);
    sentences.push(sentence(boundary.tokens, start..end));
    blocks.push(block(boundary.tokens, start..end, BlockKind::Dateline, index));
    end
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
