//! What each token brings to a stance, computed once for a whole text.

use crate::lexicon::{Class, Lexicon, function};
use crate::reading::Reading;
use crate::stem::stem_hash;
use detente_entities::PartyKind;
use detente_linear::hash_bytes;
use detente_text::Span;
use detente_tokenize::{LexemeFlags, Lexemes};

/// Scopes and properties of a word, as bits.
pub(crate) mod mark {
    /// In the scope of "not", "never", "without".
    pub(crate) const NEGATED: u16 = 1;
    /// In the scope of "refuse", "stop", "lift".
    pub(crate) const SHIFTED: u16 = 1 << 1;
    /// In the scope of "may", "would".
    pub(crate) const MODAL: u16 = 1 << 2;
    /// In the scope of "will", "plan".
    pub(crate) const FUTURE: u16 = 1 << 3;
    /// In the scope of "if".
    pub(crate) const CONDITION: u16 = 1 << 4;
    /// Beside "strongly".
    pub(crate) const STRONG: u16 = 1 << 5;
    /// Beside "slightly".
    pub(crate) const MILD: u16 = 1 << 6;
    /// Inside a quote.
    pub(crate) const QUOTED: u16 = 1 << 7;
    /// Begins with a capital.
    pub(crate) const CAPITAL: u16 = 1 << 8;
    /// After a form of "be": a passive or a state.
    pub(crate) const AFTER_BE: u16 = 1 << 9;
    /// A break between clauses.
    pub(crate) const BREAK: u16 = 1 << 10;
    /// Holds no letter.
    pub(crate) const NO_LETTER: u16 = 1 << 11;
    /// In the scope of a verb of saying before it.
    pub(crate) const REPORTED: u16 = 1 << 12;
    /// Holds neither letter nor digit.
    pub(crate) const PUNCTUATION: u16 = 1 << 13;
    /// Its tone, and its class if it has one, are the user's.
    pub(crate) const GIVEN: u16 = 1 << 14;
}

/// The ending of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[repr(u8)]
pub(crate) enum Ending {
    #[default]
    Plain,
    S,
    Ed,
    Ing,
}

/// What stands for the words of a party.
pub(crate) const ACTOR: &[u8] = b"<actor>";

/// One token, as the tone stage sees it.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Word {
    /// Hash of the lower-cased form; inside an entity, of the entity's kind.
    pub(crate) lower: u64,
    /// Hash of its stem; inside an entity as `lower`.
    pub(crate) stem: u64,
    /// Functions, see [`function`].
    pub(crate) functions: u32,
    /// The index of its entity plus one; 0 outside.
    pub(crate) entity: u32,
    /// Scopes, see [`mark`].
    pub(crate) marks: u16,
    /// Fine cluster, 0 unknown.
    pub(crate) fine: u16,
    /// Coarse cluster, 0 unknown.
    pub(crate) coarse: u8,
    /// Class as a word of stance.
    pub(crate) class: Class,
    /// Tone in tenths by the lexicon; 0 without.
    pub(crate) tone: i8,
    /// Tone in tenths by its company.
    pub(crate) induced: i8,
    /// Ending.
    pub(crate) ending: Ending,
}

impl Word {
    /// Whether all bits of `mark` are set.
    #[inline]
    pub(crate) const fn is(&self, mark: u16) -> bool {
        self.marks & mark == mark
    }

    /// Whether it has the function.
    #[inline]
    pub(crate) const fn has(&self, function: u32) -> bool {
        self.functions & function != 0
    }

    /// Whether it may carry a stance: a word, no name, no mere function word.
    #[inline]
    pub(crate) const fn is_content(&self) -> bool {
        const EMPTY: u32 = function::BE
            | function::HAVE
            | function::PREPOSITION
            | function::DETERMINER
            | function::PRONOUN
            | function::AND
            | function::CLAUSE
            | function::MODAL
            | function::NEGATOR;
        self.entity == 0 && self.marks & mark::NO_LETTER == 0 && self.functions & EMPTY == 0
    }

    /// Tone in tenths with negation and mildness taken into account.
    #[inline]
    pub(crate) fn effective(&self) -> i32 {
        let tone = i32::from(if self.tone == 0 { self.induced / 2 } else { self.tone });
        if self.is(mark::NEGATED) || self.is(mark::SHIFTED) { -tone / 2 } else { tone }
    }
}

/// Words of negation keep their force for so many words.
const NEGATION_REACH: u8 = 5;
const SHIFT_REACH: u8 = 4;
const MODAL_REACH: u8 = 5;
const FUTURE_REACH: u8 = 5;
const REPORT_REACH: u8 = 30;

