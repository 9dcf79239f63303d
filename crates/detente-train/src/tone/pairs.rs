//! Learns stance, tone, mode and cue of pairs.

use super::FOLDS;
use super::calibration::{mean_error, pearson, print_reliability, rising, spread, value};
use super::labels::Taught;
use super::learner::{Example, Recipe, Room, counts, learn, prune, quantise, rows, sparse, sum};
use super::sets::{Dse, Gold, GoldPair};
use super::share::{Shared, share_curve};
use super::templates;
use super::texts::{Texts, bytes};
use crate::corpus::Corpora;
use crate::rng::Rng;
use anyhow::Result;
use detente::Span;
use detente_linear::ModelWriter;
use detente_tone::Reading;
use detente_tone::training::{Extractor, MODE_WIDTH, PAIR_BITS, PAIR_WIDTH, PairSite};
use std::collections::{BTreeMap, HashMap, HashSet};

const CUE_BITS: u32 = 18;
/// Units of the cue model in one natural unit.
const CUE_UNIT: f32 = 16.0;
const RECIPE: Recipe =
    Recipe { bits: PAIR_BITS, epochs: 12, rate: 0.02, decay: 0.0, dropout: 0.5, seed: 20, orders: 3 };
const ROOM: Room = Room { bits: 19, kept: 300_000 };
const MODE_RECIPE: Recipe =
    Recipe { bits: 16, epochs: 12, rate: 0.03, decay: 0.0, dropout: 0.3, seed: 23, orders: 3 };
/// All sums of a pair: stance, tone and three modes.
const ALL: usize = PAIR_WIDTH + MODE_WIDTH;
/// How much a row of the second corpus counts beside a gold pair.
const DSE_STANCE: f32 = 0.4;
const DSE_TONE: f32 = 0.4;
/// How much a pair that a teacher labelled counts beside a gold pair.
const TAUGHT_STANCE: f32 = 0.5;
const TAUGHT_TONE: f32 = 0.5;
const TAUGHT_MODE: f32 = 0.2;
/// Odds of a stance among the pairs to label, beside those among the pairs that taught the teacher.
const TAUGHT_ODDS: f32 = 0.6;

/// How much more a made sentence counts for whether there is a stance than for which.
const MADE_STANCE: f32 = 1.25;

/// What is known of a pair in a text.
#[derive(Debug, Clone, Copy)]
struct Truth {
    /// The judged pair's index in its text, or none for no stance.
    pair: Option<usize>,
    /// Whether its mentions are those that the reader marked.
    given: bool,
    /// Whether its mentions are those that the tagger finds.
    candidate: bool,
    /// Source and target.
    spans: (Span, Span),
}

/// A pair to learn from, before its cue is known.
struct Draft {
    text: usize,
    source: Span,
    target: Span,
    truth: Truth,
}

/// A possible cue: its rows, and whether the reader marked it.
struct CueExample {
    fold: usize,
    /// The rows of each possible cue.
    tokens: Vec<Vec<u32>>,
    /// Which of them the reader marked; all false where there is no stance.
    right: Vec<bool>,
}

