//! Learns the stage `tone`: stance, tone and mode of pairs, their cues, and tones of sentences.
mod adam;
mod calibration;
mod labels;
mod learner;
mod network;
mod pairs;
pub(crate) mod plain;
mod sentences;
pub(crate) mod sets;
mod share;
mod targets;
mod templates;
mod texts;
pub(crate) mod unlabelled;
mod words;
mod written;

use crate::corpus::Corpora;
use crate::sources::Sources;
use anyhow::Result;
use detente_linear::{ModelFile, ModelWriter};
use sets::Gold;

use texts::Texts;

/// Parts that the gold sentences are cut into, to predict each by what the others taught.
const FOLDS: usize = 5;

/// Adds the sections `tone.*` to the model. The stages before it must be in `writer`.
pub(crate) fn train(corpora: &Corpora, writer: &mut ModelWriter) -> Result<()> {
    let mut texts = Texts::new(&ModelFile::parse(writer.finish())?)?;
    let sources = Sources::read(corpora)?;
    let mut golds: Vec<Gold> = corpora.jsonl("tone/gold_train.jsonl")?;
    golds.extend(written::sentences()?);
    golds.extend(labels::judged(corpora, &sources)?);
    println!("{} judged sentences", golds.len());
    let taught = labels::taught(corpora, &sources)?;
    pairs::train(corpora, &mut texts, &golds, &taught, writer)?;
    let labels = sentences::Labels {
        toned: labels::toned(corpora, &sources)?,
        silver: labels::silver(corpora, &sources)?,
    };
    sentences::train(corpora, &sources, &mut texts, &golds, labels, writer)?;
    targets::train(corpora, &mut texts, &golds, writer)
}
