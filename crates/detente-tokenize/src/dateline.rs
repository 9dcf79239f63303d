//! Datelines: where and when a report was filed.

use crate::boundary::{Boundary, is_opener};

/// The longest dateline, in tokens.
const LONGEST: usize = 16;

/// The token after the dateline that the paragraph begins with, such as "(BEIJING) —" or
/// "SEOUL, May 19 (Agency) -": a place in capitals, what may follow it, a dash, and a capital after
/// the dash. A place that is not in capitals stays part of its sentence, as in the treebanks.
pub(crate) fn dateline_end(boundary: &Boundary<'_>) -> Option<usize> {
    let start = boundary.paragraph.start;
    // Words in mixed case and numbers belong to it only after a comma or inside brackets.
    let mut loose = boundary.token(start) == b"(";
    let mut at = start + usize::from(loose);
    let place = boundary.token(at);
    if place.len() < 3 || !place.iter().all(u8::is_ascii_uppercase) {
        return None;
    }
    at += 1;
    while at < start + LONGEST {
        match boundary.token(at) {
            // A hyphen alone may also stand in a title.
            b"-" if !loose => return None,
            b"-" | b"--" | [0xE2, 0x80, 0x93 | 0x94] => {
                let next = at + 1;
                let capital = boundary.is_capital(next)
                    || (is_opener(boundary.token(next)) && boundary.is_capital(next + 1));
                return (capital && !boundary.is_joined(at) && !boundary.is_joined(next)).then_some(next);
            }
            b"," | b"(" | b"/" => loose = true,
            b")" => {}
            b"" => return None,
            token if token.iter().all(|b| b.is_ascii_uppercase() || *b == b'.') => {}
            [first, ..] if loose && (first.is_ascii_digit() || boundary.is_capital(at)) => {}
            _ => return None,
        }
        at += 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use crate::Tokenizer;

    /// The dateline that `text` begins with.
    fn dateline(text: &str) -> &str {
        let tokenized = Tokenizer::rules_only().tokenize(text);
        if tokenized.blocks.len() < 2 { "" } else { &text[tokenized.blocks[0].span] }
    }

    #[test]
    fn ends_at_the_dash() {
        assert_eq!(dateline("(GENEVA) — Envoys met."), "(GENEVA) —");
        assert_eq!(
            dateline("GENEVA, Switzerland, March 3 (Wire) - “Envoys met."),
            "GENEVA, Switzerland, March 3 (Wire) -"
        );
        assert_eq!(dateline("NEW YORK -- Envoys met."), "NEW YORK --");
        assert_eq!(dateline("Geneva — Envoys met."), "");
        assert_eq!(dateline("NATO - led by envoys - met."), "");
        assert_eq!(dateline("GENEVA"), "");
        assert_eq!(dateline("GENEVA —"), "");
    }
}
