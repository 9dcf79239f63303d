//! Dates, times, amounts and counts, by rules over tokens.

use crate::label::EntityLabel;
use crate::number_words::{Class, NumberWords};
use crate::view::View;
use detente_tokenize::{LexemeFlags, Lexemes};
use std::ops::Range;

/// A date, time, amount or count: its tokens, its label, its value where it is plain.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct NumberSpan {
    pub(crate) tokens: Range<usize>,
    pub(crate) label: EntityLabel,
    pub(crate) value: Option<f64>,
}

/// Buffers of the reader.
#[derive(Debug, Clone, Default)]
pub(crate) struct NumberScratch {
    /// Classes and value of each distinct word.
    words: Vec<(Class, f64)>,
}

impl NumberScratch {
    /// Looks up the distinct words of a document.
    pub(crate) fn prepare(&mut self, view: &View, table: &NumberWords) {
        self.words.clear();
        self.words.extend(view.words.iter().map(|word| table.get(word.lower)));
    }

    /// Writes the numbers of the sentence with the tokens `range` to `found`; `is_name` tells the
    /// tokens of names, `ends_person` whether a person's name ends with a token.
    pub(crate) fn read(
        &self,
        view: &View,
        lexemes: &Lexemes,
        range: Range<usize>,
        is_name: impl Fn(usize) -> bool,
        ends_person: impl Fn(usize) -> bool,
        found: &mut Vec<NumberSpan>,
    ) {
        let reader = Reader { words: &self.words, view, lexemes, end: range.end, start: range.start };
        let mut at = range.start;
        while at < range.end {
            let class = reader.class(at);
            if class.0 == 0 || is_name(at) && !class.any(Class::MONTH.with(Class::WEEKDAY)) {
                at += 1;
                continue;
            }
            let age = || reader.age(at, &ends_person);
            let span = reader
                .amount(at)
                .or_else(age)
                .or_else(|| reader.time(at))
                .or_else(|| reader.date(at))
                .or_else(|| reader.count(at));
            match span {
                Some(span)
                    if span.tokens.end > at
                        && !span.tokens.clone().any(|t| {
                            is_name(t)
                                && !reader
                                    .class(t)
                                    .any(Class::MONTH.with(Class::WEEKDAY).with(Class::HOLIDAY))
                        }) =>
                {
                    at = span.tokens.end;
                    found.push(span);
                }
                _ => at += 1,
            }
        }
    }
}

/// A number as written: the token after it and its value.
#[derive(Clone, Copy)]
pub(crate) struct Number {
    pub(crate) end: usize,
    pub(crate) value: Option<f64>,
}

pub(crate) struct Reader<'a> {
    words: &'a [(Class, f64)],
    view: &'a View,
    lexemes: &'a Lexemes,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

