//! What a byte means to the scanner.

/// The class of a byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum ByteClass {
    /// An ASCII letter or the low line.
    Letter,
    /// An ASCII digit.
    Digit,
    /// ASCII white space, as `char::is_whitespace` has it.
    Space,
    /// Any other ASCII character.
    Mark,
    /// Part of a character beyond ASCII.
    High,
}

const CLASSES: [ByteClass; 256] = {
    let mut classes = [ByteClass::High; 256];
    let mut byte = 0u8;
    while byte < 128 {
        classes[byte as usize] = match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'_' => ByteClass::Letter,
            b'0'..=b'9' => ByteClass::Digit,
            b' ' | 9..=13 => ByteClass::Space,
            _ => ByteClass::Mark,
        };
        byte += 1;
    }
    classes
};

/// The class of `byte`.
#[inline]
pub(crate) const fn class(byte: u8) -> ByteClass {
    CLASSES[byte as usize]
}

/// Whether `byte` is an ASCII letter, digit or low line.
#[inline]
pub(crate) const fn is_word(byte: u8) -> bool {
    matches!(class(byte), ByteClass::Letter | ByteClass::Digit)
}

/// Whether `byte` goes on with a character that another began.
#[inline]
pub(crate) const fn is_inside_char(byte: u8) -> bool {
    byte & 0xC0 == 0x80
}

/// Where the run of ASCII letters and digits that begins at `at` ends: eight bytes a step, with
/// no jump that depends on the length of the word.
#[inline]
pub(crate) fn run_end(bytes: &[u8], mut at: usize) -> usize {
    while let Some(chunk) = bytes.get(at..).and_then(<[u8]>::first_chunk::<8>) {
        let others = others(u64::from_le_bytes(*chunk));
        if others != 0 {
            return at + others.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    while bytes.get(at).is_some_and(u8::is_ascii_alphanumeric) {
        at += 1;
    }
    at
}

/// The top bit of each of eight bytes that is neither an ASCII letter nor an ASCII digit.
#[inline]
const fn others(bytes: u64) -> u64 {
    const EACH: u64 = 0x0101_0101_0101_0101;
    let low = bytes & (EACH * 0x7F);
    let folded = low | (EACH * 0x20);
    // Adding lifts bytes from the bound on over 0x80.
    let letter = (folded + EACH * (0x80 - b'a' as u64)) & !(folded + EACH * (0x80 - b'z' as u64 - 1));
    let digit = (low + EACH * (0x80 - b'0' as u64)) & !(low + EACH * (0x80 - b'9' as u64 - 1));
    (!(letter | digit) | bytes) & (EACH * 0x80)
}

/// Whether `c`, which lies beyond ASCII, is part of a word: a letter, a digit, a combining mark, or
/// a character that joins its neighbours and cannot be seen.
pub(crate) fn is_word_char(c: char) -> bool {
    // Quotes, dashes and ellipses, the most frequent by far, are spared the search in large tables.
    if matches!(c, '\u{2012}'..='\u{205F}') {
        return false;
    }
    c.is_alphanumeric()
        || matches!(c,
            '\u{300}'..='\u{36F}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5BD}' | '\u{64B}'..='\u{65F}'
            | '\u{94D}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' | '\u{20D0}'..='\u{20FF}'
            | '\u{FE00}'..='\u{FE0F}' | '\u{FE20}'..='\u{FE2F}' | '\u{E0100}'..='\u{E01EF}'
            | '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' | '\u{2010}' | '\u{2011}')
}

/// Whether `c` is a pictograph, an arrow or another symbol that may form a chain with the next.
pub(crate) const fn is_pictograph(c: char) -> bool {
    matches!(c, '\u{1F000}'..='\u{1FAFF}' | '\u{2600}'..='\u{27BF}' | '\u{E0020}'..='\u{E007F}')
}

#[cfg(test)]
mod tests {
    use super::{ByteClass, class, is_word_char, run_end};

    #[test]
    fn agrees_with_the_standard_library_on_ascii() {
        for byte in 0..128u8 {
            let c = char::from(byte);
            assert_eq!(class(byte) == ByteClass::Space, c.is_whitespace(), "{byte}");
            assert_eq!(class(byte) == ByteClass::Digit, c.is_ascii_digit(), "{byte}");
            assert_eq!(class(byte) == ByteClass::Letter, c.is_ascii_alphabetic() || c == '_', "{byte}");
        }
        assert_eq!(class(0x80), ByteClass::High);
    }

    #[test]
    fn eight_bytes_agree_with_one() {
        for byte in 0..=255u8 {
            for place in 0..20 {
                let mut bytes = [b'a'; 20];
                bytes[place] = byte;
                let end = if byte.is_ascii_alphanumeric() { 20 } else { place };
                assert_eq!(run_end(&bytes, 0), end, "{byte} at {place}");
            }
        }
        assert_eq!(run_end(b"", 0), 0);
    }

    #[test]
    fn keeps_marks_with_letters() {
        assert!(['é', '\u{301}', '語', '\u{AD}', '\u{200D}'].into_iter().all(is_word_char));
        assert!(!['“', '’', '—', '…', '€', '\u{A0}'].into_iter().any(is_word_char));
        assert!(!('\u{2012}'..='\u{205F}').any(char::is_alphanumeric));
    }
}
