//! Points where a sentence may end, with the answer.

use detente_linear::HashedTable;
use detente_text::{CharOffsets, Span};
use detente_tokenize::Tokenizer;
use serde::Deserialize;
use std::collections::BTreeSet;

/// A document with its sentences, in characters.
#[derive(Debug, Deserialize)]
pub(super) struct Document {
    text: String,
    sentences: Vec<(u32, u32)>,
}

/// Rows of the weight table that each point looks at, and whether a sentence ends there.
#[derive(Debug)]
pub(super) struct Examples {
    bits: u32,
    rows: Vec<u32>,
    ends: Vec<usize>,
    answers: Vec<bool>,
    rule_right: usize,
}

impl Examples {
    pub(super) const fn new(bits: u32) -> Self {
        Self { bits, rows: Vec::new(), ends: Vec::new(), answers: Vec::new(), rule_right: 0 }
    }

    /// Adds the points of `document`, as the tokenizer meets them.
    pub(super) fn add(&mut self, tokenizer: &Tokenizer, document: &Document) {
        let offsets = CharOffsets::new(&document.text);
        let to_start = |&(start, end): &(u32, u32)| offsets.to_bytes(Span::new(start, end)).start;
        let starts: BTreeSet<u32> = document.sentences.iter().map(to_start).collect();
        tokenizer.observe_candidates(&document.text, |start, features, rule| {
            let answer = starts.contains(&start);
            let row = |&hash: &u64| u32::try_from(HashedTable::row_of(hash, self.bits)).unwrap_or_default();
            self.rows.extend(features.iter().map(row));
            self.ends.push(self.rows.len());
            self.answers.push(answer);
            self.rule_right += usize::from(rule == answer);
            answer
        });
    }

    pub(super) fn len(&self) -> usize {
        self.answers.len()
    }

    pub(super) fn positive(&self) -> usize {
        self.answers.iter().filter(|&&answer| answer).count()
    }

    pub(super) fn rule_accuracy(&self) -> f64 {
        self.rule_right as f64 / self.len().max(1) as f64
    }

    /// Point number `index`: its rows and its answer.
    pub(super) fn get(&self, index: usize) -> (&[u32], bool) {
        let start = if index == 0 { 0 } else { self.ends[index - 1] };
        (&self.rows[start..self.ends[index]], self.answers[index])
    }
}
