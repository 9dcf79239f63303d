//! Learns the classifier: multinomial logistic regression with `AdaGrad`.

use super::documents::Document;
use super::quantise::Quantiser;
use crate::rng::Rng;
use anyhow::{Result, ensure};
use detente_entities::EntityLabel;
use detente_entities::training::{Coarse, LABELS, NAME_LABELS, NameSpan, View, class_of, span_features};
use detente_linear::{ModelWriter, SparseTable};
use std::collections::HashMap;

const EPOCHS: usize = 14;
const RATE: f32 = 0.1;
const DROPPED: f64 = 0.3;
const BITS: u32 = 14;

/// Adds the classifier's section to the model.
pub(crate) fn train(documents: &[Document], views: &[View], writer: &mut ModelWriter) -> Result<()> {
    let mut numbers: HashMap<u64, usize> = HashMap::new();
    let mut hashes = Vec::new();
    let mut examples: Vec<(Vec<usize>, usize)> = Vec::new();
    for (document, view) in documents.iter().zip(views).filter(|(document, _)| document.gold) {
        for name in &document.names {
            let range = document.tokenized.sentences[name.sentence].tokens.range();
            let class = class_of(name.label);
            let span = NameSpan { tokens: name.tokens.clone(), class, sentence: name.sentence };
            let mut features = Vec::new();
            span_features(view, &span, &range, |hash| {
                features.push(*numbers.entry(hash).or_insert_with(|| {
                    hashes.push(hash);
                    hashes.len() - 1
                }));
            });
            examples.push((features, name.label as usize));
        }
    }
    let mut weights = vec![[0.0f32; NAME_LABELS]; hashes.len()];
    let mut squares = vec![[0.0f32; NAME_LABELS]; hashes.len()];
    let mut sums = vec![[0.0f32; NAME_LABELS]; hashes.len()];
    let mut rng = Rng::new(7);
    let mut active = Vec::new();
    for epoch in 0..EPOCHS {
        rng.shuffle(&mut examples);
        for (features, label) in &examples {
            active.clear();
            active.extend(features.iter().copied().filter(|_| rng.unit() >= DROPPED));
            let mut scores = [0.0f32; NAME_LABELS];
            for &feature in &active {
                for (score, weight) in scores.iter_mut().zip(&weights[feature]) {
                    *score += weight;
                }
            }
            let largest = scores.iter().copied().fold(f32::MIN, f32::max);
            let mut total = 0.0;
            for score in &mut scores {
                *score = (*score - largest).exp();
                total += *score;
            }
            for (number, score) in scores.iter_mut().enumerate() {
                *score = f32::from(u8::from(number == *label)) - *score / total;
            }
            for &feature in &active {
                for ((weight, square), gradient) in
                    weights[feature].iter_mut().zip(&mut squares[feature]).zip(&scores)
                {
                    *square += gradient * gradient;
                    *weight += RATE / (square.sqrt() + 1e-3) * gradient;
                }
            }
        }
        if epoch + 6 >= EPOCHS {
            for (sum, row) in sums.iter_mut().zip(&weights) {
                for (sum, weight) in sum.iter_mut().zip(row) {
                    *sum += weight / 6.0;
                }
            }
        }
    }
    let _ = (Coarse::Other, EntityLabel::Person);
    let quantiser = Quantiser { scale: 40.0, kept: (1 << BITS) * 4 / 5 };
    let rows = quantiser.rows(&hashes, &sums);
    let (slots, shape, left_out) = SparseTable::build(&rows, NAME_LABELS, BITS);
    println!(
        "labels: {} names, {} features, {} kept, {left_out} without room",
        examples.len(),
        hashes.len(),
        rows.len()
    );
    ensure!(left_out < rows.len() / 10, "the table of labels is too small");
    writer.i8s(LABELS, &slots, shape)?;
    Ok(())
}
