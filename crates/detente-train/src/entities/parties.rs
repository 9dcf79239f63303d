//! Learns whether a state's name stands for the party or for the place: logistic regression.

use super::documents::Document;
use super::quantise::Quantiser;
use crate::rng::Rng;
use anyhow::{Result, ensure};
use detente_entities::training::{PARTIES, View, party_features};
use detente_entities::{EntityLabel, states};
use detente_linear::{ModelWriter, SparseTable};
use std::collections::HashMap;

const EPOCHS: usize = 14;
const RATE: f32 = 0.1;
const DROPPED: f64 = 0.5;
const BITS: u32 = 16;
/// Parts of the articles that are left out in turn to see how well unseen ones are read.
const FOLDS: usize = 3;

/// How much a mention in a single sentence counts beside one in an article.
const EXTRA: f32 = 0.3;

/// A mention of a state.
#[derive(Clone)]
struct Example {
    features: Vec<usize>,
    is_party: bool,
    /// The part that its article belongs to; `usize::MAX` for a single sentence, which is in none.
    fold: usize,
    weight: f32,
}

/// Adds the section of weights to the model, learned from the articles that are judged as a whole and from single
/// sentences.
pub(crate) fn train(
    (documents, views): (&[Document], &[View]),
    (sentences, sentence_views): (&[Document], &[View]),
    writer: &mut ModelWriter,
) -> Result<()> {
    let mut known: HashMap<String, bool> = HashMap::new();
    for state in states() {
        for name in state.other_names.iter().chain([&state.name]) {
            known.insert(name.to_lowercase(), false);
        }
        for name in &state.capitals {
            known.entry(name.to_lowercase()).or_insert(true);
        }
    }
    let mut numbers: HashMap<u64, usize> = HashMap::new();
    let mut hashes = Vec::new();
    let mut examples: Vec<Example> = Vec::new();
    let articles = documents.iter().zip(views).filter(|(document, _)| document.gold);
    let articles = articles.enumerate().map(|(number, both)| (number % FOLDS, both));
    let sentences = sentences.iter().zip(sentence_views).map(|both| (usize::MAX, both));
    for (fold, (document, view)) in articles.chain(sentences) {
        for name in document.names.iter().filter(|name| name.label == EntityLabel::Gpe) {
            let tokens = &document.tokenized.tokens[name.tokens.clone()];
            let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { continue };
            let text = first.cover(*last).get(&document.text).unwrap_or_default();
            let Some(&is_capital) = known.get(&text.to_lowercase()) else { continue };
            let range = document.tokenized.sentences[name.sentence].tokens.range();
            let mut features = Vec::new();
            party_features(view, &name.tokens, &range, is_capital, |hash| {
                features.push(*numbers.entry(hash).or_insert_with(|| {
                    hashes.push(hash);
                    hashes.len() - 1
                }));
            });
            examples.push(Example {
                features,
                is_party: name.actor.is_some(),
                fold,
                weight: if fold == usize::MAX { EXTRA } else { 1.0 },
            });
        }
    }
    let [right, judged] = left_out(&examples, hashes.len());
    println!("parties: {right} of {judged} mentions in articles left out are read rightly");
    let sums = fit(&mut examples, hashes.len());
    let quantiser = Quantiser { scale: 50.0, kept: (1 << BITS) * 4 / 5 };
    let rows = quantiser.rows(&hashes, &sums);
    let (slots, shape, left_out) = SparseTable::build(&rows, 1, BITS);
    println!(
        "parties: {} mentions, {} features, {} kept, {left_out} without room",
        examples.len(),
        hashes.len(),
        rows.len()
    );
    ensure!(left_out < rows.len() / 10, "the table of parties is too small");
    writer.i8s(PARTIES, &slots, shape)?;
    Ok(())
}

/// How many mentions are read rightly by weights learned without their part, and
/// how many there are.
fn left_out(examples: &[Example], n_features: usize) -> [usize; 2] {
    let mut counts = [0; 2];
    for fold in 0..FOLDS {
        let mut others: Vec<Example> = examples.iter().filter(|e| e.fold != fold).cloned().collect();
        let weights = fit(&mut others, n_features);
        for example in examples.iter().filter(|e| e.fold == fold) {
            let score: f32 = example.features.iter().map(|&feature| weights[feature][0]).sum();
            counts[0] += usize::from((score > 0.0) == example.is_party);
            counts[1] += 1;
        }
    }
    counts
}

fn fit(examples: &mut [Example], n_features: usize) -> Vec<[f32; 1]> {
    let mut weights = vec![[0.0f32; 1]; n_features];
    let mut squares = vec![0.0f32; n_features];
    let mut sums = vec![[0.0f32; 1]; n_features];
    let mut rng = Rng::new(11);
    let mut active = Vec::new();
    for epoch in 0..EPOCHS {
        rng.shuffle(examples);
        for example in examples.iter() {
            active.clear();
            active.extend(example.features.iter().copied().filter(|_| rng.unit() >= DROPPED));
            let score: f32 = active.iter().map(|&feature| weights[feature][0]).sum();
            let gradient =
                example.weight * (f32::from(u8::from(example.is_party)) - 1.0 / (1.0 + (-score).exp()));
            for &feature in &active {
                squares[feature] += gradient * gradient;
                weights[feature][0] += RATE / (squares[feature].sqrt() + 1e-3) * gradient;
            }
        }
        if epoch + 6 >= EPOCHS {
            for (sum, weight) in sums.iter_mut().zip(&weights) {
                sum[0] += weight[0] / 6.0;
            }
        }
    }
    sums
}
