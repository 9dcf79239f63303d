//! Punctuation and symbols.

use crate::byte_class::{is_pictograph, is_word_char};
use crate::scanner::Scanner;
use crate::word_table::WordFlags;

/// Whether `byte` is drawn with: runs of these, mixed, are one token.
const fn is_line(byte: u8) -> bool {
    matches!(byte, b'-' | b'=' | b'+' | b'*' | b'~' | b'<' | b'>' | b'|' | b'^' | b'#')
}

impl Scanner<'_> {
    /// Emits what begins with the ASCII character at `at`, neither letter, digit nor space.
    pub(crate) fn mark(&mut self, at: usize) -> usize {
        let byte = self.bytes[at];
        let next = self.byte(at + 1);
        if matches!(byte, b':' | b';' | b'=' | b'(' | b'<' | b'>' | b'^' | b'-') {
            let face = self.rules.emoticons.length(&self.bytes[at..]);
            if face > 0 && !self.is_word_before(at) {
                self.emit(at, at + face);
                return at + face;
            }
        }
        let end = match byte {
            b'.' if next.is_ascii_digit() && !self.is_word_before(at) => {
                let end = self.digits_end(at + 1);
                return if self.is_word_at(end) { self.joined_word(at, end) } else { self.through(at, end) };
            }
            b'.' if next.is_ascii_alphabetic() && self.is_gap_before(at) => {
                return self.joined_word(at, at + 1);
            }
            b'.' | b'!' | b'?' => self.stops_end(at),
            b'\'' | b'`' => return self.apostrophe_mark(at, 1),
            b'#' | b'@' if next.is_ascii_alphabetic() && !self.is_word_before(at) => self.word_end(at + 1),
            b'+' if next.is_ascii_digit() && !self.is_word_before(at) => self.digits_end(at + 1),
            b'[' if self.bytes[at..].starts_with(b"[...]") => at + 5,
            _ if is_line(byte) => {
                let rest = &self.bytes[at..];
                at + rest.iter().take_while(|&&b| is_line(b)).count()
            }
            b',' | b'$' => {
                let rest = &self.bytes[at..];
                at + rest.iter().take_while(|&&b| b == byte).count()
            }
            _ => at + 1,
        };
        self.through(at, end)
    }

    /// Emits `at..end` and gives `end`.
    fn through(&mut self, at: usize, end: usize) -> usize {
        self.emit(at, end);
        end
    }

    /// The end of the run of full stops, exclamation marks, question marks and ellipses at `at`.
    fn stops_end(&self, mut at: usize) -> usize {
        loop {
            match self.byte(at) {
                b'.' | b'!' | b'?' => at += 1,
                0xE2 if self.bytes[at..].starts_with("…".as_bytes()) => at += 3,
                _ => return at,
            }
        }
    }

    /// Emits what begins with the apostrophe or single quote of `width` bytes at `at`.
    fn apostrophe_mark(&mut self, at: usize, width: usize) -> usize {
        let next = at + width;
        if self.is_word_before(at) {
            if let Some(end) = self.clitic_end(at, width) {
                return self.through(at, end);
            }
        } else if self.is_word_at(next) {
            // Text that was cut into words before: "Seoul 's envoy".
            if let Some(end) =
                self.clitic_end(at, width).filter(|&end| self.is_gap_before(at) && self.is_gap(end))
            {
                return self.through(at, end);
            }
            // "'60s", "'07"
            let digits = self.digits_end(next);
            if digits == next + 2 {
                let end = digits + usize::from(self.byte(digits) == b's');
                if !self.is_word_at(end) && self.apostrophe(end) == 0 {
                    return self.through(at, end);
                }
            }
            // "'em"
            let letters = self.letters_end(next);
            let elided = self.rules.words.get(&self.bytes[next..letters]).has(WordFlags::ELISION);
            if elided && !self.is_word_at(letters) && self.apostrophe(letters) == 0 {
                return self.through(at, letters);
            }
        }
        // Two single quotes stand for a double one.
        let second = self.apostrophe(next);
        if second == width && self.clitic_end(next, second).is_none() {
            return self.through(at, next + second);
        }
        self.through(at, next)
    }

    /// Emits what begins with the character `c` at `at`, beyond ASCII and no part of a word.
    pub(crate) fn symbol(&mut self, at: usize, c: char) -> usize {
        let mut end = at + c.len_utf8();
        match c {
            '‘' | '’' | '´' => return self.apostrophe_mark(at, c.len_utf8()),
            '…' => end = self.stops_end(at),
            '—' | '–' | '―' | '─' | '━' | '•' | '·' => {
                while self.char_at(end) == c {
                    end += c.len_utf8();
                }
            }
            _ if is_pictograph(c) => end = self.chain_end(end),
            _ => {}
        }
        // Marks that combine with it.
        while self.byte(end) >= 0x80 {
            let mark = self.char_at(end);
            if mark.is_alphanumeric() || !is_word_char(mark) {
                break;
            }
            end += mark.len_utf8();
        }
        self.through(at, end)
    }

    /// The end of the pictograph chain whose first character ends at `end`: modifiers, joined
    /// pictographs, the second letter of a flag.
    fn chain_end(&self, mut end: usize) -> usize {
        let flag = |c: char| matches!(c, '\u{1F1E6}'..='\u{1F1FF}');
        let mut letters = usize::from(flag(self.char_before(end)));
        loop {
            let c = self.char_at(end);
            let joined = self.char_before(end) == '\u{200D}' && is_pictograph(c);
            let modifier = matches!(c, '\u{200D}' | '\u{FE0E}' | '\u{FE0F}' | '\u{20E3}' | '\u{1F3FB}'..='\u{1F3FF}' | '\u{E0020}'..='\u{E007F}');
            let second = letters == 1 && flag(c);
            if !(joined || modifier || second) {
                return end;
            }
            letters += usize::from(second);
            end += c.len_utf8();
        }
    }
}
