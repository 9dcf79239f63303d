//! How a stance is put forward.

use std::fmt;

/// How a stance is put forward.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "lowercase"))]
pub enum Mode {
    /// The text says so as fact, or the source says it itself.
    #[default]
    Asserted,
    /// Another party claims it.
    Alleged,
    /// Planned, feared, conditional, asked for.
    Possible,
    /// Said not to be so; the tone is as meant after the denial.
    Denied,
}

impl Mode {
    /// All modes.
    pub const ALL: [Self; 4] = [Self::Asserted, Self::Alleged, Self::Possible, Self::Denied];

    /// The word in lower case.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Asserted => "asserted",
            Self::Alleged => "alleged",
            Self::Possible => "possible",
            Self::Denied => "denied",
        }
    }
}

impl fmt::Display for Mode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
