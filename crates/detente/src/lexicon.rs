//! Words whose tone the user says.

use crate::entries::{EntryError, Fields, Form, List, Short, tidy};
use detente_tone::WordClass;
use serde_json::Value;
use std::collections::HashMap;
use std::path::Path;

/// How a lexicon is written.
const LIST: List = List {
    name: "lexicon",
    columns: &["word", "tone", "class"],
    short: Short { column: "tone", what: "a tone", is_number: true },
};
/// Words of a phrase, at most.
const WORDS: usize = 8;

/// One word or phrase of the user's own.
#[derive(Debug, Clone, PartialEq)]
pub struct LexiconEntry {
    /// The word, or the words with spaces between; best in the form of a dictionary.
    pub word: String,
    /// The tone of one who does, says, feels or shows this, in [-1, 1]; it counts in tenths, and one of 0
    /// says that the word is no stance.
    pub tone: f64,
    /// How it carries the stance; `None` leaves verb, noun or adjective to the words around it.
    pub class: Option<WordClass>,
}

/// Words and phrases whose tone a user says; they win over what was learned of them.
///
/// A word stands for its inflections too ("rebuff" for "rebuffed"), but for those with an entry of their
/// own; case does not count, an article may stand inside a phrase, the longest entry that begins first
/// is taken, and words within a name keep to the name.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Lexicon {
    entries: Vec<LexiconEntry>,
}

impl Lexicon {
    /// The lexicon of `entries`.
    ///
    /// # Errors
    /// An [`EntryError`] where a word is empty, overlong, longer than eight words or holds control
    /// characters, where it stands twice, or where a tone does not lie in [-1, 1].
    pub fn new(entries: Vec<LexiconEntry>) -> Result<Self, EntryError> {
        Self::checked(LIST.name, (1..).zip(entries).collect())
    }

    /// The lexicon in a file whose name ends in `.csv` or `.json`, in UTF-8.
    ///
    /// CSV has a header with `word`, `tone` and, if wanted, `class`. JSON is an object from words to a
    /// tone or to an object with `tone` and, if wanted, `class`, or an array of such objects with `word`.
    ///
    /// # Errors
    /// As [`Lexicon::new`], and where the file cannot be read, is no UTF-8 or has another form.
    pub fn load(path: impl AsRef<Path>) -> Result<Self, EntryError> {
        let (source, rows) = LIST.load(path.as_ref())?;
        Self::read(&source, rows)
    }

    /// The lexicon in JSON text, of the form that [`Lexicon::load`] describes.
    ///
    /// # Errors
    /// As [`Lexicon::load`].
    pub fn from_json(text: &str) -> Result<Self, EntryError> {
        Self::read(LIST.name, LIST.rows(LIST.name, text, Form::Json)?)
    }

    /// The lexicon in CSV text, of the form that [`Lexicon::load`] describes.
    ///
    /// # Errors
    /// As [`Lexicon::load`].
    pub fn from_csv(text: &str) -> Result<Self, EntryError> {
        Self::read(LIST.name, LIST.rows(LIST.name, text, Form::Csv)?)
    }

    /// The entries, in the order given, white space made single.
    pub fn entries(&self) -> &[LexiconEntry] {
        &self.entries
    }

    fn read(source: &str, rows: Vec<(usize, Fields)>) -> Result<Self, EntryError> {
        let entry = |(row, fields)| {
            let entry = entry(fields).map_err(|reason| EntryError::new(source, Some(row), reason))?;
            Ok((row, entry))
        };
        Self::checked(source, rows.into_iter().map(entry).collect::<Result<_, _>>()?)
    }

    fn checked(source: &str, mut rows: Vec<(usize, LexiconEntry)>) -> Result<Self, EntryError> {
        let mut seen: HashMap<String, (usize, f64, Option<WordClass>)> = HashMap::new();
        for (row, entry) in &mut rows {
            let refuse = |reason: String| EntryError::new(source, Some(*row), reason);
            entry.word = tidy(&entry.word, "word").map_err(&refuse)?;
            let word = &entry.word;
            let length = word.split(' ').count();
            if length > WORDS {
                return Err(refuse(format!("{word:?} has {length} words; {WORDS} at most")));
            }
            if !(-1.0..=1.0).contains(&entry.tone) {
                return Err(refuse(format!("tone {} of {word:?} does not lie in [-1, 1]", entry.tone)));
            }
            if let Some((first, tone, class)) =
                seen.insert(word.to_lowercase(), (*row, entry.tone, entry.class))
            {
                let reason = if tone.total_cmp(&entry.tone).is_eq() && class == entry.class {
                    format!("word {word:?} stands in row {first} already")
                } else {
                    format!("word {word:?} has another tone or class in row {first}")
                };
                return Err(refuse(reason));
            }
        }
        Ok(Self { entries: rows.into_iter().map(|(_, entry)| entry).collect() })
    }
}

