//! The scale.

use std::fmt;

/// A tone: from -1 (infuriated) through 0 (neutral, no stance) to +1 (conciliatory).
///
/// Held in thousandths, so that it compares exactly and is the same on every machine. Never out of
/// range, never NaN. The words and deeds that each tenth stands for are in the guidelines that the
/// model was trained by; see the model card.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Tone(i16);

impl Tone {
    /// No stance.
    pub const NEUTRAL: Self = Self(0);

    /// The tone of `thousandths` / 1000, brought into range.
    pub fn from_thousandths(thousandths: i32) -> Self {
        Self(i16::try_from(thousandths.clamp(-1000, 1000)).unwrap_or(0))
    }

    /// The tone nearest to `score`, brought into range; NaN gives neutral.
    #[expect(clippy::cast_possible_truncation, reason = "the value is within ±1000, and NaN casts to 0")]
    pub fn new(score: f64) -> Self {
        Self((score.clamp(-1.0, 1.0) * 1000.0).round() as i16)
    }

    /// The number in [-1, 1].
    pub fn score(self) -> f64 {
        f64::from(self.0) / 1000.0
    }

    /// The number times 1000, in -1000..=1000.
    pub const fn thousandths(self) -> i16 {
        self.0
    }

    /// The word for the number.
    pub const fn band(self) -> Band {
        match self.0 {
            ..=-600 => Band::Infuriated,
            -599..=-200 => Band::Critical,
            -199..=199 => Band::Neutral,
            200..=599 => Band::Cordial,
            600.. => Band::Conciliatory,
        }
    }
}

impl fmt::Display for Tone {
    /// Sign and two decimals, such as `-0.90`; what rounds to zero is `+0.00`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = if self.0.unsigned_abs() < 5 { 0.0 } else { self.score() };
        write!(f, "{shown:+.2}")
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Tone {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.score())
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Tone {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        f64::deserialize(deserializer).map(Self::new)
    }
}

/// The word for a tone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "lowercase"))]
pub enum Band {
    /// -0.6 and below: fury, force, sanctions, accusations.
    Infuriated,
    /// Above -0.6 up to -0.2: rejection, demands, complaints.
    Critical,
    /// Between -0.2 and +0.2.
    Neutral,
    /// From +0.2: meetings, talks, hope, support in words.
    Cordial,
    /// From +0.6: agreement, praise, aid, concessions, peace.
    Conciliatory,
}

impl Band {
    /// The word in lower case.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Infuriated => "infuriated",
            Self::Critical => "critical",
            Self::Neutral => "neutral",
            Self::Cordial => "cordial",
            Self::Conciliatory => "conciliatory",
        }
    }
}

impl fmt::Display for Band {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::Band::{Conciliatory, Cordial, Critical, Infuriated, Neutral};
    use super::Tone;

    #[test]
    fn stays_in_range() {
        let scores = [f64::NEG_INFINITY, -7.0, -0.9004, 0.25, 3.0, f64::INFINITY, f64::NAN];
        assert_eq!(scores.map(|s| Tone::new(s).thousandths()), [-1000, -1000, -900, 250, 1000, 1000, 0]);
        assert_eq!(Tone::from_thousandths(i32::MAX), Tone::new(1.0));
        assert_eq!(Tone::new(-0.9).to_string(), "-0.90");
        assert_eq!([-0.005, -0.004, 0.004].map(|s| Tone::new(s).to_string()), ["-0.01", "+0.00", "+0.00"]);
    }

    #[test]
    fn bands_follow_the_guidelines() {
        let bands = [-1.0, -0.6, -0.599, -0.2, -0.199, 0.199, 0.2, 0.599, 0.6].map(|s| Tone::new(s).band());
        let expected =
            [Infuriated, Infuriated, Critical, Critical, Neutral, Neutral, Cordial, Cordial, Conciliatory];
        assert_eq!(bands, expected);
    }
}
