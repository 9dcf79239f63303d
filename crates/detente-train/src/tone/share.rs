//! How much of its tone a pair given by the caller keeps.

use super::calibration::{mean_error, pearson, value};
use super::learner::sum;
use super::pairs::pair_rows;
use super::sets::Dse;
use super::texts::{Texts, bytes};
use crate::corpus::Corpora;
use anyhow::Result;
use detente_tone::training::PAIR_WIDTH;

/// An ordered pair as the share of its tone is computed from it.
pub(super) struct Shared<T> {
    /// Its stance sum and that of the pair the other way round.
    pub(super) stances: (i32, i32),
    pub(super) tone: f64,
    pub(super) truth: T,
}

impl<T> Shared<T> {
    /// The tone that is left.
    fn tone(&self, points: &[i32], reverse: i32) -> f64 {
        self.tone * value(points, self.stances.0 - self.stances.1 * reverse / 1000)
    }
}

/// The curve from the stance sum to the share of its tone that a given pair keeps: full where a
/// stance is likely, so small where it is not that the tone falls inside the neutral band; and the
/// part of the other direction's stance sum, in thousandths, that is taken off before.
///
/// `given` holds pairs that have a stance, on sentences left out.
pub(super) fn share_curve(
    corpora: &Corpora,
    texts: &mut Texts,
    weights: &[i8],
    cues: &[i8],
    tone_curve: &[i32],
    given: &[Shared<f64>],
) -> Result<(Vec<i32>, i32)> {
    // The class of each ordered pair: -1, 0 or 1.
    // Those of one sentence stand side by side.
    let mut seen: Vec<Shared<i32>> = Vec::new();
    for row in corpora.jsonl::<Dse>("data/tone/dse/dev.jsonl.gz")? {
        let (first, second) = (bytes(&row.text, row.first.chars()), bytes(&row.text, row.second.chars()));
        texts.read(&row.text, |reading, extractor| {
            let mut sums = [(first, second), (second, first)].into_iter().map(|(source, target)| {
                let site = extractor.pair(reading, source, target)?;
                let rows = pair_rows(extractor, &site, cues);
                Some([0, 1].map(|head| sum(weights, PAIR_WIDTH, head, &rows)))
            });
            let (Some(Some(there)), Some(Some(back))) = (sums.next(), sums.next()) else { return };
            let class = |praise, blame| i32::from(row.label == praise) - i32::from(row.label == blame);
            for (one, other, truth) in [(there, back, class(1, 3)), (back, there, class(2, 4))] {
                let tone = value(tone_curve, one[1]);
                seen.push(Shared { stances: (one[0], other[0]), tone, truth });
            }
        });
    }
    let mut tried = Vec::new();
    for (points, reverse) in shares() {
        let f1 = macro_f1(&seen, &points, reverse);
        let judged: Vec<(f64, f64)> =
            given.iter().map(|pair| (pair.tone(&points, reverse), pair.truth)).collect();
        let direction = direction(&seen, &points, reverse);
        let worth = pearson(&judged) - mean_error(&judged) + direction;
        tried.push(Tried {
            f1,
            worth,
            direction,
            r: pearson(&judged),
            error: mean_error(&judged),
            points,
            reverse,
        });
    }
    // Shrinking helps to tell stances from none and which way they go, and harms their strengths: the least harm, where
    // telling them is nearly as good as can be.
    let best = tried.iter().map(|tried| tried.f1).fold(0.0, f64::max);
    let near = tried.into_iter().filter(|tried| tried.f1 >= best - SHARE_COST);
    let Tried { f1, direction, r, error, points, reverse, .. } =
        near.max_by(|a, b| a.worth.total_cmp(&b.worth)).unwrap_or_default();
    println!(
        "share: macro-F1 {f1:.3} ({best:.3} at best), direction {direction:.3}, r {r:.3}, mean absolute error {error:.3} \
         with {points:?} less {reverse} of the reverse"
    );
    Ok((points, reverse))
}

/// A share that was tried.
#[derive(Default)]
struct Tried {
    /// The macro-F1 of the three classes.
    f1: f64,
    /// Correlation and direction, less the mean absolute error.
    worth: f64,
    direction: f64,
    r: f64,
    error: f64,
    points: Vec<i32>,
    reverse: i32,
}

/// The macro-F1 that a share may cost for the sake of the strengths of tones.
const SHARE_COST: f64 = 0.035;

/// The shares that are tried: curves of three points, and parts of the reverse.
fn shares() -> Vec<(Vec<i32>, i32)> {
    let mut shares = Vec::new();
    for reverse in [0, 100, 200, 300] {
        for floor in [150, 190] {
            for low in (-112..=16).step_by(16) {
                for rise in [24, 48, 80] {
                    for middle in [500, 650, 800] {
                        for rest in [24, 80, 160, 240] {
                            let points = vec![low, floor, low + rise, middle, low + rise + rest, 1000];
                            shares.push((points, reverse));
                        }
                    }
                }
            }
        }
    }
    shares
}

/// In how many of the sentences in which either tone is beyond 0.2 and one direction has a stance it has the greater tone.
fn direction(seen: &[Shared<i32>], points: &[i32], reverse: i32) -> f64 {
    let (mut right, mut n) = (0.0, 0.0);
    for [there, back] in seen.as_chunks::<2>().0 {
        let tones = [there, back].map(|pair| pair.tone(points, reverse).abs());
        if there.truth.abs() != back.truth.abs() && tones.iter().any(|tone| *tone > 0.2) {
            n += 1.0;
            right += f64::from(u8::from((tones[0] > tones[1]) == (there.truth != 0)));
        }
    }
    right / f64::max(n, 1.0)
}

/// Of the three classes beyond and between 0.2 on either side.
fn macro_f1(seen: &[Shared<i32>], points: &[i32], reverse: i32) -> f64 {
    let found: Vec<i32> = seen
        .iter()
        .map(|pair| {
            let tone = pair.tone(points, reverse);
            i32::from(tone > 0.2) - i32::from(tone < -0.2)
        })
        .collect();
    let f1 = |class: i32| {
        let (mut hits, mut all) = (0.0, 0.0);
        for (&found, pair) in found.iter().zip(seen) {
            hits += f64::from(u8::from(found == class && pair.truth == class));
            all += f64::from(u8::from(found == class)) + f64::from(u8::from(pair.truth == class));
        }
        2.0 * hits / f64::max(all, 1.0)
    };
    (f1(-1) + f1(0) + f1(1)) / 3.0
}
