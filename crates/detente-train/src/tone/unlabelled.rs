//! Pairs of parties in plain text, for a teacher to label.

use super::sets::{Dse, Gold};
use super::texts::Texts;
use crate::corpus::Corpora;
use crate::rng::Rng;
use crate::sources::Sources;
use anyhow::{Context, Result};
use clap::Args;
use detente::CharOffsets;
use detente_linear::ModelFile;
use serde::Serialize;
use std::collections::HashSet;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

/// Ordered pairs taken of one sentence.
const PER_SENTENCE: usize = 6;
/// Bytes of a text that is taken: shorter ones are scraps, longer ones whole paragraphs.
pub(super) const LENGTHS: std::ops::Range<usize> = 30..420;

#[derive(Args)]
pub(crate) struct Arguments {
    /// Folder that holds the corpora
    #[arg(long, value_name = "DIR", default_value = "../shared")]
    data: PathBuf,
    /// The model that finds the parties
    #[arg(long, value_name = "FILE", default_value = "crates/detente-data/detente.model")]
    model: PathBuf,
    /// Where to write the pairs, as JSON lines
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

/// A pair as the teacher reads it, in characters.
#[derive(Serialize)]
struct Record<'a> {
    id: &'a str,
    text: &'a str,
    source: [u32; 2],
    target: [u32; 2],
}

/// Writes the pairs of parties that the model sees in the plain texts, in an order without meaning, so that any
/// beginning of the file is a fair sample. Sentences that are judged by hand are left out.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let corpora = Corpora::new(&arguments.data)?;
    let model = std::fs::read(&arguments.model)
        .with_context(|| format!("cannot read {}", arguments.model.display()))?;
    let mut texts = Texts::new(&ModelFile::parse(model)?)?;
    let mut judged = HashSet::new();
    for set in ["tone/gold_train.jsonl", "tone/gold_dev.jsonl"] {
        judged.extend(corpora.jsonl::<Gold>(set)?.iter().map(|gold| letters(&gold.text)));
    }
    let held: HashSet<String> =
        corpora.jsonl::<Dse>("data/tone/dse/dev.jsonl.gz")?.into_iter().map(|row| row.text).collect();
    let mut rng = Rng::new(31);
    let mut lines = Vec::new();
    let sources = Sources::read(&corpora)?;
    let mut seen = HashSet::new();
    for (id, text) in sources.sample() {
        let wanted =
            LENGTHS.contains(&text.len()) && !held.contains(text) && !judged.contains(&letters(text));
        if wanted && seen.insert(text) {
            pairs(&mut texts, &id, text, &mut rng, &mut lines)?;
        }
    }
    rng.shuffle(&mut lines);
    print!("{}", Sources::header(&corpora));
    let mut out = BufWriter::new(File::create(&arguments.out)?);
    for line in &lines {
        writeln!(out, "{line}")?;
    }
    println!("{} pairs", lines.len());
    Ok(out.flush()?)
}

/// The letters and digits of a text alone: sentences that differ in spaces and marks are the same.
pub(super) fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn pairs(texts: &mut Texts, id: &str, text: &str, rng: &mut Rng, lines: &mut Vec<String>) -> Result<()> {
    let chars = CharOffsets::new(text);
    let mut found = texts.read(text, |reading, extractor| {
        let sentences = 0..reading.tokenized.sentences.len();
        let candidates = sentences.flat_map(|sentence| extractor.candidates(reading, sentence));
        candidates.map(|(source, target, _)| (source, target)).collect::<Vec<_>>()
    });
    rng.shuffle(&mut found);
    for (source, target) in found.into_iter().take(PER_SENTENCE) {
        let [source, target] = [source, target].map(|span| {
            let span = chars.to_chars(span);
            [span.start, span.end]
        });
        lines.push(serde_json::to_string(&Record { id, text, source, target })?);
    }
    Ok(())
}
