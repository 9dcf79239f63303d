//! The checksum of a model file.

const MULTIPLIER: u64 = 0x9E37_79B9_7F4A_7C15;

/// A 64-bit checksum of `bytes`, eight bytes a step, in four lanes (about 10 GB/s).
///
/// It guards against accidents (a cut download, a flipped bit), not against an author who wants a
/// collision: what a file holds is validated besides.
pub fn checksum(bytes: &[u8]) -> u64 {
    let mut lanes = [1u64, 2, 3, 4];
    let (blocks, rest) = bytes.as_chunks::<32>();
    for block in blocks {
        let (words, _) = block.as_chunks::<8>();
        for (lane, word) in lanes.iter_mut().zip(words) {
            *lane = (*lane ^ u64::from_le_bytes(*word)).wrapping_mul(MULTIPLIER).rotate_left(29);
        }
    }
    let mut sum = bytes.len() as u64;
    for lane in lanes {
        sum = (sum ^ lane).wrapping_mul(MULTIPLIER).rotate_left(31);
    }
    for &byte in rest {
        sum = (sum ^ u64::from(byte)).wrapping_mul(MULTIPLIER).rotate_left(17);
    }
    sum ^ (sum >> 32)
}

#[cfg(test)]
mod tests {
    use super::checksum;

    #[test]
    fn sees_every_bit_and_the_length() {
        let bytes: Vec<u8> = (0..100u8).collect();
        let whole = checksum(&bytes);
        for bit in 0..bytes.len() * 8 {
            let mut changed = bytes.clone();
            changed[bit / 8] ^= 1 << (bit % 8);
            assert_ne!(checksum(&changed), whole, "bit {bit}");
        }
        assert_ne!(checksum(&bytes[..99]), whole);
        assert_ne!(checksum(&[]), checksum(&[0]));
    }
}
