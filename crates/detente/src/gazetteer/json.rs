//! Entries in JSON.

use super::{GazetteerEntry, GazetteerError};
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

/// The entries with their rows, from 1.
pub(super) fn read(source: &str, text: &str) -> Result<Vec<(usize, GazetteerEntry)>, GazetteerError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let rows: Rows = serde_json::from_str(text)
        .map_err(|error| GazetteerError::new(source, None, format!("is no JSON: {error}")))?;
    let rows = (1..).zip(rows.0);
    rows.map(|(row, (name, value))| {
        let entry = entry(name, value).map_err(|reason| GazetteerError::new(source, Some(row), reason))?;
        Ok((row, entry))
    })
    .collect()
}

fn entry(name: Option<String>, value: Value) -> Result<GazetteerEntry, String> {
    let mut entry = GazetteerEntry { name: name.clone().unwrap_or_default(), ..GazetteerEntry::default() };
    let fields = match (value, name) {
        (Value::Object(fields), _) => fields,
        (Value::String(actor), Some(_)) => {
            entry.actor = Some(actor);
            return Ok(entry);
        }
        (Value::Null, Some(_)) => return Ok(entry),
        (_, Some(name)) => return Err(format!("{name:?} needs an actor's name, an object or null")),
        (_, None) => return Err("is no object".to_owned()),
    };
    let in_array = entry.name.is_empty();
    let mut named = !in_array;
    for (field, value) in fields {
        let text = |value: Value| match value {
            Value::String(text) => Ok(text),
            other => Err(format!("{field:?} is no text but {other}")),
        };
        match field.as_str() {
            "name" if in_array => {
                entry.name = text(value)?;
                named = true;
            }
            _ if value.is_null() => {}
            "label" => entry.label = Some(text(value)?.parse().map_err(|error| format!("{error}"))?),
            "actor" => entry.actor = Some(text(value)?),
            "aliases" => {
                let Value::Array(aliases) = value else { return Err("\"aliases\" is no array".to_owned()) };
                entry.aliases = aliases.into_iter().map(text).collect::<Result<_, _>>()?;
            }
            _ => return Err(format!("unknown field {field:?}; the fields are name, label, actor, aliases")),
        }
    }
    if named { Ok(entry) } else { Err("lacks \"name\"".to_owned()) }
}
