//! Entries in JSON.

use super::file::Fields;
use super::{EntryError, List};
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Value;
use std::fmt;

/// Entries in order, named or not; names that stand twice are kept.
struct Rows(Vec<(Option<String>, Value)>);

impl<'de> Deserialize<'de> for Rows {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct RowsVisitor;
        impl<'de> Visitor<'de> for RowsVisitor {
            type Value = Rows;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object from names to entries or an array of entries")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Rows, A::Error> {
                let mut rows = Vec::new();
                while let Some((name, value)) = map.next_entry::<String, Value>()? {
                    rows.push((Some(name), value));
                }
                Ok(Rows(rows))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Rows, A::Error> {
                let mut rows = Vec::new();
                while let Some(value) = seq.next_element::<Value>()? {
                    rows.push((None, value));
                }
                Ok(Rows(rows))
            }
        }
        deserializer.deserialize_any(RowsVisitor)
    }
}

/// The entries with their rows, from 1; fields that are null are left out.
pub(super) fn read(list: &List, source: &str, text: &str) -> Result<Vec<(usize, Fields)>, EntryError> {
    let rows: Rows = serde_json::from_str(text)
        .map_err(|error| EntryError::new(source, None, format!("is no JSON: {error}")))?;
    let rows = (1..).zip(rows.0);
    rows.map(|(row, (name, value))| {
        let fields = fields(list, name, value).map_err(|why| EntryError::new(source, Some(row), why))?;
        Ok((row, fields))
    })
    .collect()
}

fn fields(list: &List, name: Option<String>, value: Value) -> Result<Fields, String> {
    let first = list.columns[0];
    let mut filled: Fields = name.iter().map(|name| (first, Value::from(name.as_str()))).collect();
    let given = match (value, name) {
        (Value::Object(given), _) => given,
        (Value::Null, Some(_)) => return Ok(filled),
        (value, Some(_)) if if list.short.is_number { value.is_number() } else { value.is_string() } => {
            filled.push((list.short.column, value));
            return Ok(filled);
        }
        (_, Some(name)) => return Err(format!("{name:?} needs {}, an object or null", list.short.what)),
        (_, None) => return Err("is no object".to_owned()),
    };
    let in_array = filled.is_empty();
    for (field, value) in given {
        let known = list.columns.iter().find(|column| **column == field && (in_array || **column != first));
        match known {
            Some(&column) if column == first || !value.is_null() => filled.push((column, value)),
            Some(_) => {}
            None => {
                return Err(format!("unknown field {field:?}; the fields are {}", list.columns.join(", ")));
            }
        }
    }
    if filled.iter().any(|(column, _)| *column == first) {
        Ok(filled)
    } else {
        Err(format!("lacks {first:?}"))
    }
}
