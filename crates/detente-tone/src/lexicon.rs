//! What is known of single words: their stance, their function, their company.

use crate::stem::stem_hash;
use detente_linear::{HashTable, combine, hash_bytes};

pub(crate) const LEXICON: &str = include_str!("../data/lexicon.tsv");
const FUNCTIONS: &str = include_str!("../data/functions.tsv");
const IRREGULAR: &str = include_str!("../data/irregular.tsv");
const CLUSTERS: &str = include_str!("../data/clusters.tsv");

/// What kind of word carries a stance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[repr(u8)]
pub(crate) enum Class {
    /// No word of stance.
    #[default]
    None,
    /// A verb of doing.
    Act,
    /// A verb of saying.
    Speech,
    /// A verb whose subject feels.
    Feeling,
    /// A verb whose object feels: "infuriate".
    Rouse,
    /// A noun.
    Noun,
    /// An adjective or adverb.
    Adjective,
}

impl Class {
    const fn is_verb(self) -> bool {
        matches!(self, Self::Act | Self::Speech | Self::Feeling | Self::Rouse)
    }

    fn parse(word: &str) -> Self {
        match word {
            "act" => Self::Act,
            "speech" => Self::Speech,
            "feeling" => Self::Feeling,
            "rouse" => Self::Rouse,
            "noun" => Self::Noun,
            "adj" => Self::Adjective,
            _ => Self::None,
        }
    }
}

/// Functions of words, as bits.
pub(crate) mod function {
    pub(crate) const NEGATOR: u32 = 1;
    pub(crate) const SHIFTER: u32 = 1 << 1;
    pub(crate) const MODAL: u32 = 1 << 2;
    pub(crate) const FUTURE: u32 = 1 << 3;
    pub(crate) const CONDITION: u32 = 1 << 4;
    pub(crate) const REPORT: u32 = 1 << 5;
    pub(crate) const BE: u32 = 1 << 6;
    pub(crate) const HAVE: u32 = 1 << 7;
    pub(crate) const STRONG: u32 = 1 << 8;
    pub(crate) const MILD: u32 = 1 << 9;
    pub(crate) const PREPOSITION: u32 = 1 << 10;
    pub(crate) const CLAUSE: u32 = 1 << 11;
    pub(crate) const CONTRAST: u32 = 1 << 12;
    pub(crate) const AND: u32 = 1 << 13;
    pub(crate) const DETERMINER: u32 = 1 << 14;
    pub(crate) const PRONOUN: u32 = 1 << 15;
    /// Ends what its subject names: "the war is over".
    pub(crate) const ENDER: u32 = 1 << 16;
    /// May belong to the verb before it: "called off".
    pub(crate) const PARTICLE: u32 = 1 << 17;

    /// The bit of a function's name.
    pub(super) fn parse(name: &str) -> u32 {
        match name {
            "negator" => NEGATOR,
            "shifter" => SHIFTER,
            "modal" => MODAL,
            "future" => FUTURE,
            "condition" => CONDITION,
            "report" => REPORT,
            "be" => BE,
            "have" => HAVE,
            "strong" => STRONG,
            "mild" => MILD,
            "prep" => PREPOSITION,
            "clause" => CLAUSE,
            "contrast" => CONTRAST,
            "and" => AND,
            "det" => DETERMINER,
            "pronoun" => PRONOUN,
            "ender" => ENDER,
            "particle" => PARTICLE,
            _ => 0,
        }
    }
}

/// Stances of one stem, by part of speech.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Stance {
    /// The class of the verb, or none.
    pub(crate) verb: Class,
    /// Its tone in tenths.
    pub(crate) verb_tone: i8,
    /// The noun's tone in tenths; 0 for none.
    pub(crate) noun_tone: i8,
    /// The adjective's tone in tenths; 0 for none.
    pub(crate) adjective_tone: i8,
}

