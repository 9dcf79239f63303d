//! What each token looks like, computed once and read by every learned stage.

use crate::tokenized::Tokenized;
use detente_linear::hash_bytes;

/// Properties of a token's form, as bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct LexemeFlags(u16);

impl LexemeFlags {
    /// Begins with an upper-case letter.
    pub const CAPITALISED: Self = Self(1);
    /// Two letters or more, all upper-case.
    pub const ALL_CAPS: Self = Self(1 << 1);
    /// Holds a letter.
    pub const ALPHA: Self = Self(1 << 2);
    /// Holds a decimal digit.
    pub const DIGIT: Self = Self(1 << 3);
    /// Holds neither letter nor digit.
    pub const PUNCTUATION: Self = Self(1 << 4);
    /// White space stands before it, or it is the first of the text.
    pub const SPACE_BEFORE: Self = Self(1 << 5);
    /// It is the first token of its sentence.
    pub const SENTENCE_START: Self = Self(1 << 6);
    /// Holds an upper-case letter after a lower-case one, as in `McCain`.
    pub const MIXED_CASE: Self = Self(1 << 7);
    /// Is a quotation mark of any shape and direction, double or single.
    pub const QUOTE: Self = Self(1 << 8);

    /// Whether all bits of `other` are set.
    #[inline]
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// The bits.
    #[inline]
    pub const fn bits(self) -> u16 {
        self.0
    }

    #[inline]
    const fn set(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

/// The form of one token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Lexeme {
    /// Hash of the token as it stands, apostrophes made straight.
    pub word: u64,
    /// Hash of the token in lower case, apostrophes made straight.
    pub lower: u64,
    /// Hash of its shape: `X` for an upper-case letter, `x` lower-case, `9` digit, other
    /// characters as they are, runs of one class cut to two.
    pub shape: u64,
    /// Properties of its form.
    pub flags: LexemeFlags,
}

impl Lexeme {
    /// Whether all bits of `flag` are set.
    #[inline]
    pub const fn is(&self, flag: LexemeFlags) -> bool {
        self.flags.has(flag)
    }
}

/// The forms of all tokens of a text, with the buffers that computing them needs.
#[derive(Debug, Clone, Default)]
pub struct Lexemes {
    /// A form a token, in token order.
    pub list: Vec<Lexeme>,
    /// The lower-cased tokens one after the other, apostrophes made straight.
    lower: String,
    /// Where each token's lower-cased form ends in `lower`.
    ends: Vec<u32>,
    exact: String,
    shape: String,
}

impl Lexemes {
    /// Computes the form of every token of `tokenized`, which must come from `text`.
    pub fn compute(&mut self, text: &str, tokenized: &Tokenized) {
        self.list.clear();
        self.lower.clear();
        self.ends.clear();
        let mut starts = tokenized.sentences.iter().map(|s| s.tokens.start).peekable();
        let mut previous_end = None;
        for (index, &token) in (0u32..).zip(&tokenized.tokens) {
            let mut lexeme = self.form(token.get(text).unwrap_or_default());
            if previous_end != Some(token.start) {
                lexeme.flags.set(LexemeFlags::SPACE_BEFORE);
            }
            if starts.next_if_eq(&index).is_some() {
                lexeme.flags.set(LexemeFlags::SENTENCE_START);
            }
            previous_end = Some(token.end);
            self.list.push(lexeme);
        }
    }

    /// Token number `index` in lower case, apostrophes made straight; empty where there is none.
    pub fn lower(&self, index: usize) -> &str {
        let start = if index == 0 { 0 } else { self.ends.get(index - 1).map_or(0, |&e| e as usize) };
        self.ends.get(index).map_or("", |&end| &self.lower[start..end as usize])
    }

    fn form(&mut self, token: &str) -> Lexeme {
        match self.plain_form(token) {
            Some(lexeme) => lexeme,
            None => self.any_form(token),
        }
    }

    /// The form of a word of English letters, lower-case but for the first, and of a mark of ASCII; else `None`. Most
    /// tokens are such, and [`Self::any_form`] says the same of them, more slowly.
    fn plain_form(&mut self, token: &str) -> Option<Lexeme> {
        let (&first, rest) = token.as_bytes().split_first()?;
        if !rest.iter().all(u8::is_ascii_lowercase) {
            return None;
        }
        let hash = hash_bytes(token.as_bytes());
        let start = self.lower.len();
        self.lower.push_str(token);
        let lexeme = if first.is_ascii_lowercase() {
            let shape = hash_bytes(if rest.is_empty() { b"x" } else { b"xx" });
            Lexeme { word: hash, lower: hash, shape, flags: LexemeFlags::ALPHA }
        } else if first.is_ascii_uppercase() && !rest.is_empty() {
            if let Some(word) = self.lower.get_mut(start..) {
                word.make_ascii_lowercase();
            }
            let lower = hash_bytes(&self.lower.as_bytes()[start..]);
            let shape = hash_bytes(if rest.len() == 1 { b"Xx" } else { b"Xxx" });
            let flags = LexemeFlags(LexemeFlags::ALPHA.0 | LexemeFlags::CAPITALISED.0);
            Lexeme { word: hash, lower, shape, flags }
        } else if rest.is_empty() && first.is_ascii_punctuation() && first != b'`' {
            let quote = if is_quote(token) { LexemeFlags::QUOTE.0 } else { 0 };
            Lexeme {
                word: hash,
                lower: hash,
                shape: hash,
                flags: LexemeFlags(LexemeFlags::PUNCTUATION.0 | quote),
            }
        } else {
            self.lower.truncate(start);
            return None;
        };
        self.ends.push(detente_text::offset(self.lower.len()));
        Some(lexeme)
    }

