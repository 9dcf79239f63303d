//! What stands in a table.

use serde::{Serialize, Serializer};
use serde_json::Value;
use std::fmt;

/// A column of a table.
#[derive(Debug)]
pub(crate) struct Column {
    pub(crate) name: &'static str,
    #[cfg_attr(not(feature = "parquet"), expect(dead_code, reason = "lines of text have no types"))]
    pub(crate) kind: Kind,
    /// Whether it may hold nulls, whether or not it does.
    #[cfg_attr(not(feature = "parquet"), expect(dead_code, reason = "lines of text have no types"))]
    pub(crate) nullable: bool,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Strings.
    Text,
    /// Tones and other numbers, as 64-bit floats.
    Number,
    /// Counts and positions, as unsigned 32-bit integers.
    Count,
}

impl Column {
    pub(crate) const fn text(name: &'static str) -> Self {
        Self { name, kind: Kind::Text, nullable: false }
    }

    pub(crate) const fn number(name: &'static str) -> Self {
        Self { name, kind: Kind::Number, nullable: false }
    }

    pub(crate) const fn count(name: &'static str) -> Self {
        Self { name, kind: Kind::Count, nullable: false }
    }

    pub(crate) const fn or_null(self) -> Self {
        Self { nullable: true, ..self }
    }
}

/// One value of a row.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Cell<'a> {
    Null,
    Text(&'a str),
    Number(f64),
    Count(u32),
    /// The id of a document: as it was in JSON lines, a string elsewhere.
    Id(&'a Value),
}

impl<'a> Cell<'a> {
    pub(crate) fn optional(text: Option<&'a str>) -> Self {
        text.map_or(Self::Null, Self::Text)
    }

    /// A number of things.
    pub(crate) fn number_of(count: usize) -> Self {
        u32::try_from(count).map_or(Self::Null, Self::Count)
    }
}

impl fmt::Display for Cell<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null | Self::Id(Value::Null) => Ok(()),
            Self::Text(text) => f.write_str(text),
            // As JSON has it: 0.0 and not 0.
            Self::Number(number) => write!(f, "{number:?}"),
            Self::Count(count) => count.fmt(f),
            Self::Id(Value::String(id)) => f.write_str(id),
            Self::Id(id) => id.fmt(f),
        }
    }
}

impl Serialize for Cell<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_none(),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Number(number) => serializer.serialize_f64(*number),
            Self::Count(count) => serializer.serialize_u32(*count),
            Self::Id(id) => id.serialize(serializer),
        }
    }
}
