//! The words that the network knows, each with a row of numbers.

use crate::lexicon::{Class, Lexicon, function};
use crate::network::ROW;
use crate::word::{self, Word, mark};
use detente_linear::{ElementType, HashTable, ModelError, ModelFile};
use detente_tokenize::{LexemeFlags, Lexemes};
use std::ops::Range;

/// The row of names: words that are mostly written with a capital.
pub(crate) const NAME: usize = 0;
/// The row of words that are not known.
pub const UNKNOWN: usize = 1;
/// The row of numbers.
pub(crate) const NUMBER: usize = 2;
/// What a capital adds to a word's row.
pub const CAPITAL: usize = 3;
/// The first of the rows of words of stance of which nothing but class and tone is known.
const STANCES: usize = 4;
const TONES: usize = 21;
const CLASSES: usize = 7;
/// Rows of clusters, at the end.
pub const CLUSTERS: usize = 512;
/// The first row of a known form; the rows after it are of forms too, the most frequent first.
pub const FORMS: usize = STANCES + CLASSES * TONES;

/// The row of a word of stance of which class and tone, in tenths, are all that is known.
pub(crate) fn stance_row(class: Class, tone: i8) -> usize {
    STANCES + class as usize * TONES + usize::from((tone.clamp(-10, 10) + 10).unsigned_abs())
}

/// The part of a hash by which forms and stems are told apart.
pub const fn key(hash: u64) -> u32 {
    (hash >> 32) as u32
}

/// The row of one word of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// Its number.
    pub number: usize,
    /// The number of a row that is added to it: what the word's stance is, where its form is not known.
    pub also: Option<usize>,
    /// Whether a capital says something here.
    pub is_capital: bool,
}

impl Row {
    /// The row with this number alone.
    const fn plain(number: usize) -> Self {
        Self { number, also: None, is_capital: false }
    }

    /// The numbers of all rows that are added up.
    pub fn numbers(self) -> impl Iterator<Item = usize> {
        [Some(self.number), self.also, self.is_capital.then_some(CAPITAL)].into_iter().flatten()
    }
}

/// Rows by form, and by stem where the form is not known.
#[derive(Debug, Clone)]
pub struct Vocabulary {
    forms: HashTable<u32>,
    stems: HashTable<u32>,
    /// The first of the rows of clusters, those of forms that are not known but keep known company.
    clusters: usize,
    rows: Vec<i8>,
}

impl Vocabulary {
    /// The vocabulary of forms and stems, by [`key`], with a row each after those that stand for no form.
    pub fn new(keys: &[[u32; 2]], rows: Vec<i8>) -> Self {
        let mut forms: HashTable<u32> = HashTable::with_capacity(keys.len());
        let mut stems: HashTable<u32> = HashTable::with_capacity(keys.len());
        for (number, &[form, stem]) in (detente_text::offset(FORMS)..).zip(keys) {
            *forms.entry(widened(form)) = number;
            // The most frequent form stands for those of its stem that are not known.
            let known = stems.entry(widened(stem));
            if *known == 0 {
                *known = number;
            }
        }
        Self { forms, stems, clusters: FORMS + keys.len(), rows }
    }

    /// Reads the sections `tone.words.*`.
    pub(crate) fn from_model(file: &ModelFile) -> Result<Self, ModelError> {
        let section = file.section("tone.words.rows")?;
        section.expect(ElementType::I8)?;
        let [n, width, depth] = section.shape();
        let keys = file.section("tone.words.keys")?;
        let forms = n.saturating_sub(FORMS + CLUSTERS);
        if !(FORMS + CLUSTERS..=1 << 20).contains(&n)
            || width != ROW
            || depth != 1
            || keys.shape() != [forms, 2, 1]
        {
            let reason = format!(
                "has shape [{n}, {width}, {depth}] beside keys {:?}; needed: [n + {}, {ROW}, 1] and [n, 2, 1]",
                keys.shape(),
                FORMS + CLUSTERS
            );
            return Err(ModelError::bad_section("tone.words.rows", reason));
        }
        let rows = section.bytes().iter().map(|byte| byte.cast_signed()).collect();
        Ok(Self::new(keys.to_u32s()?.as_chunks::<2>().0, rows))
    }

    /// The number of rows.
    pub(crate) fn rows(&self) -> usize {
        self.rows.len() / ROW
    }

    /// The row with this number, the first where there is none.
    pub(crate) fn row(&self, number: usize) -> &[i8; ROW] {
        let rows = self.rows.as_chunks::<ROW>().0;
        rows.get(number).or_else(|| rows.first()).unwrap_or(&[0; ROW])
    }

