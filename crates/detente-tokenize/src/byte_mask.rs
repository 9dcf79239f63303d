//! Sixty-four bytes at once: which are letters, gaps and commas, one bit each.

/// How many bytes are classed together: the bits of a number.
pub(crate) const BLOCK: usize = 64;

/// The classes of [`BLOCK`] bytes; bit 0 is the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct ByteMask {
    /// ASCII letters.
    pub(crate) letters: u64,
    /// Spaces and line feeds.
    pub(crate) gaps: u64,
    /// Commas.
    pub(crate) commas: u64,
}

const EACH: u64 = 0x0101_0101_0101_0101;
const TOP: u64 = EACH * 0x80;

impl ByteMask {
    /// The classes of `bytes`, without a jump.
    #[inline]
    pub(crate) fn of(bytes: &[u8; BLOCK]) -> Self {
        let mut mask = Self::default();
        for (place, eight) in bytes.as_chunks::<8>().0.iter().enumerate() {
            let eight = u64::from_le_bytes(*eight);
            let put = |tops: u64| gather(tops) << (8 * place);
            mask.letters |= put(letters(eight));
            mask.gaps |= put(equal(eight, b' ') | equal(eight, b'\n'));
            mask.commas |= put(equal(eight, b','));
        }
        mask
    }
}

/// The top bits of eight bytes, side by side.
const fn gather(tops: u64) -> u64 {
    (tops >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56
}

/// The top bit of each ASCII letter.
const fn letters(eight: u64) -> u64 {
    let folded = (eight & (EACH * 0x7F)) | (EACH * 0x20);
    // Adding lifts bytes from the bound on over 0x80.
    let letter = (folded + EACH * (0x80 - b'a' as u64)) & !(folded + EACH * (0x80 - b'z' as u64 - 1));
    letter & !eight & TOP
}

/// The top bit of each byte that is `byte`, which is ASCII.
const fn equal(eight: u64, byte: u8) -> u64 {
    let different = eight ^ (EACH * byte as u64);
    !(((different & (EACH * 0x7F)) + EACH * 0x7F) | different) & TOP
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
                    gaps: bit(matches!(byte, b' ' | b'\n')),
                    commas: bit(byte == b','),
                };
                assert_eq!(ByteMask::of(&bytes), expected, "{byte} at {place}");
            }
        }
    }
}
