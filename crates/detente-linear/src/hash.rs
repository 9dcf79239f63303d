//! Hashes of features: fast, seedless, the same on every machine.

const MULTIPLIER: u64 = 0x9FB2_1C65_1E98_DF25;

/// The hash of some bytes, such as a lower-cased word.
///
/// Eight bytes a step, as in `FxHash`, with a final mix; the length counts.
#[inline]
pub fn hash_bytes(bytes: &[u8]) -> u64 {
    let mut hash = (bytes.len() as u64).wrapping_mul(MULTIPLIER);
    let (words, rest) = bytes.as_chunks::<8>();
    for word in words {
        hash = (hash.rotate_left(23) ^ u64::from_le_bytes(*word)).wrapping_mul(MULTIPLIER);
    }
    if !rest.is_empty() {
        let mut word = [0; 8];
        word[..rest.len()].copy_from_slice(rest);
        hash = (hash.rotate_left(23) ^ u64::from_le_bytes(word)).wrapping_mul(MULTIPLIER);
    }
    mix(hash)
}

/// The hash of the ordered pair of two hashes.
#[inline]
pub const fn combine(first: u64, second: u64) -> u64 {
    mix(first.rotate_left(29).wrapping_mul(MULTIPLIER) ^ second)
}

/// The hash of a feature: `value` seen under template number `template`.
#[inline]
pub const fn feature(template: u32, value: u64) -> u64 {
    mix((value ^ (template as u64).wrapping_mul(0xD6E8_FEB8_6659_FD93)).wrapping_mul(MULTIPLIER))
}

#[inline]
const fn mix(mut hash: u64) -> u64 {
    hash ^= hash >> 32;
    hash = hash.wrapping_mul(0xD6E8_FEB8_6659_FD93);
    hash ^ (hash >> 29)
}

#[cfg(test)]
mod tests {
    use super::{combine, feature, hash_bytes};

    #[test]
    fn tells_apart_what_differs() {
        let words = ["", "a", "b", "ab", "ba", "a\0", "infuriated", "infuriates", "conciliatory"];
        for (i, a) in words.iter().enumerate() {
            for b in &words[i + 1..] {
                let (a, b) = (hash_bytes(a.as_bytes()), hash_bytes(b.as_bytes()));
                assert_ne!(a, b);
                assert_ne!(combine(a, b), combine(b, a));
                assert_ne!(feature(1, a), feature(2, a));
            }
        }
    }

    #[test]
    fn never_changes() {
        // Model files hold what these functions gave when they were trained.
        assert_eq!(hash_bytes(b"detente"), 0xe041_50f9_aa9f_73ab, "{:#x}", hash_bytes(b"detente"));
        assert_eq!(combine(1, 2), 0x026f_0e88_38b9_2753, "{:#x}", combine(1, 2));
        assert_eq!(feature(7, 42), 0x4512_701d_e1db_6f55, "{:#x}", feature(7, 42));
    }
}
