//! Learns the tone of anyone toward a given target.

use super::FOLDS;
use super::learner::{Example, Recipe, learn, rows, sum};
use super::sets::{Gold, Labelled, Mention};
use super::texts::{Texts, bytes};
use crate::corpus::Corpora;
use anyhow::Result;
use detente_linear::ModelWriter;

const RECIPE: Recipe = Recipe { bits: 18, epochs: 12, rate: 0.01, decay: 0.0, dropout: 0.5, seed: 22 };

/// Adds `tone.targets` and its curve.
pub(super) fn train(
    corpora: &Corpora,
    texts: &mut Texts,
    golds: &[Gold],
    writer: &mut ModelWriter,
) -> Result<()> {
    let mut examples = Vec::new();
    let mut labels: Vec<i32> = Vec::new();
    for (number, row) in
        corpora.jsonl::<Labelled>("data/tone/newsmtsc/train.jsonl.gz")?.into_iter().enumerate()
    {
        let Some(target) = &row.target else { continue };
        let (goal, class) = match row.label.as_str() {
            "pos" => (0.9, 1),
            "neg" => (0.1, -1),
            _ => (0.5, 0),
        };
        // Neighbouring rows share a sentence, so folds are blocks of rows.
        if let Some(example) = example(texts, &row.text, target, goal, 1.0, number / 50 % FOLDS) {
            examples.push(example);
            labels.push(class);
        }
    }
    for gold in golds.iter().filter(|gold| !gold.extra) {
        for pair in &gold.directed {
            #[expect(clippy::cast_possible_truncation, reason = "a tone in [-1, 1]")]
            let goal = f64::midpoint(pair.tone, 1.0) as f32;
            examples.extend(example(texts, &gold.text, &pair.target, goal, 0.3, usize::MAX));
        }
    }
    let mut seen = Vec::new();
    for fold in 0..FOLDS {
        let weights = learn(&examples, fold, RECIPE);
        for (example, label) in examples.iter().zip(&labels).filter(|(example, _)| example.fold == fold) {
            seen.push((sum(&weights, 1, 0, &example.rows), *label));
        }
    }
    let (low, high, f1) = best_bands(&seen);
    println!("targets: {} examples, macro-F1 {f1:.3} on rows left out", examples.len());
    // The bands end where the classes do: beyond 0.2 on either side.
    let curve = [low - 160, -900, low - 40, -400, low, -200, high, 200, high + 40, 400, high + 160, 900];
    let weights = learn(&examples, usize::MAX - 1, RECIPE);
    writer.i8s("tone.targets", &weights, [1 << RECIPE.bits, 1, 1])?;
    writer.i32s("tone.curve.target", &curve, [curve.len() / 2, 2, 1])?;
    Ok(())
}

fn example(
    texts: &mut Texts,
    text: &str,
    target: &Mention,
    goal: f32,
    importance: f32,
    fold: usize,
) -> Option<Example<1>> {
    texts.read(text, |reading, extractor| {
        let features = extractor.target(reading, bytes(text, target.chars()))?;
        Some(Example { rows: rows(&features, RECIPE.bits), goals: [(goal, importance)], fold })
    })
}

/// The bounds between the three classes with the best macro-F1, and that.
fn best_bands(seen: &[(i32, i32)]) -> (i32, i32, f64) {
    let mut best = (0, 1, 0.0);
    for low in (-120..=40).step_by(4) {
        for high in ((low + 4)..=140).step_by(4) {
            let f1 = macro_f1(seen, low, high);
            if f1 > best.2 {
                best = (low, high, f1);
            }
        }
    }
    best
}

fn macro_f1(seen: &[(i32, i32)], low: i32, high: i32) -> f64 {
    let class = |sum: i32| i32::from(sum > high) - i32::from(sum < low);
    let f1 = |label: i32| {
        let (mut hits, mut found, mut gold) = (0.0, 0.0, 0.0);
        for &(sum, truth) in seen {
            let said = class(sum);
            hits += f64::from(u8::from(said == label && truth == label));
            found += f64::from(u8::from(said == label));
            gold += f64::from(u8::from(truth == label));
        }
        2.0 * hits / f64::max(found + gold, 1.0)
    };
    (f1(-1) + f1(0) + f1(1)) / 3.0
}
