//! Dates and times, by rules over tokens.

use crate::label::EntityLabel;
use crate::number_words::Class;
use crate::numbers::{NumberSpan, Reader, is_ordinal, plain};

impl Reader<'_> {
    /// Times shorter than a day.
    pub(crate) fn time(&self, at: usize) -> Option<NumberSpan> {
        let start = at;
        let time = |end| Some(self.span(start, end, EntityLabel::Time));
        if self.is(at, Class::DIGITS) {
            let written = self.lower(at);
            if self.is(at + 1, Class::CLOCK) {
                let end = if self.is(at + 2, Class::CLOCK) { at + 3 } else { at + 2 };
                return time(end);
            }
            if is_clock(written)
                || (written.len() > 2
                    && (written.ends_with("am") || written.ends_with("pm"))
                    && written.starts_with(|c: char| c.is_ascii_digit()))
            {
                return time(at + 1);
            }
            if is_ordinal(written) && self.lower(at + 1) == "minute" {
                return time(at + 2);
            }
        }
        if let Some(end) = self.count_or_few(at) {
            let next = if self.hyphen(end) { end + 1 } else { end };
            if self.is(next, Class::HOURS)
                || (self.is(next, Class::HOUR) && !(self.lower(next) == "second" && next == end))
            {
                let end = next + 1;
                return time(if self.is(end, Class::AGO) && self.lower(end) != "before" {
                    end + 1
                } else {
                    end
                });
            }
        }
        if self.lower(at) == "half" && self.lower(at + 1) == "an" && self.lower(at + 2) == "hour" {
            return time(at + 3);
        }
        if self.is(at, Class::HOURS) {
            return time(if self.is(at + 1, Class::AGO) && self.lower(at + 1) != "before" {
                at + 2
            } else {
                at + 1
            });
        }
        if self.is(at, Class::DAYPART) {
            return time(at + 1);
        }
        if self.is(at, Class::EDGE.with(Class::DEICTIC))
            && self.is(at + 1, Class::DAYPART)
            && self.lower(at + 1) != "overnight"
        {
            return time(at + 2);
        }
        None
    }

    fn year(&self, at: usize) -> bool {
        if !self.is(at, Class::DIGITS) {
            return false;
        }
        let written = self.lower(at);
        let decade = written.strip_suffix('s').or_else(|| written.strip_suffix("'s")).unwrap_or(written);
        let is_year = |text: &str| {
            text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit()) && ("1500".."2101").contains(&text)
        };
        if decade.len() < written.len() {
            return is_year(decade) || (decade.len() == 2 && decade.ends_with('0'));
        }
        is_year(written)
            && !self.is(
                at + 1,
                Class::MEASURE
                    .with(Class::UNITS)
                    .with(Class::HOURS)
                    .with(Class::CURRENCY)
                    .with(Class::PERCENT)
                    .with(Class::CLOCK),
            )
            && !matches!(
                self.lower(at + 1),
                "people" | "troops" | "soldiers" | "police" | "workers" | "deaths" | "victims" | "refugees"
            )
    }

    /// Dates and spans of a day and more.
    pub(crate) fn date(&self, at: usize) -> Option<NumberSpan> {
        let date = |end: usize| Some(self.span(at, end, EntityLabel::Date));
        if self.is(at, Class::EDGE) && !self.is(at, Class::WEEKDAY) {
            let next = if self.hyphen(at + 1) { at + 2 } else { at + 1 };
            let next = if self.lower(next) == "in" && self.lower(at) == "early" { next + 1 } else { next };
            if self.lower(next) == "that" && self.is(next + 1, Class::UNIT) {
                return date(next + 2);
            }
            let inner = self.plain_date(next)?;
            // "late Saturday": the weekday alone.
            return if self.is(next, Class::WEEKDAY.with(Class::FREQUENCY)) || (self.is(next, Class::ARTICLE))
            {
                None
            } else {
                date(inner)
            };
        }
        if matches!(self.lower(at), "age") && self.lower(at + 1) == "of" {
            return self.number(at + 2).and_then(|number| date(number.end));
        }
        let end = self.plain_date(at)?;
        date(end)
    }

    /// A date without "early" or "late" before it; gives the token after it.
    fn plain_date(&self, at: usize) -> Option<usize> {
        if self.is(at, Class::MONTH) {
            return self.month(at);
        }
        if self.is(at, Class::TODAY.with(Class::FREQUENCY)) {
            return (self.lower(at) != "tonight").then_some(at + 1);
        }
        if self.is(at, Class::WEEKDAY) {
            let full =
                self.lower(at + 1) == "," && self.is(at + 2, Class::DIGITS) && self.is(at + 3, Class::MONTH);
            return if full { self.plain_date(at + 2) } else { Some(at + 1) };
        }
        if self.is(at, Class::DIGITS) && self.is(at + 1, Class::MONTH) {
            let day = self.lower(at).trim_end_matches(|c: char| c.is_ascii_alphabetic());
            if day.len() <= 2 && plain(day).is_some_and(|day| (1.0..=31.0).contains(&day)) {
                return Some(if self.year(at + 2) { at + 3 } else { at + 2 });
            }
        }
        if self.year(at) {
            return Some(if matches!(self.lower(at + 1), "b.c." | "bc" | "a.d." | "ad") {
                at + 2
            } else {
                at + 1
            });
        }
        if (self.is(at, Class::ORDINAL) || self.is(at, Class::DIGITS) && is_ordinal(self.lower(at)))
            && self.lower(at + 1) == "century"
        {
            return Some(at + 2);
        }
        if self.is(at, Class::HOLIDAY) && self.capitalised(at) {
            return Some(
                if matches!(self.lower(at + 1), "day" | "eve" | "sunday") && self.capitalised(at + 1) {
                    at + 2
                } else {
                    at + 1
                },
            );
        }
        if self.capitalised(at) && self.lower(at) == "new" && self.lower(at + 1) == "year" {
            let end = if self.lower(at + 2) == "'s" { at + 3 } else { at + 2 };
            if matches!(self.lower(end), "day" | "eve") {
                return Some(end + 1);
            }
        }
        if self.capitalised(at) && self.is(at, Class::OPENER) && self.lower(at) != "new" {
            let end = if self.lower(at + 1) == "'s" { at + 2 } else { at + 1 };
            return (self.lower(end) == "day" && self.capitalised(end)).then_some(end + 1);
        }
        if self.is(at, Class::DEICTIC) {
            return self.deictic(at);
        }
        if let Some(end) = self.count_or_few(at) {
            return self.spell(at, end);
        }
        let bare = matches!(self.lower(at), "years" | "decades" | "weeks" | "days" | "months" | "centuries");
        if bare {
            return Some(if matches!(self.lower(at + 1), "ago" | "earlier" | "later") {
                at + 2
            } else {
                at + 1
            });
        }
        None
    }

    /// "March 3, 2003", "March 2003", "March last year", "March".
    fn month(&self, at: usize) -> Option<usize> {
        let next = at + 1;
        let day = self.is(next, Class::DIGITS) && {
            let written = self.lower(next);
            let day = written.trim_end_matches(|c: char| c.is_ascii_alphabetic());
            day.len() <= 2
                && plain(day).is_some_and(|day| (1.0..=31.0).contains(&day))
                && !self.is(next + 1, Class::PERCENT)
        };
        if day {
            let comma = usize::from(matches!(self.lower(next + 1), "," | "of"));
            return Some(
                if self.year(next + 1 + comma)
                    && !(comma == 1 && self.lower(next + 1) == "of" && !self.year(next + 2))
                {
                    next + 2 + comma
                } else {
                    next + 1
                },
            );
        }
        if self.year(next) {
            return Some(next + 1);
        }
        if matches!(self.lower(next), "," | "of") && self.year(next + 1) {
            return Some(next + 2);
        }
        if self.is(next, Class::ORDINAL) && !self.capitalised(next) {
            return Some(next + 1);
        }
        if self.is(next, Class::DEICTIC) && self.lower(next + 1) == "year" {
            return Some(next + 2);
        }
        // "May" and "March" open sentences as other words too.
        if matches!(self.lower(at), "may" | "march")
            && (at == self.start
                || (self.lower(at) == "march" && self.capitalised(at.wrapping_sub(1)) && at > self.start))
        {
            return None;
        }
        Some(next)
    }

    /// "last week", "next few days", "past 20 years", "this weekend", "last Friday".
    fn deictic(&self, at: usize) -> Option<usize> {
        let word = self.lower(at);
        let mut next = at + 1;
        if self.is(next, Class::DEICTIC) && word == "this" {
            next += 1;
        }
        if self.is(next, Class::MONTH.with(Class::WEEKDAY)) {
            return if matches!(word, "last" | "next" | "this" | "every" | "past" | "each") {
                Some(next + 1)
            } else {
                None
            };
        }
        if self.is(next, Class::UNITS) {
            return matches!(
                word,
                "coming" | "recent" | "past" | "last" | "previous" | "following" | "upcoming" | "next"
            )
            .then_some(next + 1);
        }
        if self.is(next, Class::UNIT) {
            if matches!(self.lower(next), "fall" | "quarter" | "season" | "generation")
                && word != "this"
                && word != "last"
                && word != "next"
            {
                return None;
            }
            return Some(next + 1);
        }
        if let Some(end) = self.count_or_few(next).filter(|&end| end > next)
            && (self.is(end, Class::UNITS) || (self.is(end, Class::UNIT) && !self.is(next, Class::ARTICLE)))
        {
            return matches!(word, "last" | "next" | "past" | "every" | "coming" | "previous" | "another")
                .then_some(end + 1);
        }
        None
    }

    /// What follows a count: "years", "years ago", "-year-old".
    fn spell(&self, at: usize, end: usize) -> Option<usize> {
        if self.hyphen(end) && self.is(end + 1, Class::UNIT) {
            let unit = end + 2;
            if self.hyphen(unit) && matches!(self.lower(unit + 1), "old" | "long") {
                return Some(unit + 2);
            }
            return Some(unit);
        }
        let counted = !self.is(at, Class::ARTICLE);
        let unit = self.is(end, Class::UNITS) || self.is(end, Class::UNIT);
        if !unit
            || (self.is(end, Class::SEASON))
            || matches!(
                self.lower(end),
                "fall" | "quarter" | "quarters" | "season" | "generation" | "generations" | "seasons"
            )
        {
            return None;
        }
        if !counted && self.is(end, Class::UNITS) && end == at + 1 {
            return None;
        }
        // "a day" of rest, "a week-long": the article counts only before a plain span.
        let next = end + 1;
        Some(match self.lower(next) {
            "ago" => next + 1,
            "earlier" | "later" if self.lower(next + 1) != "than" => next + 1,
            "old" if counted => next + 1,
            _ => next,
        })
    }
}

/// "10:30", "9:05am".
fn is_clock(written: &str) -> bool {
    let Some((hours, rest)) = written.split_once(':') else { return false };
    let minutes = rest.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    (1..=2).contains(&hours.len())
        && minutes.len() == 2
        && hours.bytes().chain(minutes.bytes()).all(|b| b.is_ascii_digit())
}
