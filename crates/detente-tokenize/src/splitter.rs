//! The sentences of a paragraph.

use crate::boundary::{Boundary, Candidate};
use crate::features::History;
use std::ops::Range;

/// Calls `sentence` with the tokens of each sentence of the paragraph from token `start` on, which
/// must be in it. `ends` decides at each candidate point. Cost: linear, whatever `ends` decides.
pub(crate) fn split(
    boundary: &Boundary<'_>,
    start: usize,
    mut ends: impl FnMut(Candidate, History) -> bool,
    mut sentence: impl FnMut(Range<usize>),
) {
    let mut history = History { start, stopped: None, quotes: 0, depth: 0 };
    for next in start + 1..boundary.paragraph.end {
        count(boundary.token(next - 1), &mut history);
        let Some(candidate) = boundary.candidate(next) else {
            continue;
        };
        if ends(candidate, history) {
            sentence(history.start..next);
            history = History { start: next, stopped: Some(candidate.stopped), depth: 0, ..history };
        }
    }
    sentence(history.start..boundary.paragraph.end);
}

/// Counts quotes and brackets.
#[inline]
fn count(token: &str, history: &mut History) {
    match token.as_bytes() {
        [b'"'] | [0xE2, 0x80, 0x9C..=0x9F] => history.quotes += 1,
        [b'(' | b'['] => history.depth += 1,
        [b')' | b']'] => history.depth -= 1,
        _ => {}
    }
}
