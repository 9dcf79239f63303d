//! A document as the learned parts see it: its distinct words, and what the whole document says
//! about each.

use crate::gazetteer::{Gazetteer, Kinds, LONGEST_NAME};
use crate::word_lists::WordLists;
use detente_linear::{combine, hash_bytes};
use detente_text::offset;
use detente_tokenize::{Lexeme, LexemeFlags, Lexemes, Tokenized};

/// Word number of the place before a sentence.
pub(crate) const BEFORE: u32 = 0;
/// Word number of the place after a sentence.
pub(crate) const AFTER: u32 = 1;
/// Further places of a word that the view remembers.
const PLACES: usize = 3;

/// How a sentence is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[repr(u8)]
pub enum Casing {
    /// As running text.
    #[default]
    Running,
    /// With Capitals on Most Words, as headlines are.
    Title,
    /// IN CAPITALS.
    Upper,
}

/// One distinct word form of a document, in the case that running text would give it.
#[derive(Debug, Clone, Default)]
pub struct Word {
    /// Hash of the form.
    pub exact: u64,
    /// Hash of the form in lower case.
    pub lower: u64,
    /// Hash of its shape.
    pub shape: u64,
    /// Begins with an upper-case letter.
    pub capitalised: bool,
    /// Hashes of its first one to four characters, in lower case; 0 where it is shorter.
    pub prefixes: [u64; 4],
    /// Hashes of its last one to four characters, in lower case; 0 where it is shorter.
    pub suffixes: [u64; 4],
    /// Its length in bytes.
    pub length: u32,
    /// The lists it stands in as a whole name.
    pub kinds: Kinds,
    /// Its cluster; 0 where it is in none.
    pub cluster: u8,
    /// Stands somewhere in the document in lower case.
    pub seen_lower: bool,
    /// Times it stands capitalised inside a sentence of running text.
    pub mid_sentence: u32,
    /// Its first places, as token indices; `u32::MAX` where there are fewer.
    pub places: [u32; PLACES],
}

/// One token: its word and what its neighbours make of it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Cell {
    /// Number of its word in [`View::words`].
    pub word: u32,
    /// Kinds of the longer names of lists that begin, go on, or end here.
    pub runs: [Kinds; 3],
    /// How its sentence is written.
    pub casing: Casing,
    /// First of its sentence.
    pub first: bool,
    /// The word in its place begins with a capital after truecasing.
    pub capitalised: bool,
}

/// The document; buffers are reused from document to document.
#[derive(Debug, Clone, Default)]
pub struct View {
    /// Distinct words; the first two are `BEFORE` and `AFTER`.
    pub words: Vec<Word>,
    /// One a token.
    pub cells: Vec<Cell>,
    index: Index,
    lowers: Index,
    lower_counts: Vec<[u32; 2]>,
    buffer: String,
}

impl View {
    /// Reads a document anew.
    pub fn build(&mut self, text: &str, tokenized: &Tokenized, lexemes: &Lexemes, lists: &WordLists) {
        self.words.clear();
        self.words.push(Word { exact: 11, lower: 11, shape: 11, ..Word::default() });
        self.words.push(Word { exact: 13, lower: 13, shape: 13, ..Word::default() });
        self.cells.clear();
        self.cells.resize(lexemes.list.len(), Cell::default());
        self.index.reset(lexemes.list.len());
        self.lowers.reset(lexemes.list.len());
        self.count_cases(tokenized, lexemes, &lists.gazetteer);
        for sentence in &tokenized.sentences {
            let range = sentence.tokens.range();
            let casing = self.cells.get(range.start).map_or(Casing::Running, |cell| cell.casing);
            for token in range.clone() {
                let Some(&lexeme) = lexemes.list.get(token) else { continue };
                let raw = tokenized.tokens.get(token).and_then(|span| span.get(text)).unwrap_or_default();
                let word = self.word(token, raw, lexeme, lexemes.lower(token), casing, lists);
                let known = &mut self.words[word as usize];
                if casing == Casing::Running {
                    known.mid_sentence += u32::from(known.capitalised && token != range.start);
                    if let Some(place) = known.places.iter_mut().find(|place| **place == u32::MAX) {
                        *place = offset(token);
                    }
                }
                let capitalised = known.capitalised;
                self.cells[token] =
                    Cell { word, casing, first: token == range.start, capitalised, ..Cell::default() };
            }
            self.match_names(range, &lists.gazetteer);
        }
    }

