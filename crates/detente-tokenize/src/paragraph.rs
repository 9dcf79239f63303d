//! Paragraphs: what blank lines and line breaks separate.

use crate::line_breaks::LineBreaks;
use detente_text::Span;
use std::ops::Range;

/// How the white space between two tokens counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gap {
    Space,
    Line,
    Blank,
}

/// How many gaps are looked at together: the bits of a number.
const CHUNK: usize = 64;

/// Calls `paragraph` with the tokens of each paragraph in turn. Cost: one pass.
pub(crate) fn paragraphs(
    text: &str,
    tokens: &[Span],
    line_breaks: LineBreaks,
    mut paragraph: impl FnMut(Range<usize>),
) {
    let mut end_paragraph = |tokens_of: Range<usize>, lines: &mut Vec<usize>| {
        let mut start = tokens_of.start;
        let breaks = match line_breaks {
            LineBreaks::Break => true,
            LineBreaks::Space => false,
            LineBreaks::Auto => !lines.is_empty() && !is_wrapped(text, tokens, tokens_of.clone(), lines),
        };
        if breaks {
            for &line in &*lines {
                paragraph(start..line);
                start = line;
            }
        }
        paragraph(start..tokens_of.end);
        lines.clear();
    };
    let mut start = 0;
    let mut lines: Vec<usize> = Vec::new();
    for first in (0..tokens.len()).step_by(CHUNK) {
        let befores = &tokens[first..tokens.len().min(first + CHUNK)];
        let mut gaps = wide_gaps(text.as_bytes(), befores, &tokens[first + 1..]);
        while gaps != 0 {
            let next = first + gaps.trailing_zeros() as usize + 1;
            gaps &= gaps - 1;
            match gap(text, tokens[next - 1].end, tokens[next].start) {
                Gap::Space => {}
                Gap::Line => lines.push(next),
                Gap::Blank => {
                    end_paragraph(start..next, &mut lines);
                    start = next;
                }
            }
        }
    }
    if start < tokens.len() {
        end_paragraph(start..tokens.len(), &mut lines);
    }
}

/// The gaps between each token of `befores` and its fellow of `afters` that may be more than a
/// space, as bits.
#[inline]
fn wide_gaps(bytes: &[u8], befores: &[Span], afters: &[Span]) -> u64 {
    let mut gaps = 0;
    for (place, (before, after)) in befores.iter().zip(afters).enumerate() {
        let width = after.start - before.end;
        gaps |= u64::from(width > 1 || bytes[before.end as usize] == b'\n') << place;
    }
    gaps
}

fn gap(text: &str, start: u32, end: u32) -> Gap {
    let mut lines = 0;
    let mut previous = ' ';
    for c in Span::new(start, end).get(text).unwrap_or_default().chars() {
        match c {
            '\n' if previous == '\r' => {}
            '\n' | '\r' | '\u{B}' | '\u{85}' | '\u{2028}' => lines += 1,
            '\u{C}' | '\u{2029}' => lines += 2,
            _ => {}
        }
        previous = c;
    }
    match lines {
        0 => Gap::Space,
        1 => Gap::Line,
        _ => Gap::Blank,
    }
}

/// Whether the lines of the tokens `range`, which begin at the tokens `lines`, look wrapped: they
/// are about as long as each other but for the last, or go on in lower case.
fn is_wrapped(text: &str, tokens: &[Span], range: Range<usize>, lines: &[usize]) -> bool {
    let (mut longest, mut shortest, mut goes_on, mut stopped) = (0, u32::MAX, 0, 0);
    let mut first = range.start;
    for &line in lines {
        let (Some(start), Some(end), Some(next)) =
            (tokens.get(first), tokens.get(line - 1), tokens.get(line))
        else {
            continue;
        };
        let width = end.end - start.start;
        longest = longest.max(width);
        shortest = shortest.min(width);
        goes_on += usize::from(next.get(text).is_some_and(|t| t.starts_with(char::is_lowercase)));
        stopped += usize::from(end.get(text).is_some_and(|t| t.ends_with(['.', '!', '?', ':', '"', '”'])));
        first = line;
    }
    if goes_on * 4 >= lines.len() {
        return true;
    }
    longest <= 100 && shortest >= 50 && longest - shortest <= 25 && stopped * 2 < lines.len()
}

#[cfg(test)]
mod tests {
    use super::paragraphs;
    use crate::line_breaks::LineBreaks;
    use detente_text::Span;

    /// How many tokens each paragraph of `text` has, words being what spaces separate.
    fn lengths(text: &str, line_breaks: LineBreaks) -> Vec<usize> {
        let base = text.as_ptr() as usize;
        let token = |word: &str| {
            let start = word.as_ptr() as usize - base;
            Span::from_range(start..start + word.len())
        };
        let tokens: Vec<_> = text.split_whitespace().map(token).collect();
        let mut lengths = Vec::new();
        paragraphs(text, &tokens, line_breaks, |range| lengths.push(range.len()));
        lengths
    }

    #[test]
    fn blank_lines_always_separate() {
        for policy in [LineBreaks::Auto, LineBreaks::Break, LineBreaks::Space] {
            assert_eq!(lengths("a b\n\nc", policy), [2, 1]);
            assert_eq!(lengths("a b\r\n \t\r\nc\u{2029}d", policy), [2, 1, 1]);
            assert_eq!(lengths("", policy), [0; 0]);
        }
    }

    #[test]
    fn single_breaks_follow_the_policy() {
        let list = "Talks open in Geneva\nEnvoys meet again\nMarkets calm";
        assert_eq!(lengths(list, LineBreaks::Auto), [4, 3, 2]);
        assert_eq!(lengths(list, LineBreaks::Space), [9]);
        let wrapped = "The envoys met for a second day in the lake town and\nagreed to go on.";
        assert_eq!(lengths(wrapped, LineBreaks::Auto), [16]);
        assert_eq!(lengths(wrapped, LineBreaks::Break), [12, 4]);
        assert_eq!(lengths(&wrapped.replace('\n', "\r\n"), LineBreaks::Break), [12, 4]);
    }
}
