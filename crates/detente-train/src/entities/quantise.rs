//! From learned weights to the bytes of a table.

/// Rounds weights and chooses the features worth keeping.
pub(crate) struct Quantiser {
    /// Integer units a unit of weight.
    pub(crate) scale: f32,
    /// Features kept, at most.
    pub(crate) kept: usize,
}

impl Quantiser {
    /// A weight as an integer.
    #[expect(clippy::cast_possible_truncation, reason = "weights are small")]
    pub(crate) fn integer(&self, weight: f32) -> i32 {
        (weight * self.scale).round() as i32
    }

    /// The rows worth most, in falling order; a row is worth the span of its weights.
    pub(crate) fn rows<const N: usize>(&self, hashes: &[u64], weights: &[[f32; N]]) -> Vec<(u64, Vec<i8>)> {
        let mut rows: Vec<(f32, u64, &[f32; N])> = hashes
            .iter()
            .zip(weights)
            .map(|(&hash, row)| (row.iter().fold(0.0f32, |m, w| m.max(w.abs())), hash, row))
            .collect();
        rows.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        rows.truncate(self.kept);
        let byte = |&weight: &f32| i8::try_from(self.integer(weight).clamp(-127, 127)).unwrap_or_default();
        rows.into_iter()
            .map(|(_, hash, row)| (hash, row.iter().map(byte).collect::<Vec<i8>>()))
            .filter(|(_, row)| row.iter().any(|&w| w != 0))
            .collect()
    }
}
