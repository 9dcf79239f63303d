//! Logistic heads over hashed features, learned by `AdaGrad` and stored in bytes.

use crate::rng::Rng;
use detente_linear::{HashedTable, SparseTable};
use detente_tone::training::key;
use std::cmp::Reverse;

/// Units of a stored weight in one natural unit (logit).
pub(super) const UNIT: f32 = 32.0;

/// The rows of a table of `2^bits` rows that a list of feature hashes addresses.
pub(super) fn rows(hashes: &[u64], bits: u32) -> Vec<u32> {
    hashes.iter().map(|&hash| detente_text::offset(HashedTable::row_of(hash, bits))).collect()
}

/// An example of a table with several heads.
#[derive(Debug, Clone)]
pub(super) struct Example<const W: usize> {
    pub(super) rows: Vec<u32>,
    /// For each head what it should say, in [0, 1], and how much that counts; 0 for not at all.
    pub(super) goals: [(f32, f32); W],
    /// The fold it is left out of; `usize::MAX` for none.
    pub(super) fold: usize,
}

/// How to learn.
#[derive(Debug, Clone, Copy)]
pub(super) struct Recipe {
    pub(super) bits: u32,
    pub(super) epochs: usize,
    pub(super) rate: f32,
    /// Pull toward zero at each step that a weight takes part in.
    pub(super) decay: f32,
    /// Chance that a feature is left out of a step.
    pub(super) dropout: f64,
    pub(super) seed: u64,
    /// Orders of the examples that weights are the mean of: which came last then matters less.
    pub(super) orders: u64,
}

/// Learns independent logistic heads from the examples that are not of fold `without`.
///
/// The weights are the mean over several orders, on a thread each, and over the ends of the later
/// epochs, in units of 1 / [`UNIT`].
pub(super) fn learn<const W: usize>(examples: &[Example<W>], without: usize, recipe: Recipe) -> Vec<i8> {
    let learned: Vec<Vec<f32>> = std::thread::scope(|scope| {
        let learners: Vec<_> = (0..recipe.orders)
            .map(|order| {
                let recipe = Recipe { seed: recipe.seed + 100 * order, ..recipe };
                scope.spawn(move || learn_once(examples, without, recipe))
            })
            .collect();
        learners.into_iter().map(|learner| learner.join().unwrap_or_default()).collect()
    });
    (0..W << recipe.bits)
        .map(|at| {
            let sum: f32 = learned.iter().filter_map(|weights| weights.get(at)).sum();
            quantise(sum / learned.len() as f32 * UNIT)
        })
        .collect()
}

fn learn_once<const W: usize>(examples: &[Example<W>], without: usize, recipe: Recipe) -> Vec<f32> {
    let size = W << recipe.bits;
    let (mut weights, mut squares, mut mean) = (vec![0f32; size], vec![0f32; size], vec![0f32; size]);
    let mut order: Vec<usize> = (0..examples.len()).filter(|&i| examples[i].fold != without).collect();
    let mut rng = Rng::new(recipe.seed);
    let from = recipe.epochs / 2;
    let mut kept: Vec<u32> = Vec::new();
    for epoch in 0..recipe.epochs {
        rng.shuffle(&mut order);
        for &index in &order {
            let example = &examples[index];
            kept.clear();
            kept.extend(
                example.rows.iter().filter(|_| recipe.dropout == 0.0 || rng.unit() >= recipe.dropout),
            );
            let mut sums = [0f32; W];
            for &row in &kept {
                for (sum, weight) in sums.iter_mut().zip(&weights[row as usize * W..]) {
                    *sum += weight;
                }
            }
            for (head, (&(goal, importance), &sum)) in example.goals.iter().zip(&sums).enumerate() {
                if importance == 0.0 {
                    continue;
                }
                let error = (sigmoid(sum) - goal) * importance;
                for &row in &kept {
                    let at = row as usize * W + head;
                    let gradient = error + recipe.decay * weights[at];
                    squares[at] += gradient * gradient;
                    weights[at] -= recipe.rate * gradient / (squares[at].sqrt() + 1e-3);
                }
            }
        }
        if epoch >= from {
            for (sum, weight) in mean.iter_mut().zip(&weights) {
                *sum += weight;
            }
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "a handful of epochs")]
    let share = 1.0 / (recipe.epochs - from).max(1) as f32;
    let seen = if recipe.dropout > 0.0 { keep(recipe.dropout) } else { 1.0 };
    mean.iter().map(|sum| sum * share * seen).collect()
}

/// The part of the features that a step sees: sums over all are larger by its inverse.
#[expect(clippy::cast_possible_truncation, reason = "a share in [0, 1]")]
fn keep(dropout: f64) -> f32 {
    (1.0 - dropout) as f32
}

/// The bits of a sparse table, and how many features it keeps.
#[derive(Debug, Clone, Copy)]
pub(super) struct Room {
    /// Of the number of slots.
    pub(super) bits: u32,
    /// Features, at most.
    pub(super) kept: usize,
}

/// How often each row stands in the examples.
pub(super) fn counts<const W: usize>(examples: &[Example<W>], bits: u32) -> Vec<u32> {
    let mut counts = vec![0; 1 << bits];
    for &row in examples.iter().flat_map(|example| &example.rows) {
        counts[row as usize] += 1;
    }
    counts
}

/// Sets the weights of all but the rows worth most to 0. What a row is worth is the size of its weights, by the root
/// of how often it stands in the examples.
pub(super) fn prune(weights: &mut [i8], width: usize, counts: &[u32], room: Room) {
    let worth = |(row, &count): (usize, &u32)| {
        let size: u32 =
            weights[row * width..(row + 1) * width].iter().map(|w| u32::from(w.unsigned_abs())).sum();
        (size.pow(2).saturating_mul(count), row)
    };
    let mut worths: Vec<(u32, usize)> =
        counts.iter().enumerate().map(worth).filter(|row| row.0 > 0).collect();
    worths.sort_unstable_by(|a, b| b.cmp(a));
    println!("{} features have weight, {} are kept", worths.len(), worths.len().min(room.kept));
    for &(_, row) in worths.iter().skip(room.kept) {
        weights[row * width..(row + 1) * width].fill(0);
    }
}

/// The bytes of a sparse table, and their shape, of the rows that have weight, the largest first.
pub(super) fn sparse(weights: &[i8], width: usize, room: Room) -> (Vec<i8>, [usize; 3]) {
    let mut rows: Vec<(u64, Vec<i8>)> = weights
        .chunks_exact(width)
        .enumerate()
        .filter(|(_, row)| row.iter().any(|&weight| weight != 0))
        .map(|(row, weights)| (key(row), weights.to_vec()))
        .collect();
    rows.sort_by_key(|(_, row)| {
        Reverse(row.iter().map(|weight| u32::from(weight.unsigned_abs())).sum::<u32>())
    });
    let (bytes, shape, left_out) = SparseTable::build(&rows, width, room.bits);
    println!("{} features in 2^{} slots, {left_out} without room", rows.len(), room.bits);
    (bytes, shape)
}

/// The sum of a head over rows.
pub(super) fn sum(weights: &[i8], width: usize, head: usize, rows: &[u32]) -> i32 {
    rows.iter().map(|&row| i32::from(weights[row as usize * width + head])).sum()
}

fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + (-x).exp())
}

#[expect(clippy::cast_possible_truncation, reason = "a float casts to the nearest byte")]
pub(super) fn quantise(value: f32) -> i8 {
    value.round().clamp(-127.0, 127.0) as i8
}
