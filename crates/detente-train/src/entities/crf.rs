//! Learns the segmenter: a linear-chain conditional random field over partly known tags.
//!
//! Lafferty, `McCallum` and Pereira (2001); partial labels as in Tsuboi et al. (2008): the likelihood
//! of all tag sequences that agree with what is known. `AdaGrad` (Duchi et al. 2011), features
//! dropped at random, weights averaged over the last epochs and over several orders of the sentences.

use super::documents::{ANY, Document};
use super::quantise::Quantiser;
use crate::rng::Rng;
use anyhow::{Result, ensure};
use detente_entities::training::{
    SHIFTS, TAGS, TRANSITIONS, View, WEIGHTS, is_near_name, may_end, may_follow, may_start, token_features,
    word_features,
};
use detente_linear::{ModelWriter, SparseTable};
use std::collections::HashMap;

const EPOCHS: usize = 10;
/// Epochs whose ends are averaged.
const AVERAGED: usize = 4;
/// Orders of the sentences that weights are the mean of: which came last then matters less, and a few lines more or
/// less in a list change less.
const ORDERS: u64 = 4;
const RATE: f32 = 0.1;
const DROPPED: f64 = 0.2;
/// Makes up for the features dropped.
const RESCALE: f32 = 1.25;
const DECAY: f32 = 2e-6;
/// Slots of the table: 2^17.
const BITS: u32 = 17;
/// Features kept, at most: four fifths of the slots.
const KEPT: usize = (1 << BITS) * 4 / 5;
/// Scale of integer weights.
const SCALE: f32 = 24.0;

/// One sentence.
struct Sequence {
    /// Feature numbers, token after token.
    features: Vec<u32>,
    /// Where the features of each token end.
    ends: Vec<u32>,
    allowed: Vec<u32>,
    weight: f32,
}

struct Weights {
    /// A row a feature: the weights, then the sums of squared gradients.
    rows: Vec<[[f32; TAGS]; 2]>,
    steps: [[[f32; TAGS]; TAGS]; 2],
}

/// Adds the segmenter's sections to the model.
pub(crate) fn train(documents: &[Document], views: &[View], writer: &mut ModelWriter) -> Result<()> {
    let (sequences, hashes) = sequences(documents, views);
    let n_tokens: usize = sequences.iter().map(|s| s.ends.len()).sum();
    let n_features = hashes.len();
    println!("segmenter: {} sentences, {n_tokens} tokens, {n_features} features", sequences.len());
    let learned: Vec<Means> = std::thread::scope(|scope| {
        let sequences = &sequences;
        let learners: Vec<_> =
            (0..ORDERS).map(|order| scope.spawn(move || learn(sequences, n_features, order))).collect();
        learners.into_iter().filter_map(|learner| learner.join().ok()).collect()
    });
    ensure!(learned.len() as u64 == ORDERS, "a learner of the segmenter failed");
    let mut sums = vec![[0.0f32; TAGS]; hashes.len()];
    let mut step_sums = [[0.0f32; TAGS]; TAGS];
    for means in &learned {
        println!("  losses a token by epoch: {:.4?}", means.losses);
        add(&mut sums, &means.rows, 1.0 / ORDERS as f32);
        add(&mut step_sums, &means.steps, 1.0 / ORDERS as f32);
    }
    let quantiser = Quantiser { scale: SCALE, kept: KEPT };
    let rows = quantiser.rows(&hashes, &sums);
    let (slots, shape, left_out) = SparseTable::build(&rows, TAGS, BITS);
    println!("  {} features kept, {left_out} without room", rows.len());
    ensure!(left_out < rows.len() / 20, "the table of weights is too small");
    writer.i8s(WEIGHTS, &slots, shape)?;
    let steps: Vec<i32> = step_sums.iter().flatten().map(|&w| quantiser.integer(w)).collect();
    writer.i32s(TRANSITIONS, &steps, [TAGS, TAGS, 1])?;
    Ok(())
}

/// What one order of the sentences taught.
struct Means {
    rows: Vec<[f32; TAGS]>,
    steps: [[f32; TAGS]; TAGS],
    /// The mean loss a token, by epoch.
    losses: Vec<f64>,
}