/// Adds `tone.pairs`, `tone.cues`, their curves and the threshold.
pub(super) fn train(
    corpora: &Corpora,
    texts: &mut Texts,
    golds: &[Gold],
    taught: &[Taught<'_>],
    writer: &mut ModelWriter,
) -> Result<()> {
    let mut drafts = Vec::new();
    for (number, gold) in golds.iter().enumerate() {
        texts.read(&gold.text, |reading, extractor| draft(reading, extractor, gold, number, &mut drafts));
    }
    let positive = drafts.iter().filter(|draft| draft.truth.pair.is_some()).count();
    println!("pairs: {} drafts, {positive} with a stance", drafts.len());

    // The cue models: one a fold that has not seen it, and one that has seen all.
    let mut cue_examples = Vec::new();
    for chunk in drafts.chunk_by(|a, b| a.text == b.text) {
        let gold = &golds[chunk[0].text];
        texts.read(&gold.text, |reading, extractor| {
            for draft in chunk {
                cue_examples.extend(cue_example(reading, extractor, gold, draft));
            }
        });
    }
    let cues: Vec<Vec<i8>> = (0..=FOLDS).map(|fold| learn_cues(&cue_examples, fold)).collect();
    print_cue_accuracy(&cue_examples, &cues);
    drop(cue_examples);

    let mut examples = Vec::new();
    let mut kept = Vec::new();
    for chunk in drafts.chunk_by(|a, b| a.text == b.text) {
        let gold = &golds[chunk[0].text];
        let fold = gold.fold();
        texts.read(&gold.text, |reading, extractor| {
            for draft in chunk {
                let Some(site) = extractor.pair(reading, draft.source, draft.target) else { continue };
                let rows = pair_rows(extractor, &site, &cues[fold]);
                let truth = draft.truth.pair.map(|index| &gold.directed[index]);
                examples.push(Example { rows, goals: goals(truth), fold });
                kept.push((draft.text, draft.truth));
            }
        });
    }
    let n_gold = examples.len();
    // Some sentences stand in both parts of the corpus; those of the other part are left out here.
    let held: HashSet<String> =
        corpora.jsonl::<Dse>("data/tone/dse/dev.jsonl.gz")?.into_iter().map(|row| row.text).collect();
    for row in corpora.jsonl::<Dse>("data/tone/dse/train.jsonl.gz")? {
        if held.contains(&row.text) {
            continue;
        }
        add_dse(texts, &row, &cues[FOLDS], &mut examples);
    }
    for lesson in taught {
        add_taught(texts, lesson, &cues[FOLDS], &mut examples);
    }
    for made in templates::all() {
        if made.source.is_empty() || made.target.is_empty() {
            continue;
        }
        texts.read(&made.text, |reading, extractor| {
            for (source, target, truth) in
                [(made.source, made.target, made.there), (made.target, made.source, made.back)]
            {
                let Some(site) = extractor.pair(reading, source, target) else { continue };
                let rows = pair_rows(extractor, &site, &cues[FOLDS]);
                examples.push(Example { rows, goals: made_goals(truth, made.importance), fold: usize::MAX });
            }
        });
    }
    println!("pairs: {} examples, {n_gold} of them gold", examples.len());
    let (pairs, modes) = split(examples);
    let counts = counts(&pairs, RECIPE.bits);
    let mut seen = vec![[0i32; ALL]; n_gold];
    for fold in 0..FOLDS {
        let mut weights = learn(&pairs, fold, RECIPE);
        prune(&mut weights, PAIR_WIDTH, &counts, ROOM);
        let mode_weights = learn(&modes, fold, MODE_RECIPE);
        let left_out = pairs.iter().zip(&modes).zip(&mut seen).filter(|((pair, _), _)| pair.fold == fold);
        for ((pair, mode), sums) in left_out {
            for (head, s) in sums.iter_mut().enumerate() {
                *s = match head.checked_sub(PAIR_WIDTH) {
                    None => sum(&weights, PAIR_WIDTH, head, &pair.rows),
                    Some(head) => sum(&mode_weights, MODE_WIDTH, head, &mode.rows),
                };
            }
        }
    }
    let (settings, tone_curve) = calibrate(golds, &kept, &seen, writer)?;
    let given = given_pairs(golds, &kept, &seen, &tone_curve);
    let mut weights = learn(&pairs, usize::MAX - 1, RECIPE);
    prune(&mut weights, PAIR_WIDTH, &counts, ROOM);
    let (table, shape) = sparse(&weights, PAIR_WIDTH, ROOM);
    writer.i8s("tone.pairs", &table, shape)?;
    let mode_weights = learn(&modes, usize::MAX - 1, MODE_RECIPE);
    writer.i8s("tone.modes", &mode_weights, [1 << MODE_RECIPE.bits, MODE_WIDTH, 1])?;
    writer.i8s("tone.cues", &cues[FOLDS], [1 << CUE_BITS, 1, 1])?;
    let (share, reverse) = share_curve(corpora, texts, &weights, &cues[FOLDS], &tone_curve, &given)?;
    writer.i32s("tone.settings", &[settings[0], settings[1], reverse], [3, 1, 1])?;
    writer.i32s("tone.curve.share", &share, [share.len() / 2, 2, 1])?;
    Ok(())
}

/// The examples of stance and tone, and those of the mode, whose table is smaller; in the same order.
fn split(examples: Vec<Example<ALL>>) -> (Vec<Example<PAIR_WIDTH>>, Vec<Example<MODE_WIDTH>>) {
    let part = |example: Example<ALL>| {
        let [stance, tone, modes @ ..] = example.goals;
        // Rows are upper bits of a hash, so those of a smaller table are upper bits of these.
        let rows = if modes.iter().any(|goal| goal.1 > 0.0) || example.fold != usize::MAX {
            example.rows.iter().map(|row| row >> (RECIPE.bits - MODE_RECIPE.bits)).collect()
        } else {
            Vec::new()
        };
        let mode = Example { rows, goals: modes, fold: example.fold };
        (Example { rows: example.rows, goals: [stance, tone], fold: example.fold }, mode)
    };
    examples.into_iter().map(part).unzip()
}

/// The pairs of a gold sentence: those judged, those of judged mentions without a stance, and those
/// of the tagger's mentions.
fn draft(reading: &Reading<'_>, extractor: &Extractor, gold: &Gold, text: usize, drafts: &mut Vec<Draft>) {
    let spans: Vec<(Span, Span)> = gold
        .directed
        .iter()
        .map(|pair| (bytes(&gold.text, pair.source.chars()), bytes(&gold.text, pair.target.chars())))
        .collect();
    let mut candidates = Vec::new();
    for sentence in 0..reading.tokenized.sentences.len() {
        candidates.extend(extractor.candidates(reading, sentence));
    }
    let tagged: Vec<(Span, Span)> = candidates.iter().map(|&(a, b, _)| (a, b)).collect();
    let mut add = |source, target, pair, given| {
        let candidate = tagged.contains(&(source, target));
        drafts.push(Draft {
            text,
            source,
            target,
            truth: Truth { pair, given, candidate, spans: (source, target) },
        });
    };
    for (index, &(source, target)) in spans.iter().enumerate() {
        add(source, target, Some(index), true);
    }
    let judged = |a: Span, b: Span| spans.iter().position(|(s, t)| s.overlaps(a) && t.overlaps(b));
    let mut mentions: Vec<Span> = spans.iter().flat_map(|&(s, t)| [s, t]).collect();
    mentions.sort_unstable();
    mentions.dedup();
    if mentions.len() <= 8 {
        for &a in &mentions {
            for &b in mentions.iter().filter(|&&b| !b.overlaps(a)) {
                if judged(a, b).is_none() {
                    add(a, b, None, false);
                }
            }
        }
    }
    // Other mentions of a pair that was judged say nothing: the reader marked one of each.
    let known: HashSet<_> = candidates
        .iter()
        .filter(|(a, b, _)| judged(*a, *b).is_some())
        .map(|(_, _, actors)| *actors)
        .collect();
    for &(a, b, actors) in &candidates {
        if known.contains(&actors) && judged(a, b).is_none() {
            continue;
        }
        if mentions.len() > 8 || !mentions.contains(&a) || !mentions.contains(&b) {
            add(a, b, judged(a, b), false);
        }
    }
}

fn cue_example(
    reading: &Reading<'_>,
    extractor: &mut Extractor,
    gold: &Gold,
    draft: &Draft,
) -> Option<CueExample> {
    let site = extractor.pair(reading, draft.source, draft.target)?;
    let cue = draft.truth.pair.map(|index| bytes(&gold.text, gold.directed[index].cue.chars()));
    let mut right = Vec::new();
    let mut tokens = Vec::new();
    for possible in extractor.cues(&site) {
        let span = reading.tokenized.tokens.get(possible.token).copied().unwrap_or_default();
        right.push(cue.is_some_and(|cue| cue.overlaps(span)));
        tokens.push(rows(&possible.features, CUE_BITS));
    }
    // A cue without a content word teaches nothing.
    let useful = draft.truth.pair.is_none() || right.contains(&true);
    useful.then_some(CueExample { fold: gold.fold(), tokens, right })
}

/// A softmax over the words of a pair and "none", to be right on any word of the cue.
fn learn_cues(examples: &[CueExample], without: usize) -> Vec<i8> {
    const EPOCHS: usize = 6;
    const RATE: f32 = 0.08;
    let mut weights = vec![0f32; 1 << CUE_BITS];
    let mut squares = vec![0f32; 1 << CUE_BITS];
    let mut mean = vec![0f32; 1 << CUE_BITS];
    let mut order: Vec<usize> = (0..examples.len()).filter(|&i| examples[i].fold != without).collect();
    let mut rng = Rng::new(19);
    let mut scores: Vec<f32> = Vec::new();
    for epoch in 0..EPOCHS {
        rng.shuffle(&mut order);
        for &index in &order {
            let example = &examples[index];
            scores.clear();
            scores.extend(
                example.tokens.iter().map(|rows| rows.iter().map(|&row| weights[row as usize]).sum::<f32>()),
            );
            let top = scores.iter().copied().fold(0f32, f32::max);
            for score in &mut scores {
                *score = (*score - top).exp();
            }
            let all: f32 = scores.iter().sum::<f32>() + (-top).exp();
            let right: f32 = scores.iter().zip(&example.right).filter(|(_, r)| **r).map(|(s, _)| *s).sum();
            for ((rows, &score), &is_right) in example.tokens.iter().zip(&scores).zip(&example.right) {
                let goal = if is_right && right > 0.0 { score / right } else { 0.0 };
                let error = score / all - goal;
                if error.abs() < 1e-4 {
                    continue;
                }
                for &row in rows {
                    let at = row as usize;
                    let gradient = error + 2e-3 * weights[at];
                    squares[at] += gradient * gradient;
                    weights[at] -= RATE * gradient / (squares[at].sqrt() + 1e-3);
                }
            }
        }
        if epoch >= EPOCHS / 2 {
            mean.iter_mut().zip(&weights).for_each(|(sum, weight)| *sum += weight);
        }
    }
    mean.iter().map(|sum| quantise(sum / (EPOCHS - EPOCHS / 2) as f32 * CUE_UNIT)).collect()
}

fn print_cue_accuracy(examples: &[CueExample], cues: &[Vec<i8>]) {
    let (mut right, mut all) = (0, 0);
    for example in examples.iter().filter(|example| example.right.contains(&true)) {
        let weights = &cues[example.fold];
        let mut best = (i32::MIN, false);
        for (rows, &is_right) in example.tokens.iter().zip(&example.right) {
            let score = sum(weights, 1, 0, rows);
            if score > best.0 {
                best = (score, is_right);
            }
        }
        all += 1;
        right += usize::from(best.1);
    }
    println!("cues: {right} of {all} right on sentences left out");
}

pub(super) fn pair_rows(extractor: &Extractor, site: &PairSite, cues: &[i8]) -> Vec<u32> {
    let mut best: Option<(usize, i32)> = None;
    for possible in extractor.cues(site) {
        let score = sum(cues, 1, 0, &rows(&possible.features, CUE_BITS));
        if best.is_none_or(|(_, top)| score > top) {
            best = Some((possible.token, score));
        }
    }
    rows(&extractor.features(site, best), RECIPE.bits)
}

#[expect(clippy::cast_possible_truncation, reason = "a tone in [-1, 1]")]
fn goals(truth: Option<&GoldPair>) -> [(f32, f32); ALL] {
    let mut goals = [(0.0, 0.0); ALL];
    let Some(pair) = truth else {
        goals[0] = (0.0, 1.0);
        return goals;
    };
    goals[0] = (1.0, 1.0);
    goals[1] = (f64::midpoint(pair.tone, 1.0) as f32, 1.0);
    for mode in 1..4 {
        goals[1 + mode] = (f32::from(u8::from(pair.mode() == mode)), 1.0);
    }
    goals
}

#[expect(clippy::cast_possible_truncation, reason = "a tone in [-1, 1]")]
fn made_goals(truth: Option<(f64, usize)>, importance: f32) -> [(f32, f32); ALL] {
    let mut goals = [(0.0, 0.0); ALL];
    goals[0] = (f32::from(u8::from(truth.is_some())), importance * MADE_STANCE);
    if let Some((tone, mode)) = truth {
        goals[1] = (f64::midpoint(tone, 1.0) as f32, importance);
        for number in 1..4 {
            goals[1 + number] = (f32::from(u8::from(mode == number)), importance);
        }
    }
    goals
}

fn add_dse(texts: &mut Texts, row: &Dse, cues: &[i8], examples: &mut Vec<Example<ALL>>) {
    let (first, second) = (bytes(&row.text, row.first.chars()), bytes(&row.text, row.second.chars()));
    texts.read(&row.text, |reading, extractor| {
        for (source, target, positive, negative) in [(first, second, 1, 3), (second, first, 2, 4)] {
            let Some(site) = extractor.pair(reading, source, target) else { continue };
            let rows = pair_rows(extractor, &site, cues);
            let mut goals = [(0.0, 0.0); ALL];
            let stance = row.label == positive || row.label == negative;
            goals[0] = (f32::from(u8::from(stance)), DSE_STANCE);
            if stance {
                goals[1] = (if row.label == positive { 0.8 } else { 0.2 }, DSE_TONE);
            }
            examples.push(Example { rows, goals, fold: usize::MAX });
        }
    });
}

/// A teacher's probability of a stance, for pairs of which fewer have one than where it learned.
fn corrected(probability: f32) -> f32 {
    let odds = probability.clamp(0.01, 0.99) / (1.0 - probability.clamp(0.01, 0.99)) * TAUGHT_ODDS;
    odds / (1.0 + odds)
}

fn add_taught(texts: &mut Texts, lesson: &Taught<'_>, cues: &[i8], examples: &mut Vec<Example<ALL>>) {
    let (source, target) = (bytes(lesson.text, lesson.source), bytes(lesson.text, lesson.target));
    texts.read(lesson.text, |reading, extractor| {
        let Some(site) = extractor.pair(reading, source, target) else { return };
        let rows = pair_rows(extractor, &site, cues);
        let mut goals = [(0.0, 0.0); ALL];
        goals[0] = (corrected(lesson.stance), TAUGHT_STANCE);
        goals[1] = (f32::midpoint(lesson.tone, 1.0), TAUGHT_TONE * lesson.stance);
        for number in 1..4 {
            goals[1 + number] = (lesson.modes[number], TAUGHT_MODE * lesson.stance);
        }
        examples.push(Example { rows, goals, fold: usize::MAX });
    });
}

/// Writes the curves of confidence and tone and gives the threshold, all from predictions on
/// sentences that were left out.
fn calibrate(
    golds: &[Gold],
    kept: &[(usize, Truth)],
    seen: &[[i32; ALL]],
    writer: &mut ModelWriter,
) -> Result<([i32; 2], Vec<i32>)> {
    let (kept, seen): (Vec<(usize, Truth)>, Vec<[i32; ALL]>) =
        kept.iter().zip(seen).filter(|((text, _), _)| !golds[*text].extra).unzip();
    let rows = || kept.iter().zip(&seen).map(|(&(text, truth), sums)| (text, truth, sums));
    let truth_of = |text: usize, truth: Truth| truth.pair.map(|index| &golds[text].directed[index]);
    let tones: Vec<(i32, f64)> = rows()
        .filter(|(_, truth, _)| truth.given)
        .filter_map(|(text, truth, sums)| Some((sums[1], truth_of(text, truth)?.tone)))
        .collect();
    let tone = spread(&rising(tones.clone(), 60), &tones, 0.5);
    let judged: Vec<(f64, f64)> = tones.iter().map(|&(x, y)| (value(&tone, x), y)).collect();
    let signs = judged.iter().filter(|(x, y)| (*x > 0.0) == (*y > 0.0)).count();
    println!(
        "tone: r {:.3}, sign {:.3}, mean absolute error {:.3} on sentences left out",
        pearson(&judged),
        signs as f64 / judged.len() as f64,
        mean_error(&judged)
    );
    print_reliability("tone", &judged, -1.0, 1.0);
    let stances: Vec<(i32, f64)> = rows()
        .filter(|(_, truth, _)| truth.candidate)
        .map(|(_, truth, sums)| (sums[0], f64::from(u8::from(truth.pair.is_some()))))
        .collect();
    let confidence = rising(stances.clone(), 40);
    let sure: Vec<(f64, f64)> = stances.iter().map(|&(x, y)| (value(&confidence, x), y)).collect();
    print_reliability("confidence", &sure, 0.0, 1.0);
    let modes = rows().filter_map(|(text, truth, sums)| {
        let mode = truth_of(text, truth)?.mode();
        let best = (2..ALL)
            .fold((0, 0), |best, head| if sums[head] > best.0 { (sums[head], head - 1) } else { best });
        Some(best.1 == mode)
    });
    let modes: Vec<bool> = modes.collect();
    println!("mode: {:.3} right", modes.iter().filter(|r| **r).count() as f64 / modes.len() as f64);
    let total: usize = golds.iter().filter(|gold| !gold.extra).map(|gold| gold.directed.len()).sum();
    let (threshold, margin, f1) = best_threshold(&kept, &seen, total);
    let reached: HashSet<(usize, usize)> = kept
        .iter()
        .filter(|(_, truth)| truth.candidate)
        .filter_map(|(text, truth)| Some((*text, truth.pair?)))
        .collect();
    println!("candidates: {} of {total} judged pairs", reached.len());
    println!("stance: pair F1 {f1:.3} at {threshold} with margin {margin} on sentences left out");
    writer.i32s("tone.curve.tone", &tone, [tone.len() / 2, 2, 1])?;
    writer.i32s("tone.curve.confidence", &confidence, [confidence.len() / 2, 2, 1])?;
    Ok(([threshold, margin], tone))
}

/// The stance sum from which on pairs are reported, and how much less sure than its reverse a pair
/// may be, with the best F1; and that.
fn best_threshold(kept: &[(usize, Truth)], seen: &[[i32; ALL]], total: usize) -> (i32, i32, f64) {
    let candidates: Vec<(usize, Truth, i32)> = kept
        .iter()
        .zip(seen)
        .filter(|((_, truth), _)| truth.candidate)
        .map(|(&(text, truth), sums)| (text, truth, sums[0]))
        .collect();
    let sums: BTreeMap<(usize, Span, Span), i32> =
        candidates.iter().map(|&(text, truth, sum)| ((text, truth.spans.0, truth.spans.1), sum)).collect();
    let mut tops = Vec::new();
    for margin in [8, 12, 16, 24, 32, 48, 64, 96, 10_000] {
        let likely = candidates.iter().filter(|(text, truth, sum)| {
            let reverse = sums.get(&(*text, truth.spans.1, truth.spans.0)).unwrap_or(sum);
            sum + margin >= *reverse
        });
        // The surest candidate of each judged pair counts once.
        let mut sorted: Vec<&(usize, Truth, i32)> = likely.collect();
        sorted.sort_by_key(|(text, truth, sum)| (*text, truth.pair, -sum));
        sorted.dedup_by(|a, b| a.0 == b.0 && a.1.pair.is_some() && a.1.pair == b.1.pair);
        sorted.sort_by_key(|(.., sum)| -sum);
        let (mut hits, mut top) = (0.0, (0, 0, 0.0));
        for (number, (_, truth, sum)) in sorted.iter().enumerate() {
            hits += f64::from(u8::from(truth.pair.is_some()));
            let f1 = 2.0 * hits / (number as f64 + 1.0 + total as f64);
            if f1 > top.2 {
                top = (*sum, margin, f1);
            }
        }
        tops.push(top);
    }
    // The narrowest margin that costs next to nothing: a reversed pair is the worse mistake.
    let best = tops.iter().map(|top| top.2).fold(0.0, f64::max);
    tops.into_iter().find(|top| top.2 >= best - 0.004).unwrap_or_default()
}

/// The judged pairs, with sums on sentences left out and the judged tone.
fn given_pairs(
    golds: &[Gold],
    kept: &[(usize, Truth)],
    seen: &[[i32; ALL]],
    tone_curve: &[i32],
) -> Vec<Shared<f64>> {
    let place = |text: usize, source: Span, target: Span| (text, source, target);
    let stances: HashMap<(usize, Span, Span), i32> = kept
        .iter()
        .zip(seen)
        .map(|((text, truth), sums)| (place(*text, truth.spans.0, truth.spans.1), sums[0]))
        .collect();
    let given = kept.iter().zip(seen).filter(|((text, truth), _)| truth.given && !golds[*text].extra);
    given
        .filter_map(|((text, truth), sums)| {
            let back = *stances.get(&place(*text, truth.spans.1, truth.spans.0))?;
            let tone = value(tone_curve, sums[1]);
            let truth = golds[*text].directed[truth.pair?].tone;
            Some(Shared { stances: (sums[0], back), tone, truth })
        })
        .collect()
}
