//! Mentions of one party that make one noun phrase.
//!
//! "Japanese Prime Minister Junichiro Koizumi" and "Venezuela's Foreign Ministry" name a party twice; whether a
//! reader holds the state's name or the other for the party is chance, so both are one mention.

use crate::lexicon::{Class, function};
use crate::reading::Reading;
use crate::word::{Ending, Word, mark};
use detente_entities::{Party, PartyKind};
use detente_tokenize::IndexRange;

/// Tokens between two mentions of a phrase.
const GAP: u32 = 6;

/// The parties of a text, mentions in one noun phrase joined, into `phrases`; ascending and disjoint.
///
/// A joined party has the span from its first to its last mention, and the kind of the last.
/// Cost: one pass over the parties.
pub(crate) fn find(reading: &Reading<'_>, words: &[Word], phrases: &mut Vec<Party>) {
    phrases.clear();
    for party in reading.parties {
        match phrases.last_mut() {
            Some(last) if joins(reading, words, last, party) => {
                last.span.end = party.span.end;
                last.tokens = IndexRange { start: last.tokens.start, end: party.tokens.end };
                last.kind = party.kind;
                last.own = party.own.or(last.own);
            }
            _ => phrases.push(party.clone()),
        }
    }
}

/// Whether `next` goes on in the noun phrase that `last` ends: "Iranian | President | Rouhani",
/// "the Kurdistan Workers Party | ( | PKK", "Hugo Chavez | , the | Venezuelan".
fn joins(reading: &Reading<'_>, words: &[Word], last: &Party, next: &Party) -> bool {
    let (from, to) = (last.tokens.end, next.tokens.start);
    let is_group = last.kind == PartyKind::Group || next.kind == PartyKind::Group;
    if last.actor != next.actor || last.sentence != next.sentence || to < from || to - from > GAP || is_group
    {
        return false;
    }
    let text = |token: u32| {
        reading.tokenized.tokens.get(token as usize).and_then(|span| span.get(reading.text)).unwrap_or("")
    };
    let mut gap = from..to;
    // In apposition: a comma and an article.
    let apposed = to - from >= 2 && text(from) == "," && matches!(text(from + 1), "the" | "a" | "an");
    if apposed {
        gap.start += 2;
    }
    gap.into_iter().all(|token| {
        let word = words.get(token as usize).copied().unwrap_or_default();
        if word.entity != 0 {
            return false;
        }
        if word.is(mark::PUNCTUATION) {
            return matches!(text(token), "(" | "-");
        }
        matches!(text(token), "of" | "'s" | "’s" | "'" | "’")
            || word.functions & NO_NOUN == 0
                && word.class == Class::None
                && (word.is(mark::CAPITAL) || word.ending == Ending::Plain)
    })
}

/// Functions of words that end a noun phrase.
const NO_NOUN: u32 = function::BE
    | function::HAVE
    | function::PREPOSITION
    | function::DETERMINER
    | function::PRONOUN
    | function::AND
    | function::CLAUSE
    | function::MODAL
    | function::NEGATOR
    | function::REPORT
    | function::FUTURE
    | function::SHIFTER
    | function::CONTRAST
    | function::CONDITION;