impl Stance {
    fn add(&mut self, class: Class, tone: i8) {
        if class.is_verb() {
            if self.verb == Class::None || tone.abs() > self.verb_tone.abs() {
                (self.verb, self.verb_tone) = (class, tone);
            }
        } else if class == Class::Noun {
            self.noun_tone = tone;
        } else {
            self.adjective_tone = tone;
        }
    }
}

/// What is known of one form.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Form {
    /// Its functions.
    pub(crate) functions: u32,
    /// The cluster of its company, from 1; 0 where it is unknown.
    pub(crate) fine: u16,
    /// A coarser cluster, from 1.
    pub(crate) coarse: u8,
    /// The tone in tenths that its company suggests.
    pub(crate) induced: i8,
    /// The tone in tenths as an adjective of exactly this form.
    pub(crate) adjective_tone: i8,
    /// The hash of its stem where it is irregular, else 0.
    pub(crate) lemma: u64,
}

/// The tables of words.
#[derive(Debug, Clone)]
pub(crate) struct Lexicon {
    forms: HashTable<Form>,
    stems: HashTable<Stance>,
    /// Functions by stem, of words whose inflections share the function.
    stem_functions: HashTable<u32>,
    /// Functions of a verb with its particle, by both.
    verb_functions: HashTable<u32>,
    /// Adverbs of degree by form: 1 for "strongly", -1 for "slightly".
    degrees: HashTable<i8>,
    /// By the combined stems of two or three words.
    phrases: HashTable<(Class, i8)>,
    /// Combined stems of the first two words of phrases of three.
    openings: HashTable<()>,
}

impl Lexicon {
    /// Reads the tables that are part of the program. Cost: some milliseconds.
    pub(crate) fn new() -> Self {
        let mut forms: HashTable<Form> = HashTable::with_capacity(40_000);
        for fields in rows(CLUSTERS) {
            if let [word, fine, coarse, tone] = fields[..] {
                let form = forms.entry(hash_bytes(word.as_bytes()));
                form.fine = fine.parse::<u16>().map_or(0, |number| number + 1);
                form.coarse = coarse.parse::<u8>().map_or(0, |number| number + 1);
                form.induced = tone.parse().unwrap_or(0);
            }
        }
        let mut stem_functions: HashTable<u32> = HashTable::with_capacity(200);
        let mut verb_functions: HashTable<u32> = HashTable::with_capacity(20);
        let mut degrees: HashTable<i8> = HashTable::with_capacity(60);
        for fields in rows(FUNCTIONS) {
            if let [word, name] = fields[..] {
                if let Some((verb, particle)) = word.split_once(' ') {
                    let both = combine(stem_hash(verb), hash_bytes(particle.as_bytes()));
                    *verb_functions.entry(both) |= function::parse(name);
                    continue;
                }
                if matches!(name, "shifter" | "future" | "report") {
                    *stem_functions.entry(stem_hash(word)) |= function::parse(name);
                }
                forms.entry(hash_bytes(word.as_bytes())).functions |= function::parse(name);
                if word.ends_with("ly") || matches!(word, "very" | "somewhat" | "rather") {
                    match name {
                        "strong" => *degrees.entry(hash_bytes(word.as_bytes())) = 1,
                        "mild" => *degrees.entry(hash_bytes(word.as_bytes())) = -1,
                        _ => {}
                    }
                }
            }
        }
        for fields in rows(IRREGULAR) {
            if let [word, lemma] = fields[..] {
                forms.entry(hash_bytes(word.as_bytes())).lemma = stem_hash(lemma);
            }
        }
        let mut stems: HashTable<Stance> = HashTable::with_capacity(4_000);
        let mut phrases = HashTable::with_capacity(1_000);
        let mut openings = HashTable::with_capacity(200);
        for fields in rows(LEXICON) {
            let [words, class, tone] = fields[..] else { continue };
            let (class, tone) = (Class::parse(class), tone.parse().unwrap_or(0));
            let parts: Vec<u64> = words.split(' ').map(stem_hash).collect();
            match parts[..] {
                [stem] => {
                    stems.entry(stem).add(class, tone);
                    if class == Class::Adjective {
                        forms.entry(hash_bytes(words.as_bytes())).adjective_tone = tone;
                    }
                }
                [first, second] => *phrases.entry(combine(first, second)) = (class, tone),
                [first, second, third] => {
                    openings.entry(combine(first, second));
                    *phrases.entry(combine(combine(first, second), third)) = (class, tone);
                }
                _ => {}
            }
        }
        Self { forms, stems, stem_functions, verb_functions, degrees, phrases, openings }
    }

