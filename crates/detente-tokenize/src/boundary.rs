//! Where sentences end inside a paragraph.

use crate::rules::Rules;
use crate::shape::Shape;
use crate::word_table::WordFlags;
use detente_text::Span;
use std::ops::Range;

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
    /// Token number `index` of the paragraph; empty where there is none.
    pub(crate) fn token(&self, index: usize) -> &'a str {
        if !self.paragraph.contains(&index) {
            return "";
        }
        self.tokens.get(index).and_then(|token| token.get(self.text)).unwrap_or_default()
    }

    /// Whether nothing stands between token number `index` and the one before.
    pub(crate) fn is_joined(&self, index: usize) -> bool {
        match (index.checked_sub(1).and_then(|before| self.tokens.get(before)), self.tokens.get(index)) {
            (Some(before), Some(token)) => before.end == token.start,
            _ => false,
        }
    }

    /// The candidate point before token number `next`, or `None` where no sentence can end there:
    /// after a stop and what closes after it, and at white space before a token that may begin a
    /// sentence though no stop stands before.
    #[inline]
    pub(crate) fn candidate(&self, next: usize) -> Option<Candidate> {
        let bytes = self.text.as_bytes();
        let (before, after) = (self.tokens[next - 1], self.tokens[next]);
        let may_end = match bytes[before.end as usize - 1] {
            b'.' | b'!' | b'?' | b'"' | b'\'' | b')' | b']' => true,
            0x80.. => matches!(self.token(next - 1), "…" | "”" | "“" | "’" | "‘" | "»" | "。"),
            _ => false,
        };
        if may_end && let Some(candidate) = self.stopped(next) {
            return Some(candidate);
        }
        // Most points end here: no space, or a word in lower case.
        if before.end == after.start || bytes[after.start as usize].is_ascii_lowercase() {
            return None;
        }
        let may_begin = Shape::of(self.token(next)).may_begin();
        (may_begin && !matches!(bytes[before.end as usize - 1], b',' | b'(' | b'[' | b'$'))
            .then_some(Candidate { stop: next - 1, next, stopped: false })
    }

    fn stopped(&self, next: usize) -> Option<Candidate> {
        let mut stop = next - 1;
        // Closers stand close to the stop, four at most.
        for _ in 0..4 {
            if !is_closer(self.token(stop)) || !self.is_joined(stop) {
                break;
            }
            stop = stop.checked_sub(1)?;
        }
        let token = self.token(stop);
        let ends = token.ends_with(['.', '!', '?', '…', '。']);
        let joined = self.is_joined(next);
        if !ends || (joined && (stop + 1 < next || !token.ends_with(['.', '!', '?', '…']))) {
            return None;
        }
        if joined && !self.token(next).starts_with(char::is_uppercase) {
            return None;
        }
        Some(Candidate { stop, next, stopped: true })
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
        let stop_token = self.token(stop);
        if word.starts_with(char::is_lowercase) {
            return false;
        }
        if !word.starts_with(char::is_alphanumeric)
            && matches!(word, "," | ";" | ":" | "-" | "--" | "—" | "–" | ")" | "]")
        {
            return false;
        }
        let closed = stop + 1 < next;
        let abbreviation = stop_token.len() > 1
            && stop_token.ends_with('.')
            && stop_token.starts_with(char::is_alphanumeric);
        if abbreviation {
            let stem = &stop_token[..stop_token.len() - 1];
            if closed {
                return word.starts_with(char::is_uppercase);
            }
            let flags = self.rules.words.get(stem.as_bytes());
            let starter = word.starts_with(char::is_uppercase)
                && self.rules.words.get(word.as_bytes()).has(WordFlags::STARTER);
            if flags.any(WordFlags::HONORIFIC) || (stem.len() == 1 && following == next && !starter) {
                return false;
            }
            return starter || following > next;
        }
        // The mark of a list: "1. Withdraw all troops".
        if stop_token == "." && stop == start + 1 && self.token(start).bytes().all(|b| b.is_ascii_digit()) {
            return false;
        }
        true
    }
}

/// Whether a token may close what a sentence holds: quotes that point any way, brackets.
pub(crate) fn is_closer(token: &str) -> bool {
    matches!(token, "\"" | "'" | "''" | "”" | "’" | "“" | "‘" | "’’" | "»" | ")" | "]" | "}" | "*")
}

/// Whether a token may open what a sentence holds.
pub(crate) fn is_opener(token: &str) -> bool {
    matches!(token, "\"" | "'" | "''" | "``" | "“" | "‘" | "”" | "’" | "‘’" | "«" | "(" | "[" | "{" | "`")
}
