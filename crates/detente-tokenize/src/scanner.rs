//! The scan that finds tokens.
//!
//! Plain words and marks, which are most of a text, are found sixty-four bytes at once, in
//! [`crate::plain`]. Every other byte sends the scan to the module that knows it:
//! [`crate::word`], [`crate::number`], [`crate::address`], [`crate::punctuation`]. Each of them
//! either emits at least one token and moves on, or looks ahead a bounded number of bytes, so the
//! scan is linear in the text.

use crate::byte_class::{ByteClass, class, is_inside_char, is_word, is_word_char};
use crate::rules::Rules;
use detente_text::{Span, offset};
use std::ops::Range;

/// The state of one scan.
pub(crate) struct Scanner<'a> {
    pub(crate) text: &'a str,
    pub(crate) bytes: &'a [u8],
    pub(crate) rules: &'a Rules,
    pub(crate) tokens: &'a mut Vec<Span>,
    /// Whether positions are to be in characters, and not in bytes.
    pub(crate) in_chars: bool,
    /// What positions from here on are less than in bytes: where they are in characters, the bytes so
    /// far that begin none.
    pub(crate) shift: u32,
    /// No e-mail address begins before this position: it was looked for.
    pub(crate) no_mail_before: usize,
}

impl<'a> Scanner<'a> {
    pub(crate) fn new(text: &'a str, rules: &'a Rules, tokens: &'a mut Vec<Span>) -> Self {
        Self { text, bytes: text.as_bytes(), rules, tokens, in_chars: false, shift: 0, no_mail_before: 0 }
    }

    /// The same scan with positions in characters, for a text of less than 4 GiB.
    pub(crate) fn in_chars(self) -> Self {
        Self { in_chars: true, ..self }
    }

    /// Appends the tokens of the text.
    pub(crate) fn run(&mut self) {
        let mut at = self.plain(0);
        while let Some(&byte) = self.bytes.get(at) {
            if matches!(byte, b' ' | b'\n') {
                at = self.plain(at + 1);
                continue;
            }
            let first = self.tokens.len();
            let next = self.token(at, byte);
            if self.in_chars && !self.bytes[at..next].is_ascii() {
                self.count_chars(first, at, next);
            }
            at = next;
        }
    }

    /// Turns the tokens from number `first` on, which are those of the bytes from `at` to `end`, into
    /// characters, of which the shift counts those before `at`.
    fn count_chars(&mut self, first: usize, mut at: usize, end: usize) {
        let mut inside = 0;
        let bytes = self.bytes;
        let mut count_to = |position: usize| {
            let passed = &bytes[std::mem::replace(&mut at, position)..position];
            inside += offset(passed.iter().filter(|&&byte| is_inside_char(byte)).count());
            inside
        };
        for token in &mut self.tokens[first..] {
            let Range { start, end } = Span::new(token.start + self.shift, token.end + self.shift).range();
            token.start -= count_to(start);
            token.end -= count_to(end);
        }
        self.shift += count_to(end);
    }

    /// As [`Self::count_chars`], of the tokens of a block at `at`, where `inside` has the bits of the
    /// bytes that begin no character.
    #[inline(never)]
    pub(crate) fn count_chars_of_block(&mut self, first: usize, at: usize, inside: u64) {
        let base = offset(at) - self.shift;
        let before = |position: u32| (inside & ((1 << (position - base)) - 1)).count_ones();
        let from = base + inside.trailing_zeros();
        for token in self.tokens[first..].iter_mut().rev().take_while(|token| token.end > from) {
            token.start -= before(token.start);
            token.end -= before(token.end);
        }
        self.shift += inside.count_ones();
    }