/// Learns from the sentences in the order number `order`.
fn learn(sequences: &[Sequence], n_features: usize, order: u64) -> Means {
    let n_tokens: usize = sequences.iter().map(|s| s.ends.len()).sum();
    let mut weights = Weights { rows: vec![[[0.0; TAGS]; 2]; n_features], steps: [[[0.0; TAGS]; TAGS]; 2] };
    let mut means =
        Means { rows: vec![[0.0; TAGS]; n_features], steps: [[0.0; TAGS]; TAGS], losses: Vec::new() };
    let mut turns: Vec<usize> = (0..sequences.len()).collect();
    let mut rng = Rng::new(20_261_124 + order);
    let mut lattice = Lattice::default();
    for epoch in 0..EPOCHS {
        rng.shuffle(&mut turns);
        let losses = turns.iter().map(|&number| lattice.learn(&sequences[number], &mut weights, &mut rng));
        means.losses.push(losses.sum::<f64>() / n_tokens as f64);
        if epoch + AVERAGED >= EPOCHS {
            let share = 1.0 / AVERAGED as f32;
            for (sums, [weights, _]) in means.rows.iter_mut().zip(&weights.rows) {
                add(std::slice::from_mut(sums), std::slice::from_ref(weights), share);
            }
            add(&mut means.steps, &weights.steps[0], share);
        }
    }
    means
}

/// Adds `share` times `rows` to `sums`.
fn add(sums: &mut [[f32; TAGS]], rows: &[[f32; TAGS]], share: f32) {
    for (sum, value) in sums.iter_mut().flatten().zip(rows.iter().flatten()) {
        *sum += value * share;
    }
}

/// All sentences with numbered features, and the hash of each number. A feature seen once is left
/// out.
fn sequences(documents: &[Document], views: &[View]) -> (Vec<Sequence>, Vec<u64>) {
    let mut counts: HashMap<u64, u32> = HashMap::new();
    let each = |give: &mut dyn FnMut(u64, bool)| {
        for (document, view) in documents.iter().zip(views) {
            for sentence in &document.tokenized.sentences {
                let range = sentence.tokens.range();
                for token in range.clone() {
                    for (slot, shift) in SHIFTS.into_iter().enumerate() {
                        let word = &view.words[view.word_at(token, shift, &range) as usize];
                        word_features(word, slot, |hash| give(hash, document.gold));
                    }
                    if is_near_name(&view.cells, token, &range) {
                        token_features(view, token, &range, |hash| give(hash, document.gold));
                    }
                }
            }
        }
    };
    each(&mut |hash, _| *counts.entry(hash).or_insert(0) += 1);
    let mut numbers: HashMap<u64, u32> = HashMap::new();
    let mut hashes = Vec::new();
    let mut sequences = Vec::new();
    for (document, view) in documents.iter().zip(views) {
        for sentence in &document.tokenized.sentences {
            let range = sentence.tokens.range();
            let mut sequence = Sequence {
                features: Vec::new(),
                ends: Vec::new(),
                allowed: document.allowed[range.clone()].to_vec(),
                weight: document.weight,
            };
            for token in range.clone() {
                let mut add = |hash: u64| {
                    if counts.get(&hash).is_some_and(|&count| count > 1) {
                        let number = *numbers.entry(hash).or_insert_with(|| {
                            hashes.push(hash);
                            detente_text::offset(hashes.len() - 1)
                        });
                        sequence.features.push(number);
                    }
                };
                for (slot, shift) in SHIFTS.into_iter().enumerate() {
                    let word = &view.words[view.word_at(token, shift, &range) as usize];
                    word_features(word, slot, &mut add);
                }
                if is_near_name(&view.cells, token, &range) {
                    token_features(view, token, &range, &mut add);
                }
                sequence.ends.push(detente_text::offset(sequence.features.len()));
            }
            // A sentence of which nothing is known teaches nothing.
            if sequence.allowed.iter().any(|&allowed| allowed != ANY) {
                sequences.push(sequence);
            }
        }
    }
    (sequences, hashes)
}

/// Buffers of forward and backward sums.
#[derive(Default)]
struct Lattice {
    scores: Vec<[f32; TAGS]>,
    free: Vec<[f32; TAGS]>,
    known: Vec<[f32; TAGS]>,
    active: Vec<u32>,
    ends: Vec<usize>,
}

