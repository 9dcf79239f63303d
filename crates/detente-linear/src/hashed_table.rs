//! A table of small weights, addressed by hash.

use crate::bytes::Bytes;
use crate::error::ModelError;
use crate::section::{ElementType, Section};

/// Rows of `width` signed bytes, addressed by the upper bits of a feature's hash.
///
/// Two features may share a row: training sees the same collisions, so it learns around them. The
/// number of rows is a power of two. A row is read in place.
#[derive(Debug, Clone)]
pub struct HashedTable {
    weights: Bytes,
    width: usize,
    shift: u32,
}

impl HashedTable {
    /// The table in a section of type `I8` and shape `[rows, width]`.
    ///
    /// # Errors
    /// [`ModelError::BadSection`] where type or shape differ or `rows` is not a power of two.
    pub fn new(section: &Section, width: usize) -> Result<Self, ModelError> {
        section.expect(ElementType::I8)?;
        let [rows, found, depth] = section.shape();
        if !rows.is_power_of_two() || rows < 2 || found != width || depth != 1 {
            let reason = format!("has shape [{rows}, {found}, {depth}]; needed: [2^n, {width}]");
            return Err(ModelError::bad_section(section.name(), reason));
        }
        Ok(Self { weights: section.bytes().clone(), width, shift: 64 - rows.trailing_zeros() })
    }

    /// Number of weights a row holds.
    pub fn width(&self) -> usize {
        self.width
    }

    /// The number of the row that a table of `2^bits` rows (1 to 63 bits) keeps for `hash`.
    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "a row number fits the table, which is in memory")]
    pub const fn row_of(hash: u64, bits: u32) -> usize {
        (hash >> (64 - bits)) as usize
    }

    /// The weights of the row for `hash`, as stored bytes; read each with `u8::cast_signed`.
    #[inline]
    pub fn row(&self, hash: u64) -> &[u8] {
        let start = Self::row_of(hash, 64 - self.shift) * self.width;
        &self.weights[start..start + self.width]
    }

    /// The weight for `hash` in a table of width 1.
    #[inline]
    pub fn weight(&self, hash: u64) -> i32 {
        i32::from(self.row(hash)[0].cast_signed())
    }

    /// Adds the row for `hash` to `sums`, element by element.
    #[inline]
    pub fn add(&self, hash: u64, sums: &mut [i32]) {
        for (sum, &weight) in sums.iter_mut().zip(self.row(hash)) {
            *sum += i32::from(weight.cast_signed());
        }
    }
}
