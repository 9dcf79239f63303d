//! Trains, evaluates and inspects the model of Détente.
#![expect(clippy::print_stdout, reason = "a command prints its results")]
mod card;
mod corpus;
mod entities;
mod evaluate;
mod inspect;
mod rng;
mod sentences;
mod sources;
mod tone;
mod train;

use anyhow::Result;
use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(version, about = "Trains, evaluates and inspects the model of Détente")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Learn a model from a folder of corpora; the same folder gives the same bytes
    Train(train::Arguments),
    /// Score the sentence stage on training documents held out from it
    Crossvalidate(sentences::folds::Arguments),
    /// Score a model on development sets
    Evaluate(evaluate::Arguments),
    /// Write the pairs of parties in plain texts, for a teacher to label
    Pairs(tone::unlabelled::Arguments),
    /// Write the sentences with judged names, and plain ones, for a teacher to learn from and to mark
    Names(entities::plain::Arguments),
    /// Write the sentences with a judged tone, and plain ones, for a teacher to learn from and to label
    Tones(tone::plain::Arguments),
    /// List the sections of a model file
    Inspect(inspect::Arguments),
}

fn main() -> Result<()> {
    match Arguments::parse().command {
        Command::Train(arguments) => train::run(&arguments),
        Command::Crossvalidate(arguments) => sentences::folds::run(&arguments),
        Command::Evaluate(arguments) => evaluate::run(&arguments),
        Command::Pairs(arguments) => tone::unlabelled::run(&arguments),
        Command::Names(arguments) => entities::plain::run(&arguments),
        Command::Tones(arguments) => tone::plain::run(&arguments),
        Command::Inspect(arguments) => inspect::run(&arguments),
    }
}
