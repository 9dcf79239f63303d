//! Learns the stage `sentences`: where a sentence ends.

mod examples;
pub(crate) mod folds;
mod logistic;

use crate::corpus::Corpora;
use anyhow::Result;
use detente_linear::{ModelFile, ModelWriter};
use detente_tokenize::{SENTENCE_GATE, SENTENCE_WEIGHTS, Tokenizer};
use examples::{Document, Examples};
use logistic::Settings;

/// Raw text with token and sentence offsets, with line breaks and on one line.
const TRAIN: [(&str, &str); 4] = [
    ("ewt", "data/tokens/ewt/train.jsonl.gz"),
    ("ewt_flat", "data/tokens/ewt/train.flat.jsonl.gz"),
    ("gum", "data/tokens/gum/train.jsonl.gz"),
    ("gum_flat", "data/tokens/gum/train.flat.jsonl.gz"),
];
/// News of one sentence a line, to learn from what does not end a sentence there.
const NEWS: &str = "data/text/voa_2000s.txt.gz";
/// How many of its lines, and how many make a document.
const NEWS_LINES: usize = 8_000;
const NEWS_DOCUMENT: usize = 4;
/// The gate must miss few ends: it passes points of log odds above -3. Its table is small, so
/// that it stays in the fastest memory.
const GATE: Settings = Settings { bits: 15, rate: 0.05, bias: 3.0 };
const WEIGHTS: Settings = Settings { bits: 17, rate: 0.05, bias: 0.0 };

/// What one corpus gives.
#[derive(Debug)]
struct Share {
    name: &'static str,
    documents: Vec<Document>,
}

/// Reads all that the stage learns from.
fn shares(corpora: &Corpora) -> Result<Vec<Share>> {
    let mut shares = Vec::new();
    for (name, path) in TRAIN {
        shares.push(Share { name, documents: corpora.jsonl(path)? });
    }
    let news = corpora.text(NEWS)?;
    let lines: Vec<&str> = news.lines().filter(|line| !line.is_empty()).take(NEWS_LINES).collect();
    let documents = lines.chunks(NEWS_DOCUMENT).map(Document::of_lines).collect();
    shares.push(Share { name: "news", documents });
    Ok(shares)
}

/// Adds the sections `sentences.*` to the model.
pub(crate) fn train(corpora: &Corpora, writer: &mut ModelWriter) -> Result<()> {
    let shares = shares(corpora)?;
    learn(&shares.iter().flat_map(|share| &share.documents).collect::<Vec<_>>(), writer)
}

/// Adds what `documents` teach.
fn learn(documents: &[&Document], writer: &mut ModelWriter) -> Result<()> {
    let tokenizer = Tokenizer::rules_only();
    let mut points = Examples::new(GATE.bits);
    for document in documents {
        points.add_gate(&tokenizer, document);
    }
    let gate = logistic::learn(&points, GATE);
    report("gate", &points, &gate);
    writer.i8s(SENTENCE_GATE, &gate, [gate.len(), 1, 1])?;

    let tokenizer = gated(&gate)?;
    let mut points = Examples::new(WEIGHTS.bits);
    for document in documents {
        points.add(&tokenizer, document);
    }
    let weights = logistic::learn(&points, WEIGHTS);
    report("weights", &points, &weights);
    writer.i8s(SENTENCE_WEIGHTS, &weights, [weights.len(), 1, 1])?;
    Ok(())
}

/// A tokenizer that knows the gate alone.
fn gated(gate: &[i8]) -> Result<Tokenizer> {
    let mut writer = ModelWriter::new(0);
    writer.i8s(SENTENCE_GATE, gate, [gate.len(), 1, 1])?;
    Ok(Tokenizer::from_gate(&ModelFile::parse(writer.finish())?)?)
}

fn report(name: &str, points: &Examples, weights: &[i8]) {
    let counts = logistic::counts(points, weights);
    println!(
        "sentences.{name}: {} points, {} are ends; {} ends found, {} others taken for ends",
        points.len(),
        counts.ends,
        counts.found,
        counts.wrong
    );
}
