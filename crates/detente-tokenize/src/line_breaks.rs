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

impl LineBreaks {
    /// Every choice, the default first.
    pub const ALL: [Self; 3] = [Self::Auto, Self::Break, Self::Space];

    /// The name that options use.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Break => "break",
            Self::Space => "space",
        }
    }

    /// The choice called `name`; `None` where there is none of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.as_str() == name)
    }
}
