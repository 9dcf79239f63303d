//! A table of the features that training kept, addressed by hash with a check.

use crate::bytes::{Aligned, Bytes};
use crate::error::ModelError;
use crate::section::{ElementType, Section};
use std::hint::black_box;

/// Slots of a bucket.
const BUCKET: usize = 8;
/// Buckets a look-up goes through at most.
const PROBES: usize = 8;
/// Hashes of which the buckets are fetched at once.
const BLOCK: usize = 64;
/// Bytes of a slot's check.
const CHECK: usize = 2;
/// Bytes of a bucket before its rows.
const CHECKS: usize = BUCKET * CHECK;
/// Bytes of a bucket up to which its checks are read in their place.
const NARROW: usize = 64;

/// Rows of `width` signed bytes for the features that training kept; a feature it never kept has
/// no row, unlike in [`crate::HashedTable`], where it shares one.
///
/// Slots stand in buckets of eight. A bucket holds a 16-bit check of each slot's hash (0 where the slot is empty), then
/// the rows. Look-up goes from the bucket that the upper bits of the hash name to the first one with an empty slot, 8
/// buckets at most. A feature without a row is taken for another once in 8,000 look-ups at worst, where all slots are
/// full. The number of buckets is a power of two.
#[derive(Debug, Clone)]
pub struct SparseTable {
    buckets: Buckets,
    /// The checks of all buckets, close together, where the buckets are wide: most look-ups end here, and these stay in
    /// the cache. A narrow bucket fills a cache line or less, and this is empty.
    checks: Vec<Checks>,
    width: usize,
    shift: u32,
    last: usize,
}

/// Where the buckets are.
#[derive(Debug, Clone)]
enum Buckets {
    /// Wide ones, in the model file.
    Wide(Bytes),
    /// Narrow ones, copied so that none lies across two cache lines.
    Narrow(Aligned),
}

impl Buckets {
    #[inline]
    fn bytes(&self) -> &[u8] {
        match self {
            Self::Wide(bytes) => bytes,
            Self::Narrow(bytes) => bytes.get(),
        }
    }
}

/// The checks of one bucket, the first slot's in the lowest bits.
#[derive(Debug, Clone, Copy)]
struct Checks(u128);

impl Checks {
    /// 1 in each of the eight.
    const ONES: u128 = u128::MAX / 0xFFFF;

    /// The slot with `check`, or [`BUCKET`] where none has it. Without a branch.
    #[inline]
    const fn find(self, check: u16) -> usize {
        let unlike = self.0 ^ (Self::ONES * check as u128);
        // The lowest bit set here is the highest one of the first slot that is alike.
        let alike = unlike.wrapping_sub(Self::ONES) & !unlike & (Self::ONES << 15);
        alike.trailing_zeros() as usize / 16
    }

    /// Whether all slots are taken; they are taken in order.
    #[inline]
    const fn is_full(self) -> bool {
        self.0 >> 112 != 0
    }
}

impl SparseTable {
    /// The table in a section of type `I8` and shape `[buckets, 8, width + 2]`.
    ///
    /// # Errors
    /// [`ModelError::BadSection`] where type or shape differ or `buckets` is not a power of two.
    pub fn new(section: &Section, width: usize) -> Result<Self, ModelError> {
        section.expect(ElementType::I8)?;
        let [buckets, slots, found] = section.shape();
        if !buckets.is_power_of_two()
            || buckets < 2
            || slots != BUCKET
            || width == 0
            || found != width + CHECK
        {
            let reason = format!(
                "has shape [{buckets}, {slots}, {found}]; needed: [2^n, {BUCKET}, {}]",
                width + CHECK
            );
            return Err(ModelError::bad_section(section.name(), reason));
        }
        let (bytes, size) = (section.bytes(), BUCKET * found);
        let wide = if size > NARROW { &bytes[..] } else { &[] };
        let checks = wide.chunks_exact(size).filter_map(|bucket| bucket.first_chunk());
        let checks = checks.map(|checks| Checks(u128::from_le_bytes(*checks))).collect();
        let (shift, last) = (64 - buckets.trailing_zeros(), buckets - 1);
        let buckets = if size > NARROW {
            Buckets::Wide(bytes.clone())
        } else {
            Buckets::Narrow(Aligned::copy_of(bytes))
        };
        Ok(Self { buckets, checks, width, shift, last })
    }

