//! Where quoted speech begins and ends.

use crate::reading::Reading;
use detente_text::Span;
use detente_tokenize::LexemeFlags;
use std::ops::Range;

/// A quote that is not closed within so many tokens ends with its block.
const LONGEST: usize = 600;

/// The token ranges of quotes, marks included, in text order and disjoint.
///
/// Double marks of any shape and direction pair up inside a block: a mark with space before it and
/// none after opens, one with none before closes, whichever way it is drawn; where that leaves
/// doubt, it closes what is open. A quote that is never closed ends with its block. Single marks
/// count only where both ends are clear and no double mark is open.
pub(crate) fn find(reading: &Reading<'_>, quotes: &mut Vec<Range<usize>>) {
    quotes.clear();
    let tokenized = reading.tokenized;
    for block in &tokenized.blocks {
        let Some(sentences) = tokenized.sentences.get(block.sentences.range()) else { continue };
        let (Some(first), Some(last)) = (sentences.first(), sentences.last()) else { continue };
        find_in(reading, first.tokens.start as usize..last.tokens.end as usize, quotes);
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Double,
    Single,
}

fn find_in(reading: &Reading<'_>, block: Range<usize>, quotes: &mut Vec<Range<usize>>) {
    let mut open: Option<(usize, Kind)> = None;
    for index in block.clone() {
        if let Some((start, Kind::Single)) = open
            && index - start > 60
        {
            open = None;
        }
        let Some(kind) = mark(reading, index) else { continue };
        let (opens, closes) = (can_open(reading, index, &block), can_close(reading, index));
        open = match (open, kind) {
            (None, _) | (Some((_, Kind::Single)), Kind::Double) => opens.then_some((index, kind)),
            (Some((start, Kind::Double)), Kind::Double) if closes || !opens => {
                quotes.push(start..index + 1);
                None
            }
            (Some((start, Kind::Double)), Kind::Double) => {
                // A second opening mark: the first was never closed.
                quotes.push(start..index);
                Some((index, kind))
            }
            (Some((start, Kind::Single)), Kind::Single) if closes && index > start + 2 => {
                quotes.push(start..index + 1);
                None
            }
            (still, _) => still,
        };
    }
    if let Some((start, Kind::Double)) = open
        && block.end - start > 2
    {
        quotes.push(start..block.end.min(start + LONGEST));
    }
}

fn mark(reading: &Reading<'_>, index: usize) -> Option<Kind> {
    let lexeme = reading.lexemes.list.get(index)?;
    if !lexeme.is(LexemeFlags::QUOTE) {
        return None;
    }
    let token = reading.tokenized.tokens.get(index)?.get(reading.text)?;
    Some(match token {
        "'" | "`" | "‘" | "’" | "‚" | "‛" => Kind::Single,
        _ => Kind::Double,
    })
}

fn space_before(reading: &Reading<'_>, index: usize) -> bool {
    reading.lexemes.list.get(index).is_none_or(|lexeme| lexeme.is(LexemeFlags::SPACE_BEFORE))
}

/// A mark opens where space, a bracket or a dash stands before it and a word directly after it.
fn can_open(reading: &Reading<'_>, index: usize, block: &Range<usize>) -> bool {
    let after = index + 1 < block.end && !space_before(reading, index + 1);
    let token = |index: usize| reading.tokenized.tokens.get(index).and_then(|span| span.get(reading.text));
    let free = index == block.start
        || space_before(reading, index)
        || matches!(token(index - 1), Some("(" | "[" | "-" | "--" | "–" | "—" | "“" | "\"" | "‘" | "'"));
    let spaced = token(index).is_some_and(|mark| matches!(mark, "“" | "„" | "``" | "«"));
    free && (after || spaced)
}

/// A mark closes where no space stands before it, or where space stands on both sides.
fn can_close(reading: &Reading<'_>, index: usize) -> bool {
    !space_before(reading, index) || space_before(reading, index + 1)
}

/// The bytes of a token range, from its first token to its last.
pub(crate) fn span_of(reading: &Reading<'_>, tokens: &Range<usize>) -> Option<Span> {
    let first = reading.tokenized.tokens.get(tokens.start)?;
    let last = reading.tokenized.tokens.get(tokens.end.checked_sub(1)?)?;
    Some(Span::new(first.start, last.end))
}
