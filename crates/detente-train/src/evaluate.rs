//! The command `evaluate`: a model on development sets.

use anyhow::Result;
use clap::Args;
use std::path::PathBuf;

#[derive(Args)]
pub(crate) struct Arguments {
    /// Folder of development sets with a `manifest.json`
    #[arg(long, value_name = "DIR", default_value = "../shared/eval/sets")]
    sets: PathBuf,
    /// The model file
    #[arg(long, value_name = "FILE", default_value = "crates/detente-data/detente.model")]
    model: PathBuf,
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let _ = (&arguments.sets, detente::Analyzer::load(&arguments.model)?);
    Ok(())
}
