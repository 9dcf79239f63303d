//! Where sentences end inside a paragraph.

use crate::rules::Rules;
use crate::shape::Shape;
use crate::word_table::WordFlags;
use detente_text::Span;
use std::ops::Range;

/// Odd numbers with many ones and noughts, for multiplicative hashing.
const MIX_FIRST: u64 = 0x9E37_79B9_7F4A_7C15;
const MIX_LAST: u64 = 0xC2B2_AE3D_27D4_EB4F;
const MIX_LENGTH: u64 = 0xD6E8_FEB8_6659_FD93;

/// The tokens of one paragraph, asked where its sentences end.
pub(crate) struct Boundary<'a> {
    pub(crate) text: &'a str,
    /// All tokens of the text.
    pub(crate) tokens: &'a [Span],
    /// Those of the paragraph.
    pub(crate) paragraph: Range<usize>,
    pub(crate) rules: &'a Rules,
}

/// A point where a sentence may end.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Candidate {
    /// The token that holds the stop, or the token before the point where there is no stop.
    pub(crate) stop: usize,
    /// The token after the stop and its closing quotes and brackets.
    pub(crate) next: usize,
    /// Whether there is a stop.
    pub(crate) stopped: bool,
}

impl<'a> Boundary<'a> {
    /// The bytes of token number `index`; none where the paragraph has no such token.
    #[inline]
    pub(crate) fn token(&self, index: usize) -> &'a [u8] {
        if !self.paragraph.contains(&index) {
            return b"";
        }
        let token = self.tokens.get(index).and_then(|token| self.text.as_bytes().get(token.range()));
        token.unwrap_or_default()
    }

    /// A hash of token number `index`: of its first and last eight bytes, case folded, and its
    /// length; of a number its length alone. 0 where the paragraph has no such token.
    #[inline]
    pub(crate) fn word(&self, index: usize) -> u64 {
        const FOLD: u64 = 0x2020_2020_2020_2020;
        let (Some(token), true) = (self.tokens.get(index), self.paragraph.contains(&index)) else {
            return 0;
        };
        let length = u64::from(token.len());
        let bytes = self.text.as_bytes();
        let load = |at: u32| {
            let eight = bytes.get(at as usize..).and_then(<[u8]>::first_chunk::<8>);
            eight.map_or_else(|| short(&bytes[at as usize..]), |eight| u64::from_le_bytes(*eight))
        };
        let first = load(token.start);
        if (first & 0xFF).wrapping_sub(u64::from(b'0')) < 10 {
            return length.wrapping_mul(MIX_LENGTH);
        }
        let (first, last) =
            if length >= 8 { (first, load(token.end - 8)) } else { (first & ((1 << (8 * length)) - 1), 0) };
        let hash = (first | FOLD).wrapping_mul(MIX_FIRST) ^ (last | FOLD).wrapping_mul(MIX_LAST);
        (hash ^ (hash >> 32)).wrapping_add(length).wrapping_mul(MIX_LENGTH)
    }

    /// Whether token number `index` begins with a letter for which `is` holds.
    fn begins(&self, index: usize, is: fn(char) -> bool) -> bool {
        let token = self.tokens.get(index).filter(|_| self.paragraph.contains(&index));
        token.and_then(|token| token.get(self.text)).is_some_and(|token| token.starts_with(is))
    }

    /// Whether token number `index` begins with a capital.
    pub(crate) fn is_capital(&self, index: usize) -> bool {
        self.begins(index, char::is_uppercase)
    }

    /// Whether nothing stands between token number `index` and the one before.
    #[inline]
    pub(crate) fn is_joined(&self, index: usize) -> bool {
        match (index.checked_sub(1).and_then(|before| self.tokens.get(before)), self.tokens.get(index)) {
            (Some(before), Some(token)) => before.end == token.start,
            _ => false,
        }
    }

    /// The candidate point before token number `next`, after a stop and what closes after it.
    pub(crate) fn stopped(&self, next: usize) -> Option<Candidate> {
        let mut stop = next - 1;
        // Closers stand close to the stop, four at most.
        for _ in 0..4 {
            if !is_closer(self.token(stop)) || !self.is_joined(stop) {
                break;
            }
            stop = stop.checked_sub(1)?;
        }
        if !ends_in_stop(self.token(stop)) {
            return None;
        }
        // Where no space follows, only a capital right after the stop begins a sentence.
        if self.is_joined(next) && (stop + 1 < next || !self.is_capital(next)) {
            return None;
        }
        Some(Candidate { stop, next, stopped: true })
    }

    /// The candidate point before token number `next`, which no stop stands before: at white space
    /// before a token that may begin a sentence.
    #[inline]
    pub(crate) fn unstopped(&self, next: usize) -> Option<Candidate> {
        let may_begin = !self.is_joined(next) && Shape::of(self.token(next)).may_begin();
        may_begin.then_some(Candidate { stop: next - 1, next, stopped: false })
    }

    /// Whether a sentence ends at `candidate`, where a rule is sure of it, whatever was learned.
    pub(crate) fn sure(&self, candidate: Candidate) -> Option<bool> {
        let Candidate { stop, next, stopped } = candidate;
        if !stopped {
            return None;
        }
        // “Is it war?” she asked.
        if stop + 1 < next {
            return self.begins(next, char::is_lowercase).then_some(false);
        }
        if self.token(stop) == b"!" && self.is_name_with_mark(stop) && self.begins(next, char::is_lowercase) {
            return Some(false);
        }
        let [stem @ .., b'.'] = self.token(stop) else {
            return None;
        };
        if !stem.first().is_some_and(u8::is_ascii_alphabetic) || !self.is_capital(next) {
            return None;
        }
        let after = self.rules.words.get(self.token(next));
        let starts = after.has(WordFlags::STARTER);
        // At 6 a.m. Tuesday.
        if after.has(WordFlags::CALENDAR)
            && stem.eq_ignore_ascii_case(b"a.m") | stem.eq_ignore_ascii_case(b"p.m")
        {
            return Some(false);
        }
        if self.rules.words.get(stem).has(WordFlags::HONORIFIC) {
            return (!starts).then_some(false);
        }
        // He moved to the U.S. She stayed.
        (starts && stem.contains(&b'.')).then_some(true)
    }

    /// Whether the mark at token number `stop` may belong to a name: the musical Oliver! opens. The
    /// name stands right before it, inside a sentence and not in capitals.
    fn is_name_with_mark(&self, stop: usize) -> bool {
        let inside = self.token(stop.wrapping_sub(2));
        stop >= 2
            && self.is_joined(stop)
            && Shape::of(self.token(stop - 1)) == Shape::Capitalised
            && inside.first().is_some_and(u8::is_ascii_alphabetic)
    }

    /// Whether a sentence ends at `candidate`, by rules alone; `start` is the first token of the
    /// sentence so far.
    pub(crate) fn ends_by_rule(&self, candidate: Candidate, start: usize) -> bool {
        let Candidate { stop, next, stopped } = candidate;
        if !stopped {
            return false;
        }
        let mut following = next;
        while is_opener(self.token(following)) && following < next + 3 {
            following += 1;
        }
        let word = self.token(following);
        let capital = self.is_capital(following);
        let stop_token = self.token(stop);
        if !capital && self.begins(following, char::is_lowercase) {
            return false;
        }
        if matches!(
            word,
            [b',' | b';' | b':' | b'-' | b')' | b']'] | [b'-', b'-'] | [0xE2, 0x80, 0x93 | 0x94]
        ) {
            return false;
        }
        let closed = stop + 1 < next;
        if let [stem @ .., b'.'] = stop_token
            && stem.first().is_some_and(u8::is_ascii_alphanumeric)
        {
            if closed {
                return capital;
            }
            let flags = self.rules.words.get(stem);
            let starter = capital && self.rules.words.get(word).has(WordFlags::STARTER);
            if flags.any(WordFlags::HONORIFIC) || (stem.len() == 1 && following == next && !starter) {
                return false;
            }
            return starter || following > next;
        }
        // The mark of a list: "1. Withdraw all troops".
        let mark = stop == start + 1 && self.token(start).iter().all(u8::is_ascii_digit);
        !(stop_token == b"." && mark)
    }
}

