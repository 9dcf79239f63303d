//! Entries in CSV, by RFC 4180: fields in quotation marks may hold commas, line breaks and doubled
//! quotation marks.

use super::{GazetteerEntry, GazetteerError};

const COLUMNS: [&str; 4] = ["name", "label", "actor", "aliases"];

/// The entries with their rows; a row is numbered by the line on which it begins.
pub(super) fn read(source: &str, text: &str) -> Result<Vec<(usize, GazetteerEntry)>, GazetteerError> {
    let refuse = |row, reason: String| GazetteerError::new(source, row, reason);
    let mut records = records(source, text.strip_prefix('\u{feff}').unwrap_or(text))?.into_iter();
    let Some((row, header)) = records.next() else {
        return Err(refuse(None, "is empty; a header with the column \"name\" is needed".to_owned()));
    };
    let mut columns = Vec::new();
    for name in &header {
        let name = name.trim().to_lowercase();
        let Some(at) = COLUMNS.iter().position(|column| *column == name) else {
            let reason = format!("unknown column {name:?}; the columns are {}", COLUMNS.join(", "));
            return Err(refuse(Some(row), reason));
        };
        if columns.contains(&at) {
            return Err(refuse(Some(row), format!("column {name:?} stands twice")));
        }
        columns.push(at);
    }
    if !columns.contains(&0) {
        return Err(refuse(Some(row), "the header lacks the column \"name\"".to_owned()));
    }
    let mut entries = Vec::new();
    for (row, fields) in records {
        if fields.len() != columns.len() {
            let reason = format!("has {} fields, the header {}", fields.len(), columns.len());
            return Err(refuse(Some(row), reason));
        }
        let mut entry = GazetteerEntry::default();
        for (&column, field) in columns.iter().zip(fields) {
            let field = field.trim();
            match column {
                0 => field.clone_into(&mut entry.name),
                _ if field.is_empty() => {}
                1 => {
                    let label = field.parse();
                    entry.label = Some(label.map_err(|error| refuse(Some(row), format!("{error}")))?);
                }
                2 => entry.actor = Some(field.to_owned()),
                _ => entry.aliases = field.split('|').map(str::to_owned).collect(),
            }
        }
        entries.push((row, entry));
    }
    Ok(entries)
}

/// The records with the lines on which they begin; lines without a character are passed over.
fn records(source: &str, text: &str) -> Result<Vec<(usize, Vec<String>)>, GazetteerError> {
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
        return Err(GazetteerError::new(source, Some(begun), "a quotation mark is not closed"));
    }
    if !fields.is_empty() || !field.is_empty() {
        fields.push(field);
        records.push((begun, fields));
    }
    Ok(records)
}