/// Computes the words of all tokens of `reading` into `words`. Cost: one pass.
pub(crate) fn compute(lexicon: &Lexicon, reading: &Reading<'_>, words: &mut Vec<Word>) {
    words.clear();
    let tokenized = reading.tokenized;
    for index in 0..tokenized.tokens.len().min(reading.lexemes.list.len()) {
        words.push(form(lexicon, reading.lexemes, index));
    }
    let mut parties = reading.parties.iter().filter(|party| party.kind != PartyKind::Group).peekable();
    for (number, entity) in (1u32..).zip(&reading.tagged.entities) {
        while parties.next_if(|party| party.span < entity.span).is_some() {}
        let is_party = parties.peek().is_some_and(|party| party.span == entity.span);
        let kind = if is_party { hash_bytes(ACTOR) } else { hash_bytes(entity.label.as_str().as_bytes()) };
        for word in words.get_mut(entity.tokens.range()).unwrap_or_default() {
            let marks = word.marks & (mark::CAPITAL | mark::NO_LETTER);
            *word = Word { lower: kind, stem: kind, entity: number, marks, ..Word::default() };
        }
    }
    if let Some(given) = reading.user_words {
        given.apply(reading, words);
    }
    for sentence in &tokenized.sentences {
        let range = sentence.tokens.range();
        if let Some(words) = words.get_mut(range) {
            set_particles(lexicon, words);
            set_stances(lexicon, words);
            set_scopes(words);
        }
    }
}

/// Marks the tokens inside the `quotes`.
pub(crate) fn mark_quoted(reading: &Reading<'_>, quotes: impl Iterator<Item = Span>, words: &mut [Word]) {
    for quote in quotes {
        for word in words.get_mut(reading.tokenized.tokens_in(quote).range()).unwrap_or_default() {
            word.marks |= mark::QUOTED;
        }
    }
}

/// The hash of the stem of token `index`: that of its lemma where it is irregular.
pub(crate) fn stem(lexicon: &Lexicon, lexemes: &Lexemes, index: usize) -> u64 {
    let lemma = lexemes.list.get(index).map_or(0, |lexeme| lexicon.form(lexeme.lower).lemma);
    if lemma == 0 { stem_hash(lexemes.lower(index)) } else { lemma }
}

/// The word at `index` by its form alone.
pub(crate) fn form(lexicon: &Lexicon, lexemes: &Lexemes, index: usize) -> Word {
    let lexeme = lexemes.list.get(index).copied().unwrap_or_default();
    let text = lexemes.lower(index);
    let form = lexicon.form(lexeme.lower);
    let stem = if form.lemma == 0 { stem_hash(text) } else { form.lemma };
    let ending = if text.ends_with("ing") && text.len() > 4 {
        Ending::Ing
    } else if (text.ends_with("ed") && text.len() > 3) || form.lemma != 0 {
        Ending::Ed
    } else if text.ends_with('s') && !text.ends_with("ss") && text.len() > 3 {
        Ending::S
    } else {
        Ending::Plain
    };
    let mut marks = 0;
    if lexeme.is(LexemeFlags::CAPITALISED) {
        marks |= mark::CAPITAL;
    }
    if !lexeme.is(LexemeFlags::ALPHA) {
        marks |= mark::NO_LETTER;
    }
    if lexeme.is(LexemeFlags::PUNCTUATION) {
        marks |= mark::PUNCTUATION;
    }
    let mut functions = form.functions;
    // "refused", "stops": functions are listed by lemma.
    if functions & !function::ENDER == 0 && ending != Ending::Plain {
        functions |= lexicon.stem_functions(stem);
    }
    let lower = if lexeme.is(LexemeFlags::DIGIT) && !lexeme.is(LexemeFlags::ALPHA) {
        hash_bytes(b"<number>")
    } else {
        lexeme.lower
    };
    let stem = if lower == lexeme.lower { stem } else { lower };
    let (fine, coarse, induced) = (form.fine, form.coarse, form.induced);
    Word {
        lower,
        stem,
        functions,
        marks,
        fine,
        coarse,
        induced,
        ending,
        tone: form.adjective_tone,
        ..Word::default()
    }
}

/// Gives the particle of a verb the function of both: "called off" shifts.
fn set_particles(lexicon: &Lexicon, words: &mut [Word]) {
    for index in 1..words.len() {
        if words[index].has(function::PARTICLE) {
            words[index].functions |= lexicon.verb_functions(words[index - 1].stem, words[index].lower);
        }
    }
}

