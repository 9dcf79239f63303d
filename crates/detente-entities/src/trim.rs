//! Brings the names that the segmenter found to the spans of our guidelines.

use crate::known::{KnownParties, StateName};
use crate::reading::key;
use crate::scheme::Coarse;
use crate::segmenter::NameSpan;
use detente_tokenize::{LexemeFlags, Lexemes, Tokenized};
use std::collections::HashSet;
use std::ops::Range;

const NOT_NAMES: &str = include_str!("../data/not_names.txt");

/// Words that open a span and are no part of the name: articles, titles.
const OPENING: [&str; 36] = [
    "the",
    "a",
    "an",
    "mr",
    "mr.",
    "mrs",
    "mrs.",
    "ms",
    "ms.",
    "dr",
    "dr.",
    "prof",
    "prof.",
    "sir",
    "mullah",
    "ayatollah",
    "president",
    "king",
    "general",
    "gen",
    "gen.",
    "brigadier",
    "colonel",
    "col",
    "col.",
    "capt",
    "lt",
    "lt.",
    "minister",
    "senator",
    "sen",
    "sheikh",
    "imam",
    "pm",
    "mp",
    "gov",
];

/// Lower-case nouns after a name that are no part of it.
const CLOSING: [&str; 10] = [
    "party",
    "family",
    "province",
    "government",
    "army",
    "movement",
    "group",
    "district",
    "administration",
    "'s",
];

/// Tokens after a name within which a longer one may end.
const LISTED: usize = 5;
/// Bytes from which on a name is too long to be in a list.
const LONGEST: usize = 80;

/// The rules that need tables.
#[derive(Debug, Clone)]
pub(crate) struct Trimmer {
    not_names: HashSet<&'static str>,
}

impl Trimmer {
    pub(crate) fn new() -> Self {
        Self { not_names: NOT_NAMES.lines().filter(|line| !line.starts_with('#')).collect() }
    }

    /// Shortens the spans of `names`, drops those that are no names.
    pub(crate) fn trim(
        &self,
        text: &str,
        tokenized: &Tokenized,
        lexemes: &Lexemes,
        known: &KnownParties,
        names: &mut Vec<NameSpan>,
    ) {
        let mut bodies = Vec::new();
        for name in names.iter_mut() {
            let lower = |token: usize| lexemes.lower(token);
            // "al-Qaida in Iraq", "General Motors".
            if name.class == Coarse::Organisation {
                extend(tokenized, text, lexemes, known, name);
            }
            let closes = |token: usize| is_lower(lexemes, token) && CLOSING.contains(&lower(token));
            if name.class == Coarse::Organisation
                && name.tokens.len() > 1
                && !closes(name.tokens.end - 1)
                && is_listed(tokenized, text, known, &name.tokens)
            {
                bodies.extend(split_nation(lexemes, known, name));
                continue;
            }
            while name.tokens.len() > 1
                && (OPENING.contains(&lower(name.tokens.start)) || is_mark(lexemes, name.tokens.start))
            {
                name.tokens.start += 1;
            }
            while name.tokens.len() > 1 && is_mark(lexemes, name.tokens.end - 1) {
                name.tokens.end -= 1;
            }
            while name.tokens.len() > 1 && closes(name.tokens.end - 1) {
                name.tokens.end -= 1;
            }
            cut_place(lexemes, known, name);
            bodies.extend(cut_nation(lexemes, known, name));
            if is_people(lexemes, known, name) {
                name.class = Coarse::Group;
            }
            bodies.extend(split_people(lexemes, name));
            bodies.extend(split_nation(lexemes, known, name));
        }
        if !bodies.is_empty() {
            names.append(&mut bodies);
            names.sort_by_key(|name| name.tokens.start);
        }
        let mut end = 0;
        names.retain(|name| {
            // Covered by a longer name that was extended.
            if name.tokens.start < end {
                return false;
            }
            end = name.tokens.end;
            let whole = tokenized
                .tokens
                .get(name.tokens.start)
                .zip(tokenized.tokens.get(name.tokens.end.saturating_sub(1)));
            let whole = whole.and_then(|(first, last)| first.cover(*last).get(text)).unwrap_or_default();
            !whole.is_empty() && !self.not_names.contains(whole)
        });
    }
}

/// Goes on over a preposition to the end of the longest listed name: "al-Qaida | in Iraq".
fn extend(tokenized: &Tokenized, text: &str, lexemes: &Lexemes, known: &KnownParties, name: &mut NameSpan) {
    let end = tokenized.sentences.get(name.sentence).map_or(0, |sentence| sentence.tokens.end as usize);
    let next = name.tokens.end;
    if next >= end || !matches!(lexemes.lower(next), "in" | "of" | "for") {
        return;
    }
    for last in (next + 1..end.min(next + LISTED)).rev() {
        if is_listed(tokenized, text, known, &(name.tokens.start..last + 1)) {
            name.tokens.end = last + 1;
            return;
        }
    }
}

