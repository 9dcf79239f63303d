//! Logistic regression with small whole-number weights.

use super::examples::Examples;
use crate::rng::Rng;

/// Passes over the examples.
const PASSES: usize = 12;
/// Runs in different orders whose weights are averaged.
const SEEDS: u64 = 4;
/// Pull of a weight toward 0 each time it is seen; chosen by `crossvalidate`.
const DECAY: f64 = 1.5e-2;
/// Stored weight of one unit of log odds.
const SCALE: f64 = 24.0;

/// How to learn one table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Settings {
    /// Rows of the table, as a power of two.
    pub(super) bits: u32,
    /// First step of a weight (`AdaGrad`: Duchi, Hazan and Singer 2011).
    pub(super) rate: f64,
    /// Log odds added to every example, spread over its rows.
    pub(super) bias: f64,
}

/// The weights of the rows, averaged over the later passes of all runs. The same examples give the
/// same weights.
pub(super) fn learn(examples: &Examples, settings: Settings) -> Vec<i8> {
    let n_rows = 1 << settings.bits;
    let mut sums = vec![0.0_f64; n_rows];
    for seed in 0..SEEDS {
        run(examples, settings, seed, &mut sums);
    }
    let runs = (SEEDS * (PASSES - PASSES / 2) as u64) as f64;
    let share = settings.bias / examples.width() as f64;
    sums.iter().map(|sum| quantised(sum / runs + share)).collect()
}

/// Adds the weights after each of the later passes of one run to `sums`.
fn run(examples: &Examples, settings: Settings, seed: u64, sums: &mut [f64]) {
    let n_rows = sums.len();
    let mut weights = vec![0.0_f64; n_rows];
    let mut squares = vec![1e-2_f64; n_rows];
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut rng = Rng::new(seed);
    for pass in 0..PASSES {
        rng.shuffle(&mut order);
        for &index in &order {
            let (rows, answer) = examples.get(index);
            let score: f64 = rows.iter().map(|&row| weights[row as usize]).sum();
            let error = f64::from(u8::from(answer)) - 1.0 / (1.0 + (-score).exp());
            for &row in rows {
                let row = row as usize;
                let gradient = error - DECAY * weights[row];
                squares[row] += gradient * gradient;
                weights[row] += settings.rate * gradient / squares[row].sqrt();
            }
        }
        if pass >= PASSES / 2 {
            for (sum, weight) in sums.iter_mut().zip(&weights) {
                *sum += weight;
            }
        }
    }
}

/// What the stored weights say of the examples.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Counts {
    /// Ends among the examples.
    pub(super) ends: usize,
    /// Ends found.
    pub(super) found: usize,
    /// Others taken for ends.
    pub(super) wrong: usize,
}

/// Applies the stored weights to the examples.
pub(super) fn counts(examples: &Examples, weights: &[i8]) -> Counts {
    let mut counts = Counts::default();
    for (rows, answer) in (0..examples.len()).map(|index| examples.get(index)) {
        let says = rows.iter().map(|&row| i32::from(weights[row as usize])).sum::<i32>() > 0;
        counts.ends += usize::from(answer);
        counts.found += usize::from(answer && says);
        counts.wrong += usize::from(!answer && says);
    }
    counts
}

#[expect(clippy::cast_possible_truncation, reason = "clamped to the range of the type")]
fn quantised(weight: f64) -> i8 {
    (weight * SCALE).round().clamp(-127.0, 127.0) as i8
}