impl Reader<'_> {
    pub(crate) fn class(&self, at: usize) -> Class {
        if at >= self.end || at < self.start {
            return Class(0);
        }
        let digits = self.lexemes.list.get(at).is_some_and(|lexeme| lexeme.is(LexemeFlags::DIGIT));
        let word = self.view.cells.get(at).and_then(|cell| self.words.get(cell.word as usize));
        let class = word.map_or(Class(0), |word| word.0);
        let class = if class.any(Class::MONTH.with(Class::WEEKDAY)) && !self.capitalised(at) {
            Class(0)
        } else {
            class
        };
        if digits { class.with(Class::DIGITS) } else { class }
    }

    pub(crate) fn value(&self, at: usize) -> f64 {
        let word = self.view.cells.get(at).and_then(|cell| self.words.get(cell.word as usize));
        word.map_or(0.0, |word| word.1)
    }

    pub(crate) fn is(&self, at: usize, class: Class) -> bool {
        self.class(at).any(class)
    }

    pub(crate) fn lower(&self, at: usize) -> &str {
        if at >= self.end || at < self.start { "" } else { self.lexemes.lower(at) }
    }

    pub(crate) fn before(&self, at: usize) -> &str {
        if at > self.start { self.lexemes.lower(at - 1) } else { "" }
    }

    pub(crate) fn capitalised(&self, at: usize) -> bool {
        at < self.end
            && self.lexemes.list.get(at).is_some_and(|lexeme| {
                lexeme.is(LexemeFlags::CAPITALISED)
                    || lexeme.is(LexemeFlags::MIXED_CASE)
                    || self.lexemes.lower(at).starts_with("mid-")
            })
    }

    /// No space stands before the token.
    pub(crate) fn joined(&self, at: usize) -> bool {
        at < self.end && self.lexemes.list.get(at).is_some_and(|lexeme| !lexeme.is(LexemeFlags::SPACE_BEFORE))
    }

    pub(crate) fn hyphen(&self, at: usize) -> bool {
        matches!(self.lower(at), "-" | "–" | "‑")
    }

    /// A number in digits or words, with its scale: "28,500", "2.5 million", "twenty-one", "a
    /// hundred".
    pub(crate) fn number(&self, at: usize) -> Option<Number> {
        let mut number = if self.is(at, Class::DIGITS) {
            let mut value = plain(self.lower(at))?;
            let mut end = at + 1;
            // Lakhs and crores, "2,00,000", come as several tokens without space between.
            while end < at + 12
                && self.joined(end)
                && self.lower(end) == ","
                && self.joined(end + 1)
                && self.is(end + 1, Class::DIGITS)
            {
                let more = self.lower(end + 1);
                let digits = more.bytes().filter(u8::is_ascii_digit).count();
                value = value * 10f64.powi(i32::try_from(digits).unwrap_or(0)) + plain(more)?;
                end += 2;
            }
            Number { end, value: Some(value) }
        } else if self.is(at, Class::COUNT) {
            let mut value = self.value(at);
            let mut end = at + 1;
            if self.is(at, Class::TENS) {
                let next = if self.hyphen(end) { end + 1 } else { end };
                if self.is(next, Class::COUNT) && self.value(next) < 10.0 {
                    value += self.value(next);
                    end = next + 1;
                }
            }
            if self.lower(end) == "and" && self.lower(end + 1) == "a" && self.lower(end + 2) == "half" {
                value += 0.5;
                end += 3;
            }
            Number { end, value: Some(value) }
        } else if self.is(at, Class::ARTICLE) && self.is(at + 1, Class::SCALE) {
            Number { end: at + 1, value: Some(1.0) }
        } else if self.lower(at) == "several" && self.is(at + 1, Class::SCALE) {
            Number { end: at + 1, value: None }
        } else {
            return None;
        };
        for _ in 0..4 {
            let next = if self.hyphen(number.end) { number.end + 1 } else { number.end };
            if !self.is(next, Class::SCALE) {
                break;
            }
            number = Number { end: next + 1, value: number.value.map(|value| value * self.value(next)) };
        }
        Some(number)
    }

    /// "tens of thousands", "dozens".
    pub(crate) fn vague(&self, at: usize) -> Option<usize> {
        if !self.is(at, Class::VAGUE) || (self.lower(at) == "scores" && self.lower(at + 1) != "of") {
            return None;
        }
        Some(if self.lower(at + 1) == "of" && self.is(at + 2, Class::VAGUE) {
            at + 3
        } else if self.lower(at) == "tens" {
            return None;
        } else {
            at + 1
        })
    }

    /// Money, percentages and measures.
    fn amount(&self, at: usize) -> Option<NumberSpan> {
        if self.is(at, Class::SIGN) {
            let number = self.number(at + 1)?;
            return Some(NumberSpan {
                tokens: at..number.end,
                label: EntityLabel::Money,
                value: number.value,
            });
        }
        if let Some(end) = self.vague(at) {
            if self.lower(end) == "of" && self.is(end + 1, Class::CURRENCY) {
                return Some(NumberSpan { tokens: at..end + 2, label: EntityLabel::Money, value: None });
            }
            if self.lower(end) == "of" && self.is(end + 1, Class::MEASURE) {
                return Some(NumberSpan { tokens: at..end + 2, label: EntityLabel::Quantity, value: None });
            }
        }
        let mut number = self.number(at)?;
        if matches!(self.lower(number.end), "to" | "-" | "–")
            && let Some(second) =
                self.number(number.end + 1).filter(|second| self.is(second.end, Class::PERCENT))
        {
            number = Number { end: second.end, value: None };
        }
        if self.lower(number.end) == "point"
            && let Some(second) = self.number(number.end + 1)
        {
            number = Number { end: second.end, value: None };
        }
        let mut next = if self.hyphen(number.end) { number.end + 1 } else { number.end };
        if self.is(next, Class::PERCENT) {
            return Some(NumberSpan {
                tokens: at..next + 1,
                label: EntityLabel::Percent,
                value: number.value,
            });
        }
        if self.lower(next) == "per" && self.lower(next + 1) == "cent" {
            return Some(NumberSpan {
                tokens: at..next + 2,
                label: EntityLabel::Percent,
                value: number.value,
            });
        }
        if self.lower(next) == "u.s." && self.is(next + 1, Class::CURRENCY) {
            next += 1;
        }
        if self.is(next, Class::CURRENCY)
            && !(self.lower(next) == "won"
                && !self.is(at, Class::SCALE)
                && number.value.is_some_and(|v| v < 100.0))
        {
            return Some(NumberSpan { tokens: at..next + 1, label: EntityLabel::Money, value: number.value });
        }
        if matches!(self.lower(next), "square" | "cubic") {
            next += 1;
        }
        if self.is(next, Class::MEASURE) {
            let mut end = next + 1;
            if self.lower(end) == "per" && self.is(end + 1, Class::HOUR) {
                end += 2;
            } else if matches!(self.lower(next), "degree" | "degrees")
                && matches!(self.lower(end), "celsius" | "fahrenheit" | "centigrade")
            {
                end += 1;
            } else if self.hyphen(end)
                && matches!(self.lower(end + 1), "long" | "high" | "wide" | "deep" | "range")
            {
                end += 2;
            }
            return Some(NumberSpan { tokens: at..end, label: EntityLabel::Quantity, value: number.value });
        }
        None
    }

    /// The age after a person's name, between commas.
    fn age(&self, at: usize, ends_person: &impl Fn(usize) -> bool) -> Option<NumberSpan> {
        let comma = at > self.start + 1 && self.lower(at - 1) == ",";
        let value = self.number(at)?.value?;
        (comma
            && ends_person(at - 2)
            && (1.0..120.0).contains(&value)
            && matches!(self.lower(at + 1), "," | "." | ""))
        .then(|| self.span(at, at + 1, EntityLabel::Date))
    }

    #[expect(clippy::unused_self, reason = "reads like the other parts")]
    pub(crate) fn span(&self, start: usize, end: usize, label: EntityLabel) -> NumberSpan {
        NumberSpan { tokens: start..end, label, value: None }
    }

    /// The end of "five", "20", "several", "a few", "a", "a couple of" before a unit.
    pub(crate) fn count_or_few(&self, at: usize) -> Option<usize> {
        if let Some(number) = self.number(at) {
            return Some(if self.lower(number.end) == "more" { number.end + 1 } else { number.end });
        }
        if self.is(at, Class::ARTICLE) {
            let next = at + 1;
            if self.is(next, Class::FEW) {
                return Some(if self.lower(next + 1) == "of" { next + 2 } else { next + 1 });
            }
            return Some(next);
        }
        let more = usize::from(self.lower(at + 1) == "more");
        self.is(at, Class::FEW).then_some(at + 1 + more)
    }

    /// Ordinals and other numbers.
    fn count(&self, at: usize) -> Option<NumberSpan> {
        let cardinal = |end, value| Some(NumberSpan { tokens: at..end, label: EntityLabel::Cardinal, value });
        if self.is(at, Class::DIGITS) && is_ordinal(self.lower(at)) {
            let value = plain(self.lower(at).trim_end_matches(|c: char| c.is_ascii_alphabetic()));
            return Some(NumberSpan { tokens: at..at + 1, label: EntityLabel::Ordinal, value });
        }
        if self.is(at, Class::ORDINAL) {
            if self.before(at) == "at"
                || (matches!(self.lower(at), "third" | "fifth") && matches!(self.before(at), "a"))
            {
                return None;
            }
            return Some(NumberSpan {
                tokens: at..at + 1,
                label: EntityLabel::Ordinal,
                value: Some(self.value(at)),
            });
        }
        if let Some(end) = self.vague(at) {
            return cardinal(end, None);
        }
        if self.lower(at) == "half" && matches!(self.lower(at + 1), "of" | "the") {
            return cardinal(at + 1, Some(0.5));
        }
        if self.is(at, Class::ARTICLE)
            && matches!(self.lower(at + 1), "third" | "quarter" | "fifth")
            && self.lower(at + 2) == "of"
        {
            return cardinal(at + 2, None);
        }
        let number = self.number(at)?;
        if self.hyphen(number.end)
            && matches!(
                self.lower(number.end + 1),
                "third" | "thirds" | "half" | "fifth" | "fifths" | "quarter" | "quarters" | "fourth"
            )
        {
            return cardinal(number.end + 2, None);
        }
        if self.is(at, Class::DIGITS)
            && matches!(self.lower(number.end), "-" | "–" | "to")
            && self.is(number.end + 1, Class::DIGITS)
        {
            let second = self.number(number.end + 1);
            let joined = self.lower(number.end) != "to";
            if let Some(second) = second.filter(|second| {
                joined && !self.is(second.end, Class::UNITS.with(Class::HOURS).with(Class::MEASURE))
            }) {
                return cardinal(second.end, None);
            }
        }
        if number.end == at + 1 && self.lower(at) == "one" && !self.is_counting_one(at) {
            return None;
        }
        if number.end == at + 1
            && self.lower(at).contains(|c: char| c.is_alphabetic())
            && self.is(at, Class::DIGITS)
        {
            return None;
        }
        cardinal(number.end, number.value)
    }

    /// Whether "one" counts what follows rather than standing for it.
    fn is_counting_one(&self, at: usize) -> bool {
        let next = self.lower(at + 1);
        let stop = matches!(
            next,
            "of" | "another"
                | "to"
                | "who"
                | "that"
                | "which"
                | "is"
                | "was"
                | "can"
                | "could"
                | "will"
                | "would"
                | "should"
                | "must"
                | "has"
                | "had"
                | "with"
                | "by"
                | "and"
                | "or"
                | "in"
                | "on"
                | "at"
                | "for"
                | "from"
                | "the"
                | "a"
                | "day"
                | "side"
                | "hand"
                | "thing"
                | "more"
                | "as"
                | "if"
                | "but"
                | "may"
                | "might"
                | "does"
                | "did"
                | "he"
                | "she"
                | "they"
                | "we"
                | "i"
                | "it"
                | "when"
                | "where"
                | "whose"
                | "than"
                | "so"
                | "not"
        );
        let plain = next.starts_with(|c: char| c.is_alphabetic());
        !stop
            && plain
            && !matches!(
                self.before(at),
                "no" | "any" | "every" | "this" | "that" | "the" | "each" | "another" | "which"
            )
    }
}

/// The value of digits with commas and a point: "28,500", "1.5"; also before "st", "nd", "s".
pub(crate) fn plain(written: &str) -> Option<f64> {
    let digits = written.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let usual = digits.bytes().all(|b| b.is_ascii_digit() || matches!(b, b',' | b'.'));
    if digits.is_empty() || !usual || digits.len() > 24 {
        return None;
    }
    let cleaned: String = digits.chars().filter(|&c| c != ',').collect();
    cleaned.parse().ok()
}

pub(crate) fn is_ordinal(written: &str) -> bool {
    let digits = written.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    !digits.is_empty()
        && digits.bytes().all(|b| b.is_ascii_digit() || b == b',')
        && matches!(&written[digits.len()..], "st" | "nd" | "rd" | "th")
}
