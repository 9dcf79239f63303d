//! Names of the user's own.

use crate::entries::{EntryError, Fields, Form, List, Short, tidy};
use detente_entities::EntityLabel;
use serde_json::Value;
use std::collections::HashMap;
use std::path::Path;

/// How a gazetteer is written.
const LIST: List = List {
    name: "gazetteer",
    columns: &["name", "label", "actor", "aliases"],
    short: Short { column: "actor", what: "an actor's name", is_number: false },
};

/// One party of the user's own.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GazetteerEntry {
    /// Its name.
    pub name: String,
    /// Other names of it.
    pub aliases: Vec<String>,
    /// The label of its mentions, one of the twelve for names; `None` keeps that of the tagger, and
    /// is `ORG` where the tagger finds none.
    pub label: Option<EntityLabel>,
    /// Whom it stands for: an ISO 3166-1 alpha-3 code or a plain name; `None` leaves that to the
    /// tagger.
    pub actor: Option<String>,
}

/// Names that a user adds; they win over what was learned and over the tables.
///
/// A name with a capital letter is found as it is written and wholly in capitals, a name without
/// capitals in any case; white space counts as one space, and of overlapping names the longest that
/// begins first is taken.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Gazetteer {
    entries: Vec<GazetteerEntry>,
}

impl Gazetteer {
    /// The gazetteer of `entries`.
    ///
    /// # Errors
    /// A [`EntryError`] where a name is empty, overlong or holds control characters, where a name
    /// stands twice or with two meanings, or where a label is not one of names.
    pub fn new(entries: Vec<GazetteerEntry>) -> Result<Self, EntryError> {
        Self::checked(LIST.name, entries.into_iter().zip(1..).map(|(entry, row)| (row, entry)).collect())
    }

    /// The gazetteer in a file whose name ends in `.csv` or `.json`, in UTF-8.
    ///
    /// CSV has a header with `name` and any of `label`, `actor`, `aliases` (separated by bars). JSON is
    /// an object from names to an actor or to an object with any of `label`, `actor`, `aliases` (an
    /// array), or an array of such objects with `name`.
    ///
    /// # Errors
    /// As [`Gazetteer::new`], and where the file cannot be read, is no UTF-8 or has another form.
    pub fn load(path: impl AsRef<Path>) -> Result<Self, EntryError> {
        let (source, rows) = LIST.load(path.as_ref())?;
        Self::read(&source, rows)
    }

    /// The gazetteer in JSON text, of the form that [`Gazetteer::load`] describes.
    ///
    /// # Errors
    /// As [`Gazetteer::load`].
    pub fn from_json(text: &str) -> Result<Self, EntryError> {
        Self::read(LIST.name, LIST.rows(LIST.name, text, Form::Json)?)
    }

    /// The gazetteer in CSV text, of the form that [`Gazetteer::load`] describes.
    ///
    /// # Errors
    /// As [`Gazetteer::load`].
    pub fn from_csv(text: &str) -> Result<Self, EntryError> {
        Self::read(LIST.name, LIST.rows(LIST.name, text, Form::Csv)?)
    }

    /// The entries, in the order given, white space made single.
    pub fn entries(&self) -> &[GazetteerEntry] {
        &self.entries
    }

    fn read(source: &str, rows: Vec<(usize, Fields)>) -> Result<Self, EntryError> {
        let entry = |(row, fields)| {
            let entry = entry(fields).map_err(|reason| EntryError::new(source, Some(row), reason))?;
            Ok((row, entry))
        };
        Self::checked(source, rows.into_iter().map(entry).collect::<Result<_, _>>()?)
    }

    fn checked(source: &str, mut rows: Vec<(usize, GazetteerEntry)>) -> Result<Self, EntryError> {
        let mut seen: HashMap<String, usize> = HashMap::new();
        for at in 0..rows.len() {
            let (row, entry) = &mut rows[at];
            let row = *row;
            let refuse = |reason: String| EntryError::new(source, Some(row), reason);
            if let Some(label) = entry.label.filter(|label| !label.is_name()) {
                return Err(refuse(format!(
                    "label {label} is for numbers and dates; a name needs one of names"
                )));
            }
            if let Some(actor) = &mut entry.actor {
                *actor = tidy(actor, "actor").map_err(&refuse)?;
            }
            for name in entry.aliases.iter_mut().chain([&mut entry.name]) {
                *name = tidy(name, "name").map_err(&refuse)?;
            }
            let entry = rows[at].1.clone();
            for name in [&entry.name].into_iter().chain(&entry.aliases) {
                if let Some(&first) = seen.get(name) {
                    let (first_row, other) = &rows[first];
                    let same = other.label == entry.label && other.actor == entry.actor;
                    let reason = if first == at {
                        format!("name {name:?} stands twice")
                    } else if same {
                        format!("name {name:?} stands in row {first_row} already")
                    } else {
                        format!("name {name:?} has another label or actor in row {first_row}")
                    };
                    return Err(EntryError::new(source, Some(row), reason));
                }
                seen.insert(name.clone(), at);
            }
        }
        Ok(Self { entries: rows.into_iter().map(|(_, entry)| entry).collect() })
    }
}

