//! Entries in CSV, by RFC 4180: fields in quotation marks may hold commas, line breaks and doubled
//! quotation marks.

use super::file::Fields;
use super::{EntryError, List};
use serde_json::Value;

/// The entries with their rows; a row is numbered by the line on which it begins. Empty fields beside
/// the first column are left out.
pub(super) fn read(list: &List, source: &str, text: &str) -> Result<Vec<(usize, Fields)>, EntryError> {
    let refuse = |row, reason: String| EntryError::new(source, row, reason);
    let first = list.columns[0];
    let mut records = records(source, text)?.into_iter();
    let Some((row, header)) = records.next() else {
        return Err(refuse(None, format!("is empty; a header with the column {first:?} is needed")));
    };
    let mut columns = Vec::new();
    for name in &header {
        let name = name.trim().to_lowercase();
        let Some(column) = list.columns.iter().find(|column| **column == name) else {
            let reason = format!("unknown column {name:?}; the columns are {}", list.columns.join(", "));
            return Err(refuse(Some(row), reason));
        };
        if columns.contains(column) {
            return Err(refuse(Some(row), format!("column {name:?} stands twice")));
        }
        columns.push(column);
    }
    if !columns.contains(&first) {
        return Err(refuse(Some(row), format!("the header lacks the column {first:?}")));
    }
    let mut entries = Vec::new();
    for (row, fields) in records {
        if fields.len() != columns.len() {
            let reason = format!("has {} fields, the header {}", fields.len(), columns.len());
            return Err(refuse(Some(row), reason));
        }
        let filled = columns.iter().zip(&fields).map(|(&column, field)| (column, field.trim()));
        let filled = filled.filter(|(column, field)| *column == first || !field.is_empty());
        entries.push((row, filled.map(|(column, field)| (column, Value::from(field))).collect()));
    }
    Ok(entries)
}

/// The records with the lines on which they begin; lines without a character are passed over.
fn records(source: &str, text: &str) -> Result<Vec<(usize, Vec<String>)>, EntryError> {
    let mut records = Vec::new();
    let (mut fields, mut field) = (Vec::new(), String::new());
    let (mut line, mut begun, mut quoted) = (1, 1, false);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                field.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if field.is_empty() => quoted = true,
            ',' if !quoted => fields.push(std::mem::take(&mut field)),
            '\r' if !quoted && chars.peek() == Some(&'\n') => {}
            '\n' => {
                line += 1;
                if quoted {
                    field.push(c);
                    continue;
                }
                if !fields.is_empty() || !field.is_empty() {
                    fields.push(std::mem::take(&mut field));
                    records.push((begun, std::mem::take(&mut fields)));
                }
                begun = line;
            }
            _ => field.push(c),
        }
    }
    if quoted {
        return Err(EntryError::new(source, Some(begun), "a quotation mark is not closed"));
    }
    if !fields.is_empty() || !field.is_empty() {
        fields.push(field);
        records.push((begun, fields));
    }
    Ok(records)
}
