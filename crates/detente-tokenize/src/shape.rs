//! What a token looks like to the sentence model.

use crate::byte_class::is_pictograph;

/// The look of a token, in one of a few classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Shape {
    /// There is no token: the paragraph begins or ends.
    Nothing,
    /// A word in lower case.
    Lower,
    /// A capital and lower case.
    Capitalised,
    /// A single capital.
    Letter,
    /// Capitals.
    Capitals,
    /// Begins with a digit.
    Number,
    /// A single or double quote.
    Quote,
    /// An opening bracket.
    Open,
    /// A closing bracket.
    Close,
    /// A dash or hyphen.
    Dash,
    /// A mark that lists and mails draw with.
    Bullet,
    /// Ends in a full stop, begins with a letter.
    Abbreviation,
    /// A single capital with a full stop.
    Initial,
    /// Full stop, exclamation mark, question mark, ellipsis, and runs of them.
    Stop,
    /// Comma, semicolon, colon.
    Comma,
    /// A clitic such as "'s".
    Clitic,
    /// A sign of money or number.
    Sign,
    /// A name that begins with an at sign.
    Address,
    /// A face or pictograph.
    Face,
    /// Anything else.
    Other,
}

impl Shape {
    /// The shape of `token`.
    #[inline]
    pub(crate) fn of(token: &[u8]) -> Self {
        let (Some(&first), Some(&last)) = (token.first(), token.last()) else {
            return Self::Nothing;
        };
        let stopped = last == b'.' && token.len() > 1;
        // Words, by far the most, take no jump that depends on their letters.
        if first.is_ascii_lowercase() {
            return if stopped { Self::Abbreviation } else { Self::Lower };
        }
        if !first.is_ascii_uppercase() {
            return Self::of_mark(token, first, last);
        }
        match token {
            [_] => Self::Letter,
            [_, b'.'] => Self::Initial,
            _ if stopped => Self::Abbreviation,
            [_, second, ..] if second.is_ascii_uppercase() && last.is_ascii_uppercase() => Self::Capitals,
            _ => Self::Capitalised,
        }
    }

    /// The shape of a token that begins in ASCII with no letter, or beyond ASCII.
    fn of_mark(bytes: &[u8], first: u8, last: u8) -> Self {
        match first {
            b'0'..=b'9' => Self::Number,
            b'\'' | b'`' if bytes.len() > 1 && bytes[1].is_ascii_alphabetic() => Self::Clitic,
            b'"' | b'\'' | b'`' => Self::Quote,
            b'.' | b'!' | b'?' => Self::Stop,
            b',' | b';' | b':' if bytes.len() == 1 => Self::Comma,
            b'(' | b'[' | b'{' if bytes.len() == 1 => Self::Open,
            b')' | b']' | b'}' if bytes.len() == 1 => Self::Close,
            b'-' => Self::Dash,
            b'*' | b'#' | b'<' | b'>' | b'=' | b'|' | b'~' | b'_' if bytes.len() == 1 || first == last => {
                Self::Bullet
            }
            b'$' | b'%' | b'&' | b'+' | b'/' => Self::Sign,
            b'@' => Self::Address,
            b':' | b';' | b'=' | b'^' | b'<' => Self::Face,
            0..=0x7F => Self::Other,
            _ => Self::of_other(bytes),
        }
    }

    /// The shape of a token that does not begin in ASCII.
    fn of_other(token: &[u8]) -> Self {
        match token {
            [0xE2, 0x80, 0x98 | 0x99, .., b'a'..=b'z' | b'A'..=b'Z'] => return Self::Clitic,
            [0xE2, 0x80, 0x98..=0x9F, ..] | [0xC2, 0xAB | 0xBB, ..] => return Self::Quote,
            [0xE2, 0x80, 0xA6, ..] | [0xE3, 0x80, 0x82, ..] => return Self::Stop,
            [0xE2, 0x80, 0x90..=0x95, ..] => return Self::Dash,
            // Bullet, middle dot.
            [0xE2, 0x80, 0xA2, ..] | [0xC2, 0xB7, ..] => return Self::Bullet,
            // Pound and yen; the other signs of money.
            [0xC2, 0xA3 | 0xA5, ..] | [0xE2, 0x82, 0xA0..=0xBF, ..] => return Self::Sign,
            _ => {}
        }
        let first = token.utf8_chunks().next().and_then(|chunk| chunk.valid().chars().next());
        match first {
            Some(c) if c.is_uppercase() => Self::Capitalised,
            Some(c) if c.is_alphabetic() => Self::Lower,
            Some(c) if is_pictograph(c) => Self::Face,
            _ => Self::Other,
        }
    }

    /// Whether it may stand first in a sentence even where no stop stands before.
    pub(crate) const fn may_begin(self) -> bool {
        !matches!(
            self,
            Self::Nothing | Self::Lower | Self::Close | Self::Stop | Self::Comma | Self::Clitic | Self::Sign
        )
    }
}

#[cfg(test)]
mod tests {
    use super::Shape;

    #[test]
    fn tells_tokens_apart() {
        for (token, shape) in [
            ("", Shape::Nothing),
            ("seoul", Shape::Lower),
            ("Seoul", Shape::Capitalised),
            ("A", Shape::Letter),
            ("NATO", Shape::Capitals),
            ("J.", Shape::Initial),
            ("Gen.", Shape::Abbreviation),
            ("9th", Shape::Number),
            ("’s", Shape::Clitic),
            ("’", Shape::Quote),
            ("…", Shape::Stop),
            ("?!", Shape::Stop),
            (":)", Shape::Face),
            ("Élan", Shape::Capitalised),
            ("@desk", Shape::Address),
        ] {
            assert_eq!(Shape::of(token.as_bytes()), shape, "{token}");
        }
    }
}
