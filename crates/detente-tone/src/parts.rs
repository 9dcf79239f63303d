//! The parts of a sum by token, scaled to the tone that it gave.

use crate::explanation::Contribution;
use crate::reading::Reading;
use crate::tone::Tone;
use std::ops::Range;

/// The most that one unit of a sum may stand for: the steepest that the curves are.
const STEEPEST: f64 = 0.02;

/// Parts of a sum.
#[derive(Debug)]
pub(crate) struct Parts {
    tokens: Range<usize>,
    sums: Vec<i32>,
    total: i32,
}

impl Parts {
    /// No parts yet, of the tokens `tokens`.
    pub(crate) fn new(tokens: Range<usize>) -> Self {
        let sums = vec![0; tokens.len()];
        Self { tokens, sums, total: 0 }
    }

    /// Adds `part` for `token`; a token outside counts for no word.
    pub(crate) fn add(&mut self, token: usize, part: i32) {
        self.total = self.total.saturating_add(part);
        if let Some(sum) = token.checked_sub(self.tokens.start).and_then(|index| self.sums.get_mut(index)) {
            *sum = sum.saturating_add(part);
        }
    }

    /// The parts in text order, scaled so that they sum to `tone`. What no word accounts for, and
    /// what the bend of the curve takes or adds, comes last, without words.
    ///
    /// `zero` is the sum that a tone of 0 has.
    pub(crate) fn scaled(self, reading: &Reading<'_>, tone: Tone, zero: i32) -> Vec<Contribution> {
        let score = tone.score();
        let above = self.total.saturating_sub(zero);
        let scale = if above == 0 { 0.0 } else { (score / f64::from(above)).clamp(0.0, STEEPEST) };
        let mut parts = Vec::new();
        let mut rest = score;
        for (token, sum) in self.tokens.zip(self.sums) {
            let amount = f64::from(sum) * scale;
            if let Some(&span) = reading.tokenized.tokens.get(token)
                && amount != 0.0
            {
                rest -= amount;
                parts.push(Contribution { span: Some(span), amount });
            }
        }
        if rest != 0.0 {
            parts.push(Contribution { span: None, amount: rest });
        }
        parts
    }
}
