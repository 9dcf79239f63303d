//! What a single line break means.

/// How a line break that no blank line follows counts. A blank line always ends a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum LineBreaks {
    /// Decided for each stretch of text between blank lines: as [`LineBreaks::Space`] where its
    /// lines look wrapped at a column, as [`LineBreaks::Break`] otherwise.
    #[default]
    Auto,
    /// It ends a paragraph.
    Break,
    /// It is a space.
    Space,
}