/// Up to seven bytes as a little-endian number.
#[cold]
fn short(bytes: &[u8]) -> u64 {
    bytes.iter().take(7).rev().fold(0, |sum, &byte| sum << 8 | u64::from(byte))
}

/// Whether a token ends in a full stop, exclamation mark, question mark or ellipsis.
fn ends_in_stop(token: &[u8]) -> bool {
    matches!(token, [.., b'.' | b'!' | b'?'] | [.., 0xE2, 0x80, 0xA6] | [.., 0xE3, 0x80, 0x82])
}

/// Whether a token may close what a sentence holds: quotes that point any way, brackets.
pub(crate) fn is_closer(token: &[u8]) -> bool {
    matches!(
        token,
        [b'"' | b'\'' | b')' | b']' | b'}' | b'*'] | [b'\'', b'\'']
            // Curly quotes, one or two; the guillemet.
            | [0xE2, 0x80, 0x98 | 0x99 | 0x9C | 0x9D] | [0xE2, 0x80, 0x99, 0xE2, 0x80, 0x99] | [0xC2, 0xBB]
    )
}

/// Whether a token may open what a sentence holds.
pub(crate) fn is_opener(token: &[u8]) -> bool {
    matches!(
        token,
        [b'"' | b'\'' | b'(' | b'[' | b'{' | b'`']
            | [b'\'', b'\'']
            | [b'`', b'`']
            | [0xE2, 0x80, 0x98 | 0x99 | 0x9C | 0x9D]
            | [0xE2, 0x80, 0x98, 0xE2, 0x80, 0x99]
            | [0xC2, 0xAB]
    )
}