    /// Number of weights a row holds.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Bytes of a bucket.
    #[inline]
    const fn size(&self) -> usize {
        BUCKET * (self.width + CHECK)
    }

    #[inline]
    fn checks(&self, bucket: usize) -> Option<Checks> {
        if let Some(&checks) = self.checks.get(bucket) {
            return Some(checks);
        }
        let checks = self.buckets.bytes().get(bucket * self.size()..)?.first_chunk()?;
        Some(Checks(u128::from_le_bytes(*checks)))
    }

    /// The weights for `hash` as stored bytes, or `None` where training kept none; read each with
    /// `u8::cast_signed`.
    #[inline]
    pub fn row(&self, hash: u64) -> Option<&[u8]> {
        let start = self.start(hash)?;
        self.buckets.bytes().get(start..start + self.width)
    }

    /// Where the weights for `hash` begin, if it has any.
    #[inline]
    fn start(&self, hash: u64) -> Option<usize> {
        let bucket = first_bucket(hash, self.shift);
        let checks = self.checks(bucket)?;
        let slot = checks.find(check(hash));
        if slot < BUCKET {
            Some(bucket * self.size() + CHECKS + slot * self.width)
        } else if checks.is_full() {
            self.start_beyond(hash, bucket)
        } else {
            None
        }
    }

    /// As [`Self::start`], after `bucket`, which is full of others.
    #[cold]
    #[inline(never)]
    fn start_beyond(&self, hash: u64, mut bucket: usize) -> Option<usize> {
        for _ in 1..PROBES {
            bucket = (bucket + 1) & self.last;
            let checks = self.checks(bucket)?;
            let slot = checks.find(check(hash));
            if slot < BUCKET {
                return Some(bucket * self.size() + CHECKS + slot * self.width);
            }
            if !checks.is_full() {
                return None;
            }
        }
        None
    }

    /// Adds the row for `hash`, if there is one, to `sums`, element by element.
    #[inline]
    pub fn add(&self, hash: u64, sums: &mut [i32]) {
        if let Some(row) = self.row(hash) {
            for (sum, &weight) in sums.iter_mut().zip(row) {
                *sum += i32::from(weight.cast_signed());
            }
        }
    }

    /// Adds the rows for all of `hashes`, as [`Self::add`] does one by one, of a table of `W` weights a row.
    ///
    /// The buckets of a block of hashes are fetched first, so that waits for memory overlap; what they answer takes no
    /// branch that depends on it.
    pub fn add_all<const W: usize>(&self, hashes: &[u64], sums: &mut [i32; W]) {
        if W != self.width {
            for &hash in hashes {
                self.add(hash, sums);
            }
            return;
        }
        let (size, buckets) = (BUCKET * (W + CHECK), self.buckets.bytes());
        for block in hashes.chunks(BLOCK) {
            let first = |hash: &u64| buckets.get(first_bucket(*hash, self.shift) * size).copied();
            black_box(block.iter().filter_map(first).fold(0, |all, byte| all | byte));
            for &hash in block {
                let bucket = first_bucket(hash, self.shift);
                let bytes = buckets.get(bucket * size..(bucket + 1) * size).unwrap_or_default();
                let Some((checks, rows)) = bytes.split_first_chunk() else { continue };
                let checks = Checks(u128::from_le_bytes(*checks));
                let slot = checks.find(check(hash));
                if slot == BUCKET && checks.is_full() {
                    self.add(hash, sums);
                    continue;
                }
                let there = i32::from(slot < BUCKET);
                let row = rows.get(slot % BUCKET * W..).and_then(|row| row.first_chunk::<W>());
                for (sum, &weight) in sums.iter_mut().zip(row.unwrap_or(&[0; W])) {
                    *sum += there * i32::from(weight.cast_signed());
                }
            }
        }
    }

