//! Documents in JSON lines.

use crate::document::{Document, DocumentResult, Failure};
use crate::input::utf8;
use anyhow::{Context, Error, Result, bail};
use serde_json::{Map, Value};
use std::io::BufRead;

/// The documents of a stream of JSON lines, one line in memory at a time. Empty lines are passed
/// over; a bad one is a failure of its own, and the next is read all the same.
pub(crate) struct JsonLines<'f, R> {
    name: String,
    reader: R,
    text_field: &'f str,
    number: u64,
    ended: bool,
}

impl<'f, R: BufRead> JsonLines<'f, R> {
    pub(crate) fn new(name: String, reader: R, text_field: &'f str) -> Self {
        Self { name, reader, text_field, number: 0, ended: false }
    }

    fn document(&self, name: String, line: Vec<u8>) -> DocumentResult {
        match self.parse(line) {
            Ok((id, text)) => Ok(Document { name, id, text, is_json_line: true }),
            Err(error) => Err(Failure { name, error }),
        }
    }

    fn parse(&self, line: Vec<u8>) -> Result<(Value, String)> {
        let line = utf8(line)?;
        let mut fields: Map<String, Value> = serde_json::from_str(&line).map_err(|error| in_line(&error))?;
        let text = match fields.remove(self.text_field) {
            Some(Value::String(text)) => text,
            Some(other) => bail!("field {:?} is {}, not a string", self.text_field, kind(&other)),
            None => bail!("no field {:?}", self.text_field),
        };
        Ok((fields.remove("id").unwrap_or_else(|| self.number.into()), text))
    }
}

impl<R: BufRead> Iterator for JsonLines<'_, R> {
    type Item = DocumentResult;

    fn next(&mut self) -> Option<DocumentResult> {
        while !self.ended {
            let mut line = Vec::new();
            let read = self.reader.read_until(b'\n', &mut line).context("cannot read");
            self.number += 1;
            let name = format!("{}, line {}", self.name, self.number);
            match read {
                Err(error) => {
                    self.ended = true;
                    return Some(Err(Failure { name, error }));
                }
                Ok(0) => self.ended = true,
                Ok(_) if line.trim_ascii().is_empty() => {}
                Ok(_) => return Some(self.document(name, line)),
            }
        }
        None
    }
}

/// The error of a parser that was given one line: its own "line 1" would only confuse.
fn in_line(error: &serde_json::Error) -> Error {
    let message = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    let reason = message.strip_suffix(&place).unwrap_or(&message);
    anyhow::anyhow!("no JSON object: {reason} at column {}", error.column())
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
    use super::JsonLines;
    use serde_json::json;

    fn read(lines: &[u8]) -> Vec<Result<(serde_json::Value, String), String>> {
        JsonLines::new("in".to_owned(), lines, "text")
            .map(|d| d.map(|d| (d.id, d.text)).map_err(|f| f.to_string()))
            .collect()
    }

    #[test]
    fn ids_are_kept_and_lines_counted() {
        let lines =
            b"{\"id\": 7, \"text\": \"a\"}\n\r\n{\"text\": \"b\"}\r\n{\"id\": {\"x\": null}, \"text\": \"\"}";
        let expected = [(json!(7), "a"), (json!(3), "b"), (json!({"x": null}), "")];
        assert_eq!(read(lines), expected.map(|(id, text)| Ok((id, text.to_owned()))));
        assert_eq!(read(b""), []);
    }

    #[test]
    fn a_bad_line_is_named_and_the_next_is_read() {
        let lines = b"{\"text\": \"a\"\n[1]\n{\"text\": 1}\n{}\n{\"text\": \"\xff\"}\n{\"text\": \"\\ud800\"}\n{\"text\": \"z\"}\n";
        let messages: Vec<_> = read(lines).into_iter().map(|r| r.map_or_else(|m| m, |d| d.1)).collect();
        assert!(
            messages[0].starts_with("detente: in, line 1: no JSON object: EOF while parsing"),
            "{messages:?}"
        );
        assert!(messages[1].starts_with("detente: in, line 2: no JSON object: invalid type"), "{messages:?}");
        assert_eq!(messages[2], "detente: in, line 3: field \"text\" is a number, not a string");
        assert_eq!(messages[3], "detente: in, line 4: no field \"text\"");
        assert_eq!(messages[4], "detente: in, line 5: invalid UTF-8 at byte 10");
        assert!(messages[5].starts_with("detente: in, line 6: no JSON object: "), "{messages:?}");
        assert_eq!(messages[6], "z");
    }
}
