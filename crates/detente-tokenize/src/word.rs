//! Words and what joins or splits them.

use crate::byte_class::{is_word, run_end};
use crate::scanner::Scanner;
use crate::word_table::WordFlags;

impl Scanner<'_> {
    /// Emits the word that begins at `start`, and gives where the scan goes on.
    #[inline]
    pub(crate) fn word(&mut self, start: usize) -> usize {
        let end = run_end(self.bytes, start);
        if matches!(self.byte(end), b' ' | b',' | b'\n') && end > start {
            self.finish_word(start, end);
            end
        } else {
            self.joined_word(start, end)
        }
    }

    /// Emits the word `start..end`, in two or three tokens where it is one like "cannot".
    #[inline]
    pub(crate) fn finish_word(&mut self, start: usize, end: usize) {
        if start < end && self.rules.contractions.filter.passes(&self.bytes[start..end]) {
            self.contracted_word(start, end);
        } else {
            self.emit(start, end);
        }
    }

    /// Emits the word `start..end`, which may be one like "cannot", in its tokens.
    #[cold]
    pub(crate) fn contracted_word(&mut self, start: usize, end: usize) {
        let [first, second] = self.cuts(start, end);
        self.emit(start, start + first);
        self.emit(start + first, start + second);
        self.emit(start + first.max(second), end);
    }

    /// Where the word `start..end` is cut, as distances from its start; 0 where there is no such cut.
    pub(crate) fn cuts(&self, start: usize, end: usize) -> [usize; 2] {
        let word = &self.bytes[start..end];
        if word.eq_ignore_ascii_case(b"its") && !self.means_it_is(end) {
            return [0; 2];
        }
        self.rules.contractions.cuts(word)
    }

    /// Whether "its" before `end` means "it is", by the word after it.
    fn means_it_is(&self, end: usize) -> bool {
        let next = end + 1;
        let after = run_end(self.bytes, next);
        let flags = self.rules.words.get(self.bytes.get(next..after).unwrap_or_default());
        self.byte(end) == b' '
            && flags.has(WordFlags::AFTER_ITS)
            && self.byte(after) == b' '
            && after < self.bytes.len()
    }

    /// Goes on with a word that something other than a space or comma follows.
    pub(crate) fn joined_word(&mut self, start: usize, end: usize) -> usize {
        let mut end = self.word_end(end);
        loop {
            let next = self.byte(end);
            let joined = match next {
                b'.' => self.after_stop(start, end),
                b'-' => self.after_hyphen(start, end),
                b'@' => self.mail_end(start, end).or_else(|| self.after_at(end)),
                b':' => self.url_end(start, end),
                b'&' | b'*' if self.is_word_at(end + 1) => Some(self.word_end(end + 1)),
                b'/' if end - start == 1
                    && self.letters_end(end + 1) == end + 2
                    && !self.is_word_at(end + 2) =>
                {
                    Some(end + 2)
                }
                b'$' if end - start <= 3 && self.bytes[start..end].iter().all(u8::is_ascii_uppercase) => {
                    self.emit(start, end + 1);
                    return end + 1;
                }
                b'+' | b'%' if self.is_word_at(end + 1) => self.mail_end(start, end),
                b'+' if end - start == 1 && self.byte(end + 1) == b'+' => Some(end + 2),
                _ => {
                    let width = self.apostrophe(end);
                    if width == 0 {
                        None
                    } else if self.is_negation(start, end, width) {
                        self.emit(start, end - 1);
                        self.emit(end - 1, end + width + 1);
                        return end + width + 1;
                    } else {
                        self.after_apostrophe(end, width)
                    }
                }
            };
            match joined {
                Some(further) => end = further,
                None => break,
            }
        }
        self.finish_word(start, end);
        end
    }

    /// Whether the apostrophe at `end` is that of "n't".
    fn is_negation(&self, start: usize, end: usize, width: usize) -> bool {
        end > start
            && matches!(self.byte(end - 1), b'n' | b'N')
            && matches!(self.byte(end + width), b't' | b'T')
            && !self.is_word_at(end + width + 1)
    }

    /// Whether "n't" stands at `at`, with any apostrophe.
    pub(crate) fn is_negation_at(&self, at: usize) -> bool {
        let width = self.apostrophe(at + 1);
        width > 0 && self.is_negation(at, at + 1, width)
    }

    /// The end of the clitic ("'s", "'re") whose apostrophe of `width` bytes stands at `at`.
    pub(crate) fn clitic_end(&self, at: usize, width: usize) -> Option<usize> {
        let letters = at + width;
        let end = self.letters_end(letters);
        let found = match self.bytes.get(letters..end)? {
            [a] => matches!(a.to_ascii_lowercase(), b's' | b'm' | b'd'),
            [a, b] => {
                matches!([a.to_ascii_lowercase(), b.to_ascii_lowercase()], [b'r' | b'v', b'e'] | [b'l', b'l'])
            }
            _ => false,
        };
        (found && !self.is_word_at(end)).then_some(end)
    }

    /// Where a word goes on across the apostrophe at `end`.
    fn after_apostrophe(&self, end: usize, width: usize) -> Option<usize> {
        if !self.is_word_at(end + width) {
            return None;
        }
        match self.clitic_end(end, width) {
            Some(clitic) if clitic == end + width + 1 && self.is_plural_number(end) => Some(clitic),
            Some(_) => None,
            None if self.byte_before(end).is_ascii_digit() => None,
            None => Some(self.word_end(end + width)),
        }
    }

    /// Whether "'s" after the word that ends at `end` makes a plural: "the 80's", "AK47's", but not
    /// "2017's".
    fn is_plural_number(&self, end: usize) -> bool {
        let window = &self.bytes[end.saturating_sub(4)..end];
        let digits = window.iter().rev().take_while(|b| b.is_ascii_digit()).count();
        matches!(digits, 1 | 2) || (digits == 4 && window.ends_with(b"0"))
    }

    /// Where a word goes on across the full stop at `end`.
    fn after_stop(&mut self, start: usize, end: usize) -> Option<usize> {
        let next = end + 1;
        let segment = self.segment_start(start, end);
        let length = end - segment;
        if self.byte(next) == b'.' {
            // An address shortened by the site that shows it: "name...@host.example".
            if self.bytes[end..].starts_with(b"...@") {
                return self.mail_end(start, end + 3);
            }
            // The stop of "the U.S.." is its own and another; any more are an ellipsis.
            let doubled =
                self.byte(next + 1) != b'.' && segment > start && self.keeps_stop(start, segment, end);
            return doubled.then_some(next);
        }
        if !self.is_word_at(next) {
            return self.keeps_stop(start, segment, end).then_some(next);
        }
        if let Some(mail) = self.mail_end(start, end) {
            return Some(mail);
        }
        if let Some(url) = self.host_end(start, end) {
            return Some(url);
        }
        // "U.S.", "a.m", "Ph.D": short segments, the next of one or two letters.
        let further = self.letters_end(next);
        let short =
            (length == 1 && self.byte(segment).is_ascii_alphabetic()) || (length <= 2 && further - next == 1);
        if short && (1..=2).contains(&(further - next)) && !is_word(self.byte(further)) {
            return Some(further);
        }
        // Names of news groups, long hosts: three parts or more, in lower case.
        let lower = self.byte(next).is_ascii_lowercase() && length > 1;
        let last = segment > start && self.byte(segment - 1) == b'.';
        let more = self.byte(further) == b'.' && self.byte(further + 1).is_ascii_lowercase();
        (lower && (last || more)).then(|| self.word_end(next))
    }

    /// Where the part of the word `start..end` after its last full stop begins. Looks at 16 bytes.
    fn segment_start(&self, start: usize, end: usize) -> usize {
        let from = start.max(end.saturating_sub(16));
        let window = &self.bytes[from..end];
        window.iter().rposition(|&b| matches!(b, b'.' | b'-')).map_or(start, |dot| from + dot + 1)
    }

    /// Whether the word `start..end`, whose part after the last inner full stop begins at
    /// `segment`, keeps the full stop at `end`, after which no word goes on.
    fn keeps_stop(&self, start: usize, segment: usize, end: usize) -> bool {
        let length = end - segment;
        let last = self.byte(end - 1);
        if segment > start && self.byte(segment - 1) == b'.' {
            return length <= 2 && last.is_ascii_alphabetic();
        }
        if length == 1 && last.is_ascii_uppercase() {
            return last != b'I' || self.capital_follows(end + 1);
        }
        let flags = self.rules.words.get(&self.bytes[segment..end]);
        if flags.has(WordFlags::NUMBERED) {
            return self.byte(end + 1) == b' ' && self.byte(end + 2).is_ascii_digit();
        }
        // "etc." loses its stop to the sentence that it ends.
        if length == 3 && self.bytes[segment..end].eq_ignore_ascii_case(b"etc") && self.is_gap(end + 1) {
            let after = self.byte(end + 2);
            return self.byte(end + 1) == b' ' && !after.is_ascii_whitespace() && !after.is_ascii_uppercase();
        }
        flags.has(WordFlags::ABBREVIATION)
    }

    /// Whether a single space and an upper-case ASCII letter stand at `at`.
    fn capital_follows(&self, at: usize) -> bool {
        self.byte(at) == b' ' && self.byte(at + 1).is_ascii_uppercase()
    }

    /// Where a word goes on across the hyphen at `end`.
    fn after_hyphen(&mut self, start: usize, end: usize) -> Option<usize> {
        let next = end + 1;
        if !self.is_word_at(next) {
            // A word broken off: "th- the".
            let broken = end - start <= 3
                && self.letters_end(start) == end
                && (self.is_gap(next) || self.byte(next) == b',')
                && !self.rules.words.get(&self.bytes[start..end]).has(WordFlags::PREFIX);
            return broken.then_some(next);
        }
        if let Some(mail) = self.mail_end(start, end) {
            return Some(mail);
        }
        let flags = self.rules.words.get(&self.bytes[start..end]);
        let letters = self.letters_end(next);
        let after = self.rules.words.get(&self.bytes[next..letters]);
        if (flags.has(WordFlags::PREFIX) && self.byte_before(start) != b'-') || after.has(WordFlags::SUFFIX) {
            return Some(self.word_end(next));
        }
        let name = flags.has(WordFlags::SYLLABLE)
            && after.has(WordFlags::SYLLABLE)
            && self.byte(start).is_ascii_uppercase()
            && self.byte(next).is_ascii_lowercase()
            && !self.is_word_at(letters)
            && self.byte(letters) != b'-';
        name.then_some(letters)
    }
}
