//! Words and phrases whose tone the user says.

use crate::lexicon::{Class, function};
use crate::reading::Reading;
use crate::scorer::ToneScorer;
use crate::tone::Tone;
use crate::word::{self, Word, mark};
use detente_linear::hash_bytes;
use detente_tokenize::Lexemes;
use std::collections::HashMap;
use std::fmt;
use std::ops::Range;
use std::str::FromStr;

/// What stands for a word of the user's: nothing was learned of it, so that its class and tone decide.
const GIVEN: &[u8] = b"<given>";

/// How a word carries a stance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "lowercase"))]
pub enum WordClass {
    /// A verb whose subject does, says or feels something: "attack", "condemn", "fear".
    Verb,
    /// A verb whose object feels, and so holds the stance: "infuriate", "please".
    Experiencer,
    /// A noun: "condemnation", "support".
    Noun,
    /// An adjective or adverb: "hostile", "warmly".
    Adjective,
}

impl WordClass {
    /// All classes.
    pub const ALL: [Self; 4] = [Self::Verb, Self::Experiencer, Self::Noun, Self::Adjective];

    /// The word in lower case.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Verb => "verb",
            Self::Experiencer => "experiencer",
            Self::Noun => "noun",
            Self::Adjective => "adjective",
        }
    }

    const fn class(self) -> Class {
        match self {
            Self::Verb => Class::Act,
            Self::Experiencer => Class::Rouse,
            Self::Noun => Class::Noun,
            Self::Adjective => Class::Adjective,
        }
    }
}

impl fmt::Display for WordClass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// No [`WordClass`] has this name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownWordClass(String);

impl fmt::Display for UnknownWordClass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let known = WordClass::ALL.map(WordClass::as_str).join(", ");
        write!(f, "unknown word class {:?}; the classes are {known}", self.0)
    }
}

impl std::error::Error for UnknownWordClass {}

impl FromStr for WordClass {
    type Err = UnknownWordClass;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        let same = |class: &Self| class.as_str() == name;
        Self::ALL.into_iter().find(same).ok_or_else(|| UnknownWordClass(name.to_owned()))
    }
}

/// Words and phrases of the user's own, in the place of what was learned of them.
#[derive(Debug, Clone, Default)]
pub struct UserWords {
    /// Numbers of entries by the stem of their first word.
    index: HashMap<u64, Vec<usize>>,
    entries: Vec<UserWord>,
}

#[derive(Debug, Clone)]
struct UserWord {
    /// Form and stem of each word.
    words: Vec<(u64, u64)>,
    tone: i8,
    /// `None` where the words around say whether it is a verb, a noun or an adjective.
    class: Option<WordClass>,
}

impl UserWords {
    /// Adds the word or phrase whose forms are `lexemes`, for all its inflections that are not added
    /// themselves. The tone counts in tenths; of a neutral one nothing is a stance. Without words
    /// nothing is added.
    pub fn add(&mut self, scorer: &ToneScorer, lexemes: &Lexemes, tone: Tone, class: Option<WordClass>) {
        let words: Vec<(u64, u64)> = lexemes
            .list
            .iter()
            .enumerate()
            .map(|(index, lexeme)| (lexeme.lower, word::stem(scorer.lexicon(), lexemes, index)))
            .collect();
        let Some(&(_, first)) = words.first() else { return };
        // Half a tenth away from zero: a tone that is none of a word would be a surprise.
        let tenths = (tone.thousandths() + 50 * tone.thousandths().signum()) / 100;
        let tone = i8::try_from(tenths).unwrap_or(0);
        self.index.entry(first).or_default().push(self.entries.len());
        self.entries.push(UserWord { words, tone, class });
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Gives the `words` of a text their tones. Words in names keep what they have.
    pub(crate) fn apply(&self, reading: &Reading<'_>, words: &mut [Word]) {
        for sentence in &reading.tokenized.sentences {
            let range = sentence.tokens.range();
            let mut index = range.start;
            while index < range.end {
                index = match self.longest(reading, words, index..range.end) {
                    Some((entry, places)) => {
                        let end = places.last().map_or(index, |last| *last) + 1;
                        entry.put(words, &places);
                        end
                    }
                    None => index + 1,
                };
            }
        }
    }

    /// The longest entry that begins at the first of `tokens`, and the places of its words; of
    /// equally long ones that which is written so, else the first.
    fn longest(
        &self,
        reading: &Reading<'_>,
        words: &[Word],
        tokens: Range<usize>,
    ) -> Option<(&UserWord, Vec<usize>)> {
        let first = words.get(tokens.start).filter(|word| word.entity == 0)?;
        let mut best: Option<(usize, usize, &UserWord, Vec<usize>)> = None;
        for entry in self.index.get(&first.stem)?.iter().filter_map(|&number| self.entries.get(number)) {
            let Some(places) = entry.places(words, tokens.clone()) else { continue };
            let form = |at: &usize| reading.lexemes.list.get(*at).map(|lexeme| lexeme.lower);
            let same = places.iter().zip(&entry.words).filter(|(at, word)| form(at) == Some(word.0)).count();
            if best.as_ref().is_none_or(|best| (best.0, best.1) < (places.len(), same)) {
                best = Some((places.len(), same, entry, places));
            }
        }
        best.map(|(_, _, entry, places)| (entry, places))
    }
}

impl UserWord {
    /// Where its words stand, should they begin at the first of `tokens`; an article may stand
    /// between two.
    fn places(&self, words: &[Word], tokens: Range<usize>) -> Option<Vec<usize>> {
        let mut places = Vec::with_capacity(self.words.len());
        let mut at = tokens.start;
        for &(_, stem) in &self.words {
            let is_next =
                |at: usize| at < tokens.end && words.get(at).is_some_and(|w| w.entity == 0 && w.stem == stem);
            let is_article = words.get(at).is_some_and(|word| word.has(function::DETERMINER));
            if !is_next(at) && !places.is_empty() && is_article {
                at += 1;
            }
            if !is_next(at) {
                return None;
            }
            places.push(at);
            at += 1;
        }
        Some(places)
    }

    /// Puts class and tone on the word that carries the stance, and takes what was learned from all.
    fn put(&self, words: &mut [Word], places: &[usize]) {
        let is_noun = self.class == Some(WordClass::Noun);
        let head = if is_noun { places.last() } else { places.first() }.copied();
        for &at in places {
            let Some(word) = words.get_mut(at) else { continue };
            if Some(at) != head && !word.is_content() {
                continue;
            }
            let hash = hash_bytes(GIVEN);
            (word.lower, word.stem, word.functions) = (hash, hash, 0);
            (word.fine, word.coarse, word.induced, word.tone) = (0, 0, 0, 0);
            word.marks |= mark::GIVEN;
            if Some(at) == head {
                word.tone = self.tone;
                word.class = self.class.map_or(Class::None, WordClass::class);
            }
        }
    }
}