    /// Emits the token that begins with `byte`, at `at`, or a few of them, or passes over white space;
    /// gives where the scan goes on.
    #[inline]
    pub(crate) fn token(&mut self, at: usize, byte: u8) -> usize {
        match class(byte) {
            ByteClass::Space => at + 1,
            ByteClass::Letter => self.word(at),
            ByteClass::Digit => self.number(at),
            ByteClass::Mark => self.mark(at),
            ByteClass::High => match self.char_at(at) {
                c if c.is_whitespace() => at + c.len_utf8(),
                c if is_word_char(c) => self.word(at),
                c => self.symbol(at, c),
            },
        }
    }

    /// The byte at `at`; a space beyond the end.
    #[inline]
    pub(crate) fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(b' ')
    }

    /// The byte before `at`; a space at the start.
    #[inline]
    pub(crate) fn byte_before(&self, at: usize) -> u8 {
        at.checked_sub(1).map_or(b' ', |before| self.byte(before))
    }

    /// The character that begins at `at`; a space beyond the end or inside a character.
    pub(crate) fn char_at(&self, at: usize) -> char {
        self.text.get(at..).and_then(|rest| rest.chars().next()).unwrap_or(' ')
    }

    /// The character that ends at `at`; a space at the start.
    pub(crate) fn char_before(&self, at: usize) -> char {
        self.text.get(..at).and_then(|before| before.chars().next_back()).unwrap_or(' ')
    }

    /// Whether white space or the end of the text stands at `at`.
    pub(crate) fn is_gap(&self, at: usize) -> bool {
        self.char_at(at).is_whitespace()
    }

    /// Whether white space or the start of the text stands before `at`.
    pub(crate) fn is_gap_before(&self, at: usize) -> bool {
        self.char_before(at).is_whitespace()
    }

    /// Whether a letter or digit, ASCII or not, stands at `at`.
    pub(crate) fn is_word_at(&self, at: usize) -> bool {
        let byte = self.byte(at);
        is_word(byte) || (byte >= 0x80 && is_word_char(self.char_at(at)))
    }

    /// Whether a letter or digit, ASCII or not, ends at `at`.
    pub(crate) fn is_word_before(&self, at: usize) -> bool {
        let byte = self.byte_before(at);
        is_word(byte) || (byte >= 0x80 && is_word_char(self.char_before(at)))
    }

    /// Where the run of letters and digits, ASCII or not, that holds `at` ends.
    #[inline]
    pub(crate) fn word_end(&self, mut at: usize) -> usize {
        loop {
            while is_word(self.byte(at)) {
                at += 1;
            }
            if self.byte(at) < 0x80 {
                return at;
            }
            let c = self.char_at(at);
            if !is_word_char(c) {
                return at;
            }
            at += c.len_utf8();
        }
    }

    /// Where the run of ASCII letters that begins at `at` ends.
    pub(crate) fn letters_end(&self, at: usize) -> usize {
        let rest = self.bytes.get(at..).unwrap_or_default();
        at + rest.iter().take_while(|b| b.is_ascii_alphabetic()).count()
    }

    /// Where the run of ASCII digits that begins at `at` ends.
    pub(crate) fn digits_end(&self, at: usize) -> usize {
        let rest = self.bytes.get(at..).unwrap_or_default();
        at + rest.iter().take_while(|b| b.is_ascii_digit()).count()
    }

    /// The width of the apostrophe at `at`, which may point any way; 0 where there is none.
    #[inline]
    pub(crate) fn apostrophe(&self, at: usize) -> usize {
        match self.byte(at) {
            b'\'' | b'`' => 1,
            0xE2 if self.byte(at + 1) == 0x80 && matches!(self.byte(at + 2), 0x98 | 0x99) => 3,
            0xCA if self.byte(at + 1) == 0xBC => 2,
            0xC2 if self.byte(at + 1) == 0xB4 => 2,
            _ => 0,
        }
    }

    /// Emits a token; nothing where it is empty.
    #[inline]
    pub(crate) fn emit(&mut self, start: usize, end: usize) {
        if start < end {
            let Span { start, end } = Span::from_range(start..end);
            self.tokens.push(Span::new(start.wrapping_sub(self.shift), end.wrapping_sub(self.shift)));
        }
    }
}
