//! Byte positions to characters and UTF-16 units, and back.

use crate::span::{Span, offset};

/// Bytes between two checkpoints.
const STRIDE: usize = 128;

/// Counts before one checkpoint.
#[derive(Debug, Clone, Copy)]
struct Checkpoint {
    chars: u32,
    utf16: u32,
}

/// The map between byte, character (Unicode scalar value) and UTF-16 positions of one text.
///
/// Building costs one pass over a text that is not ASCII and holds 8 bytes for every 128; for an
/// ASCII text it costs a check and holds nothing, since all units agree. A lookup scans at most
/// 128 bytes. A position inside a character counts as that character's start; one beyond the text
/// as its end.
#[derive(Debug, Clone)]
pub struct CharOffsets<'t> {
    text: &'t str,
    /// Empty where the text is ASCII.
    checkpoints: Vec<Checkpoint>,
}

impl<'t> CharOffsets<'t> {
    /// Reads `text` once.
    pub fn new(text: &'t str) -> Self {
        let mut checkpoints = Vec::new();
        if !text.is_ascii() {
            checkpoints.reserve(text.len() / STRIDE + 1);
            let mut at = Checkpoint { chars: 0, utf16: 0 };
            for block in text.as_bytes().chunks(STRIDE) {
                checkpoints.push(at);
                let (chars, utf16) = count(block);
                at.chars += chars;
                at.utf16 += utf16;
            }
            checkpoints.push(at);
        }
        Self { text, checkpoints }
    }

    /// Whether bytes, characters and UTF-16 units are the same here.
    pub fn is_ascii(&self) -> bool {
        self.checkpoints.is_empty()
    }

    /// Characters before byte position `byte`.
    pub fn byte_to_char(&self, byte: u32) -> u32 {
        self.before(byte).chars
    }

    /// UTF-16 units before byte position `byte`.
    pub fn byte_to_utf16(&self, byte: u32) -> u32 {
        self.before(byte).utf16
    }

    /// Byte position of character number `char`; the text's length where there are fewer.
    pub fn char_to_byte(&self, char: u32) -> u32 {
        self.find(char, |at| at.chars, |_| 1)
    }

    /// Byte position of the character that holds UTF-16 unit number `unit`.
    pub fn utf16_to_byte(&self, unit: u32) -> u32 {
        self.find(unit, |at| at.utf16, |c| offset(c.len_utf16()))
    }

    /// A byte span in characters.
    pub fn to_chars(&self, bytes: Span) -> Span {
        Span::new(self.byte_to_char(bytes.start), self.byte_to_char(bytes.end))
    }

    /// A character span in bytes.
    pub fn to_bytes(&self, chars: Span) -> Span {
        Span::new(self.char_to_byte(chars.start), self.char_to_byte(chars.end))
    }

    /// A byte span in UTF-16 units.
    pub fn to_utf16(&self, bytes: Span) -> Span {
        Span::new(self.byte_to_utf16(bytes.start), self.byte_to_utf16(bytes.end))
    }

    /// Number of characters in the text.
    pub fn n_chars(&self) -> u32 {
        self.checkpoints.last().map_or(offset(self.text.len()), |at| at.chars)
    }

    fn before(&self, byte: u32) -> Checkpoint {
        let mut end = (byte as usize).min(self.text.len());
        let Some(&at) = self.checkpoints.get(end / STRIDE) else {
            return Checkpoint { chars: offset(end), utf16: offset(end) };
        };
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        // A character that straddles the checkpoint was counted before it, by its first byte.
        let start = end.min(byte as usize / STRIDE * STRIDE);
        let (chars, utf16) = count(&self.text.as_bytes()[start..end]);
        if end < byte as usize / STRIDE * STRIDE {
            return self.before(offset(end));
        }
        Checkpoint { chars: at.chars + chars, utf16: at.utf16 + utf16 }
    }

    fn find(&self, unit: u32, of: impl Fn(&Checkpoint) -> u32, width: impl Fn(char) -> u32) -> u32 {
        if self.checkpoints.is_empty() {
            return unit.min(offset(self.text.len()));
        }
        let block = self.checkpoints.partition_point(|at| of(at) <= unit).saturating_sub(1);
        let mut byte = (block * STRIDE).min(self.text.len());
        while !self.text.is_char_boundary(byte) {
            byte += 1;
        }
        let mut seen = self.checkpoints.get(block).map_or(0, of);
        for c in self.text[byte..].chars() {
            seen += width(c);
            if seen > unit {
                break;
            }
            byte += c.len_utf8();
        }
        offset(byte)
    }
}

/// Characters and UTF-16 units that begin in `block`.
fn count(block: &[u8]) -> (u32, u32) {
    let (mut chars, mut pairs) = (0, 0);
    for &byte in block {
        chars += u32::from(byte & 0xC0 != 0x80);
        pairs += u32::from(byte >= 0xF0);
    }
    (chars, chars + pairs)
}

/// Bytes that are looked at together for one that is not ASCII.
const BLOCK: usize = 32;
/// Spans that are turned into characters together.
const GROUP: usize = 8;
/// The top bit of each byte.
const TOP_BITS: u64 = 0x8080_8080_8080_8080;

/// Turns byte spans of `text` into characters, all in one pass: for many spans much cheaper than
/// [`CharOffsets`].
///
/// The spans must be ascending and disjoint, as tokens and sentences are, and lie on character
/// boundaries; others give numbers that mean nothing. Cost: one pass over the text and one over the
/// spans; an ASCII text costs a check.
pub fn spans_to_chars(text: &str, spans: &mut [Span]) {
    let mut shift = Shift { spans, next: 0, started: false, bytes: 0 };
    let (blocks, rest) = text.as_bytes().as_chunks::<BLOCK>();
    let mut first = 0;
    for block in blocks {
        if !block.is_ascii() {
            shift.block(first, block);
        }
        first += offset(BLOCK);
    }
    let mut last = [0; BLOCK];
    last[..rest.len()].copy_from_slice(rest);
    shift.block(first, &last);
    shift.finish();
}