    /// Gives the row of each word in `tokens` with its token to `sink`. A name of several words has one, that of its first,
    /// and an adverb of degree beside a word of stance has none: the last such is returned.
    ///
    /// `given` holds the words of the whole text where the user says the tone of some.
    pub(crate) fn read(
        &self,
        lexicon: &Lexicon,
        lexemes: &Lexemes,
        tokens: Range<usize>,
        given: Option<&[Word]>,
        mut sink: impl FnMut(Row, usize),
    ) -> Option<Degree> {
        let style = Style::of(lexemes, tokens.clone());
        let mut was_name = false;
        let mut degree = None;
        for token in tokens.clone() {
            let own = given.and_then(|words| words.get(token)).filter(|word| word.is(mark::GIVEN));
            let step = lexemes.list.get(token).map_or(0, |lexeme| lexicon.degree(lexeme.lower));
            if step != 0 && own.is_none() && shapes(lexicon, lexemes, tokens.clone(), token, given) {
                degree = Some(Degree { token, step });
                continue;
            }
            let row = match own {
                Some(word) if word.tone == 0 => Row::plain(UNKNOWN),
                Some(word) => Row { also: Some(stance_row(word.class, word.tone)), ..Row::plain(UNKNOWN) },
                None => self.find(lexicon, lexemes, token, style),
            };
            let is_name = row.number == NAME;
            if !(is_name && was_name) {
                sink(row, token);
            }
            was_name = is_name;
        }
        degree
    }

    // Apart from the loop over the words, which is the faster for it.
    #[inline(never)]
    fn find(&self, lexicon: &Lexicon, lexemes: &Lexemes, token: usize, style: Style) -> Row {
        let Some(lexeme) = lexemes.list.get(token) else { return Row::plain(UNKNOWN) };
        if lexeme.is(LexemeFlags::DIGIT) && !lexeme.is(LexemeFlags::ALPHA) {
            return Row::plain(NUMBER);
        }
        let is_capital = lexeme.is(LexemeFlags::CAPITALISED);
        // "US" is no "us".
        if style != Style::Upper && lexeme.is(LexemeFlags::ALL_CAPS) {
            return Row::plain(NAME);
        }
        let word = |number| Row { is_capital: is_capital && style == Style::Plain, ..Row::plain(number) };
        if let Some(&number) = self.forms.get(widened(key(lexeme.lower))) {
            return word(number as usize);
        }
        if !lexeme.is(LexemeFlags::ALPHA) {
            return Row::plain(UNKNOWN);
        }
        let form = word::form(lexicon, lexemes, token);
        // "Chile" is neither an inflection of "chill" nor a form of "chilly".
        let may_be_name = is_capital && style == Style::Plain;
        let is_other_form = |class: Class| class == Class::Adjective && form.tone == 0;
        if let Some(&number) = self.stems.get(widened(key(form.stem))).filter(|_| !may_be_name) {
            return word(number as usize);
        }
        let also = match word::stance_of_form(lexicon, &form) {
            (_, 0) if is_capital => return Row::plain(NAME),
            (class, _) if may_be_name && is_other_form(class) => return Row::plain(NAME),
            (_, 0) => None,
            (class, tone) => Some(stance_row(class, tone)),
        };
        let number = match usize::from(form.fine) {
            cluster @ 1..CLUSTERS => self.clusters + cluster,
            _ => UNKNOWN,
        };
        Row { also, ..word(number) }
    }
}

/// An adverb of degree beside a word of stance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Degree {
    /// Its token.
    pub(crate) token: usize,
    /// 1 where it makes the word stronger, -1 where milder.
    pub(crate) step: i8,
}

/// Whether the adverb of degree at `token` belongs to a word of stance that is not negated: one of the two after it, or the
/// one before it, past a name ("praised Japan warmly").
#[cold]
fn shapes(
    lexicon: &Lexicon,
    lexemes: &Lexemes,
    tokens: Range<usize>,
    token: usize,
    given: Option<&[Word]>,
) -> bool {
    const NAME_LENGTH: usize = 5;
    let functions =
        |token: usize| lexemes.list.get(token).map_or(0, |lexeme| lexicon.form(lexeme.lower).functions);
    let is_negated = (token.saturating_sub(3).max(tokens.start)..token)
        .any(|before| functions(before) & function::NEGATOR != 0);
    let is_toned = |token: usize| {
        let own = given.and_then(|words| words.get(token)).filter(|word| word.is(mark::GIVEN));
        let of_form = || word::stance_of_form(lexicon, &word::form(lexicon, lexemes, token)).1;
        own.map_or_else(of_form, |word| word.tone) != 0
    };
    let is_passed = |token: usize| {
        let is_capital = lexemes.list.get(token).is_some_and(|l| l.is(LexemeFlags::CAPITALISED));
        is_capital || functions(token) & (function::DETERMINER | function::PRONOUN) != 0
    };
    let before = (tokens.start..token).rev().take(NAME_LENGTH).find(|&before| !is_passed(before));
    let after = token + 1..(token + 3).min(tokens.end);
    !is_negated && after.chain(before).any(is_toned)
}

/// A key as the hash tables address it, by its upper bits.
const fn widened(key: u32) -> u64 {
    (key as u64) << 32 | 1
}

/// What capitals mean in a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    /// They begin names and the sentence.
    Plain,
    /// They begin most words, as in many headlines.
    Title,
    /// Most words are all capitals.
    Upper,
}