    /// What is known of the form with hash `lower`.
    pub(crate) fn form(&self, lower: u64) -> Form {
        self.forms.get(lower).copied().unwrap_or_default()
    }

    /// The functions that all inflections of the stem with hash `stem` have.
    pub(crate) fn stem_functions(&self, stem: u64) -> u32 {
        self.stem_functions.get(stem).copied().unwrap_or(0)
    }

    /// Whether the form with hash `lower` is an adverb that makes what it belongs to stronger, 1, or milder, -1; else 0.
    #[inline]
    pub(crate) fn degree(&self, lower: u64) -> i8 {
        self.degrees.get(lower).copied().unwrap_or(0)
    }

    /// The functions of the verb with stem `verb` where the word `particle` stands after it.
    pub(crate) fn verb_functions(&self, verb: u64, particle: u64) -> u32 {
        self.verb_functions.get(combine(verb, particle)).copied().unwrap_or(0)
    }

    /// The stances of the stem with hash `stem`.
    pub(crate) fn stance(&self, stem: u64) -> Option<&Stance> {
        self.stems.get(stem)
    }

    /// The phrase that begins with these stems, and the number of its words.
    pub(crate) fn phrase(&self, stems: [u64; 3]) -> Option<(Class, i8, usize)> {
        let pair = combine(stems[0], stems[1]);
        if self.openings.get(pair).is_some()
            && let Some(&(class, tone)) = self.phrases.get(combine(pair, stems[2]))
        {
            return Some((class, tone, 3));
        }
        self.phrases.get(pair).map(|&(class, tone)| (class, tone, 2))
    }
}

/// The fields of each line that is no comment.
pub(crate) fn rows(text: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    text.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect())
}

#[cfg(test)]
mod tests {
    use super::{Class, LEXICON, Lexicon, function, rows};
    use crate::stem::stem_hash;
    use detente_linear::hash_bytes;

    #[test]
    fn knows_words_in_every_form() {
        let lexicon = Lexicon::new();
        let stance = lexicon.stance(stem_hash("condemning")).unwrap();
        assert_eq!((stance.verb, stance.verb_tone < -5), (Class::Act, true));
        assert_eq!(lexicon.stance(stem_hash("infuriated")).unwrap().verb, Class::Rouse);
        assert_eq!(lexicon.form(hash_bytes(b"n't")).functions, function::NEGATOR);
        assert_eq!(lexicon.form(hash_bytes(b"fought")).lemma, stem_hash("fight"));
        let words = ["peace", "agreements", "were"].map(stem_hash);
        assert_eq!(lexicon.phrase(words), Some((Class::Noun, 9, 2)));
        assert!(lexicon.phrase(["the", "old", "house"].map(stem_hash)).is_none());
    }

    #[test]
    fn the_list_is_sorted_and_in_range() {
        let mut before = String::new();
        for fields in rows(LEXICON) {
            let [word, class, tone] = fields[..] else { panic!("{fields:?}") };
            assert_ne!(Class::parse(class), Class::None, "{word}");
            assert!((-10..=10).contains(&tone.parse::<i8>().unwrap()), "{word}");
            assert!(*before <= *word, "{word} stands after {before}");
            word.clone_into(&mut before);
        }
    }
}
