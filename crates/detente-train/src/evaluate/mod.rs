//! The command `evaluate`: a model on development sets, from raw text.
//!
//! Spans are characters, half-open; F1 is micro-averaged over exact spans unless a figure's name
//! says otherwise. Figures are in percent or in [-1, 1] by the custom of each measure.
mod directed;
mod entities;
mod errors;
mod figure;
mod metrics;
mod reader;
mod sets;
mod tokens;
mod tone;

use anyhow::Result;
use clap::{Args, ValueEnum};
use detente::Analyzer;
use errors::Errors;
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
    /// Write every entity and actor that differs from the judged one, a line each
    #[arg(long, value_name = "FILE")]
    errors: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    Tokens,
    Sentences,
    Entities,
    Fine,
    Tone,
    Directed,
    /// Articles of our own that are held back from training; only where it is named
    Written,
}

impl Part {
    const ALL: [Self; 6] =
        [Self::Tokens, Self::Sentences, Self::Entities, Self::Fine, Self::Tone, Self::Directed];

    fn score(self, reader: &mut Reader, sets: &Sets, errors: &mut Errors) -> Result<()> {
        match self {
            Self::Tokens => tokens::tokens(reader, sets),
            Self::Sentences => tokens::sentences(reader, sets),
            Self::Entities => entities::coarse(reader, sets),
            Self::Fine => entities::fine(reader, sets, errors),
            Self::Tone => tone::score(reader, sets),
            Self::Directed => directed::score(reader, sets, errors),
            Self::Written => entities::written(reader, errors),
        }
    }
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let mut reader = Reader::new(Analyzer::load(&arguments.model)?);
    let sets = Sets::open(&arguments.sets)?;
    let parts = if arguments.parts.is_empty() { &Part::ALL[..] } else { &arguments.parts };
    let mut errors = Errors::open(arguments.errors.as_deref())?;
    for part in parts {
        part.score(&mut reader, &sets, &mut errors)?;
    }
    errors.finish()
}
