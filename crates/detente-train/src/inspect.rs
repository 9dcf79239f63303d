//! The command `inspect`: what a model file holds.

use anyhow::{Context, Result};
use clap::Args;
use detente_linear::ModelFile;
use std::path::PathBuf;

#[derive(Args)]
pub(crate) struct Arguments {
    /// The model file
    #[arg(default_value = "crates/detente-data/detente.model")]
    model: PathBuf,
}

pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let bytes = std::fs::read(&arguments.model)
        .with_context(|| format!("cannot read {}", arguments.model.display()))?;
    list(&ModelFile::parse(bytes)?);
    Ok(())
}

/// Prints name, type, shape and size of every section.
pub(crate) fn list(file: &ModelFile) {
    println!("model version {}", file.model_version());
    for section in file.sections() {
        let [a, b, c] = section.shape();
        let (element, size) = (format!("{:?}", section.element()), section.bytes().len());
        println!("{:24} {element:4} [{a}, {b}, {c}] {size} bytes", section.name());
    }
    let total: usize = file.sections().iter().map(|section| section.bytes().len()).sum();
    println!("{total} bytes in {} sections", file.sections().len());
}
