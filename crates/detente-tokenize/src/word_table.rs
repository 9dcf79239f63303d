//! The word lists of the crate in one table.

use crate::word_filter::WordFilter;

/// The longest word the table holds, in bytes.
const LONGEST: usize = 15;

/// What the lists say about a word, as bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct WordFlags(u16);

impl WordFlags {
    /// Keeps its full stop.
    pub(crate) const ABBREVIATION: Self = Self(1);
    /// Keeps its full stop and stands before a name.
    pub(crate) const HONORIFIC: Self = Self(1 << 1);
    /// Keeps its full stop before a number.
    pub(crate) const NUMBERED: Self = Self(1 << 2);
    /// Stays with its word across a hyphen, in front.
    pub(crate) const PREFIX: Self = Self(1 << 3);
    /// Stays with its word across a hyphen, behind.
    pub(crate) const SUFFIX: Self = Self(1 << 4);
    /// Is split from the number it is written to.
    pub(crate) const UNIT: Self = Self(1 << 5);
    /// Ends host names or file names.
    pub(crate) const DOMAIN: Self = Self(1 << 6);
    /// Follows an apostrophe that is part of the word.
    pub(crate) const ELISION: Self = Self(1 << 7);
    /// A syllable of Korean and Chinese given names.
    pub(crate) const SYLLABLE: Self = Self(1 << 8);
    /// Often begins a sentence.
    pub(crate) const STARTER: Self = Self(1 << 9);

    /// The first word of a line that is not the article.
    pub(crate) const LINE: Self = Self(1 << 10);

    /// Stands after "its" only where that means "it is".
    pub(crate) const AFTER_ITS: Self = Self(1 << 11);

    /// A month, a day of the week or a time zone.
    pub(crate) const CALENDAR: Self = Self(1 << 12);

    /// A month, a day of the week or a time zone, cut short.
    pub(crate) const CALENDAR_SHORT: Self = Self(1 << 13);

    /// Credits a picture.
    pub(crate) const AGENCY: Self = Self(1 << 14);

    /// Whether all bits of `other` are set.
    #[inline]
    pub(crate) const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether any bit of `other` is set.
    #[inline]
    pub(crate) const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The bits of both.
    #[inline]
    pub(crate) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// Words with their flags: open addressing.
#[derive(Debug, Clone)]
pub(crate) struct WordTable {
    slots: Vec<(Key, WordFlags)>,
    /// A bit for each hash of a word: most words that are asked for are in no list, and this is small
    /// enough to stay close.
    hashes: Box<[u64; Self::HASHES / 64]>,
}

/// A word in lower case, padded with NUL, as two numbers.
type Key = [u64; 2];

/// The key of a word of at most [`LONGEST`] bytes.
#[inline]
fn key(word: &[u8]) -> Key {
    match word.split_first_chunk::<8>() {
        Some((first, rest)) => [lower(u64::from_le_bytes(*first)), lower(short(rest))],
        None => [lower(short(word)), 0],
    }
}

/// Up to seven bytes as a little-endian number.
#[inline]
fn short(bytes: &[u8]) -> u64 {
    if let (Some(first), Some(last)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        // The two may overlap: where they do, they agree.
        let shift = 8 * (bytes.len() - 4);
        return u64::from(u32::from_le_bytes(*first)) | u64::from(u32::from_le_bytes(*last)) << shift;
    }
    bytes.iter().rev().fold(0, |sum, &byte| sum << 8 | u64::from(byte))
}

/// Eight bytes with the ASCII letters among them in lower case.
#[inline]
const fn lower(bytes: u64) -> u64 {
    const EACH: u64 = 0x0101_0101_0101_0101;
    let low = bytes & (EACH * 0x7F);
    let capital = (low + EACH * (0x80 - b'A' as u64)) & !(low + EACH * (0x80 - b'Z' as u64 - 1));
    bytes | (capital & !bytes & (EACH * 0x80)) >> 2
}

impl WordTable {
    const SLOTS: usize = 4096;
    const HASHES: usize = 16_384;