    /// The bytes of a section of `2^bits` slots that holds `rows`, each of `width` weights, and its shape. Rows
    /// come in falling order of worth: one that finds no room within reach is left out. `bits` is at least 4.
    ///
    /// The last number returned counts the rows left out.
    pub fn build(rows: &[(u64, Vec<i8>)], width: usize, bits: u32) -> (Vec<i8>, [usize; 3], usize) {
        let n_buckets = 1usize << bits.saturating_sub(3);
        let size = BUCKET * (width + CHECK);
        let mut bytes = vec![0i8; n_buckets * size];
        let mut left_out = 0;
        'rows: for (hash, weights) in rows {
            let stored = check(*hash).to_le_bytes().map(u8::cast_signed);
            let mut number = first_bucket(*hash, 64 - n_buckets.trailing_zeros());
            'buckets: for _ in 0..PROBES {
                let (checks, rows) = bytes[number * size..(number + 1) * size].split_at_mut(CHECKS);
                for (slot, there) in checks.chunks_exact_mut(CHECK).enumerate() {
                    if there == stored {
                        break 'buckets;
                    }
                    if there == [0, 0] {
                        there.copy_from_slice(&stored);
                        for (slot, weight) in rows[slot * width..].iter_mut().zip(weights) {
                            *slot = *weight;
                        }
                        continue 'rows;
                    }
                }
                number = (number + 1) & (n_buckets - 1);
            }
            left_out += 1;
        }
        (bytes, [n_buckets, BUCKET, width + CHECK], left_out)
    }
}

#[inline]
#[expect(clippy::cast_possible_truncation, reason = "a bucket's number fits the table, which is in memory")]
const fn first_bucket(hash: u64, shift: u32) -> usize {
    (hash >> shift) as usize
}

/// The check of a hash: its lowest bits, never 0.
#[inline]
#[expect(clippy::cast_possible_truncation, reason = "the lowest bits are meant")]
const fn check(hash: u64) -> u16 {
    let low = hash as u16;
    if low == 0 { 1 } else { low }
}

#[cfg(test)]
mod tests {
    use super::SparseTable;
    use crate::{ModelFile, ModelWriter, feature};

    #[test]
    fn finds_what_was_kept_and_nothing_else() {
        let rows: Vec<(u64, Vec<i8>)> =
            (0u8..200).map(|i| (feature(1, u64::from(i)), vec![i.cast_signed(), 1, -1])).collect();
        let (bytes, shape, left_out) = SparseTable::build(&rows, 3, 8);
        assert_eq!((shape, left_out), ([32, 8, 5], 0));
        let mut writer = ModelWriter::new(1);
        writer.i8s("table", &bytes, shape).unwrap();
        let file = ModelFile::parse(writer.finish()).unwrap();
        let table = SparseTable::new(file.section("table").unwrap(), 3).unwrap();
        let (mut sums, mut again) = ([0; 3], [0; 3]);
        for (hash, _) in &rows {
            table.add(*hash, &mut sums);
        }
        let hashes: Vec<u64> = rows.iter().map(|row| row.0).chain((0..500).map(|i| feature(2, i))).collect();
        table.add_all(&hashes[..rows.len()], &mut again);
        assert_eq!(sums, again, "one by one and together");
        for &hash in &hashes {
            table.add(hash, &mut sums);
        }
        table.add_all(&hashes, &mut again);
        assert_eq!(sums, again, "with those that are not there");
        let mut sums = [0; 3];
        for (hash, _) in &rows {
            table.add(*hash, &mut sums);
        }
        let expected: i32 = (0u8..200).map(|i| i32::from(i.cast_signed())).sum();
        assert_eq!(sums, [expected, 200, -200]);
        let unknown = (0u64..2000).filter(|&i| table.row(feature(2, i)).is_some()).count();
        assert!(unknown < 5, "{unknown} of 2000 unknown features have a row");
        assert!(SparseTable::new(file.section("table").unwrap(), 4).is_err());
    }

    #[test]
    fn a_full_table_ends_the_search() {
        let rows: Vec<(u64, Vec<i8>)> = (0u64..40).map(|i| (feature(1, i), vec![1])).collect();
        let (bytes, shape, left_out) = SparseTable::build(&rows, 1, 4);
        assert_eq!(left_out, 24);
        let mut writer = ModelWriter::new(1);
        writer.i8s("table", &bytes, shape).unwrap();
        let file = ModelFile::parse(writer.finish()).unwrap();
        let table = SparseTable::new(file.section("table").unwrap(), 1).unwrap();
        assert_eq!((100u64..200).filter(|&i| table.row(feature(2, i)).is_some()).count(), 0);
    }
}