/// Class and tone of each word of a sentence, by its neighbours.
fn set_stances(lexicon: &Lexicon, words: &mut [Word]) {
    let mut previous = Word::default();
    for index in 0..words.len() {
        let next = words.get(index + 1).copied().unwrap_or_default();
        let word = &mut words[index];
        let exact = word.tone;
        word.tone = 0;
        if word.is(mark::GIVEN) {
            word.tone = exact;
            if exact == 0 {
                word.class = Class::None;
            } else if word.class == Class::None {
                word.class = given_class(word, &previous, &next);
            }
        } else if word.entity == 0 && !word.is(mark::NO_LETTER) {
            let nominal = is_nominal(word, &previous, &next);
            (word.class, word.tone) = stance(lexicon, word, exact, nominal);
        }
        previous = *word;
    }
    for index in 0..words.len().saturating_sub(1) {
        // "recalled its ambassador": articles and the like do not part a phrase.
        let mut places = [index; 3];
        let mut stems = [words[index].stem, 0, 0];
        let mut at = index;
        for (place, stem) in places.iter_mut().zip(&mut stems).skip(1) {
            at += 1;
            if words.get(at).is_some_and(|word| word.has(function::DETERMINER)) {
                at += 1;
            }
            *place = at;
            *stem = words.get(at).map_or(0, |word| word.stem);
        }
        if let Some((class, tone, length)) = lexicon.phrase(stems) {
            let head = if class == Class::Noun { places[length - 1] } else { index };
            (words[head].class, words[head].tone) = (class, tone);
        }
    }
}

/// Class and tone of a word of which nothing but the form is known.
pub(crate) fn stance_of_form(lexicon: &Lexicon, word: &Word) -> (Class, i8) {
    stance(lexicon, word, word.tone, false)
}

/// Class and tone of a word that has the tone `exact` as an adjective of its form; `nominal` where it is a noun if it may be.
fn stance(lexicon: &Lexicon, word: &Word, exact: i8, nominal: bool) -> (Class, i8) {
    let stance = lexicon.stance(word.stem).copied().unwrap_or_default();
    let has_verb = stance.verb != Class::None;
    if has_verb && matches!(word.ending, Ending::Ed | Ending::Ing) {
        (stance.verb, stance.verb_tone)
    } else if exact != 0 && stance.noun_tone == 0 && !has_verb {
        (Class::Adjective, exact)
    } else if stance.noun_tone != 0 && (!has_verb || nominal) {
        (Class::Noun, stance.noun_tone)
    } else if has_verb {
        (stance.verb, stance.verb_tone)
    } else if exact != 0 {
        (Class::Adjective, exact)
    } else if stance.adjective_tone != 0 {
        (Class::Adjective, stance.adjective_tone)
    } else {
        (Class::None, 0)
    }
}

/// Whether the words beside `word` make a noun of it, where it may be one.
fn is_nominal(word: &Word, previous: &Word, next: &Word) -> bool {
    previous.has(function::DETERMINER | function::PREPOSITION)
        || next.has(function::PREPOSITION)
        || previous.entity != 0 && word.ending == Ending::Plain
}

/// The class of a word of which the user says the tone alone.
fn given_class(word: &Word, previous: &Word, next: &Word) -> Class {
    if matches!(word.ending, Ending::Ed | Ending::Ing) {
        Class::Act
    } else if previous.has(function::BE) {
        Class::Adjective
    } else if is_nominal(word, previous, next) {
        Class::Noun
    } else {
        Class::Act
    }
}

/// Scopes of negation, modality and the like in one sentence, from left to right.
fn set_scopes(words: &mut [Word]) {
    let (mut negated, mut shifted, mut modal, mut future, mut reported) = (0u8, 0u8, 0u8, 0u8, 0u8);
    let (mut condition, mut after_be) = (false, 0u8);
    for index in 0..words.len() {
        let word = &mut words[index];
        let functions = word.functions;
        let stop = word.is(mark::PUNCTUATION) || functions & (function::CLAUSE | function::CONTRAST) != 0;
        if stop {
            word.marks |= mark::BREAK;
            (negated, shifted, modal, future, after_be) = (0, 0, 0, 0, 0);
            if word.is(mark::PUNCTUATION) {
                condition = false;
            }
        }
        let mut set = |count: u8, bit: u16| {
            if count > 0 {
                word.marks |= bit;
            }
        };
        set(negated, mark::NEGATED);
        set(shifted, mark::SHIFTED);
        set(modal, mark::MODAL);
        set(future, mark::FUTURE);
        set(reported, mark::REPORTED);
        set(u8::from(condition), mark::CONDITION);
        set(after_be, mark::AFTER_BE);
        negated = negated.saturating_sub(1);
        shifted = shifted.saturating_sub(1);
        modal = modal.saturating_sub(1);
        future = future.saturating_sub(1);
        reported = reported.saturating_sub(1);
        after_be = after_be.saturating_sub(1);
        if functions & function::NEGATOR != 0 {
            negated = NEGATION_REACH;
        }
        if functions & function::SHIFTER != 0 {
            shifted = SHIFT_REACH;
        }
        if functions & function::MODAL != 0 {
            modal = MODAL_REACH;
        }
        if functions & function::FUTURE != 0 {
            future = FUTURE_REACH;
        }
        if functions & function::CONDITION != 0 {
            condition = true;
        }
        if functions & function::REPORT != 0 {
            reported = REPORT_REACH;
        }
        if functions & function::BE != 0 {
            after_be = 3;
        }
        if functions & function::ENDER != 0 && has_no_object(words, index) {
            mark_ended(words, index);
        }
        let degree = if functions & function::STRONG != 0 { mark::STRONG } else { 0 }
            | if functions & function::MILD != 0 { mark::MILD } else { 0 };
        if degree != 0 {
            mark_degree(words, index, degree);
        }
    }
}

