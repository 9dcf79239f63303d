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

impl Document {
    /// One paragraph whose sentences are `lines`.
    pub(super) fn of_lines(lines: &[&str]) -> Self {
        let mut start = 0;
        let mut sentences = Vec::new();
        for line in lines {
            let end = start + u32::try_from(line.chars().count()).unwrap_or(u32::MAX);
            sentences.push((start, end));
            start = end + 1;
        }
        Self { text: lines.join(" "), sentences }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The sentences, in bytes.
    pub(super) fn spans(&self) -> BTreeSet<Span> {
        let offsets = CharOffsets::new(&self.text);
        let bytes = |&(start, end): &(u32, u32)| offsets.to_bytes(Span::new(start, end));
        self.sentences.iter().map(bytes).collect()
    }

    /// Where sentences begin, in bytes.
    fn starts(&self) -> BTreeSet<u32> {
        self.spans().iter().map(|span| span.start).collect()
    }
}

/// Rows of the weight table that each point looks at, and whether a sentence ends there.
#[derive(Debug)]
pub(super) struct Examples {
    bits: u32,
    rows: Vec<u32>,
    ends: Vec<usize>,
    answers: Vec<bool>,
}

impl Examples {
    pub(super) const fn new(bits: u32) -> Self {
        Self { bits, rows: Vec::new(), ends: Vec::new(), answers: Vec::new() }
    }

    /// Adds the points of `document` that the gate decides on.
    pub(super) fn add_gate(&mut self, tokenizer: &Tokenizer, document: &Document) {
        let starts = document.starts();
        tokenizer
            .observe_gate(&document.text, |start, features| self.push(features, starts.contains(&start)));
    }

    /// Adds the points of `document` where a sentence may end, as the tokenizer meets them.
    pub(super) fn add(&mut self, tokenizer: &Tokenizer, document: &Document) {
        let starts = document.starts();
        tokenizer.observe_candidates(&document.text, |start, features, _| {
            let answer = starts.contains(&start);
            self.push(features, answer);
            answer
        });
    }

    fn push(&mut self, features: &[u64], answer: bool) {
        let row = |&hash: &u64| u32::try_from(HashedTable::row_of(hash, self.bits)).unwrap_or_default();
        self.rows.extend(features.iter().map(row));
        self.ends.push(self.rows.len());
        self.answers.push(answer);
    }

    pub(super) fn len(&self) -> usize {
        self.answers.len()
    }

    /// Rows that each point looks at, at least 1.
    pub(super) fn width(&self) -> usize {
        self.ends.first().map_or(1, |&end| end.max(1))
    }

    /// Point number `index`: its rows and its answer.
    pub(super) fn get(&self, index: usize) -> (&[u32], bool) {
        let start = if index == 0 { 0 } else { self.ends[index - 1] };
        (&self.rows[start..self.ends[index]], self.answers[index])
    }
}