/// Whether a list holds the whole name at `tokens`.
fn is_listed(tokenized: &Tokenized, text: &str, known: &KnownParties, tokens: &Range<usize>) -> bool {
    let first = tokenized.tokens.get(tokens.start);
    let last = tokens.end.checked_sub(1).and_then(|last| tokenized.tokens.get(last));
    let whole = first.zip(last).and_then(|(first, last)| first.cover(*last).get(text));
    whole.is_some_and(|whole| whole.len() < LONGEST && known.party(&key(whole)).is_some())
}

/// "Xi told Lee" is two people, "liberal Moon" one with a word too many: gives the person after a word that is no part
/// of a name, and leaves the one before it.
fn split_people(lexemes: &Lexemes, name: &mut NameSpan) -> Option<NameSpan> {
    if name.class != Coarse::Person {
        return None;
    }
    let is_word = |&token: &usize| is_word_apart(lexemes, token);
    while name.tokens.len() > 1 && is_word(&name.tokens.start) {
        name.tokens.start += 1;
    }
    let at = name.tokens.clone().find(is_word).filter(|&at| at > name.tokens.start)?;
    let next = (at + 1..name.tokens.end).find(|token| !is_word(token));
    let rest = next.map(|start| NameSpan { tokens: start..name.tokens.end, ..name.clone() });
    name.tokens.end = at;
    rest
}

/// Whether the word, taken for a language or a thing, means the people: "Tamil rebels", not "speaks Tamil".
fn is_people(lexemes: &Lexemes, known: &KnownParties, name: &NameSpan) -> bool {
    let start = name.tokens.start;
    let before = start.checked_sub(1).map_or("", |before| lexemes.lower(before));
    let after = if start + 1 < lexemes.list.len() { lexemes.lower(start + 1) } else { "" };
    let spoken =
        matches!(before, "in" | "into" | "from" | "speak" | "speaks" | "spoke" | "speaking" | "written")
            || matches!(after, "language" | "-" | "newspaper" | "word" | "words" | "text");
    name.class == Coarse::Other
        && name.tokens.len() == 1
        && !spoken
        && is_lower(lexemes, start + 1)
        && known.people(lexemes.lower(start)).is_some()
}

/// "Norwegian Kari Lie" is a nation's word and a person: gives the former, and leaves the person. Two words are left
/// alone: some people's first name is such a word.
fn cut_nation(lexemes: &Lexemes, known: &KnownParties, name: &mut NameSpan) -> Option<NameSpan> {
    if name.class != Coarse::Person || name.tokens.len() < 3 {
        return None;
    }
    let start = name.tokens.start;
    let Some((_, StateName::Demonym)) = known.state(lexemes.lower(start)) else { return None };
    name.tokens.start += 1;
    Some(NameSpan { tokens: start..start + 1, class: Coarse::Group, ..name.clone() })
}

/// Whether the token is a lower-case word that stands in no person's name.
fn is_word_apart(lexemes: &Lexemes, token: usize) -> bool {
    let lower = lexemes.lower(token);
    let is_word = lexemes
        .list
        .get(token)
        .is_some_and(|lexeme| lexeme.is(LexemeFlags::ALPHA) && !lexeme.is(LexemeFlags::CAPITALISED));
    // "Ma Ying-jeou".
    let joined = token > 0 && lexemes.lower(token - 1) == "-";
    is_word
        && !joined
        && lower.len() > 3
        && !matches!(lower, "della" | "dela" | "bint" | "banu" | "ould" | "zur")
}

fn is_lower(lexemes: &Lexemes, token: usize) -> bool {
    lexemes.list.get(token).is_some_and(|lexeme| !lexeme.is(LexemeFlags::CAPITALISED))
}

/// A dash, quote or comma; the full stop of "Inc." is part of its token, brackets close names.
fn is_mark(lexemes: &Lexemes, token: usize) -> bool {
    matches!(
        lexemes.lower(token),
        "-" | "--"
            | "–"
            | "—"
            | ","
            | ":"
            | ";"
            | "\""
            | "“"
            | "”"
            | "'"
            | "("
            | ")"
            | "..."
            | "…"
            | "‘"
            | "’"
            | "."
    )
}

/// "Embassy in Prague": the place after "in" is a name of its own.
fn cut_place(lexemes: &Lexemes, known: &KnownParties, name: &mut NameSpan) {
    if name.class != Coarse::Organisation || name.tokens.len() < 3 {
        return;
    }
    let last = name.tokens.end - 1;
    if lexemes.lower(last - 1) == "in" && known.state(lexemes.lower(last)).is_some() {
        name.tokens.end = last - 1;
    }
}