impl Lattice {
    /// One step of learning; gives the loss.
    fn learn(&mut self, sequence: &Sequence, weights: &mut Weights, rng: &mut Rng) -> f64 {
        self.active.clear();
        self.ends.clear();
        let mut start = 0;
        for &end in &sequence.ends {
            for &feature in &sequence.features[start..end as usize] {
                if rng.unit() >= DROPPED {
                    self.active.push(feature);
                }
            }
            self.ends.push(self.active.len());
            start = end as usize;
        }
        self.scores.clear();
        let mut start = 0;
        for &end in &self.ends {
            let mut row = [0.0f32; TAGS];
            for &feature in &self.active[start..end] {
                for (sum, weight) in row.iter_mut().zip(&weights.rows[feature as usize][0]) {
                    *sum += weight;
                }
            }
            for sum in &mut row {
                *sum *= RESCALE;
            }
            self.scores.push(row);
            start = end;
        }
        let mut steps = [[0.0f32; TAGS]; TAGS];
        for (to, row) in (0u8..).zip(&mut steps) {
            for (from, step) in (0u8..).zip(row) {
                if may_follow(from, to) {
                    *step = weights.steps[0][usize::from(to)][usize::from(from)].exp();
                }
            }
        }
        let mut expected = [[0.0f32; TAGS]; TAGS];
        let free = sums(&self.scores, &steps, None, &mut self.free, &mut expected, -1.0);
        let known = sums(&self.scores, &steps, Some(&sequence.allowed), &mut self.known, &mut expected, 1.0);
        if !(free.is_finite() && known.is_finite()) {
            return 0.0;
        }
        let mut start = 0;
        for ((end, free), known) in self.ends.iter().zip(&self.free).zip(&self.known) {
            let mut gradient = [0.0f32; TAGS];
            let mut largest = 0.0f32;
            for ((gradient, free), known) in gradient.iter_mut().zip(free).zip(known) {
                *gradient = (known - free) * sequence.weight;
                largest = largest.max(gradient.abs());
            }
            if largest > 1e-4 {
                for &feature in &self.active[start..*end] {
                    let [row, squares] = &mut weights.rows[feature as usize];
                    for ((weight, square), gradient) in row.iter_mut().zip(squares).zip(&gradient) {
                        update(weight, square, *gradient);
                    }
                }
            }
            start = *end;
        }
        let [rows, squares] = &mut weights.steps;
        for ((row, squares), gradients) in rows.iter_mut().zip(squares).zip(&expected) {
            for ((weight, square), gradient) in row.iter_mut().zip(squares).zip(gradients) {
                update(weight, square, *gradient * sequence.weight);
            }
        }
        (free - known) * f64::from(sequence.weight)
    }
}

#[inline]
fn update(weight: &mut f32, square: &mut f32, gradient: f32) {
    *square += gradient * gradient;
    let rate = RATE / (square.sqrt() + 1e-3);
    *weight += rate * (gradient - DECAY * *weight);
}

/// Writes the probability of each tag at each token to `marginals`, adds `sign` times the expected
/// number of each step to `expected`, and gives the logarithm of the sum over all sequences.
fn sums(
    scores: &[[f32; TAGS]],
    steps: &[[f32; TAGS]; TAGS],
    allowed: Option<&[u32]>,
    marginals: &mut Vec<[f32; TAGS]>,
    expected: &mut [[f32; TAGS]; TAGS],
    sign: f32,
) -> f64 {
    let n = scores.len();
    let masked = |token: usize, tag: usize| allowed.is_none_or(|allowed| allowed[token] >> tag & 1 == 1);
    let mut total = 0.0f64;
    let mut potentials = vec![[0.0f32; TAGS]; n];
    for (token, (row, potential)) in scores.iter().zip(&mut potentials).enumerate() {
        let largest = (0..TAGS).filter(|&t| masked(token, t)).fold(f32::MIN, |m, t| m.max(row[t]));
        total += f64::from(largest);
        for tag in 0..TAGS {
            if masked(token, tag) {
                potential[tag] = (row[tag] - largest).exp();
            }
        }
    }
    marginals.clear();
    for token in 0..n {
        let mut row = [0.0f32; TAGS];
        for (tag, slot) in row.iter_mut().enumerate() {
            let sum = if token == 0 {
                f32::from(u8::from(may_start(u8::try_from(tag).unwrap_or(0))))
            } else {
                let before: &[f32; TAGS] = &marginals[token - 1];
                before.iter().zip(&steps[tag]).map(|(b, s)| b * s).sum()
            };
            *slot = sum * potentials[token][tag];
        }
        if token + 1 == n {
            for (tag, slot) in (0u8..).zip(&mut row) {
                if !may_end(tag) {
                    *slot = 0.0;
                }
            }
        }
        let norm: f32 = row.iter().sum();
        total += f64::from(norm.ln());
        for slot in &mut row {
            *slot /= norm;
        }
        marginals.push(row);
    }
    // Backward: each forward row becomes the marginal of its token.
    for token in (1..n).rev() {
        let (before, here) = marginals.split_at_mut(token);
        let (before, here) = (&mut before[token - 1], &here[0]);
        let mut row = [0.0f32; TAGS];
        for tag in 0..TAGS {
            if here[tag] <= 0.0 {
                continue;
            }
            let mut flow = [0.0f32; TAGS];
            let mut sum = 0.0;
            for from in 0..TAGS {
                flow[from] = before[from] * steps[tag][from];
                sum += flow[from];
            }
            let share = here[tag] / sum;
            for from in 0..TAGS {
                let part = flow[from] * share;
                row[from] += part;
                expected[tag][from] += sign * part;
            }
        }
        *before = row;
    }
    total
}
