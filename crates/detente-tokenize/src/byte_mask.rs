//! Sixty-four bytes at once: which are letters, digits, gaps and commas, one bit each.

use wide::u8x16;

/// How many bytes are classed together: the bits of a number.
pub(crate) const BLOCK: usize = 64;

/// The classes of [`BLOCK`] bytes; bit 0 is the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct ByteMask {
    /// ASCII letters.
    pub(crate) letters: u64,
    /// ASCII digits.
    pub(crate) digits: u64,
    /// Spaces and line feeds.
    pub(crate) gaps: u64,
    /// Commas.
    pub(crate) commas: u64,
}

impl ByteMask {
    /// The classes of `bytes`, without a jump.
    #[inline]
    pub(crate) fn of(bytes: &[u8; BLOCK]) -> Self {
        let mut mask = Self::default();
        for (place, lane) in bytes.as_chunks::<LANE>().0.iter().enumerate() {
            let lane = u8x16::new(*lane);
            let put = |is: u8x16| u64::from(is.to_bitmask()) << (LANE * place);
            mask.letters |= put(letters(lane));
            mask.digits |= put(range(lane, b'0', 10));
            mask.gaps |= put(equal(lane, b' ') | equal(lane, b'\n'));
            mask.commas |= put(equal(lane, b','));
        }
        mask
    }
}

/// How many bytes one step classes.
const LANE: usize = 16;

/// All bits of each ASCII letter.
#[inline]
fn letters(lane: u8x16) -> u8x16 {
    range(lane | u8x16::splat(0x20), b'a', 26)
}

/// All bits of each byte that is one of the `count` from `first` on.
#[inline]
fn range(lane: u8x16, first: u8, count: u8) -> u8x16 {
    // Bytes before the first wrap round to the top.
    let place = lane - u8x16::splat(first);
    place.min(u8x16::splat(count - 1)).simd_eq(place)
}

/// All bits of each byte that is `byte`.
#[inline]
fn equal(lane: u8x16, byte: u8) -> u8x16 {
    lane.simd_eq(u8x16::splat(byte))
}

#[cfg(test)]
mod tests {
    use super::{BLOCK, ByteMask};

    #[test]
    fn each_byte_has_its_class_at_each_place() {
        for byte in 0..=255u8 {
            for place in 0..BLOCK {
                let mut bytes = [b'.'; BLOCK];
                bytes[place] = byte;
                let bit = |is: bool| u64::from(is) << place;
                let expected = ByteMask {
                    letters: bit(byte.is_ascii_alphabetic()),
                    digits: bit(byte.is_ascii_digit()),
                    gaps: bit(matches!(byte, b' ' | b'\n')),
                    commas: bit(byte == b','),
                };
                assert_eq!(ByteMask::of(&bytes), expected, "{byte} at {place}");
            }
        }
    }
}
