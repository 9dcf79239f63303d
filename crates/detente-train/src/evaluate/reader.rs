//! The analyzer, asked in characters.

use super::sets::Chars;
use anyhow::{Context, Result};
use detente::{Analysis, Analyzer, CharOffsets, Scratch, Span};

/// The analyzer, with spans in characters on both sides, as the sets have them.
#[derive(Debug)]
pub(crate) struct Reader {
    analyzer: Analyzer,
    scratch: Scratch,
}

impl Reader {
    pub(crate) fn new(analyzer: Analyzer) -> Self {
        Self { analyzer, scratch: Scratch::new() }
    }

    /// The analysis of `text`, its spans in characters.
    pub(crate) fn analyze(&mut self, text: &str) -> Result<Analysis> {
        let offsets = CharOffsets::new(text);
        let analysis = self.analyzer.analyze_with(&mut self.scratch, text)?;
        Ok(analysis.map_spans(|span| offsets.to_chars(span)))
    }

    pub(crate) fn score(&mut self, text: &str) -> Result<f64> {
        Ok(self.analyzer.score_with(&mut self.scratch, text)?.score())
    }

    pub(crate) fn between(&self, text: &str, source: Chars, target: Chars) -> Result<f64> {
        let offsets = CharOffsets::new(text);
        let bytes = |(start, end)| offsets.to_bytes(Span::new(start, end));
        let tone = self.analyzer.tone_between(text, bytes(source), bytes(target));
        Ok(tone.with_context(|| format!("{source:?} to {target:?} of {text:?}"))?.score())
    }

    pub(crate) fn toward(&self, text: &str, target: Chars) -> Result<f64> {
        let bytes = CharOffsets::new(text).to_bytes(Span::new(target.0, target.1));
        let tone = self.analyzer.tone_toward(text, bytes);
        Ok(tone.with_context(|| format!("{target:?} of {text:?}"))?.score())
    }
}