    /// The word at `token + shift`, within the sentence `range`.
    #[inline]
    pub fn word_at(&self, token: usize, shift: isize, range: &std::ops::Range<usize>) -> u32 {
        match token.checked_add_signed(shift) {
            Some(place) if place >= range.end => AFTER,
            Some(place) if place >= range.start => self.cells[place].word,
            _ => BEFORE,
        }
    }

    /// Counts how often each word is lower-case and capitalised inside sentences, and decides how
    /// each sentence is written.
    fn count_cases(&mut self, tokenized: &Tokenized, lexemes: &Lexemes, gazetteer: &Gazetteer) {
        self.lower_counts.clear();
        for sentence in &tokenized.sentences {
            let range = sentence.tokens.range();
            let Some(list) = lexemes.list.get(range.clone()) else { continue };
            let (mut words, mut capitals, mut upper, mut long, mut long_capitals) = (0, 0, 0, 0, 0);
            for (token, lexeme) in range.clone().zip(list) {
                if !lexeme.is(LexemeFlags::ALPHA) {
                    continue;
                }
                let capitalised = lexeme.is(LexemeFlags::CAPITALISED);
                words += 1;
                capitals += usize::from(capitalised);
                upper += usize::from(lexeme.is(LexemeFlags::ALL_CAPS));
                if lexemes.lower(token).len() > 3 && token != range.start {
                    long += 1;
                    long_capitals += usize::from(capitalised);
                }
            }
            let casing = if words >= 3 && upper * 10 >= words * 8 {
                Casing::Upper
            } else if words >= 4 && long >= 2 && long_capitals * 10 >= long * 8 && capitals * 10 >= words * 6
            {
                Casing::Title
            } else {
                Casing::Running
            };
            // A run of names ("Presidents Bush, Putin and Hu") is no title: a common word must
            // stand capitalised inside.
            let mut common = 0;
            if casing == Casing::Title {
                for lexeme in list.iter().skip(1) {
                    let kinds = gazetteer.kinds(Gazetteer::extend(0, lexeme.lower));
                    common += usize::from(
                        lexeme.is(LexemeFlags::CAPITALISED)
                            && kinds.any(Kinds::COMMON)
                            && !kinds.any(Kinds::TITLE),
                    );
                }
            }
            let casing = if casing == Casing::Title && common == 0 { Casing::Running } else { casing };
            for (token, lexeme) in range.clone().zip(list) {
                self.cells[token].casing = casing;
                if casing == Casing::Running && lexeme.is(LexemeFlags::ALPHA) {
                    let slot = self.lowers.find_or_insert(lexeme.lower, self.lower_counts.len());
                    if slot == self.lower_counts.len() {
                        self.lower_counts.push([0; 2]);
                    }
                    let capitalised = lexeme.is(LexemeFlags::CAPITALISED);
                    if !capitalised || token != range.start {
                        self.lower_counts[slot][usize::from(capitalised)] += 1;
                    }
                }
            }
        }
    }

    /// The number of the word of a token, added where it is new.
    fn word(
        &mut self,
        token: usize,
        raw: &str,
        lexeme: Lexeme,
        lower: &str,
        casing: Casing,
        lists: &WordLists,
    ) -> u32 {
        let counts = self.lowers.find(lexeme.lower).map_or([0; 2], |slot| self.lower_counts[slot]);
        let mut exact = lexeme.word;
        let mut shape = lexeme.shape;
        let mut capitalised = lexeme.is(LexemeFlags::CAPITALISED);
        if casing != Casing::Running && capitalised {
            let common = lists.gazetteer.kinds(Gazetteer::extend(0, lexeme.lower)).any(Kinds::COMMON);
            let lowered = counts[0] + u32::from(common) > counts[1] || lower.len() <= 1;
            if lowered {
                exact = lexeme.lower;
                shape = hash_bytes(if lower.chars().nth(1).is_some() { b"xx" } else { b"x" });
                capitalised = false;
            } else if casing == Casing::Upper && lower.len() > 3 && !raw.contains('.') {
                self.buffer.clear();
                let mut chars = lower.chars();
                self.buffer.extend(chars.next().into_iter().flat_map(char::to_uppercase));
                self.buffer.push_str(chars.as_str());
                exact = hash_bytes(self.buffer.as_bytes());
                shape = hash_bytes(b"Xxx");
            }
        }
        let next = self.words.len();
        let slot = self.index.find_or_insert(exact, next);
        if slot == next {
            let (prefixes, suffixes) = affixes(lower);
            self.words.push(Word {
                exact,
                lower: lexeme.lower,
                shape,
                capitalised,
                prefixes,
                suffixes,
                length: offset(lower.len()),
                kinds: lists.gazetteer.kinds(Gazetteer::extend(0, lexeme.lower)),
                cluster: lists.clusters.of(lexeme.lower),
                seen_lower: counts[0] > 0,
                mid_sentence: 0,
                places: [u32::MAX; PLACES],
            });
        }
        let _ = token;
        offset(slot)
    }

