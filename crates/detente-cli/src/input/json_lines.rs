//! Documents in JSON lines.

use super::Origin;
use super::lines::{Line, Lines};
use super::text::row_utf8;
use crate::arguments::{Errors, Input};
use crate::document::{Document, DocumentResult, Failure};
use anyhow::{Error, Result, anyhow, bail};
use serde_json::{Map, Value};
use std::io::BufRead;

/// The documents of a stream of JSON lines, one line in memory at a time. Empty lines are passed
/// over; a bad one is a failure of its own, and the next is read all the same.
pub(super) struct JsonLines<'o, R> {
    origin: Origin,
    lines: Lines<R>,
    options: &'o Input,
}

impl<'o, R: BufRead> JsonLines<'o, R> {
    pub(super) fn new(origin: Origin, reader: R, options: &'o Input) -> Self {
        Self { origin, lines: Lines::new(reader), options }
    }

    fn fields(&self, line: Line) -> Result<Map<String, Value>> {
        let errors = self.options.errors;
        let text = row_utf8(line.bytes?, line.start, errors)?;
        serde_json::from_str(&text).or_else(|error| {
            let replaced = (errors == Errors::Replace).then(|| with_surrogates_replaced(&text)).flatten();
            let again = replaced.and_then(|text| serde_json::from_str(&text).ok());
            again.ok_or_else(|| in_line(&error))
        })
    }

    fn id(&self, number: u64, fields: &Map<String, Value>) -> Result<Value> {
        match &self.options.id_column {
            None => Ok(fields.get("id").cloned().unwrap_or_else(|| self.origin.row_id(number))),
            Some(name) => fields.get(name).cloned().ok_or_else(|| anyhow!("no field {name:?}")),
        }
    }

    fn text(&self, fields: &mut Map<String, Value>) -> Result<String> {
        let name = &self.options.text_column;
        match fields.remove(name) {
            Some(Value::String(text)) => Ok(text),
            Some(Value::Null) if self.options.errors == Errors::Replace => Ok(String::new()),
            Some(other) => bail!("field {name:?} is {}, not a string", kind(&other)),
            None => bail!("no field {name:?}"),
        }
    }
}

impl<R: BufRead> Iterator for JsonLines<'_, R> {
    type Item = DocumentResult;

    fn next(&mut self) -> Option<DocumentResult> {
        let line = self.lines.next()?;
        let number = line.number;
        let mut fields = match self.fields(line) {
            Ok(fields) => fields,
            Err(error) => return Some(Err(self.origin.row_failure(number, error))),
        };
        let name = self.origin.row_name(number);
        Some(match (self.id(number, &fields), self.text(&mut fields)) {
            (Ok(id), Ok(text)) => Ok(Document { name, id, text }),
            (Ok(id), Err(error)) => Err(Failure { name, id, error }),
            (Err(error), _) => Err(self.origin.row_failure(number, error)),
        })
    }
}

/// The line with U+FFFD in the place of escapes that are half of a surrogate pair; `None` where there
/// is none.
fn with_surrogates_replaced(line: &str) -> Option<String> {
    let mut replaced = line.to_owned();
    let mut found = false;
    let mut at = 0;
    while let Some(escape) = line.get(at..).and_then(|rest| rest.find('\\')).map(|next| at + next) {
        at = escape + 2;
        let high = unit(line, escape).filter(|unit| (0xd800..0xe000).contains(unit));
        let Some(high) = high else { continue };
        at = escape + 6;
        let low = unit(line, at).filter(|unit| (0xdc00..0xe000).contains(unit));
        if high < 0xdc00 && low.is_some() {
            at += 6;
        } else {
            replaced.replace_range(escape..escape + 6, "\\ufffd");
            found = true;
        }
    }
    found.then_some(replaced)
}

/// The UTF-16 unit that the escape at byte `at` stands for.
fn unit(line: &str, at: usize) -> Option<u16> {
    let digits = line.get(at..at + 6)?.strip_prefix("\\u")?;
    u16::from_str_radix(digits, 16).ok()
}

/// The error of a parser that was given one line: its own "line 1" would only confuse.
fn in_line(error: &serde_json::Error) -> Error {
    let message = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    let reason = message.strip_suffix(&place).unwrap_or(&message);
    anyhow!("no JSON object: {reason} at column {}", error.column())
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

#[cfg(test)]
mod tests {
    use super::with_surrogates_replaced;

    #[test]
    fn half_pairs_are_replaced_and_pairs_kept() {
        let cases = [
            (r#"{"text": "a\ud83d\ude00b"}"#, None),
            (r#"{"text": "a\ud83db"}"#, Some(r#"{"text": "a\ufffdb"}"#)),
            (r#""\udc00\ud800\ud83d\ude00""#, Some(r#""\ufffd\ufffd\ud83d\ude00""#)),
            (r#""\\ud800""#, None),
            (r#""\\\ud800""#, Some(r#""\\\ufffd""#)),
            (r#""\u00e9\"#, None),
            ("\"\\é\\ud8\"", None),
        ];
        for (line, expected) in cases {
            assert_eq!(with_surrogates_replaced(line).as_deref(), expected, "{line}");
        }
    }
}
