//! Datelines: where and when a report was filed.

use crate::boundary::Boundary;

/// The longest dateline, in tokens.
const LONGEST: usize = 16;

/// The token after the dateline that the paragraph begins with, such as "(BEIJING) —" or
/// "SEOUL, May 19 (Agency) -": a place in capitals, what may follow it, a dash, and a capital after
/// the dash. A place that is not in capitals stays part of its sentence, as in the treebanks.
pub(crate) fn dateline_end(boundary: &Boundary<'_>) -> Option<usize> {
    let start = boundary.paragraph.start;
    let mut at = start + usize::from(boundary.token(start) == "(");
    let place = boundary.token(at);
    if place.len() < 4 || !place.bytes().all(|b| b.is_ascii_uppercase()) {
        return None;
    }
    at += 1;
    // Words in mixed case and numbers belong to it only after a comma or inside brackets.
    let mut loose = boundary.token(start) == "(";
    while at < start + LONGEST {
        match boundary.token(at) {
            "—" | "–" | "--" | "-" => {
                let next = at + 1;
                let follows = boundary.token(next).trim_start_matches(['"', '“', '\'', '‘']);
                let capital = follows.starts_with(char::is_uppercase)
                    || (follows.is_empty() && boundary.token(next + 1).starts_with(char::is_uppercase));
                return (capital && !boundary.is_joined(at) && !boundary.is_joined(next)).then_some(next);
            }
            "," | "(" | "/" => loose = true,
            ")" => {}
            token if token.bytes().all(|b| b.is_ascii_uppercase() || b == b'.') && !token.is_empty() => {}
            token
                if loose
                    && token.len() <= 12
                    && token.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) => {}
            _ => return None,
        }
        at += 1;
    }
    None
}
