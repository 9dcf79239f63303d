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
const BITS: u32 = 15;

/// Adds the section of weights to the model.
pub(crate) fn train<'a>(
    documents: impl Iterator<Item = (&'a Document, &'a View)>,
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
    let mut examples: Vec<(Vec<usize>, bool)> = Vec::new();
    for (document, view) in documents.filter(|(document, _)| document.gold) {
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
            examples.push((features, name.actor.is_some()));
        }
    }
    let sums = fit(&mut examples, hashes.len());
    let quantiser = Quantiser { scale: 50.0, kept: (1 << BITS) * 4 / 5 };
    let rows = quantiser.rows(&hashes, &sums);
    let (slots, left_out) = SparseTable::build(&rows, 1, BITS);
    println!(
        "parties: {} mentions, {} features, {} kept, {left_out} without room",
        examples.len(),
        hashes.len(),
        rows.len()
    );
    ensure!(left_out < rows.len() / 10, "the table of parties is too small");
    writer.i8s(PARTIES, &slots, [1 << BITS, 3, 1])?;
    Ok(())
}

fn fit(examples: &mut [(Vec<usize>, bool)], n_features: usize) -> Vec<[f32; 1]> {
    let mut weights = vec![[0.0f32; 1]; n_features];
    let mut squares = vec![0.0f32; n_features];
    let mut sums = vec![[0.0f32; 1]; n_features];
    let mut rng = Rng::new(11);
    let mut active = Vec::new();
    for epoch in 0..EPOCHS {
        rng.shuffle(examples);
        for (features, label) in examples.iter() {
            active.clear();
            active.extend(features.iter().copied().filter(|_| rng.unit() >= DROPPED));
            let score: f32 = active.iter().map(|&feature| weights[feature][0]).sum();
            let gradient = f32::from(u8::from(*label)) - 1.0 / (1.0 + (-score).exp());
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
