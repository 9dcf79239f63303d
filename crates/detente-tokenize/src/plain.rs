//! Plain text, sixty-four bytes at once: words and numbers with gaps and simple marks around them,
//! which are nearly all of the news.
//!
//! What is found here is what the modules for single tokens would find, quicker. Whatever needs more
//! than a look at the bytes beside it is left to them.

use crate::byte_class::is_word;
use crate::byte_mask::{BLOCK, ByteMask};
use crate::scanner::Scanner;
use detente_text::{Span, offset};
use std::ops::Range;

/// Bytes in a block, as a place in it.
const END: u32 = u64::BITS;
/// The bit of the last byte.
const TOP: u64 = 1 << (END - 1);

/// Where tokens begin and end in a block, one bit a byte. Every start has an end but for the last,
/// whose token may be unfinished.
#[derive(Debug, Clone, Copy)]
struct Bounds {
    starts: u64,
    ends: u64,
    letters: u64,
    /// Bytes that begin no character.
    inside: u64,
}

/// The bytes that begin no character, of a mark of `width` bytes at `place`.
#[inline]
const fn inside(place: u32, width: u32) -> u64 {
    ((1 << width) - 2) << place
}

/// A block and the byte after it.
type Window = [u8; BLOCK + 1];

impl Scanner<'_> {
    /// Emits the tokens from `at` on, where a token or a gap begins, as long as they are plain. Gives
    /// where the first other token, or a gap before it, begins.
    #[inline]
    pub(crate) fn plain(&mut self, mut at: usize) -> usize {
        while at < self.bytes.len() {
            let (read, more) = match self.bytes[at..].first_chunk() {
                Some(window) => self.block(at, window),
                None => self.last_block(at),
            };
            at += read;
            if read == 0 || !more {
                break;
            }
        }
        at
    }

    /// The bytes from `at` on, at most a block, as if spaces came after them.
    #[inline(never)]
    fn last_block(&mut self, at: usize) -> (usize, bool) {
        let mut window = [b' '; BLOCK + 1];
        let rest = &self.bytes[at..];
        window[..rest.len()].copy_from_slice(rest);
        let (read, more) = self.block(at, &window);
        (read.min(self.bytes.len() - at), more)
    }

    /// Emits the plain tokens that `window`, at `at`, begins with. Gives the bytes read, and whether more
    /// than the next token may be plain.
    #[inline]
    fn block(&mut self, at: usize, window: &Window) -> (usize, bool) {
        let [block @ .., _] = window;
        let ByteMask { letters, digits, gaps, commas } = ByteMask::of(block);
        let commas = commas & gaps >> 1;
        let words = letters | digits;
        let mixed = letters & digits << 1 | digits & letters << 1;
        let starts = words & !(words << 1) | commas;
        let ends = words << 1 & !words | commas << 1;
        let mut bounds = Bounds { starts, ends, letters, inside: 0 };
        let mut others = !(words | gaps | commas) | mixed;
        let (mut end, mut more) = (END, true);
        while others != 0 {
            let place = others.trailing_zeros();
            let width = self.plain_mark(at, place, &mut bounds);
            if width == 0 || place + width >= END {
                more = width > 0;
                end = place;
                break;
            }
            others &= u64::MAX << (place + width);
        }
        let within = u64::MAX.checked_shr(END - end).unwrap_or(0);
        // A word ends where what follows is known; a mark does by itself.
        let ends_within = within | 1u64.checked_shl(end).unwrap_or(0) & !(words << 1);
        let first = self.tokens.len();
        let unfinished = self.emit_block(at, window, bounds.starts & within, bounds.ends & ends_within);
        let read = if unfinished == 0 { end } else { unfinished.trailing_zeros() };
        if self.in_chars && bounds.inside != 0 {
            self.count_chars_of_block(
                first,
                at,
                bounds.inside & u64::MAX.checked_shr(END - read).unwrap_or(0),
            );
        }
        (read as usize, more)
    }

    /// Emits the tokens with these bounds in `window`, at `at`, and gives the start that has no end.
    #[inline]
    fn emit_block(&mut self, at: usize, window: &Window, mut starts: u64, mut ends: u64) -> u64 {
        // Beyond 4 GiB positions mean nothing, but the sums below stay in range.
        let base = offset(at).min(u32::MAX - END) - self.shift;
        let filter = &self.rules.contractions.filter;
        // The last token has the lowest bit.
        let mut contracted = 0;
        self.tokens.extend((0..ends.count_ones()).map(|_| {
            // There is one, which the compiler cannot know.
            let (start, end) = ((starts | TOP).trailing_zeros(), (ends | TOP).trailing_zeros());
            starts &= starts.wrapping_sub(1);
            ends &= ends.wrapping_sub(1);
            let pair = [window[start as usize], window[start as usize + 1]];
            let last = window[end.wrapping_sub(1) as usize % BLOCK];
            contracted = contracted << 1 | filter.bit(pair, last, end - start);
            Span::new(base + start, base + end)
        }));
        if contracted != 0 {
            self.cut_contractions(contracted);
        }
        starts
    }

    /// Cuts the words among the last tokens that are two or three tokens. Only tokens with a bit can be
    /// such words; the last token has the lowest.
    #[cold]
    fn cut_contractions(&mut self, mut bits: u64) {
        let count = self.tokens.len();
        let in_bytes = |token: &Span| Span::new(token.start + self.shift, token.end + self.shift).range();
        let is_cut = |token: &Span| {
            let Range { start, end } = in_bytes(token);
            // The word before "n't" is whole.
            self.cuts(start, end) != [0; 2] && !self.is_negation_at(end)
        };
        let mut first = count;
        while bits != 0 {
            let index = count - 1 - bits.trailing_zeros() as usize;
            if is_cut(&self.tokens[index]) {
                first = index;
            }
            bits &= bits - 1;
        }
        if first == count {
            return;
        }
        let rest: Vec<_> = self.tokens[first..].iter().map(in_bytes).collect();
        self.tokens.truncate(first);
        for Range { start, end } in rest {
            if self.is_negation_at(end) {
                self.emit(start, end);
            } else {
                self.contracted_word(start, end);
            }
        }
    }

    /// The width of the plain mark, or clitic, that begins `place` bytes after `at`; 0 where it is not
    /// plain. Adds its bounds.
    #[inline]
    fn plain_mark(&self, at: usize, place: u32, bounds: &mut Bounds) -> u32 {
        let position = at + place as usize;
        let next = position + 1;
        let width = match self.byte(position) {
            b'.' if self.is_plain_end(next) && self.loses_stop(at, place, bounds.letters) => 1,
            b'\'' => return self.plain_clitic(at, place, 1, bounds),
            0xE2 if self.byte(next) == 0x80 => match self.byte(next + 1) {
                0x98 | 0x99 => return self.plain_clitic(at, place, 3, bounds),
                0x93 | 0x94 | 0x9C | 0x9D if self.byte(next + 2) < 0x80 => 3,
                _ => 0,
            },
            b'"' | b')' => 1,
            b';' | b':' if matches!(self.byte(next), b' ' | b'\n') => 1,
            b'?' | b'!' | b',' if self.is_plain_end(next) => 1,
            b'(' if !matches!(self.byte(next), b':' | b';') => 1,
            _ => 0,
        };
        if width > 0 {
            bounds.inside |= inside(place, width);
            bounds.starts |= 1 << place;
            bounds.ends |= 1u64.checked_shl(place + width).unwrap_or(0);
        }
        width
    }

    /// Whether a gap, a double quote or a closing bracket stands at `at`: neither a word nor another
    /// mark that ends sentences.
    #[inline]
    fn is_plain_end(&self, at: usize) -> bool {
        match self.byte(at) {
            b' ' | b'\n' | b'"' | b')' => true,
            0xE2 => self.byte(at + 1) == 0x80 && matches!(self.byte(at + 2), 0x9C | 0x9D),
            _ => false,
        }
    }

    /// Whether the word that ends `place` bytes after `at`, if one does, leaves a full stop there to the
    /// sentence.
    #[inline]
    fn loses_stop(&self, at: usize, place: u32, letters: u64) -> bool {
        let length = letters.checked_shl(END - place).unwrap_or(0).leading_ones() as usize;
        let end = at + place as usize;
        let word = &self.bytes[end - length..end];
        length == 0 || length > 1 && !self.rules.stopped.passes(word)
    }

    /// As [`Self::plain_mark`], of the apostrophe of `width` bytes, with the clitic that it begins.
    #[inline]
    fn plain_clitic(&self, at: usize, place: u32, width: u32, bounds: &mut Bounds) -> u32 {
        let after = place + width;
        let before = bounds.letters.checked_shl(END - place).unwrap_or(0);
        if before & TOP == 0 {
            return 0;
        }
        if after + 3 >= END {
            return END;
        }
        let run = (bounds.letters >> after).trailing_ones();
        let byte = |place| self.byte(at + place as usize);
        let end = byte(after + run);
        if end >= 0x80 || is_word(end) {
            return 0;
        }
        match (run, byte(after) | 0x20, byte(after + 1) | 0x20) {
            (1, b't', _) if byte(place - 1) | 0x20 == b'n' => {
                let letter = 1 << (place - 1);
                bounds.starts |= letter;
                bounds.ends = bounds.ends & !(1 << place) | bounds.letters << 1 & letter;
            }
            (1, b's' | b'm' | b'd', _) | (2, b'r' | b'v', b'e') | (2, b'l', b'l') => {
                bounds.starts |= 1 << place;
            }
            _ => return 0,
        }
        bounds.inside |= inside(place, width);
        bounds.starts &= !(1 << after);
        width + run
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::Rules;
    use crate::scanner::Scanner;
    use detente_text::spans_to_chars;
    use proptest::prelude::*;
    use std::sync::LazyLock;

    static RULES: LazyLock<Rules> = LazyLock::new(Rules::embedded);

    /// Texts of what the blocks find and of what they leave, long enough for several.
    fn texts() -> impl Strategy<Value = String> {
        let pieces = [
            "a",
            "The",
            "I",
            "S",
            "n",
            "t",
            "president",
            "Mr",
            "No",
            "etc",
            "p",
            "its",
            "been",
            "cannot",
            "thatS",
            "don",
            "12",
            "2017",
            "1,234",
            "2.5",
            "5km",
            "é",
            "名",
            "_",
            "'",
            "’",
            "‘",
            "“",
            "”",
            "\"",
            "'s",
            "’s",
            "n't",
            "n’t",
            "'ll",
            "’ve",
            "'em",
            ".",
            ".",
            "..",
            "…",
            ",",
            ",",
            ";",
            ":",
            ":)",
            "?",
            "!",
            "(",
            ")",
            "[",
            "-",
            "—",
            "–",
            "%",
            "$",
            "@",
            "/",
            "&",
            "\u{301}",
            "\u{200D}",
            "\u{A0}",
            "\r",
            "\t",
            "\u{C}",
            "counterrevolutionaries",
            " ",
            " ",
            " ",
            " ",
            " ",
            " ",
            "\n",
        ];
        prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..120)
            .prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn blocks_find_what_single_tokens_are(text in texts()) {
            let (mut blocks, mut singly) = (Vec::new(), Vec::new());
            Scanner::new(&text, &RULES, &mut blocks).run();
            let mut scanner = Scanner::new(&text, &RULES, &mut singly);
            let mut at = 0;
            while let Some(&byte) = text.as_bytes().get(at) {
                at = scanner.token(at, byte);
            }
            prop_assert_eq!(&blocks, &singly);
            singly.clear();
            Scanner::new(&text, &RULES, &mut singly).in_chars().run();
            spans_to_chars(&text, &mut blocks);
            prop_assert_eq!(blocks, singly);
        }
    }
}