/// The entry that the fields of a row make.
fn entry(fields: Fields) -> Result<GazetteerEntry, String> {
    let mut entry = GazetteerEntry::default();
    for (column, value) in fields {
        let text = |value: Value| match value {
            Value::String(text) => Ok(text),
            other => Err(format!("{column:?} is no text but {other}")),
        };
        match (column, value) {
            ("aliases", Value::Array(aliases)) => {
                entry.aliases = aliases.into_iter().map(text).collect::<Result<_, _>>()?;
            }
            // CSV has no arrays.
            ("aliases", Value::String(aliases)) => {
                entry.aliases = aliases.split('|').map(str::to_owned).collect();
            }
            ("aliases", _) => return Err("\"aliases\" is no array".to_owned()),
            ("label", value) => {
                entry.label = Some(text(value)?.parse().map_err(|error| format!("{error}"))?);
            }
            ("actor", value) => entry.actor = Some(text(value)?),
            (_, value) => entry.name = text(value)?,
        }
    }
    Ok(entry)
}

#[cfg(test)]
mod tests {
    use super::{Gazetteer, GazetteerEntry};
    use detente_entities::EntityLabel;

    #[test]
    fn csv_and_json_say_the_same() {
        let csv = "\u{feff}name,label,actor,aliases\r\nOrlena Mining,ORG,Orlena,\"Orlena|Orlena, Inc.\"\r\n\r\nVardu,GPE,,\n";
        let json = r#"{"Orlena Mining": {"label": "ORG", "actor": "Orlena", "aliases": ["Orlena", "Orlena, Inc."]},
            "Vardu": {"label": "GPE"}}"#;
        let read = Gazetteer::from_csv(csv).unwrap();
        assert_eq!(read, Gazetteer::from_json(json).unwrap());
        assert_eq!(read.entries()[0].aliases, ["Orlena", "Orlena, Inc."]);
        assert_eq!(read.entries()[1].label, Some(EntityLabel::Gpe));
        let array = Gazetteer::from_json(r#"[{"name": "Vardu", "actor": "NOR"}]"#).unwrap();
        assert_eq!(array, Gazetteer::from_json(r#"{"Vardu": "NOR"}"#).unwrap());
        assert_eq!(Gazetteer::from_json("{}").unwrap(), Gazetteer::default());
    }

    #[test]
    fn errors_name_row_and_reason() {
        let csv = |text: &str| Gazetteer::from_csv(text).unwrap_err().to_string();
        let json = |text: &str| Gazetteer::from_json(text).unwrap_err().to_string();
        assert_eq!(
            csv("name\nOslo Bank\nOslo  Bank\n"),
            "gazetteer, row 3: name \"Oslo Bank\" stands in row 2 already"
        );
        assert_eq!(
            csv("name,actor\nOslo Bank,NOR\nOslo Bank,SWE\n"),
            "gazetteer, row 3: name \"Oslo Bank\" has another label or actor in row 2"
        );
        assert_eq!(
            csv("name,aliases\nOslo Bank,Oslo Bank\n"),
            "gazetteer, row 2: name \"Oslo Bank\" stands twice"
        );
        assert_eq!(csv("name,actor\n\"a\nb\",NOR\n ,NOR\n"), "gazetteer, row 4: the name is empty");
        assert!(
            csv(&format!("name\n{}\n", "x".repeat(201)))
                .starts_with("gazetteer, row 2: the name has 201 bytes")
        );
        assert!(
            csv("name,label\nOslo,TOWN\n")
                .starts_with("gazetteer, row 2: unknown entity label \"TOWN\"; the labels")
        );
        assert!(csv("name,label\nMay,DATE\n").starts_with("gazetteer, row 2: label DATE is for numbers"));
        assert_eq!(
            csv("name,colour\n"),
            "gazetteer, row 1: unknown column \"colour\"; the columns are name, label, actor, aliases"
        );
        assert_eq!(csv("label\n"), "gazetteer, row 1: the header lacks the column \"name\"");
        assert_eq!(csv(""), "gazetteer: is empty; a header with the column \"name\" is needed");
        assert_eq!(csv("name,label\nOslo\n"), "gazetteer, row 2: has 1 fields, the header 2");
        assert_eq!(csv("name\n\"Oslo\n"), "gazetteer, row 2: a quotation mark is not closed");
        assert_eq!(json("[{\"actor\": \"NOR\"}]"), "gazetteer, row 1: lacks \"name\"");
        assert_eq!(
            json("{\"Oslo\": 3}"),
            "gazetteer, row 1: \"Oslo\" needs an actor's name, an object or null"
        );
        assert!(
            json("{\"Oslo\": {\"colour\": \"red\"}}")
                .starts_with("gazetteer, row 1: unknown field \"colour\"")
        );
        assert!(
            json("{\"Oslo\": \"NOR\", \"Oslo\": \"NOR\"}")
                .contains("row 2: name \"Oslo\" stands in row 1 already")
        );
        assert!(json("{").starts_with("gazetteer: is no JSON: "));
        let entry = |name: &str| GazetteerEntry { name: name.to_owned(), ..GazetteerEntry::default() };
        assert_eq!(Gazetteer::new(vec![entry("--")]).unwrap_err().row(), Some(1));
    }
}
