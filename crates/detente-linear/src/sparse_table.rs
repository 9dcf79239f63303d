//! A table of the features that training kept, addressed by hash with a check.

use crate::bytes::Bytes;
use crate::error::ModelError;
use crate::section::{ElementType, Section};

/// Slots a look-up goes through at most.
const PROBES: usize = 64;
/// Bytes of a slot up to which its check is read in its place.
const NARROW: usize = 8;
/// Bytes of a slot before its weights.
const CHECK: usize = 2;

/// Rows of `width` signed bytes for the features that training kept; a feature it never kept has
/// no row, unlike in [`crate::HashedTable`], where it shares one.
///
/// A slot holds a 16-bit check of the hash (0 where the slot is empty) and the weights. Look-up is
/// linear probing from the slot that the upper bits name, 64 slots at most. A feature without a row
/// is taken for another once in some 30,000 look-ups. The number of slots is a power of two.
#[derive(Debug, Clone)]
pub struct SparseTable {
    slots: Bytes,
    /// The checks of all slots, close together, where the slots are wide: most look-ups end at an empty slot, and
    /// these stay in the cache. Of narrow slots a cache line holds several, and this is empty.
    checks: Vec<u16>,
    /// Of narrow slots, which checks stand near where: most look-ups for what is not there end here, and not after
    /// many full slots.
    filter: Filter,
    width: usize,
    shift: u32,
    last: usize,
}

impl SparseTable {
    /// The table in a section of type `I8` and shape `[slots, width + 2]`.
    ///
    /// # Errors
    /// [`ModelError::BadSection`] where type or shape differ or `slots` is not a power of two.
    pub fn new(section: &Section, width: usize) -> Result<Self, ModelError> {
        section.expect(ElementType::I8)?;
        let [slots, found, depth] = section.shape();
        if !slots.is_power_of_two() || slots < 2 || found != width + CHECK || depth != 1 {
            let reason = format!("has shape [{slots}, {found}, {depth}]; needed: [2^n, {}]", width + CHECK);
            return Err(ModelError::bad_section(section.name(), reason));
        }
        let shift = 64 - slots.trailing_zeros();
        let bytes = section.bytes().clone();
        let wide = if found > NARROW { &bytes[..] } else { &[] };
        let checks = wide.chunks_exact(found).map(|slot| u16::from_le_bytes([slot[0], slot[1]])).collect();
        let narrow = if found > NARROW { &[] } else { &bytes[..] };
        let filter = Filter::new(narrow, found);
        Ok(Self { slots: bytes, checks, filter, width, shift, last: slots - 1 })
    }

    /// Number of weights a row holds.
    pub fn width(&self) -> usize {
        self.width
    }

    /// The weights for `hash` as stored bytes, or `None` where training kept none; read each with
    /// `u8::cast_signed`.
    #[inline]
    pub fn row(&self, hash: u64) -> Option<&[u8]> {
        if self.filter.may_hold(first_slot(hash, self.shift), check(hash)) { self.find(hash) } else { None }
    }

