//! Writes the network of sentences in whole numbers.

use super::super::adam::Weights;
use super::{Network, POOLED, SUM_UNIT};
use anyhow::Result;
use detente_linear::ModelWriter;
use detente_tone::training::{
    CLUSTERS, FILTERS, FORMS, HIDDEN, HIDDEN_LIMIT, KERNEL_LIMIT, PRODUCT_BITS, REACH, ROW, SCALE_BITS, SUMS,
    UNIT,
};

impl Network {
    /// Writes the network in whole numbers.
    pub(in crate::tone) fn write(&self, writer: &mut ModelWriter) -> Result<()> {
        let n = FORMS + self.parts.len() + CLUSTERS;
        let mut rows = vec![0.0; n * ROW];
        for (number, sums) in rows.chunks_exact_mut(ROW).enumerate() {
            self.row(number, sums);
        }
        let row_unit = 127.0 / highest(&rows, 0.9995);
        let hidden_unit = f32::from(HIDDEN_LIMIT) / highest(&self.hidden.values, 1.0);
        let last_unit = 2_000.0 / highest(&self.last.values, 1.0);
        let unit = whole_f32(UNIT);
        let point = whole_f32(1 << SCALE_BITS);
        let words: Vec<i8> = rows.iter().map(|x| small(x * row_unit)).collect();
        writer.i8s("tone.words.rows", &words, [n, ROW, 1])?;
        writer.u32s("tone.words.keys", self.keys.as_flattened(), [self.keys.len(), 2, 1])?;
        let kernel_unit = unit * whole_f32(1 << PRODUCT_BITS) / row_unit;
        let limit = f32::from(KERNEL_LIMIT);
        let mut kernel = Vec::with_capacity(self.kernel.values.len());
        for number in 0..ROW {
            for place in 0..REACH {
                let weights = &self.kernel.values[(place * ROW + number) * FILTERS..][..FILTERS];
                kernel.extend(weights.iter().map(|weight| half((weight * kernel_unit).clamp(-limit, limit))));
            }
        }
        writer.i16s("tone.network.kernel", &kernel, [ROW, REACH, FILTERS])?;
        let halves =
            |weights: &Weights, unit: f32| weights.values.iter().map(|x| half(x * unit)).collect::<Vec<_>>();
        writer.i16s("tone.network.bias", &halves(&self.bias, unit), [FILTERS, 1, 1])?;
        writer.i16s("tone.network.hidden", &halves(&self.hidden, hidden_unit), [HIDDEN, POOLED, 1])?;
        writer.i16s("tone.network.last", &halves(&self.last, last_unit), [SUMS, HIDDEN, 1])?;
        let biases = self.hidden_bias.values.iter().map(|x| whole(x * unit));
        let biases: Vec<i32> =
            biases.chain(self.last_bias.values.iter().map(|x| whole(x * SUM_UNIT))).collect();
        writer.i32s("tone.network.biases", &biases, [HIDDEN + SUMS, 1, 1])?;
        let scales = [point / hidden_unit, SUM_UNIT * point / (unit * last_unit)];
        writer.i32s("tone.network.scales", &scales.map(whole), [2, 1, 1])?;
        Ok(())
    }
}

/// The size that this part of the numbers is within.
fn highest(values: &[f32], part: f64) -> f32 {
    let mut sizes: Vec<f32> = values.iter().map(|x| x.abs()).collect();
    sizes.sort_by(f32::total_cmp);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "an index")]
    let index = (sizes.len() as f64 * part) as usize;
    sizes.get(index.min(sizes.len().saturating_sub(1))).copied().unwrap_or(1.0).max(1e-6)
}

#[expect(clippy::cast_precision_loss, reason = "powers of two")]
const fn whole_f32(x: i32) -> f32 {
    x as f32
}

#[expect(clippy::cast_possible_truncation, reason = "a float casts to the nearest end")]
fn small(x: f32) -> i8 {
    x.round().clamp(-127.0, 127.0) as i8
}

#[expect(clippy::cast_possible_truncation, reason = "a float casts to the nearest end")]
fn half(x: f32) -> i16 {
    x.round() as i16
}

#[expect(clippy::cast_possible_truncation, reason = "a float casts to the nearest end")]
fn whole(x: f32) -> i32 {
    x.round() as i32
}