    fn any_form(&mut self, token: &str) -> Lexeme {
        let start = self.lower.len();
        self.exact.clear();
        self.shape.clear();
        let mut flags = LexemeFlags::default();
        let (mut letters, mut upper, mut saw_lower) = (0, 0, false);
        let mut run = ('\0', 0);
        for (position, c) in token.chars().enumerate() {
            let c = straight(c);
            self.exact.push(c);
            let class = if c.is_uppercase() {
                flags.set(LexemeFlags::ALPHA);
                if position == 0 {
                    flags.set(LexemeFlags::CAPITALISED);
                }
                if saw_lower {
                    flags.set(LexemeFlags::MIXED_CASE);
                }
                letters += 1;
                upper += 1;
                'X'
            } else if c.is_alphabetic() {
                flags.set(LexemeFlags::ALPHA);
                letters += 1;
                saw_lower |= c.is_lowercase();
                'x'
            } else if c.is_numeric() {
                flags.set(LexemeFlags::DIGIT);
                '9'
            } else {
                c
            };
            if class == 'X' {
                self.lower.extend(c.to_lowercase());
            } else {
                self.lower.push(c);
            }
            run = if run.0 == class { (class, run.1 + 1) } else { (class, 1) };
            if run.1 <= 2 {
                self.shape.push(class);
            }
        }
        if letters >= 2 && upper == letters {
            flags.set(LexemeFlags::ALL_CAPS);
        }
        if !flags.has(LexemeFlags::ALPHA) && !flags.has(LexemeFlags::DIGIT) {
            flags.set(LexemeFlags::PUNCTUATION);
            if is_quote(token) {
                flags.set(LexemeFlags::QUOTE);
            }
        }
        self.ends.push(detente_text::offset(self.lower.len()));
        Lexeme {
            word: hash_bytes(self.exact.as_bytes()),
            lower: hash_bytes(&self.lower.as_bytes()[start..]),
            shape: hash_bytes(self.shape.as_bytes()),
            flags,
        }
    }
}

/// Single quotes of any direction as the straight apostrophe.
const fn straight(c: char) -> char {
    match c {
        '‘' | '’' | '‛' | 'ʼ' | '`' | '´' => '\'',
        _ => c,
    }
}

fn is_quote(token: &str) -> bool {
    matches!(
        token,
        "\"" | "'" | "''" | "``" | "`" | "“" | "”" | "„" | "‟" | "‘" | "’" | "‚" | "‛" | "«" | "»"
    )
}

#[cfg(test)]
mod tests {
    use super::{LexemeFlags, Lexemes};
    use crate::Tokenized;
    use detente_linear::hash_bytes;
    use detente_text::Span;

    #[test]
    fn plain_tokens_are_described_as_others_are() {
        let marks = (b'!'..=b'~').map(|byte| char::from(byte).to_string());
        let words = [
            "a", "I", "of", "Of", "word", "Word", "WORD", "wOrd", "Ärger", "it's", "'s", "--", "x1", "28,500",
        ];
        let mut plain = 0;
        for token in marks.chain(words.map(str::to_owned)) {
            let (mut quick, mut slow) = (Lexemes::default(), Lexemes::default());
            let Some(lexeme) = quick.plain_form(&token) else {
                assert_eq!((quick.lower.len(), quick.ends.len()), (0, 0), "{token}");
                continue;
            };
            plain += 1;
            assert_eq!(lexeme, slow.any_form(&token), "{token}");
            assert_eq!((quick.lower, quick.ends), (slow.lower, slow.ends), "{token}");
        }
        assert_eq!(plain, 26 + 31 + ["a", "of", "Of", "word", "Word"].len());
    }

    #[test]
    fn describes_each_token() {
        let text = "McCain‘s U.S. 28,500 “";
        let tokens = [(0, 6), (6, 10), (11, 15), (16, 22), (23, 26)];
        let tokens = tokens.map(|(start, end)| Span::new(start, end)).to_vec();
        let mut lexemes = Lexemes::default();
        lexemes.compute(text, &Tokenized { tokens, ..Tokenized::default() });
        assert_eq!(
            (0..5).map(|i| lexemes.lower(i)).collect::<Vec<_>>(),
            ["mccain", "'s", "u.s.", "28,500", "“"]
        );
        assert_eq!(lexemes.lower(9), "");
        let [name, clitic, state, number, quote] = lexemes.list[..] else { panic!() };
        assert!(name.is(LexemeFlags::CAPITALISED) && name.is(LexemeFlags::MIXED_CASE));
        assert_eq!(name.lower, hash_bytes(b"mccain"));
        assert_eq!(name.shape, hash_bytes(b"XxXxx"));
        assert!(!clitic.is(LexemeFlags::SPACE_BEFORE) && state.is(LexemeFlags::SPACE_BEFORE));
        assert!(state.is(LexemeFlags::ALL_CAPS) && number.is(LexemeFlags::DIGIT));
        assert_eq!(number.shape, hash_bytes(b"99,99"));
        assert!(quote.is(LexemeFlags::QUOTE) && quote.is(LexemeFlags::PUNCTUATION));
    }
}
