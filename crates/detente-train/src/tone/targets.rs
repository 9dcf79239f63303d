//! Learns the tone of anyone toward a given target.

use super::FOLDS;
use super::learner::{Example, Recipe, Room, counts, learn, prune, rows, sparse, sum};
use super::sets::{Gold, Labelled, Mention};
use super::texts::{Texts, bytes};
use crate::corpus::Corpora;
use anyhow::Result;
use detente_linear::ModelWriter;
use detente_tone::training::{TARGET_BITS, TARGET_WIDTH};

const RECIPE: Recipe =
    Recipe { bits: TARGET_BITS, epochs: 12, rate: 0.01, decay: 0.0, dropout: 0.3, seed: 22, orders: 10 };
const ROOM: Room = Room { bits: 17, kept: 75_000 };
/// The part of the tone that is left where there is hardly any, in thousandths: inside the neutral band.
const FLOOR: i32 = 190;

/// What was found of a target: the sum for whether there is a tone, that for which, and its class.
type Seen = (i32, i32, i32);

/// Adds `tone.targets` and its curves.
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
            examples.extend(example(texts, &gold.text, &pair.target, goal, 0.15, usize::MAX));
        }
    }
    let mut seen: Vec<Seen> = Vec::new();
    let counts = counts(&examples, RECIPE.bits);
    for fold in 0..FOLDS {
        let mut weights = learn(&examples, fold, RECIPE);
        prune(&mut weights, TARGET_WIDTH, &counts, ROOM);
        for (example, label) in examples.iter().zip(&labels).filter(|(example, _)| example.fold == fold) {
            let [any, which] = [0, 1].map(|head| sum(&weights, TARGET_WIDTH, head, &example.rows));
            seen.push((any, which, *label));
        }
    }
    let (any, which, f1) = best_bounds(&seen);
    println!("targets: {} examples, macro-F1 {f1:.3} on rows left out", examples.len());
    // From the bounds on the tone is beyond 0.2 on either side; the labels do not say how far.
    let tone = [
        [which - 120, -900],
        [which - 24, -500],
        [which - 1, -260],
        [which, 260],
        [which + 24, 500],
        [which + 120, 900],
    ];
    let share = [[any - 64, 100], [any - 1, FLOOR], [any, 800], [any + 48, 1000]];
    let mut weights = learn(&examples, usize::MAX - 1, RECIPE);
    prune(&mut weights, TARGET_WIDTH, &counts, ROOM);
    let (table, shape) = sparse(&weights, TARGET_WIDTH, ROOM);
    writer.i8s("tone.targets", &table, shape)?;
    writer.i32s("tone.curve.target", tone.as_flattened(), [tone.len(), 2, 1])?;
    writer.i32s("tone.curve.target.any", share.as_flattened(), [share.len(), 2, 1])?;
    Ok(())
}

fn example(
    texts: &mut Texts,
    text: &str,
    target: &Mention,
    goal: f32,
    importance: f32,
    fold: usize,
) -> Option<Example<TARGET_WIDTH>> {
    let is_toned = f32::from(u8::from(goal.total_cmp(&0.5).is_ne()));
    texts.read(text, |reading, extractor| {
        let features = extractor.target(reading, bytes(text, target.chars()))?;
        let goals = [(is_toned, importance), (goal, importance * is_toned)];
        Some(Example { rows: rows(&features, RECIPE.bits), goals, fold })
    })
}

/// The sums from which on there is a tone, and it is a good one, with the macro-F1 that they give: those with the best mean of
/// this and of their neighbours', for a lone peak is chance.
fn best_bounds(seen: &[Seen]) -> (i32, i32, f64) {
    const STEP: i32 = 4;
    const AROUND: [(i32, i32); 5] = [(0, 0), (-STEP, 0), (STEP, 0), (0, -STEP), (0, STEP)];
    let mut best = (0, 0, 0.0);
    for any in (-60..=80).step_by(4) {
        for which in (-40..=40).step_by(4) {
            let mean = AROUND.iter().map(|(x, y)| macro_f1(seen, any + x, which + y)).sum::<f64>() / 5.0;
            if mean > best.2 {
                best = (any, which, mean);
            }
        }
    }
    (best.0, best.1, macro_f1(seen, best.0, best.1))
}

fn macro_f1(seen: &[Seen], any: i32, which: i32) -> f64 {
    let class = |&(a, w, _): &Seen| match (a >= any, w >= which) {
        (false, _) => 0,
        (true, true) => 1,
        (true, false) => -1,
    };
    let f1 = |label: i32| {
        let (mut hits, mut found, mut gold) = (0.0, 0.0, 0.0);
        for one in seen {
            let (said, truth) = (class(one), one.2);
            hits += f64::from(u8::from(said == label && truth == label));
            found += f64::from(u8::from(said == label));
            gold += f64::from(u8::from(truth == label));
        }
        2.0 * hits / f64::max(found + gold, 1.0)
    };
    (f1(-1) + f1(0) + f1(1)) / 3.0
}
