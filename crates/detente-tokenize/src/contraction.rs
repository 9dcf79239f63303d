//! Words without an apostrophe that are two or three tokens, such as "cannot".

use crate::word_filter::WordFilter;
use crate::word_table::lines;

/// The longest such word, in bytes.
const LONGEST: usize = 8;

/// Where each of these words is cut.
#[derive(Debug, Clone)]
pub(crate) struct Contractions {
    /// The word in lower case as a little-endian number, and its cuts; 0 where there is no second.
    words: Vec<(u64, [u8; 2])>,
    /// Lets these words pass.
    pub(crate) filter: WordFilter,
}

impl Contractions {
    /// The list of the crate.
    pub(crate) fn embedded() -> Self {
        let (mut words, mut filter) = (Vec::new(), WordFilter::default());
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
            filter.insert(&word[..usize::from(length)]);
        }
        words.sort_unstable();
        Self { words, filter }
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
    use super::Contractions;

    #[test]
    fn cuts_what_is_listed() {
        let contractions = Contractions::embedded();
        assert_eq!(contractions.cuts(b"Cannot"), [3, 0]);
        assert_eq!(contractions.cuts(b"dunno"), [2, 3]);
        assert_eq!(contractions.cuts(b"cannon"), [0, 0]);
        assert_eq!(contractions.cuts(b"cannot cannot"), [0, 0]);
        let passes = |word: &[u8]| contractions.filter.passes(word);
        assert!(passes(b"CANNOT") && passes(b"Im") && !passes(b"cannon"));
        assert!(!passes(b"i") && !passes(&[b'i'; 99]));
    }
}
