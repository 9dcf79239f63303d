//! Lists of the user's own, from a file or from text: what a gazetteer and a lexicon share.

mod csv;
mod error;
mod file;
mod json;

pub use error::EntryError;
pub(crate) use file::{Fields, Form, List, Short};

/// Longest name, word or actor, in bytes.
const LONGEST: usize = 200;

/// `name` with white space made single, or why it is no good `what`.
pub(crate) fn tidy(name: &str, what: &str) -> Result<String, String> {
    let tidy = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if tidy.is_empty() {
        Err(format!("the {what} is empty"))
    } else if tidy.len() > LONGEST {
        Err(format!("the {what} has {} bytes; {LONGEST} at most", tidy.len()))
    } else if !tidy.chars().any(char::is_alphanumeric) {
        Err(format!("the {what} {tidy:?} has no letter"))
    } else if tidy.chars().any(char::is_control) {
        Err(format!("the {what} {tidy:?} holds a control character"))
    } else {
        Ok(tidy)
    }
}
