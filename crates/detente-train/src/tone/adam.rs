//! Numbers that are learned by Adam (Kingma and Ba 2015) with a pull toward zero (Loshchilov and Hutter 2019).

use crate::rng::Rng;
use detente_tone::training::ROW;

/// Pull toward zero of each step.
const DECAY: f32 = 0.01;

/// Numbers that are learned, with what is kept of their gradients.
#[derive(Debug, Clone)]
pub(super) struct Weights {
    pub(super) values: Vec<f32>,
    pub(super) gradient: Vec<f32>,
    mean: Vec<f32>,
    square: Vec<f32>,
}

impl Weights {
    /// `n` numbers, normally distributed with this deviation.
    pub(super) fn random(n: usize, deviation: f64, rng: &mut Rng) -> Self {
        let values = (0..n).map(|_| narrow(normal(rng) * deviation)).collect();
        Self { values, gradient: vec![0.0; n], mean: vec![0.0; n], square: vec![0.0; n] }
    }

    /// Moves the numbers in `range` against their gradients, as the step with this number, from 1.
    pub(super) fn step(&mut self, range: std::ops::Range<usize>, rate: f32, number: i32) {
        const KEEP: f32 = 0.9;
        const KEEP_SQUARE: f32 = 0.999;
        let (first, second) = (1.0 - KEEP.powi(number), 1.0 - KEEP_SQUARE.powi(number));
        let parts = (self.values[range.clone()].iter_mut())
            .zip(&mut self.gradient[range.clone()])
            .zip(&mut self.mean[range.clone()])
            .zip(&mut self.square[range]);
        for (((value, gradient), mean), square) in parts {
            *mean = KEEP * *mean + (1.0 - KEEP) * *gradient;
            *square = KEEP_SQUARE * *square + (1.0 - KEEP_SQUARE) * *gradient * *gradient;
            *value -= rate * (*mean / first / ((*square / second).sqrt() + 1e-8) + DECAY * *value);
            *gradient = 0.0;
        }
    }
}

/// Rows of [`ROW`] numbers, of which few have a gradient at a time.
#[derive(Debug, Clone)]
pub(super) struct Rows {
    pub(super) weights: Weights,
    touched: Vec<usize>,
    is_touched: Vec<bool>,
}

impl Rows {
    /// `n` rows, normally distributed with this deviation.
    pub(super) fn random(n: usize, deviation: f64, rng: &mut Rng) -> Self {
        let weights = Weights::random(n * ROW, deviation, rng);
        Self { weights, touched: Vec::new(), is_touched: vec![false; n] }
    }

    fn row(&self, number: usize) -> &[f32] {
        &self.weights.values[number * ROW..(number + 1) * ROW]
    }

    /// Adds a row to `sums`.
    pub(super) fn add_to(&self, number: usize, sums: &mut [f32]) {
        sums.iter_mut().zip(self.row(number)).for_each(|(sum, value)| *sum += value);
    }

    /// Adds the gradient of a row.
    pub(super) fn learn(&mut self, number: usize, gradient: &[f32]) {
        if !std::mem::replace(&mut self.is_touched[number], true) {
            self.touched.push(number);
        }
        let all = &mut self.weights.gradient[number * ROW..(number + 1) * ROW];
        all.iter_mut().zip(gradient).for_each(|(all, g)| *all += g);
    }

    /// Moves the rows that have a gradient.
    pub(super) fn step(&mut self, rate: f32, number: i32) {
        for row in std::mem::take(&mut self.touched) {
            self.is_touched[row] = false;
            self.weights.step(row * ROW..(row + 1) * ROW, rate, number);
        }
    }
}

/// Of a normal distribution, by twelve of a uniform one.
fn normal(rng: &mut Rng) -> f64 {
    (0..12).map(|_| rng.unit()).sum::<f64>() - 6.0
}

#[expect(clippy::cast_possible_truncation, reason = "nearer than a weight needs")]
pub(super) const fn narrow(x: f64) -> f32 {
    x as f32
}
