//! A half-open range over one source text.

use std::ops::{Index, Range};

/// A position in a text as the 32-bit number that spans hold.
///
/// Texts of 4 GiB and more are refused before any stage sees them, so the saturation never shows.
#[inline]
pub fn offset(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(u32::MAX)
}

/// A half-open range `start..end` over one source text, in bytes unless said otherwise.
///
/// Ordered by start, then by end. `&text[span]` slices a `str` and, like any slice, panics where
/// the span does not lie on character boundaries of that text; [`Span::get`] does not panic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Span {
    /// Position of the first unit.
    pub start: u32,
    /// Position after the last unit.
    pub end: u32,
}

impl Span {
    /// The span `start..end`.
    #[inline]
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    /// The span of a range of positions in a text below 4 GiB.
    #[inline]
    pub fn from_range(range: Range<usize>) -> Self {
        Self::new(offset(range.start), offset(range.end))
    }

    /// Number of units covered; 0 where the end lies before the start.
    #[inline]
    pub const fn len(self) -> u32 {
        self.end.saturating_sub(self.start)
    }

    /// Whether the span covers nothing.
    #[inline]
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether `other` lies wholly inside this span.
    #[inline]
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two spans share at least one unit.
    #[inline]
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that covers both.
    #[inline]
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The span as a range of `usize`.
    #[inline]
    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The text under the span, or `None` where it is out of bounds or cuts a character.
    #[inline]
    pub fn get(self, text: &str) -> Option<&str> {
        text.get(self.range())
    }
}

impl Index<Span> for str {
    type Output = str;

    #[inline]
    fn index(&self, span: Span) -> &str {
        &self[span.range()]
    }
}

#[cfg(test)]
mod tests {
    use super::Span;

    #[test]
    fn slices_and_compares() {
        let text = "Seoul and Tokyo";
        let (seoul, tokyo) = (Span::new(0, 5), Span::new(10, 15));
        assert_eq!(&text[seoul], "Seoul");
        assert_eq!(tokyo.get(text), Some("Tokyo"));
        assert_eq!(Span::new(10, 99).get(text), None);
        assert!(seoul < tokyo && !seoul.overlaps(tokyo));
        assert_eq!(seoul.cover(tokyo), Span::new(0, 15));
        assert!(seoul.cover(tokyo).contains(tokyo));
        assert_eq!((Span::new(3, 1).len(), Span::new(3, 1).is_empty()), (0, true));
    }
}
