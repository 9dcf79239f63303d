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
    /// A token whose part of the tone is known.
    fixed: Option<(usize, f64)>,
}

impl Parts {
    /// No parts yet, of the tokens `tokens`.
    pub(crate) fn new(tokens: Range<usize>) -> Self {
        let sums = vec![0; tokens.len()];
        Self { tokens, sums, total: 0, fixed: None }
    }

    /// Adds `part` for `token`; a token outside counts for no word.
    pub(crate) fn add(&mut self, token: usize, part: i32) {
        self.total = self.total.saturating_add(part);
        if let Some(sum) = token.checked_sub(self.tokens.start).and_then(|index| self.sums.get_mut(index)) {
            *sum = sum.saturating_add(part);
        }
    }

    /// Says that `token` has this part of the tone, whatever the rest.
    pub(crate) fn fix(&mut self, token: usize, amount: f64) {
        self.fixed = Some((token, amount));
    }

    /// The parts in text order, scaled so that they sum to `tone`. What no word accounts for, and
    /// what the bend of the curve takes or adds, comes last, without words.
    ///
    /// `zero` is the sum that a tone of 0 has.
    pub(crate) fn scaled(self, reading: &Reading<'_>, tone: Tone, zero: i32) -> Vec<Contribution> {
        let score = tone.score();
        let above = self.total.saturating_sub(zero);
        let scaled = score - self.fixed.map_or(0.0, |fixed| fixed.1);
        let scale = if above == 0 { 0.0 } else { (scaled / f64::from(above)).clamp(0.0, STEEPEST) };
        let mut parts = Vec::new();
        let mut rest = score;
        for (token, sum) in self.tokens.zip(self.sums) {
            let fixed = self.fixed.filter(|fixed| fixed.0 == token);
            let amount = fixed.map_or(f64::from(sum) * scale, |fixed| fixed.1);
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