/// Spans that are being turned into characters.
struct Shift<'a> {
    spans: &'a mut [Span],
    /// The first span that is not in characters yet.
    next: usize,
    /// Whether its start is.
    started: bool,
    /// Bytes so far that begin no character.
    bytes: u32,
}

impl Shift<'_> {
    /// Counts the bytes of `block`, which begins at byte `first` of the text.
    #[inline]
    fn block(&mut self, first: u32, block: &[u8; BLOCK]) {
        for (word, first) in block.as_chunks::<8>().0.iter().zip((first..).step_by(8)) {
            let word = u64::from_le_bytes(*word);
            // A byte that begins no character is 10xxxxxx: its second bit, moved up, lacks.
            let mut inside = word & !(word << 1) & TOP_BITS;
            while inside != 0 {
                self.pass(first + inside.trailing_zeros() / 8);
                inside &= inside - 1;
            }
        }
    }

    /// Turns all positions before byte `at`, which begins no character, into characters.
    #[inline]
    fn pass(&mut self, at: u32) {
        if self.started {
            let span = &mut self.spans[self.next];
            if span.end > at {
                self.bytes += 1;
                return;
            }
            span.end = span.end.wrapping_sub(self.bytes);
            self.started = false;
            self.next += 1;
        }
        while let Some(group) = self.spans[self.next..].first_chunk_mut::<GROUP>()
            && group[GROUP - 1].end <= at
        {
            for span in group {
                span.start = span.start.wrapping_sub(self.bytes);
                span.end = span.end.wrapping_sub(self.bytes);
            }
            self.next += GROUP;
        }
        for span in &mut self.spans[self.next..] {
            if span.end > at {
                if span.start < at {
                    span.start = span.start.wrapping_sub(self.bytes);
                    self.started = true;
                }
                break;
            }
            span.start = span.start.wrapping_sub(self.bytes);
            span.end = span.end.wrapping_sub(self.bytes);
            self.next += 1;
        }
        self.bytes += 1;
    }

    /// Turns what is left.
    fn finish(self) {
        let rest = self.spans.get_mut(self.next..).unwrap_or_default();
        if let Some(span) = rest.first_mut().filter(|_| self.started) {
            // It is in characters; the loop below takes this away again.
            span.start = span.start.wrapping_add(self.bytes);
        }
        if self.bytes > 0 {
            for span in rest {
                span.start = span.start.wrapping_sub(self.bytes);
                span.end = span.end.wrapping_sub(self.bytes);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{CharOffsets, spans_to_chars};
    use crate::span::{Span, offset};

    fn check(text: &str) {
        let offsets = CharOffsets::new(text);
        let (mut chars, mut utf16) = (0, 0);
        for (byte, c) in text.char_indices() {
            for inside in byte..byte + c.len_utf8() {
                assert_eq!(offsets.byte_to_char(offset(inside)), chars, "byte {inside}");
                assert_eq!(offsets.byte_to_utf16(offset(inside)), utf16, "byte {inside}");
            }
            assert_eq!(offsets.char_to_byte(chars), offset(byte));
            assert_eq!(offsets.utf16_to_byte(utf16), offset(byte));
            chars += 1;
            utf16 += offset(c.len_utf16());
        }
        assert_eq!(offsets.n_chars(), chars);
        assert_eq!(offsets.byte_to_char(offset(text.len())), chars);
        assert_eq!(offsets.byte_to_char(u32::MAX), chars);
        assert_eq!(offsets.char_to_byte(chars), offset(text.len()));
        assert_eq!(offsets.char_to_byte(u32::MAX), offset(text.len()));
        let words = |gap| {
            let mut begin = 0;
            let boundaries = (1..=text.len()).filter(|&at| text.is_char_boundary(at));
            let ends = boundaries.enumerate().filter_map(|(n, end)| (n % 3 != gap).then_some(end));
            ends.map(|end| Span::from_range(std::mem::replace(&mut begin, end)..end)).collect::<Vec<_>>()
        };
        for spans in [words(0), words(1), words(9), words(1).into_iter().step_by(2).collect()] {
            let mut converted = spans.clone();
            spans_to_chars(text, &mut converted);
            let singly: Vec<_> = spans.into_iter().map(|span| offsets.to_chars(span)).collect();
            assert_eq!(converted, singly);
        }
    }

    #[test]
    fn agrees_with_counting() {
        for text in ["", "plain", "a“b”c — é", "🙂🙂🙂", "日本語\u{0301}x"] {
            check(text);
            check(&text.repeat(97));
            check(&format!("{}{}", "x".repeat(126), text.repeat(50)));
            check(&format!("{}{}", "x".repeat(127), text.repeat(50)));
        }
    }

    #[test]
    fn converts_spans_both_ways() {
        let text = "Séoul 🙂 Tōkyō";
        let offsets = CharOffsets::new(text);
        let tokyo = Span::new(offset(text.find("Tō").unwrap()), offset(text.len()));
        assert_eq!(offsets.to_chars(tokyo), Span::new(8, 13));
        assert_eq!(offsets.to_utf16(tokyo), Span::new(9, 14));
        assert_eq!(offsets.to_bytes(Span::new(8, 13)), tokyo);
        assert!(!offsets.is_ascii() && CharOffsets::new("abc").is_ascii());
    }
}