impl Style {
    fn of(lexemes: &Lexemes, tokens: Range<usize>) -> Self {
        let (mut letters, mut capitals, mut upper) = (0usize, 0usize, 0usize);
        for lexeme in lexemes.list.get(tokens).unwrap_or_default() {
            letters += usize::from(lexeme.is(LexemeFlags::ALPHA));
            capitals += usize::from(lexeme.is(LexemeFlags::CAPITALISED));
            upper += usize::from(lexeme.is(LexemeFlags::ALL_CAPS));
        }
        if letters < 4 {
            Self::Plain
        } else if upper * 2 > letters {
            Self::Upper
        } else if capitals * 3 > letters * 2 {
            Self::Title
        } else {
            Self::Plain
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{CLUSTERS, FORMS, NAME, NUMBER, Row, UNKNOWN, Vocabulary, key, stance_row};
    use crate::lexicon::{Class, Lexicon};
    use crate::spaced;
    use crate::stem::stem_hash;
    use detente_linear::hash_bytes;

    /// The rows of the words of `text`, which stand between single spaces.
    fn rows(text: &str) -> Vec<Row> {
        read(text).0
    }

    /// The same, and the adverb of degree with its step.
    fn read(text: &str) -> (Vec<Row>, Option<(&str, i8)>) {
        let known = ["the", "talks", "us", "collapse", "."];
        let keys = known.map(|word| [key(hash_bytes(word.as_bytes())), key(stem_hash(word))]);
        let vocabulary = Vocabulary::new(&keys, Vec::new());
        let (lexemes, n) = spaced::lexemes(text);
        let mut rows = Vec::new();
        let degree = vocabulary.read(&Lexicon::new(), &lexemes, 0..n, None, |row, _| rows.push(row));
        (rows, degree.and_then(|degree| Some((text.split(' ').nth(degree.token)?, degree.step))))
    }

    const THE: usize = FORMS;
    const TALKS: usize = FORMS + 1;
    const US: usize = FORMS + 2;
    const COLLAPSE: usize = FORMS + 3;
    const STOP: usize = FORMS + 4;

    #[test]
    fn knows_forms_stems_and_stances() {
        let found = rows("the talks collapsed and 28,500 zorgs were infuriated .");
        let numbers: Vec<usize> = found.iter().map(|row| row.number).collect();
        assert_eq!((&numbers[..3], numbers[4], numbers[5]), (&[THE, TALKS, COLLAPSE][..], NUMBER, UNKNOWN));
        let clusters = FORMS + 5 + 1..FORMS + 5 + CLUSTERS;
        assert!([3, 6, 7].iter().all(|&at| clusters.contains(&numbers[at])), "{numbers:?}");
        let stances: Vec<bool> = found.iter().map(|row| row.also.is_some()).collect();
        assert_eq!(stances, [false, false, false, false, false, false, false, true, false]);
        let hostile = stance_row(Class::Rouse, -10)..stance_row(Class::Rouse, 0);
        assert!(found[7].also.is_some_and(|stance| hostile.contains(&stance)), "{found:?}");
    }

    #[test]
    fn a_name_is_one_row_whoever_it_names() {
        let the = Row { is_capital: true, ..Row::plain(THE) };
        let expected =
            [the, Row::plain(NAME), Row::plain(TALKS), Row::plain(NAME), Row::plain(US), Row::plain(STOP)];
        assert_eq!(rows("The Saudi Arabian talks Ahmadinejad us ."), expected);
        assert_eq!(rows("The Chinese talks Xi Jinping us ."), expected);
        assert_eq!(rows("The US talks UN us ."), expected, "no pronoun");
        assert_eq!(rows("The Collapsing talks Chile us ."), expected, "no inflection");
    }

    #[test]
    fn an_adverb_of_degree_beside_a_stance_has_no_row() {
        let plain = rows("the talks praised us .");
        for (text, expected) in [
            ("the talks strongly praised us .", Some(("strongly", 1))),
            ("the talks praised us warmly .", Some(("warmly", 1))),
            ("the talks praised Saudi slightly .", Some(("slightly", -1))),
        ] {
            let (found, degree) = read(text);
            assert_eq!((found.len(), degree), (plain.len(), expected), "{text}");
        }
        for text in ["the talks were not strongly praised .", "strongly the us collapse , us praised"] {
            let (found, degree) = read(text);
            assert_eq!((found.len(), degree), (text.split(' ').count(), None), "{text}");
        }
    }

    #[test]
    fn capitals_of_headlines_say_nothing() {
        let titled = rows("The Talks Collapse Us");
        assert_eq!(titled, [THE, TALKS, COLLAPSE, US].map(Row::plain));
        assert_eq!(rows("THE TALKS COLLAPSE US"), titled);
        // A form that is not known is no name for its capital: "Rebukes" is a stance.
        let short = rows("Saudi Rebukes Us");
        assert!(short[0] == Row::plain(NAME) && short[1].also.is_some() && short[1].is_capital, "{short:?}");
    }
}
