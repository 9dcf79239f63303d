//! From entities to tones.

use crate::explanation::Explanation;
use crate::reading::Reading;
use crate::tone::Tone;
use crate::toned::Toned;
use detente_linear::{ModelError, ModelFile};
use detente_text::Span;

/// Buffers of the scorer, reused from text to text.
#[derive(Debug, Clone, Default)]
pub struct ToneScratch {}

/// Scores tones: of sentences, and of actors toward each other.
#[derive(Debug, Clone)]
pub struct ToneScorer {}

impl ToneScorer {
    /// The scorer whose weights stand in `file`.
    ///
    /// # Errors
    /// A [`ModelError`] where a section is missing or cannot be used.
    pub fn from_model(_file: &ModelFile) -> Result<Self, ModelError> {
        Ok(Self {})
    }

    /// Scores a whole document into `toned`.
    pub fn score(&self, _reading: &Reading<'_>, _scratch: &mut ToneScratch, toned: &mut Toned) {
        toned.clear();
    }

    /// The tone of a headline, a sentence or a short text as a whole.
    pub fn score_text(&self, _reading: &Reading<'_>, _scratch: &mut ToneScratch) -> Tone {
        Tone::NEUTRAL
    }

    /// The tone of the words at `source` toward the words at `target`; neutral where there is none.
    pub fn between(&self, _r: &Reading<'_>, _source: Span, _target: Span, _s: &mut ToneScratch) -> Tone {
        Tone::NEUTRAL
    }

    /// The tone of anyone toward the words at `target`.
    pub fn toward(&self, _reading: &Reading<'_>, _target: Span, _scratch: &mut ToneScratch) -> Tone {
        Tone::NEUTRAL
    }

    /// Which words moved the tones in `toned`, which must come from the same reading.
    pub fn explain(&self, _r: &Reading<'_>, _toned: &Toned, _scratch: &mut ToneScratch) -> Explanation {
        Explanation::default()
    }
}