    /// As [`Self::row`], where the filter was asked before.
    #[inline]
    fn find(&self, hash: u64) -> Option<&[u8]> {
        let check = check(hash);
        let mut slot = first_slot(hash, self.shift);
        for _ in 0..PROBES {
            let start = slot * (self.width + CHECK);
            let stored = match self.checks.get(slot) {
                Some(&stored) => stored,
                None => u16::from_le_bytes(*self.slots.get(start..)?.first_chunk()?),
            };
            if stored == check {
                return self.slots.get(start + CHECK..start + CHECK + self.width);
            }
            if stored == 0 {
                return None;
            }
            slot = (slot + 1) & self.last;
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

    /// Adds the rows for all of `hashes`, as [`Self::add`] does one by one; empties the list. Those without a row are set
    /// aside first, in one pass without branches, so that waits for memory overlap.
    pub fn add_all(&self, hashes: &mut Vec<u64>, sums: &mut [i32]) {
        let mut kept = 0;
        for index in 0..hashes.len() {
            let hash = hashes[index];
            hashes[kept] = hash;
            kept += usize::from(self.filter.may_hold(first_slot(hash, self.shift), check(hash)));
        }
        for row in hashes.iter().take(kept).filter_map(|&hash| self.find(hash)) {
            for (sum, &weight) in sums.iter_mut().zip(row) {
                *sum += i32::from(weight.cast_signed());
            }
        }
        hashes.clear();
    }

    /// The bytes of a section of `2^bits` slots that holds `rows`, each of `width` weights. Rows
    /// come in falling order of worth: one that finds no room within reach is left out.
    ///
    /// The second number returned counts the rows left out.
    pub fn build(rows: &[(u64, Vec<i8>)], width: usize, bits: u32) -> (Vec<i8>, usize) {
        let n_slots = 1usize << bits;
        let mut slots = vec![0i8; n_slots * (width + CHECK)];
        let mut left_out = 0;
        'rows: for (hash, weights) in rows {
            let stored = check(*hash).to_le_bytes();
            let mut slot = first_slot(*hash, 64 - bits);
            for _ in 0..PROBES {
                let bytes = &mut slots[slot * (width + CHECK)..(slot + 1) * (width + CHECK)];
                let there = [bytes[0].cast_unsigned(), bytes[1].cast_unsigned()];
                if there == stored {
                    break;
                }
                if there == [0, 0] {
                    bytes[0] = stored[0].cast_signed();
                    bytes[1] = stored[1].cast_signed();
                    for (slot, weight) in bytes[CHECK..].iter_mut().zip(weights) {
                        *slot = *weight;
                    }
                    continue 'rows;
                }
                slot = (slot + 1) & (n_slots - 1);
            }
            left_out += 1;
        }
        (slots, left_out)
    }
}

/// Which checks may be found from which slots on, as bits: some say so that are not there, none is missing.
#[derive(Debug, Clone, Default)]
struct Filter {
    bits: Vec<u64>,
    shift: u32,
}

impl Filter {
    /// Of slots of `found` bytes; 16 bits a slot. A feature stands at most [`PROBES`] slots after its own.
    fn new(bytes: &[u8], found: usize) -> Self {
        let slots = bytes.len() / found;
        if slots < PROBES {
            return Self::default();
        }
        let (blocks, mut bits) = (slots / PROBES, vec![0u64; slots / 4]);
        let shift = 64 - (bits.len() as u64 * 64).trailing_zeros();
        for (slot, bytes) in bytes.chunks_exact(found).enumerate() {
            let check = u16::from_le_bytes([bytes[0], bytes[1]]);
            if check != 0 {
                let block = slot / PROBES;
                for block in [block, (block + blocks - 1) % blocks] {
                    let at = Self::place(block, check, shift);
                    bits[at / 64] |= 1 << (at % 64);
                }
            }
        }
        Self { bits, shift }
    }

    /// Whether a feature whose own slot is `slot` may have this check.
    #[inline]
    fn may_hold(&self, slot: usize, check: u16) -> bool {
        let at = Self::place(slot / PROBES, check, self.shift);
        self.bits.get(at / 64).is_none_or(|bits| bits >> (at % 64) & 1 == 1)
    }

    #[inline]
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the upper bits of a product, as many as there are bits"
    )]
    fn place(block: usize, check: u16, shift: u32) -> usize {
        ((block as u64) << 16 | u64::from(check)).wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_shr(shift)
            as usize
    }
}

#[inline]
#[expect(clippy::cast_possible_truncation, reason = "a slot number fits the table, which is in memory")]
const fn first_slot(hash: u64, shift: u32) -> usize {
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
        let (bytes, left_out) = SparseTable::build(&rows, 3, 8);
        assert_eq!(left_out, 0);
        let mut writer = ModelWriter::new(1);
        writer.i8s("table", &bytes, [256, 5, 1]).unwrap();
        let file = ModelFile::parse(writer.finish()).unwrap();
        let table = SparseTable::new(file.section("table").unwrap(), 3).unwrap();
        let (mut sums, mut again) = ([0; 3], [0; 3]);
        for (hash, _) in &rows {
            table.add(*hash, &mut sums);
        }
        let mut hashes: Vec<u64> =
            rows.iter().map(|row| row.0).chain((0..500).map(|i| feature(2, i))).collect();
        table.add_all(&mut hashes, &mut again);
        assert!(hashes.is_empty() && sums == again, "{sums:?} one by one, {again:?} together");
        let expected: i32 = (0u8..200).map(|i| i32::from(i.cast_signed())).sum();
        assert_eq!(sums, [expected, 200, -200]);
        let unknown = (0u64..2000).filter(|&i| table.row(feature(2, i)).is_some()).count();
        assert!(unknown < 5, "{unknown} of 2000 unknown features have a row");
        assert!(SparseTable::new(file.section("table").unwrap(), 4).is_err());
    }

    #[test]
    fn a_full_table_ends_the_search() {
        let rows: Vec<(u64, Vec<i8>)> = (0u64..40).map(|i| (feature(1, i), vec![1])).collect();
        let (bytes, left_out) = SparseTable::build(&rows, 1, 4);
        assert_eq!(left_out, 24);
        let mut writer = ModelWriter::new(1);
        writer.i8s("table", &bytes, [16, 3, 1]).unwrap();
        let file = ModelFile::parse(writer.finish()).unwrap();
        let table = SparseTable::new(file.section("table").unwrap(), 1).unwrap();
        assert_eq!((100u64..200).filter(|&i| table.row(feature(2, i)).is_some()).count(), 0);
    }
}
