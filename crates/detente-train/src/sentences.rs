//! Learns the stage `sentences`: where a sentence ends.

mod examples;
mod logistic;

use crate::corpus::Corpora;
use anyhow::Result;
use detente_linear::ModelWriter;
use detente_tokenize::{SENTENCE_WEIGHTS, Tokenizer};

/// Rows of the weight table, as a power of two.
const BITS: u32 = 17;
/// Raw text with token and sentence offsets, with line breaks and on one line.
const TRAIN: [&str; 4] = [
    "data/tokens/ewt/train.jsonl.gz",
    "data/tokens/ewt/train.flat.jsonl.gz",
    "data/tokens/gum/train.jsonl.gz",
    "data/tokens/gum/train.flat.jsonl.gz",
];

/// Adds the section `sentences.weights` to the model.
pub(crate) fn train(corpora: &Corpora, writer: &mut ModelWriter) -> Result<()> {
    let tokenizer = Tokenizer::rules_only();
    let mut examples = examples::Examples::new(BITS);
    for path in TRAIN {
        for document in corpora.jsonl(path)? {
            examples.add(&tokenizer, &document);
        }
    }
    let weights = logistic::learn(&examples, 1 << BITS);
    println!(
        "sentences: {} points of which {} end a sentence; rules decide {:.2} % rightly, the model {:.2} %",
        examples.len(),
        examples.positive(),
        100.0 * examples.rule_accuracy(),
        100.0 * logistic::accuracy(&examples, &weights),
    );
    writer.i8s(SENTENCE_WEIGHTS, &weights, [1 << BITS, 1, 1])?;
    Ok(())
}
