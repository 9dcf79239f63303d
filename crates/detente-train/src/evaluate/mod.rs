//! The command `evaluate`: a model on development sets, from raw text.
//!
//! Spans are characters, half-open; F1 is micro-averaged over exact spans unless a figure's name
//! says otherwise. Figures are in percent or in [-1, 1] by the custom of each measure.
mod directed;
mod entities;
mod figure;
mod metrics;
mod reader;
mod sets;
mod tokens;
mod tone;

use anyhow::Result;
use clap::{Args, ValueEnum};
use detente::Analyzer;
use reader::Reader;
use sets::Sets;
use std::path::PathBuf;

#[derive(Args)]
pub(crate) struct Arguments {
    /// What to score; everything where nothing is named
    #[arg(value_name = "PART")]
    parts: Vec<Part>,
    /// Folder of development sets with a `manifest.json`
    #[arg(long, value_name = "DIR", default_value = "../shared/eval/sets")]
    sets: PathBuf,
    /// The model file
    #[arg(long, value_name = "FILE", default_value = "crates/detente-data/detente.model")]
    model: PathBuf,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    Tokens,
    Sentences,
    Entities,
    Fine,
    Tone,
    Directed,
}

impl Part {
    const ALL: [Self; 6] =
        [Self::Tokens, Self::Sentences, Self::Entities, Self::Fine, Self::Tone, Self::Directed];

    fn score(self, reader: &mut Reader, sets: &Sets) -> Result<()> {
        match self {
            Self::Tokens => tokens::tokens(reader, sets),
            Self::Sentences => tokens::sentences(reader, sets),
            Self::Entities => entities::coarse(reader, sets),
            Self::Fine => entities::fine(reader, sets),
            Self::Tone => tone::score(reader, sets),
            Self::Directed => directed::score(reader, sets),
        }
    }
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let mut reader = Reader::new(Analyzer::load(&arguments.model)?);
    let sets = Sets::open(&arguments.sets)?;
    let parts = if arguments.parts.is_empty() { &Part::ALL[..] } else { &arguments.parts };
    for part in parts {
        part.score(&mut reader, &sets)?;
    }
    Ok(())
}
