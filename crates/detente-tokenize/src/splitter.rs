//! The sentences of a paragraph.

use crate::boundary::{Boundary, Candidate};
use crate::features::History;
use detente_text::Span;
use std::ops::Range;

/// A token that ends in this byte may be a stop or close after one.
const STOP: u8 = 1;
/// A token that ends in this byte may be a quote or bracket.
const COUNT: u8 = 1 << 1;
/// No sentence ends after a token that ends in this byte, unless it is stopped.
const OPEN: u8 = 1 << 2;
/// A token that begins with this byte may begin a sentence.
const BEGIN: u8 = 1 << 3;

const FIRST: [u8; 256] = {
    let mut flags = [BEGIN; 256];
    let mut byte = 0u8;
    while byte < 128 {
        if byte.is_ascii_lowercase()
            || matches!(byte, b'.' | b'!' | b'?' | b',' | b')' | b']' | b'}' | b'$' | b'%' | b'&' | b'/')
        {
            flags[byte as usize] = 0;
        }
        byte += 1;
    }
    flags
};

const LAST: [u8; 256] = {
    let mut flags = [0; 256];
    let mut byte = 255u8;
    while byte > 0 {
        flags[byte as usize] = match byte {
            b'(' | b'[' => COUNT | OPEN,
            b'.' | b'!' | b'?' | b'\'' | b'}' | b'*' => STOP,
            b',' | b'$' => OPEN,
            b'"' | b')' | b']' | 0x80.. => STOP | COUNT,
            _ => 0,
        };
        byte -= 1;
    }
    flags
};

/// How many points are looked at together: the bits of a number.
const CHUNK: usize = 64;

/// Calls `sentence` with the tokens of each sentence of the paragraph from token `start` on, which
/// must be in it. `passes` says of a point without a stop whether it is worth a decision; `ends`
/// decides. Cost: linear, whatever they say.
pub(crate) fn split(
    boundary: &Boundary<'_>,
    start: usize,
    mut passes: impl FnMut(usize) -> bool,
    mut ends: impl FnMut(Candidate, History) -> bool,
    mut sentence: impl FnMut(Range<usize>),
) {
    let bytes = boundary.text.as_bytes();
    let mut history = History { start, stopped: None, ended: [0; 2], quotes: 0, depth: 0 };
    let tokens = boundary.tokens.get(start..boundary.paragraph.end).unwrap_or_default();
    let mut next = start + 1;
    for befores in tokens.chunks(CHUNK) {
        let afters = tokens.get(next - start..).unwrap_or_default();
        let mut points = points(bytes, befores, afters);
        while points != 0 {
            let point = points.trailing_zeros() as usize;
            points &= points - 1;
            let (before, next) = (befores[point], next + point);
            let last = LAST[usize::from(bytes[before.end as usize - 1])];
            let first = FIRST[usize::from(bytes[afters[point].start as usize])];
            if last & COUNT != 0 {
                count(&bytes[before.range()], &mut history);
            }
            let stopped = if last & STOP != 0 { boundary.stopped(next) } else { None };
            let candidate = match stopped {
                Some(candidate) => candidate,
                None if first & BEGIN != 0 && last & OPEN == 0 => match boundary.unstopped(next) {
                    Some(candidate) if passes(next) => candidate,
                    _ => continue,
                },
                None => continue,
            };
            if ends(candidate, history) {
                sentence(history.start..next);
                history.ended[usize::from(!candidate.stopped)] += 1;
                history = History { start: next, stopped: Some(candidate.stopped), depth: 0, ..history };
            }
        }
        next += CHUNK;
    }
    sentence(history.start..boundary.paragraph.end);
}

/// The points between each token of `befores` and its fellow of `afters` that need a look, as bits:
/// most need none, and to go from one to the next is much quicker than to ask at each.
#[inline]
fn points(bytes: &[u8], befores: &[Span], afters: &[Span]) -> u64 {
    let mut points = 0;
    for (place, (before, after)) in befores.iter().zip(afters).enumerate() {
        let last = LAST[usize::from(bytes[before.end as usize - 1])];
        let first = FIRST[usize::from(bytes[after.start as usize])];
        let begins = first & BEGIN != 0 && last & OPEN == 0 && before.end != after.start;
        let look = u8::from(begins) | last & (STOP | COUNT);
        points |= u64::from(look != 0) << place;
    }
    points
}

/// Counts quotes and brackets.
#[inline]
fn count(token: &[u8], history: &mut History) {
    match token {
        [b'"'] | [0xE2, 0x80, 0x9C..=0x9F] => history.quotes += 1,
        [b'(' | b'['] => history.depth += 1,
        [b')' | b']'] => history.depth -= 1,
        _ => {}
    }
}
