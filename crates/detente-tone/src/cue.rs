//! The words that carry a stance, around the one that carries it most.

use crate::lexicon::function;
use crate::reading::Reading;
use crate::word::{Ending, Word, mark};
use detente_text::Span;
use std::ops::Range;

/// Words that may be added on either side.
const LEFT: usize = 4;
const RIGHT: usize = 3;

/// The span of the cue around token `head` inside the tokens `sentence`: with the auxiliaries,
/// negations and adverbs before a verb, and with the preposition or the noun of stance after it.
pub(crate) fn span(
    reading: &Reading<'_>,
    words: &[Word],
    sentence: &Range<usize>,
    head: usize,
) -> Option<Span> {
    const CHAIN: u32 = function::BE
        | function::HAVE
        | function::MODAL
        | function::NEGATOR
        | function::STRONG
        | function::MILD
        | function::FUTURE
        | function::SHIFTER;
    let word = |index: usize| {
        words.get(index).filter(|w| sentence.contains(&index) && w.entity == 0 && !w.is(mark::PUNCTUATION))
    };
    let verbal = word(head).is_some_and(|w| w.ending != Ending::Plain || w.class as u8 <= 4);
    let mut start = head;
    while start > sentence.start && head - start < LEFT {
        let joins = word(start - 1).is_some_and(|w| {
            w.has(CHAIN) && verbal
                || w.has(function::STRONG | function::MILD | function::NEGATOR)
                || reading.lexemes.lower(start - 1) == "to" && verbal
        });
        if !joins {
            break;
        }
        start -= 1;
    }
    // "to" alone leads nowhere.
    while start < head
        && reading.lexemes.lower(start) == "to"
        && start > sentence.start
        && !word(start - 1).is_some_and(|w| w.has(function::FUTURE))
    {
        start += 1;
    }
    let mut end = head + 1;
    while end < sentence.end && end - head <= RIGHT {
        let toned = |index: usize| word(index).is_some_and(|w| w.tone != 0 && w.is_content());
        let step = if toned(end) {
            1
        } else if word(end).is_some_and(|w| w.has(function::DETERMINER)) && toned(end + 1) && verbal {
            2
        } else {
            0
        };
        if step == 0 {
            break;
        }
        end += step;
    }
    if word(end).is_some_and(|w| w.has(function::PREPOSITION))
        && matches!(reading.lexemes.lower(end), "by" | "with" | "against" | "on" | "of" | "for")
    {
        end += 1;
    }
    let (first, last) = (reading.tokenized.tokens.get(start)?, reading.tokenized.tokens.get(end - 1)?);
    Some(Span::new(first.start, last.end))
}