/// What stands after the nation's word in a span taken for one body.
enum Rest {
    /// A body of its own: "Foreign Ministry".
    Body,
    /// A common noun: "embassy", "army".
    Noun,
}

/// "Israeli Foreign Ministry" is the nation and the body, "Belarus Embassy" the nation alone: gives
/// the body, and leaves the nation in `name`.
fn split_nation(lexemes: &Lexemes, known: &KnownParties, name: &mut NameSpan) -> Option<NameSpan> {
    if name.class != Coarse::Organisation || name.tokens.len() < 2 {
        return None;
    }
    let rest = match lexemes.lower(name.tokens.end - 1) {
        "ministry" | "parliament" | "senate" | "congress" | "cabinet" | "court" | "department" => Rest::Body,
        "embassy" | "consulate" | "army" | "navy" | "police" | "government" | "military" => Rest::Noun,
        _ => return None,
    };
    // "South Korean" is two tokens; the longer one first.
    for n in [2, 1] {
        let end = name.tokens.start + n;
        if end >= name.tokens.end {
            continue;
        }
        let words: Vec<&str> = (name.tokens.start..end).map(|token| lexemes.lower(token)).collect();
        let Some((_, kind)) = known.state(&words.join(" ")) else { continue };
        let body = matches!(rest, Rest::Body).then(|| NameSpan {
            tokens: end..name.tokens.end,
            class: name.class,
            sentence: name.sentence,
        });
        name.tokens.end = end;
        name.class = if kind == StateName::Demonym { Coarse::Group } else { Coarse::Place };
        return body;
    }
    None
}

/// Where the state's word begins in a token such as "pro-Russian" or "anti-American", in bytes,
/// and its class; `None` for other tokens.
pub(crate) fn prefixed(lower: &str, known: &KnownParties) -> Option<(usize, Coarse)> {
    let (prefix, rest) = lower.split_once('-')?;
    if !matches!(prefix, "pro" | "anti" | "non" | "ex" | "pre" | "post" | "trans" | "intra" | "inter" | "un")
    {
        return None;
    }
    let class = match known.state(rest) {
        Some((_, StateName::Demonym)) => Coarse::Group,
        Some(_) => Coarse::Place,
        None if known.people(rest).is_some() || rest == "european" || rest == "islamic" => Coarse::Group,
        None => known.party(rest).map(|_| Coarse::Organisation)?,
    };
    Some((prefix.len() + 1, class))
}

#[cfg(test)]
mod tests {
    use super::{cut_nation, prefixed, split_people};
    use crate::known::KnownParties;
    use crate::scheme::Coarse;
    use crate::segmenter::NameSpan;
    use detente_tokenize::{Lexemes, Tokenizer};

    #[test]
    fn splits_people_at_words_of_no_name() {
        let split = |text: &str| {
            let tokenized = Tokenizer::rules_only().tokenize(text);
            let mut lexemes = Lexemes::default();
            lexemes.compute(text, &tokenized);
            let tokens = 0..tokenized.tokens.len();
            let mut name = NameSpan { tokens, class: Coarse::Person, sentence: 0 };
            let rest = split_people(&lexemes, &mut name);
            (name.tokens, rest.map(|rest| rest.tokens))
        };
        assert_eq!(split("Haugen told Lindqvist"), (0..1, Some(2..3)));
        assert_eq!(split("liberal Haugen"), (1..2, None));
        assert_eq!(split("Vincent van der Berg"), (0..4, None));
        assert_eq!(split("Lin Mei-hua").1, None);
    }

    #[test]
    fn cuts_the_nation_off_a_person() {
        let known = KnownParties::new();
        let cut = |text: &str| {
            let tokenized = Tokenizer::rules_only().tokenize(text);
            let mut lexemes = Lexemes::default();
            lexemes.compute(text, &tokenized);
            let mut name = NameSpan { tokens: 0..tokenized.tokens.len(), class: Coarse::Person, sentence: 0 };
            let nation = cut_nation(&lexemes, &known, &mut name);
            (name.tokens, nation.map(|nation| nation.tokens))
        };
        assert_eq!(cut("Norwegian Kari Lie"), (1..3, Some(0..1)));
        assert_eq!(cut("German Gref"), (0..2, None));
        assert_eq!(cut("Kari Lie Haugen"), (0..3, None));
    }

    #[test]
    fn finds_the_state_in_a_prefixed_word() {
        let known = KnownParties::new();
        assert_eq!(prefixed("pro-russian", &known), Some((4, Coarse::Group)));
        assert_eq!(prefixed("anti-hamas", &known), Some((5, Coarse::Organisation)));
        assert_eq!(prefixed("anti-missile", &known), None);
        assert_eq!(prefixed("russian", &known), None);
    }
}
