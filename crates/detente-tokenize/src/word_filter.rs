//! A quick answer to whether a word may be in a list.

use detente_text::offset;

/// The first two letters, last letters and lengths of the words of a list: what is in the list passes,
/// and little else. Letters count by the lower five bits of ASCII, so capitals are the same as small
/// letters.
#[derive(Debug, Clone)]
pub(crate) struct WordFilter {
    /// Which ends (bit, see [`end`]) follow on two first letters (index, see [`beginning`]).
    ends: [u64; 1024],
}

/// The place of the words that begin with these letters.
#[inline]
const fn beginning(pair: [u8; 2]) -> usize {
    let letters = (u16::from_le_bytes(pair) & 0x1F1F) as u32;
    // The first letter moves up to just above the second.
    ((letters * 0x2001) >> 8 & 0x3FF) as usize
}

/// The bit of the words of `length` bytes that end with `last`.
#[inline]
const fn end(last: u8, length: u32) -> u32 {
    (last as u32 & 0x1F).wrapping_add(length.wrapping_mul(8)) % 64
}

impl Default for WordFilter {
    fn default() -> Self {
        Self { ends: [0; 1024] }
    }
}

impl WordFilter {
    /// Lets `word` pass, and some others with it. A word of one letter never passes.
    pub(crate) fn insert(&mut self, word: &[u8]) {
        if let ([first, second, ..], Some(&last)) = (word, word.last()) {
            self.ends[beginning([*first, *second])] |= 1 << end(last, offset(word.len()));
        }
    }

    /// Whether `word` may be in the list.
    #[inline]
    pub(crate) fn passes(&self, word: &[u8]) -> bool {
        match (word, word.last()) {
            ([first, second, ..], Some(&last)) => self.bit([*first, *second], last, offset(word.len())) != 0,
            _ => false,
        }
    }

    /// 1 where the word of `length` bytes that begins with `pair` and ends with `last` may be in the
    /// list, else 0. Without a jump: words cannot be foreseen.
    #[inline]
    pub(crate) fn bit(&self, pair: [u8; 2], last: u8, length: u32) -> u64 {
        self.ends[beginning(pair)] >> end(last, length) & 1
    }
}

#[cfg(test)]
mod tests {
    use super::WordFilter;

    #[test]
    fn lets_the_list_pass() {
        let list: [&[u8]; 4] = [b"gen", b"sept", b"vs", b"ass't"];
        let mut filter = WordFilter::default();
        for word in list {
            filter.insert(word);
        }
        assert!(list.into_iter().all(|word| filter.passes(word)));
        assert!(filter.passes(b"SEPT") && filter.passes(b"VS"));
        assert!(!filter.passes(b"general") && !filter.passes(b"sat") && !filter.passes(&[b'v'; 2]));
    }
}
