//! Words of dates, times, amounts and counts.

use detente_linear::hash_bytes;

const TABLE: &str = include_str!("../data/number_words.tsv");

/// Classes of such words, a bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Class(pub(crate) u32);

impl Class {
    pub(crate) const MONTH: Self = Self(1);
    pub(crate) const WEEKDAY: Self = Self(1 << 1);
    /// A span of a day and more, singular.
    pub(crate) const UNIT: Self = Self(1 << 2);
    /// The same, plural.
    pub(crate) const UNITS: Self = Self(1 << 3);
    /// A span shorter than a day, singular.
    pub(crate) const HOUR: Self = Self(1 << 4);
    /// The same, plural.
    pub(crate) const HOURS: Self = Self(1 << 5);
    pub(crate) const DAYPART: Self = Self(1 << 6);
    /// A number in words.
    pub(crate) const COUNT: Self = Self(1 << 7);
    /// A number in words that another may follow ("twenty").
    pub(crate) const TENS: Self = Self(1 << 8);
    pub(crate) const SCALE: Self = Self(1 << 9);
    /// "dozens", "thousands".
    pub(crate) const VAGUE: Self = Self(1 << 10);
    pub(crate) const ORDINAL: Self = Self(1 << 11);
    pub(crate) const TODAY: Self = Self(1 << 12);
    /// "this", "last", "next".
    pub(crate) const DEICTIC: Self = Self(1 << 13);
    /// "early", "late".
    pub(crate) const EDGE: Self = Self(1 << 14);
    /// "ago", "later".
    pub(crate) const AGO: Self = Self(1 << 15);
    pub(crate) const FREQUENCY: Self = Self(1 << 16);
    pub(crate) const FEW: Self = Self(1 << 17);
    pub(crate) const ARTICLE: Self = Self(1 << 18);
    pub(crate) const PERCENT: Self = Self(1 << 19);
    /// A sign of money before the number.
    pub(crate) const SIGN: Self = Self(1 << 20);
    pub(crate) const CURRENCY: Self = Self(1 << 21);
    pub(crate) const MEASURE: Self = Self(1 << 22);
    pub(crate) const HOLIDAY: Self = Self(1 << 23);
    /// "a.m.", "GMT".
    pub(crate) const CLOCK: Self = Self(1 << 24);
    pub(crate) const SEASON: Self = Self(1 << 25);
    /// Begins with a digit; not in the table.
    pub(crate) const DIGITS: Self = Self(1 << 26);
    /// May open a longer expression: "age of 30", "half an hour".
    pub(crate) const OPENER: Self = Self(1 << 27);

    pub(crate) const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(crate) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    fn named(name: &str) -> Self {
        match name {
            "month" => Self::MONTH,
            "weekday" => Self::WEEKDAY,
            "unit" => Self::UNIT,
            "units" => Self::UNITS,
            "hour" => Self::HOUR,
            "hours" => Self::HOURS,
            "daypart" => Self::DAYPART,
            "count" => Self::COUNT,
            "tens" => Self::TENS,
            "scale" => Self::SCALE,
            "vague" => Self::VAGUE,
            "ordinal" => Self::ORDINAL,
            "today" => Self::TODAY,
            "deictic" => Self::DEICTIC,
            "edge" => Self::EDGE,
            "ago" => Self::AGO,
            "frequency" => Self::FREQUENCY,
            "few" => Self::FEW,
            "article" => Self::ARTICLE,
            "percent" => Self::PERCENT,
            "sign" => Self::SIGN,
            "currency" => Self::CURRENCY,
            "measure" => Self::MEASURE,
            "holiday" => Self::HOLIDAY,
            "clock" => Self::CLOCK,
            "season" => Self::SEASON,
            "opener" => Self::OPENER,
            _ => Self(0),
        }
    }
}

/// The table: classes and value of a lower-case word, by hash.
#[derive(Debug, Clone)]
pub(crate) struct NumberWords {
    rows: Vec<(u64, Class, f64)>,
}

impl NumberWords {
    /// Parses the table.
    pub(crate) fn new() -> Self {
        let mut rows: Vec<(u64, Class, f64)> = TABLE
            .lines()
            .filter(|line| !line.starts_with('#'))
            .map(|line| {
                let mut fields = line.split('\t');
                let word = fields.next().unwrap_or_default();
                let classes = fields.next().unwrap_or_default().split(' ');
                let class = classes.fold(Class(0), |sum, name| sum.with(Class::named(name)));
                let value = fields.next().and_then(|value| value.parse().ok()).unwrap_or(0.0);
                (hash_bytes(word.as_bytes()), class, value)
            })
            .collect();
        rows.sort_unstable_by_key(|row| row.0);
        Self { rows }
    }

    /// Classes and value of the word with this hash; none where the table lacks it.
    pub(crate) fn get(&self, lower: u64) -> (Class, f64) {
        let found = self.rows.binary_search_by_key(&lower, |row| row.0);
        found.ok().and_then(|at| self.rows.get(at)).map_or((Class(0), 0.0), |row| (row.1, row.2))
    }
}

#[cfg(test)]
mod tests {
    use super::{Class, NumberWords, TABLE};
    use detente_linear::hash_bytes;

    #[test]
    fn every_row_has_known_classes() {
        let words = NumberWords::new();
        for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
            let mut fields = line.split('\t');
            let word = fields.next().unwrap();
            for class in fields.next().unwrap().split(' ') {
                assert_ne!(Class::named(class), Class(0), "{class}");
                assert!(words.get(hash_bytes(word.as_bytes())).0.any(Class::named(class)), "{word}");
            }
        }
        assert_eq!(words.get(hash_bytes(b"seven")), (Class::COUNT, 7.0));
        assert_eq!(words.get(hash_bytes(b"treaty")), (Class(0), 0.0));
    }
}
