//! Learns the tone of sentences.

use super::FOLDS;
use super::calibration::{mean_error, pearson, print_reliability, rising, spread, value};
use super::learner::{Example, Recipe, Room, counts, learn, prune, rows, sparse, sum};
use super::sets::{Emotion, Gold, Plain};
use super::templates;
use super::texts::Texts;
use crate::corpus::Corpora;
use anyhow::Result;
use detente_linear::ModelWriter;
use detente_tone::training::{SENTENCE_BITS, SENTENCE_WIDTH};

const RECIPE: Recipe =
    Recipe { bits: SENTENCE_BITS, epochs: 12, rate: 0.016, decay: 0.0, dropout: 0.5, seed: 21, orders: 3 };

const ROOM: Room = Room { bits: 17, kept: 75_000 };

/// How much a made sentence counts beside a gold one: with and without a stance.
const MADE: f32 = 0.06;
const MADE_NEUTRAL: f32 = 0.8;

/// Adds `tone.sentences` and its curves.
pub(super) fn train(
    corpora: &Corpora,
    texts: &mut Texts,
    golds: &[Gold],
    toned: &[(&str, f64)],
    writer: &mut ModelWriter,
) -> Result<()> {
    let mut examples = Vec::new();
    let mut tones = Vec::new();
    for gold in golds {
        examples.push(example(texts, &gold.text, gold.tone, 1.0, gold.fold()));
        tones.push(gold.tone);
    }
    for &(text, tone) in toned {
        examples.push(example(texts, text, tone, 1.0, usize::MAX));
    }
    let mut weak = |set: &str, importance: f32, tone: fn(&str) -> Option<f64>| -> Result<()> {
        for row in corpora.jsonl::<Plain>(&format!("data/tone/{set}/train.jsonl.gz"))? {
            if let Some(tone) = tone(&row.label) {
                examples.push(example(texts, &row.text, tone, importance, usize::MAX));
            }
        }
        Ok(())
    };
    weak("unscon", 2.0, |label| match label {
        "none" => Some(0.1),
        "Direct_NegEval" => Some(-0.7),
        "Indirect_NegEval" => Some(-0.5),
        _ => Some(-0.4),
    })?;
    weak("newsmtsc", 0.5, |label| match label {
        "pos" => Some(0.4),
        "neg" => Some(-0.5),
        _ => Some(0.0),
    })?;
    weak("xed", 0.3, |label| match label {
        "pos" => Some(0.5),
        "neg" => Some(-0.6),
        _ => None,
    })?;
    for row in corpora.jsonl::<Emotion>("data/tone/emobank/train.jsonl.gz")? {
        if !row.in_semeval2007 {
            examples.push(example(texts, &row.text, (row.label * 1.5).clamp(-1.0, 1.0), 0.5, usize::MAX));
        }
    }
    for made in templates::all() {
        let importance = if made.there.is_none() && made.back.is_none() { MADE_NEUTRAL } else { MADE };
        examples.push(example(texts, &made.text, made.tone(), importance, usize::MAX));
    }
    // Sums for whether there is a stance and for which, with the judged tone.
    let mut seen: Vec<([i32; SENTENCE_WIDTH], f64)> = Vec::new();
    let counts = counts(&examples, RECIPE.bits);
    for fold in 0..FOLDS {
        let mut weights = learn(&examples, fold, RECIPE);
        prune(&mut weights, SENTENCE_WIDTH, &counts, ROOM);
        for (example, tone) in examples.iter().zip(&tones).filter(|(example, _)| example.fold == fold) {
            let sums = [0, 1].map(|head| sum(&weights, SENTENCE_WIDTH, head, &example.rows));
            seen.push((sums, *tone));
        }
    }
    let any = seen.iter().map(|&(sums, tone)| (sums[0], f64::from(u8::from(tone != 0.0))));
    let share = rising(any.collect(), 40);
    let toned = seen.iter().filter(|(_, tone)| *tone != 0.0).map(|&(sums, tone)| (sums[1], tone));
    let toned: Vec<(i32, f64)> = toned.collect();
    let curve = spread(&rising(toned.clone(), 40), &toned, 0.35);
    let judged: Vec<(f64, f64)> =
        seen.iter().map(|&(sums, tone)| (value(&share, sums[0]) * value(&curve, sums[1]), tone)).collect();
    println!(
        "sentences: {} examples, r {:.3}, mean absolute error {:.3} on sentences left out",
        examples.len(),
        pearson(&judged),
        mean_error(&judged)
    );
    print_reliability("sentence", &judged, -1.0, 1.0);
    let mut weights = learn(&examples, usize::MAX - 1, RECIPE);
    prune(&mut weights, SENTENCE_WIDTH, &counts, ROOM);
    let (table, shape) = sparse(&weights, SENTENCE_WIDTH, ROOM);
    writer.i8s("tone.sentences", &table, shape)?;
    writer.i32s("tone.curve.sentence", &curve, [curve.len() / 2, 2, 1])?;
    writer.i32s("tone.curve.sentence.any", &share, [share.len() / 2, 2, 1])?;
    Ok(())
}

#[expect(clippy::cast_possible_truncation, reason = "a tone in [-1, 1]")]
fn example(
    texts: &mut Texts,
    text: &str,
    tone: f64,
    importance: f32,
    fold: usize,
) -> Example<SENTENCE_WIDTH> {
    texts.read(text, |reading, extractor| {
        let features = extractor.sentence(0..reading.tokenized.tokens.len());
        let goal = f64::midpoint(tone, 1.0) as f32;
        let is_toned = f32::from(u8::from(tone != 0.0));
        let goals = [(is_toned, importance), (goal, importance * is_toned)];
        Example { rows: rows(&features, RECIPE.bits), goals, fold }
    })
}
