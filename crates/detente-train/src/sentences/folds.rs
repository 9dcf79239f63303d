//! The command `crossvalidate`: the sentence stage on documents that it has not learned from.

use super::{Share, learn};
use crate::corpus::Corpora;
use anyhow::{Result, ensure};
use clap::Args;
use detente_linear::{ModelFile, ModelWriter};
use detente_text::Span;
use detente_tokenize::Tokenizer;
use std::collections::BTreeSet;
use std::path::PathBuf;

#[derive(Args)]
pub(crate) struct Arguments {
    /// Folder that holds the corpora, as for `train`
    #[arg(long, value_name = "DIR", default_value = "../shared")]
    data: PathBuf,
    /// Into how many parts the documents are dealt; each is scored by what the others teach
    #[arg(long, value_name = "N", default_value_t = 5)]
    folds: usize,
    /// Print every boundary that is wrong, with the text around it
    #[arg(long)]
    errors: bool,
}

/// Sentences of one corpus.
#[derive(Debug, Default)]
struct Counts {
    gold: usize,
    found: usize,
    hits: usize,
}

impl Counts {
    /// F1 of exact spans, in percent.
    fn f1(&self) -> f64 {
        200.0 * self.hits as f64 / (self.gold + self.found).max(1) as f64
    }
}

/// Prints F1 of exact sentences in each corpus, from documents held out.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let folds = arguments.folds;
    ensure!(folds >= 2, "at least two folds, not {folds}");
    let shares = super::shares(&Corpora::new(&arguments.data)?)?;
    let mut counts: Vec<Counts> = shares.iter().map(|_| Counts::default()).collect();
    for fold in 0..folds {
        let held_out = |index: usize| index % folds == fold;
        let rest = shares.iter().flat_map(|share| {
            share.documents.iter().enumerate().filter(|(index, _)| !held_out(*index)).map(|(_, d)| d)
        });
        let mut writer = ModelWriter::new(0);
        learn(&rest.collect::<Vec<_>>(), &mut writer)?;
        let tokenizer = Tokenizer::from_model(&ModelFile::parse(writer.finish())?)?;
        for (Share { name, documents }, counts) in shares.iter().zip(&mut counts) {
            for (_, document) in documents.iter().enumerate().filter(|(index, _)| held_out(*index)) {
                let found = tokenizer.tokenize(document.text());
                let found: BTreeSet<Span> = found.sentences.iter().map(|sentence| sentence.span).collect();
                let gold = document.spans();
                counts.gold += gold.len();
                counts.found += found.len();
                counts.hits += gold.intersection(&found).count();
                if arguments.errors {
                    show(name, document.text(), &gold, &found);
                }
            }
        }
    }
    for (Share { name, .. }, counts) in shares.iter().zip(&counts) {
        println!("sentence_f1.{name} {:.2}", counts.f1());
    }
    Ok(())
}

/// Prints the beginnings of sentences that are in one of the sets alone.
fn show(name: &str, text: &str, gold: &BTreeSet<Span>, found: &BTreeSet<Span>) {
    let starts = |spans: &BTreeSet<Span>| spans.iter().map(|span| span.start).collect::<BTreeSet<_>>();
    let (gold, found) = (starts(gold), starts(found));
    for &start in gold.symmetric_difference(&found) {
        let kind = if gold.contains(&start) { "missed" } else { "wrong " };
        let (before, after) = text.split_at(start as usize);
        let before: String = before.chars().rev().take(70).collect();
        let before: String = before.chars().rev().collect();
        let after: String = after.chars().take(50).collect();
        println!("{name} {kind} {:?}", format!("{before}¦{after}"));
    }
}