/// Whether nothing follows the verb at `index` that it could be done to.
fn has_no_object(words: &[Word], index: usize) -> bool {
    const NO_OBJECT: u32 = function::PREPOSITION | function::AND | function::CLAUSE | function::CONTRAST;
    let previous = index.checked_sub(1).map(|before| words[before]).unwrap_or_default();
    // "The failed talks"; "over" after "is".
    let is_verb = if words[index].has(function::PREPOSITION) {
        previous.has(function::BE)
    } else {
        !previous.has(function::DETERMINER | function::PREPOSITION)
    };
    is_verb
        && words.get(index + 1).is_none_or(|next| {
            next.is(mark::PUNCTUATION)
                || next.has(NO_OBJECT)
                || next.entity != 0 && next.lower != hash_bytes(ACTOR)
        })
}

/// Marks the nouns of stance that the verb at `index` may have as its subject: those before it in its clause.
fn mark_ended(words: &mut [Word], index: usize) {
    let before = words.get_mut(..index).unwrap_or_default();
    for word in before.iter_mut().rev().take_while(|word| !word.is(mark::BREAK)) {
        if word.class == Class::Noun {
            word.marks |= mark::SHIFTED;
        }
    }
}

/// Marks what the adverb of degree at `index` belongs to: the two words after it, and the one before
/// it, past a name ("praised Japan warmly").
fn mark_degree(words: &mut [Word], index: usize, degree: u16) {
    const NAME_LENGTH: usize = 5;
    for ahead in words.iter_mut().skip(index + 1).take(2) {
        ahead.marks |= degree;
    }
    let before = words.get_mut(..index).unwrap_or_default();
    let passed = |word: &&mut Word| word.entity != 0 || word.has(function::DETERMINER);
    if let Some(word) = before.iter_mut().rev().take(NAME_LENGTH).find(|word| !passed(word)) {
        word.marks |= degree;
    }
}

#[cfg(test)]
mod tests {
    use super::{Word, form, mark, set_particles, set_scopes, set_stances};
    use crate::lexicon::Lexicon;
    use crate::spaced;

    /// The words of `text`, which stand between single spaces, in the scope of what ends or stops them.
    fn shifted(text: &str) -> Vec<&str> {
        let (lexemes, n) = spaced::lexemes(text);
        let lexicon = Lexicon::new();
        let mut words: Vec<Word> = (0..n).map(|index| form(&lexicon, &lexemes, index)).collect();
        set_particles(&lexicon, &mut words);
        set_stances(&lexicon, &mut words);
        set_scopes(&mut words);
        text.split(' ').zip(&words).filter(|(_, word)| word.is(mark::SHIFTED)).map(|(word, _)| word).collect()
    }

    #[test]
    fn what_has_ended_is_shifted() {
        for (text, expected) in [
            ("the war with them is over .", &["war"][..]),
            ("the truce collapsed in may .", &["truce"]),
            ("sanctions on them were lifted", &["sanctions"]),
            ("the talks broke down .", &["talks"]),
            ("they fought , and the dispute was settled .", &["dispute"]),
            ("the war over fish went on .", &[]),
            ("the stalled talks hurt their friendship .", &[]),
            ("they settled the dispute .", &[]),
        ] {
            assert_eq!(shifted(text), expected, "{text}");
        }
    }

    #[test]
    fn what_follows_a_verb_that_stops_it_is_shifted() {
        for (text, expected) in [
            ("they ended the boycott .", &["the", "boycott"][..]),
            ("they called off the attack .", &["the", "attack"]),
            ("they called for the attack .", &[]),
            ("they stopped short of condemnation .", &["short", "of", "condemnation"]),
        ] {
            assert_eq!(shifted(text), expected, "{text}");
        }
    }
}