    /// The lists of the crate.
    pub(crate) fn embedded() -> Self {
        let slots = vec![([0; 2], WordFlags::default()); Self::SLOTS];
        let mut table = Self { slots, hashes: Box::new([0; Self::HASHES / 64]) };
        for (list, flags) in [
            (include_str!("../data/abbreviations.txt"), WordFlags::ABBREVIATION),
            (include_str!("../data/honorifics.txt"), WordFlags::ABBREVIATION.with(WordFlags::HONORIFIC)),
            (include_str!("../data/numbered.txt"), WordFlags::NUMBERED),
            (include_str!("../data/prefixes.txt"), WordFlags::PREFIX),
            (include_str!("../data/suffixes.txt"), WordFlags::SUFFIX),
            (include_str!("../data/units.txt"), WordFlags::UNIT),
            (include_str!("../data/domains.txt"), WordFlags::DOMAIN),
            (include_str!("../data/elisions.txt"), WordFlags::ELISION),
            (include_str!("../data/syllables.txt"), WordFlags::SYLLABLE),
            (include_str!("../data/after_its.txt"), WordFlags::AFTER_ITS),
            (include_str!("../data/calendar.txt"), WordFlags::CALENDAR),
            (include_str!("../data/calendar_short.txt"), WordFlags::CALENDAR_SHORT),
            (include_str!("../data/agencies.txt"), WordFlags::AGENCY),
            (include_str!("../data/starters.txt"), WordFlags::STARTER),
        ] {
            for word in lines(list) {
                table.insert(key(word.as_bytes()), flags);
            }
        }
        let beginnings =
            [include_str!("../data/boilerplate.txt"), include_str!("../data/captions.txt")].map(lines);
        for line in beginnings.into_iter().flatten() {
            let first = line.split(' ').next().unwrap_or_default();
            if first.len() <= LONGEST {
                table.insert(key(first.as_bytes()), WordFlags::LINE);
            }
        }
        table
    }

    /// The filter of the words that may keep a full stop after them.
    pub(crate) fn stopped() -> WordFilter {
        let mut filter = WordFilter::default();
        for list in [
            include_str!("../data/abbreviations.txt"),
            include_str!("../data/honorifics.txt"),
            include_str!("../data/numbered.txt"),
        ] {
            lines(list).for_each(|word| filter.insert(word.as_bytes()));
        }
        filter
    }

    /// What the lists say about `word`, in any case; nothing where it is in none.
    pub(crate) fn get(&self, word: &[u8]) -> WordFlags {
        if word.is_empty() || word.len() > LONGEST {
            return WordFlags::default();
        }
        let key = key(word);
        let hash = hash(key);
        if self.hashes[hash / 64 % (Self::HASHES / 64)] >> (hash % 64) & 1 == 0 {
            return WordFlags::default();
        }
        self.slots[self.find(key, hash)].1
    }

    /// The slot of `key`, whose hash is `hash`, or the free slot where it would go.
    #[inline]
    fn find(&self, key: Key, hash: usize) -> usize {
        let mask = Self::SLOTS - 1;
        let mut slot = hash & mask;
        while self.slots[slot].0 != [0; 2] && self.slots[slot].0 != key {
            slot = (slot + 1) & mask;
        }
        slot
    }

    fn insert(&mut self, key: Key, flags: WordFlags) {
        let hash = hash(key);
        self.hashes[hash / 64 % (Self::HASHES / 64)] |= 1 << (hash % 64);
        let slot = self.find(key, hash);
        self.slots[slot] = (key, self.slots[slot].1.with(flags));
    }
}

/// Twenty-four bits that differ from word to word.
#[inline]
fn hash(key: Key) -> usize {
    let hash = (key[0] ^ key[1].rotate_left(29)).wrapping_mul(0x9FB2_1C65_1E98_DF25) >> 40;
    usize::try_from(hash).unwrap_or_default()
}

/// The entries of a data file: its lines but for the first, which says what it holds.
pub(crate) fn lines(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().skip(1).filter(|line| !line.is_empty())
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, WordFlags, WordTable, key, lines};

    #[test]
    fn finds_words_in_any_case() {
        let table = WordTable::embedded();
        assert!(table.get(b"Mr").has(WordFlags::HONORIFIC));
        assert!(table.get(b"ANTI").has(WordFlags::PREFIX));
        assert!(table.get(b"no").has(WordFlags::NUMBERED) && !table.get(b"no").has(WordFlags::ABBREVIATION));
        assert_eq!(table.get(b"missile"), WordFlags::default());
        assert_eq!(table.get(b""), WordFlags::default());
        assert_eq!(table.get(&[b'a'; 99]), WordFlags::default());
    }

    #[test]
    fn keys_are_words_in_lower_case() {
        let bytes: Vec<u8> = (0..=255).collect();
        for length in 0..=LONGEST {
            for word in bytes.windows(length.max(1)).map(|word| &word[..length]) {
                let mut padded = [0; 16];
                padded[..length].copy_from_slice(&word.to_ascii_lowercase());
                let [first, second] = key(word);
                assert_eq!([first.to_le_bytes(), second.to_le_bytes()].concat(), padded);
            }
        }
    }

    #[test]
    fn leaves_room() {
        let used = WordTable::embedded().slots.iter().filter(|slot| slot.0 != [0; 2]).count();
        assert!(used * 3 < WordTable::SLOTS, "{used}");
    }

    #[test]
    fn lists_are_sorted_and_short() {
        for list in [
            include_str!("../data/abbreviations.txt"),
            include_str!("../data/prefixes.txt"),
            include_str!("../data/starters.txt"),
        ] {
            let words: Vec<_> = lines(list).collect();
            assert!(words.is_sorted() && words.iter().all(|w| w.len() <= LONGEST));
        }
    }
}
