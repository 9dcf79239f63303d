//! Words without an apostrophe that are two or three tokens, such as "cannot".

use crate::word_table::lines;

/// The longest such word, in bytes.
const LONGEST: usize = 8;

/// Where each of these words is cut.
#[derive(Debug, Clone)]
pub(crate) struct Contractions {
    /// The word in lower case as a little-endian number, and its cuts; 0 where there is no second.
    words: Vec<(u64, [u8; 2])>,
    /// Which last letters but one (bit) stand between a first and a last letter (index), as the
    /// lower five bits of ASCII.
    letters: Box<[u32; 1024]>,
    /// Which lengths (bit) follow from the first letter (index), in the same way.
    lengths: [u32; 32],
}

/// The place of the words that begin and end with these letters.
#[inline]
const fn place(first: u8, last: u8) -> usize {
    (first & 31) as usize * 32 + (last & 31) as usize
}

impl Contractions {
    /// The list of the crate.
    pub(crate) fn embedded() -> Self {
        let mut words = Vec::new();
        let (mut letters, mut lengths) = (Box::new([0; 1024]), [0; 32]);
        for line in lines(include_str!("../data/contractions.txt")) {
            let (mut word, mut cuts, mut count) = ([0; LONGEST], [0; 2], 0);
            let mut length = 0u8;
            for byte in line.bytes() {
                if byte == b'|' {
                    cuts[count] = length;
                    count += 1;
                } else {
                    word[usize::from(length)] = byte;
                    length += 1;
                }
            }
            words.push((u64::from_le_bytes(word), cuts));
            let length = usize::from(length);
            letters[place(word[0], word[length - 1])] |= 1 << (word[length - 2] & 31);
            lengths[usize::from(word[0] & 31)] |= 1 << length;
        }
        words.sort_unstable();
        Self { words, letters, lengths }
    }

    /// Whether the word `start..end` of `bytes`, which is not empty, may be one of them, by its ends
    /// and its length alone. Without a jump: the lengths of words cannot be foreseen.
    #[inline]
    pub(crate) fn may_hold(&self, bytes: &[u8], start: usize, end: usize) -> bool {
        let (first, last) = (bytes[start], bytes[end - 1]);
        // Of a word of one letter this is another byte, which its length makes good.
        let last_but_one = bytes[end.saturating_sub(2)];
        self.letters[place(first, last)] >> (last_but_one & 31)
            & self.lengths[(first & 31) as usize] >> (end - start).min(31)
            & 1
            != 0
    }

    /// Where `word` is cut, as distances from its start; 0 where there is no such cut.
    pub(crate) fn cuts(&self, word: &[u8]) -> [usize; 2] {
        if word.len() > LONGEST {
            return [0; 2];
        }
        let mut key = [0; LONGEST];
        for (to, from) in key.iter_mut().zip(word) {
            *to = from.to_ascii_lowercase();
        }
        let key = u64::from_le_bytes(key);
        let found = self.words.binary_search_by_key(&key, |entry| entry.0);
        found.map_or([0; 2], |index| self.words[index].1.map(usize::from))
    }
}

#[cfg(test)]
mod tests {
    use super::{Contractions, LONGEST};

    #[test]
    fn cuts_what_is_listed() {
        let contractions = Contractions::embedded();
        assert_eq!(contractions.cuts(b"Cannot"), [3, 0]);
        assert_eq!(contractions.cuts(b"dunno"), [2, 3]);
        assert_eq!(contractions.cuts(b"cannon"), [0, 0]);
        assert_eq!(contractions.cuts(b"cannot cannot"), [0, 0]);
        let may_hold = |word: &[u8]| contractions.may_hold(word, 0, word.len());
        assert!(may_hold(b"CANNOT") && may_hold(b"Im") && !may_hold(b"cannon"));
        assert!(!may_hold(b"i") && !may_hold(&[b'i'; 99]));
        for (word, _) in &contractions.words {
            let word = word.to_le_bytes();
            let length = word.iter().position(|&b| b == 0).unwrap_or(LONGEST);
            assert!(may_hold(&word[..length]));
        }
    }
}
