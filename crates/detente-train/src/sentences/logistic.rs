//! Logistic regression with small whole-number weights.

use super::examples::Examples;
use crate::rng::Rng;

/// Passes over the examples.
const PASSES: usize = 12;
/// First step of a weight (`AdaGrad`: Duchi, Hazan and Singer 2011).
const RATE: f64 = 0.05;
/// Pull of a weight toward 0 each time it is seen.
const DECAY: f64 = 1e-4;
/// Stored weight of one unit of log odds.
const SCALE: f64 = 24.0;

/// The weights of `n_rows` rows, averaged over the last passes. One seed, one order, one result.
pub(super) fn learn(examples: &Examples, n_rows: usize) -> Vec<i8> {
    let mut weights = vec![0.0_f64; n_rows];
    let mut squares = vec![1e-2_f64; n_rows];
    let mut sums = vec![0.0_f64; n_rows];
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut rng = Rng::new(3);
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
                weights[row] += RATE * gradient / squares[row].sqrt();
            }
        }
        if pass >= PASSES / 2 {
            for (sum, weight) in sums.iter_mut().zip(&weights) {
                *sum += weight;
            }
        }
    }
    let passes = (PASSES - PASSES / 2) as f64;
    sums.iter().map(|sum| quantised(sum / passes)).collect()
}

/// How often the stored weights answer rightly.
pub(super) fn accuracy(examples: &Examples, weights: &[i8]) -> f64 {
    let right = |index: &usize| {
        let (rows, answer) = examples.get(*index);
        (rows.iter().map(|&row| i32::from(weights[row as usize])).sum::<i32>() > 0) == answer
    };
    (0..examples.len()).filter(right).count() as f64 / examples.len().max(1) as f64
}

#[expect(clippy::cast_possible_truncation, reason = "clamped to the range of the type")]
fn quantised(weight: f64) -> i8 {
    (weight * SCALE).round().clamp(-127.0, 127.0) as i8
}