    /// Marks the runs of two words and more that stand in a list, longest first.
    fn match_names(&mut self, range: std::ops::Range<usize>, gazetteer: &Gazetteer) {
        for start in range.clone() {
            let cell = self.cells[start];
            let word = &self.words[cell.word as usize];
            if !cell.capitalised || !word.kinds.any(Kinds::PREFIX) {
                continue;
            }
            let mut run = Gazetteer::extend(0, word.lower);
            let (mut end, mut kinds) = (start, Kinds::default());
            for next in start + 1..range.end.min(start + LONGEST_NAME) {
                run = Gazetteer::extend(run, self.words[self.cells[next].word as usize].lower);
                let found = gazetteer.kinds(run);
                let whole = Kinds(found.0 & !Kinds::PREFIX.0);
                if whole.0 != 0 {
                    (end, kinds) = (next, whole);
                }
                if !found.any(Kinds::PREFIX) {
                    break;
                }
            }
            if end > start {
                for (place, cell) in (start..).zip(&mut self.cells[start..=end]) {
                    let part = if place == start {
                        0
                    } else if place == end {
                        2
                    } else {
                        1
                    };
                    cell.runs[part] = cell.runs[part].with(kinds);
                }
            }
        }
    }
}

/// Hashes of the first and last one to four characters.
fn affixes(lower: &str) -> ([u64; 4], [u64; 4]) {
    let (mut prefixes, mut suffixes) = ([0; 4], [0; 4]);
    let bytes = lower.as_bytes();
    for (slot, (end, c)) in prefixes.iter_mut().zip(lower.char_indices()) {
        *slot = hash_bytes(&bytes[..end + c.len_utf8()]);
    }
    for (slot, (start, _)) in suffixes.iter_mut().zip(lower.char_indices().rev()) {
        *slot = hash_bytes(&bytes[start..]);
    }
    (prefixes, suffixes)
}

/// From hashes to numbers: open addressing, emptied for every document.
#[derive(Debug, Clone, Default)]
struct Index {
    slots: Vec<(u64, u32)>,
    mask: usize,
}

impl Index {
    /// Empties the index and makes room for `n` entries.
    fn reset(&mut self, n: usize) {
        let size = ((n + 2) * 2).next_power_of_two().max(64);
        self.slots.clear();
        self.slots.resize(size, (0, u32::MAX));
        self.mask = size - 1;
    }

    #[expect(clippy::cast_possible_truncation, reason = "only the low bits are meant")]
    fn slot(&self, hash: u64) -> usize {
        let mut slot = (hash ^ (hash >> 31)) as usize & self.mask;
        while self.slots[slot].1 != u32::MAX && self.slots[slot].0 != hash {
            slot = (slot + 1) & self.mask;
        }
        slot
    }

    fn find(&self, hash: u64) -> Option<usize> {
        let found = self.slots[self.slot(hash)].1;
        (found != u32::MAX).then_some(found as usize)
    }

    /// The number of `hash`, which becomes `number` where it is new.
    fn find_or_insert(&mut self, hash: u64, number: usize) -> usize {
        let slot = self.slot(hash);
        if self.slots[slot].1 == u32::MAX {
            self.slots[slot] = (hash, offset(number));
        }
        self.slots[slot].1 as usize
    }
}

/// A hash for how the document uses a word: seen in lower case, capitalised inside sentences,
/// common in general.
#[inline]
pub(crate) fn usage(word: &Word) -> u64 {
    let seen = u64::from(word.seen_lower) | u64::from(word.mid_sentence.min(2)) << 1;
    let common = u64::from(word.kinds.any(Kinds::COMMON)) << 3;
    combine(17, seen | common | u64::from(word.capitalised) << 4)
}
