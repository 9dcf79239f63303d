//! Learns the stage `tone`: stance, tone and mode of pairs, their cues, and tones of sentences.
mod calibration;
mod learner;
mod pairs;
mod sentences;
mod sets;
mod targets;
mod templates;
mod texts;

use crate::corpus::Corpora;
use anyhow::Result;
use detente_linear::{ModelFile, ModelWriter};
use texts::Texts;

/// Parts that the gold sentences are cut into, to predict each by what the others taught.
const FOLDS: usize = 5;

/// Adds the sections `tone.*` to the model. The stages before it must be in `writer`.
pub(crate) fn train(corpora: &Corpora, writer: &mut ModelWriter) -> Result<()> {
    let mut texts = Texts::new(&ModelFile::parse(writer.finish())?)?;
    pairs::train(corpora, &mut texts, writer)?;
    sentences::train(corpora, &mut texts, writer)?;
    targets::train(corpora, &mut texts, writer)
}