/// The entry that the fields of a row make.
fn entry(fields: Fields) -> Result<LexiconEntry, String> {
    let (mut word, mut tone, mut class) = (String::new(), None, None);
    for (column, value) in fields {
        match (column, value) {
            ("tone", value) => {
                // CSV has no numbers.
                let number = value.as_f64().or_else(|| value.as_str()?.parse().ok());
                tone = Some(number.ok_or_else(|| format!("tone {value} is no number"))?);
            }
            ("class", Value::String(name)) => {
                class = Some(name.parse().map_err(|error| format!("{error}"))?);
            }
            (_, Value::String(text)) => word = text,
            (_, other) => return Err(format!("{column:?} is no text but {other}")),
        }
    }
    let tone = tone.ok_or_else(|| format!("{word:?} lacks a tone"))?;
    Ok(LexiconEntry { word, tone, class })
}

#[cfg(test)]
mod tests {
    use super::{Lexicon, LexiconEntry};
    use detente_tone::WordClass;

    #[test]
    fn csv_and_json_say_the_same() {
        let csv = "word,tone,class\nrebuff,-0.5,\n\"cold  shoulder\",-0.4,noun\n";
        let json = r#"{"rebuff": -0.5, "cold shoulder": {"tone": -0.4, "class": "noun"}}"#;
        let read = Lexicon::from_csv(csv).unwrap();
        assert_eq!(read, Lexicon::from_json(json).unwrap());
        let cold =
            LexiconEntry { word: "cold shoulder".to_owned(), tone: -0.4, class: Some(WordClass::Noun) };
        assert_eq!(read.entries()[1], cold);
        let array = Lexicon::from_json(r#"[{"word": "thaw", "tone": 1}]"#).unwrap();
        assert_eq!(array, Lexicon::from_json(r#"{"thaw": {"tone": 1.0, "class": null}}"#).unwrap());
        assert_eq!(Lexicon::from_json("{}").unwrap(), Lexicon::default());
    }

    #[test]
    fn errors_name_row_and_reason() {
        let csv = |text: &str| Lexicon::from_csv(text).unwrap_err().to_string();
        let json = |text: &str| Lexicon::from_json(text).unwrap_err().to_string();
        assert_eq!(
            csv("word,tone\nThaw,0.5\nthaw,0.5\n"),
            "lexicon, row 3: word \"thaw\" stands in row 2 already"
        );
        assert_eq!(
            csv("word,tone\nthaw,0.5\nthaw,0.4\n"),
            "lexicon, row 3: word \"thaw\" has another tone or class in row 2"
        );
        assert_eq!(csv("word,tone\nthaw,\n"), "lexicon, row 2: \"thaw\" lacks a tone");
        assert_eq!(csv("word\nthaw\n"), "lexicon, row 2: \"thaw\" lacks a tone");
        assert_eq!(csv("word,tone\nthaw,warm\n"), "lexicon, row 2: tone \"warm\" is no number");
        assert_eq!(
            csv("word,tone\nthaw,1.1\n"),
            "lexicon, row 2: tone 1.1 of \"thaw\" does not lie in [-1, 1]"
        );
        assert_eq!(
            csv("word,tone\nthaw,nan\n"),
            "lexicon, row 2: tone NaN of \"thaw\" does not lie in [-1, 1]"
        );
        assert_eq!(csv("word,tone\n ,0\n"), "lexicon, row 2: the word is empty");
        assert_eq!(
            csv("word,tone\na b c d e f g h i,0\n"),
            "lexicon, row 2: \"a b c d e f g h i\" has 9 words; 8 at most"
        );
        assert!(
            csv("word,tone,class\nthaw,0,verbal\n")
                .starts_with("lexicon, row 2: unknown word class \"verbal\"; the classes are verb")
        );
        assert_eq!(
            json(r#"{"thaw": "0.5 or so"}"#),
            "lexicon, row 1: \"thaw\" needs a tone, an object or null"
        );
        assert_eq!(json(r#"{"thaw": null}"#), "lexicon, row 1: \"thaw\" lacks a tone");
        assert_eq!(json(r#"{"thaw": {"tone": "x"}}"#), "lexicon, row 1: tone \"x\" is no number");
        assert_eq!(json(r#"[{"word": 3, "tone": 0}]"#), "lexicon, row 1: \"word\" is no text but 3");
        assert!(json(r#"{"thaw": {"mood": 1}}"#).starts_with("lexicon, row 1: unknown field \"mood\""));
    }
}
