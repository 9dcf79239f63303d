//! The command `train`: corpora in, model file out.

use crate::corpus::Corpora;
use crate::{card, entities, sentences, tone};
use anyhow::{Context, Result};
use clap::{Args, ValueEnum};
use detente_linear::{ModelFile, ModelWriter};
use std::path::PathBuf;

/// The version of what is learned; raised whenever a released model gives other results.
const MODEL_VERSION: u32 = 1;

#[derive(Args)]
pub(crate) struct Arguments {
    /// Folder that holds the corpora: `data/`, `tone/` and `entities/` as the model card lists them
    #[arg(long, value_name = "DIR", default_value = "../shared")]
    data: PathBuf,
    /// Where to write the model
    #[arg(long, value_name = "FILE", default_value = "crates/detente-data/detente.model")]
    out: PathBuf,
    /// The model card, whose lists of files read are brought up to date
    #[arg(long, value_name = "FILE", default_value = "crates/detente-data/MODEL.md")]
    card: PathBuf,
    /// Learn these stages only and keep the others of the model at --out
    #[arg(long, value_name = "STAGE")]
    only: Vec<Stage>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Stage {
    Sentences,
    Entities,
    Tone,
}

impl Stage {
    /// In the order of learning: a stage may use what the stages before it have learned.
    const ALL: [Self; 3] = [Self::Sentences, Self::Entities, Self::Tone];

    const fn name(self) -> &'static str {
        match self {
            Self::Sentences => "sentences",
            Self::Entities => "entities",
            Self::Tone => "tone",
        }
    }

    /// Whether the section called `section` was learned by this stage.
    fn has(self, section: &str) -> bool {
        section.split_once('.').is_some_and(|(stage, _)| stage == self.name())
    }
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let corpora = Corpora::new(&arguments.data)?;
    let before = match std::fs::read(&arguments.out) {
        Ok(bytes) if !arguments.only.is_empty() => Some(ModelFile::parse(bytes)?),
        _ => None,
    };
    let mut writer = ModelWriter::new(MODEL_VERSION);
    let mut read = Vec::new();
    for stage in Stage::ALL {
        if arguments.only.is_empty() || arguments.only.contains(&stage) {
            match stage {
                Stage::Sentences => sentences::train(&corpora, &mut writer)?,
                Stage::Entities => entities::train(&corpora, &mut writer)?,
                Stage::Tone => tone::train(&corpora, &mut writer)?,
            }
            read.push((stage.name(), corpora.take_read()));
        } else if let Some(before) = &before {
            for section in before.sections().iter().filter(|s| stage.has(s.name())) {
                let bytes = section.bytes().to_vec();
                writer.raw(section.name(), section.element(), section.shape(), bytes)?;
            }
        }
    }
    let bytes = writer.finish();
    std::fs::write(&arguments.out, &bytes)
        .with_context(|| format!("cannot write {}", arguments.out.display()))?;
    crate::inspect::list(&ModelFile::parse(bytes)?);
    card::update(&arguments.card, &read)
}
