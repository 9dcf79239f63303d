//! Learns the network that reads the tone of sentences.

mod whole;

use super::adam::{Rows, Weights, narrow};
use crate::rng::Rng;
use detente_tone::training::{
    CAPITAL, CLUSTERS, FILTERS, FORMS, Form, HIDDEN, PRIOR, REACH, ROW, Row, SUMS, UNKNOWN, word_key,
};
use std::collections::HashMap;

/// Passes over the examples.
const EPOCHS: usize = 6;
/// Examples whose gradients are taken together.
const BATCH: usize = 64;
/// The greatest step of a weight, reached after a tenth of all steps; it falls to nothing (Smith and Topin 2018).
const RATE: f32 = 2e-3;
/// Chance that a word is read as an unknown one of its class and tone.
const UNKNOWN_WORD: f64 = 0.1;
/// Chance that a number of a row is left out, and that a pooled value is.
const ROW_DROPOUT: f64 = 0.1;
const POOL_DROPOUT: f64 = 0.3;
/// Units of the sums in one natural unit (logit).
const SUM_UNIT: f32 = 32.0;
const POOLED: usize = 2 * FILTERS;

/// A sentence to learn from.
#[derive(Debug, Clone)]
pub(super) struct Sentence {
    pub(super) rows: Vec<Row>,
    /// Whether there is a stance, in [0, 1].
    pub(super) any: f32,
    /// In [-1, 1].
    pub(super) tone: f32,
    /// How much it counts.
    pub(super) importance: f32,
    /// The fold it is left out of; `usize::MAX` for none.
    pub(super) fold: usize,
}

/// The parts of a form's row beside its own numbers.
#[derive(Debug, Clone, Copy)]
struct Parts {
    stem: usize,
    fine: usize,
    coarse: usize,
    ending: usize,
    stance: Option<usize>,
}

/// The network while it learns.
#[derive(Debug, Clone)]
pub(super) struct Network {
    keys: Vec<[u32; 2]>,
    /// Of each form, from [`FORMS`] on; the rows after these are of clusters.
    parts: Vec<Parts>,
    /// The coarse cluster of each fine one.
    coarse_of: Vec<usize>,
    own: Rows,
    stems: Rows,
    fine: Rows,
    coarse: Rows,
    endings: Rows,
    kernel: Weights,
    bias: Weights,
    hidden: Weights,
    hidden_bias: Weights,
    last: Weights,
    last_bias: Weights,
}

/// What was computed of one sentence.
#[derive(Debug, Clone, Default)]
struct Pass {
    /// The rows, a word each, and which words are read as unknown.
    rows: Vec<[f32; ROW]>,
    unknown: Vec<bool>,
    filters: Vec<[f32; FILTERS]>,
    top: Vec<usize>,
    pooled: Vec<f32>,
    units: Vec<f32>,
    sums: [f32; SUMS],
    /// Which numbers of rows and which pooled values are kept, with their factor.
    row_mask: Vec<f32>,
    pool_mask: Vec<f32>,
}

impl Network {
    /// A network that knows `forms`, the most frequent first, each with the key of its form.
    pub(super) fn new(forms: &[(u64, Form)], seed: u64) -> Self {
        let mut rng = Rng::new(seed);
        let mut stems: HashMap<u64, usize> = HashMap::new();
        let parts = forms.iter().map(|(_, form)| {
            let next = stems.len();
            Parts {
                stem: *stems.entry(form.stem).or_insert(next),
                fine: usize::from(form.fine).min(CLUSTERS - 1),
                coarse: usize::from(form.coarse),
                ending: usize::from(form.ending),
                stance: form.stance,
            }
        });
        let parts: Vec<Parts> = parts.collect();
        let mut coarse_of = vec![0; CLUSTERS];
        for parts in &parts {
            coarse_of[parts.fine] = parts.coarse;
        }
        let uniform = |inputs: usize| 1.0 / (3.0 * inputs as f64).sqrt();
        Self {
            keys: forms.iter().map(|(form, parts)| [word_key(*form), word_key(parts.stem)]).collect(),
            own: Rows::random(FORMS + forms.len(), 0.05, &mut rng),
            stems: Rows::random(stems.len(), 0.1, &mut rng),
            fine: Rows::random(CLUSTERS, 0.05, &mut rng),
            coarse: Rows::random(256, 0.05, &mut rng),
            endings: Rows::random(4, 0.05, &mut rng),
            kernel: Weights::random(REACH * FILTERS * ROW, uniform(REACH * ROW), &mut rng),
            bias: Weights::random(FILTERS, uniform(REACH * ROW), &mut rng),
            hidden: Weights::random(HIDDEN * POOLED, uniform(POOLED), &mut rng),
            hidden_bias: Weights::random(HIDDEN, uniform(POOLED), &mut rng),
            last: Weights::random(SUMS * HIDDEN, uniform(HIDDEN), &mut rng),
            last_bias: Weights::random(SUMS, uniform(HIDDEN), &mut rng),
            parts,
            coarse_of,
        }
    }

    /// The numbers of a row, the sum of its parts.
    fn row(&self, number: usize, sums: &mut [f32]) {
        if let Some(fine) = self.cluster(number) {
            self.fine.add_to(fine, sums);
            self.coarse.add_to(self.coarse_of[fine], sums);
            return;
        }
        self.own.add_to(number, sums);
        let Some(parts) = self.parts(number) else { return };
        self.stems.add_to(parts.stem, sums);
        if parts.fine != 0 {
            self.fine.add_to(parts.fine, sums);
            self.coarse.add_to(parts.coarse, sums);
        }
        self.endings.add_to(parts.ending, sums);
        if let Some(stance) = parts.stance {
            self.own.add_to(stance, sums);
        }
    }

    /// The parts of a form.
    fn parts(&self, number: usize) -> Option<Parts> {
        number.checked_sub(FORMS).and_then(|form| self.parts.get(form)).copied()
    }

    /// The numbers of a form's row, were it not known: its company and its stance.
    fn unknown_row(&self, parts: Parts, sums: &mut [f32]) {
        if parts.fine == 0 {
            self.own.add_to(UNKNOWN, sums);
        } else {
            self.fine.add_to(parts.fine, sums);
            self.coarse.add_to(parts.coarse, sums);
        }
        if let Some(stance) = parts.stance {
            self.own.add_to(stance, sums);
        }
    }

    fn learn_unknown_row(&mut self, parts: Parts, gradient: &[f32]) {
        if parts.fine == 0 {
            self.own.learn(UNKNOWN, gradient);
        } else {
            self.fine.learn(parts.fine, gradient);
            self.coarse.learn(parts.coarse, gradient);
        }
        if let Some(stance) = parts.stance {
            self.own.learn(stance, gradient);
        }
    }

    /// The cluster whose row this is.
    fn cluster(&self, number: usize) -> Option<usize> {
        number.checked_sub(FORMS + self.parts.len())
    }

    fn learn_row(&mut self, number: usize, gradient: &[f32]) {
        if let Some(fine) = self.cluster(number) {
            self.fine.learn(fine, gradient);
            self.coarse.learn(self.coarse_of[fine], gradient);
            return;
        }
        self.own.learn(number, gradient);
        let Some(parts) = self.parts(number) else { return };
        self.stems.learn(parts.stem, gradient);
        if parts.fine != 0 {
            self.fine.learn(parts.fine, gradient);
            self.coarse.learn(parts.coarse, gradient);
        }
        self.endings.learn(parts.ending, gradient);
        if let Some(stance) = parts.stance {
            self.own.learn(stance, gradient);
        }
    }

    fn forward(&self, rows: &[Row], pass: &mut Pass, mut rng: Option<&mut Rng>) {
        let n = rows.len();
        pass.rows.clear();
        pass.unknown.clear();
        pass.row_mask.clear();
        for row in rows {
            let mut sums = [0.0; ROW];
            let unknown = self
                .parts(row.number)
                .filter(|_| rng.as_deref_mut().is_some_and(|rng| rng.unit() < UNKNOWN_WORD));
            match unknown {
                Some(parts) => self.unknown_row(parts, &mut sums),
                None => self.row(row.number, &mut sums),
            }
            if let Some(also) = row.also {
                self.own.add_to(also, &mut sums);
            }
            if row.is_capital {
                self.own.add_to(CAPITAL, &mut sums);
            }
            if let Some(rng) = rng.as_deref_mut() {
                for sum in &mut sums {
                    let kept = mask(rng, ROW_DROPOUT);
                    pass.row_mask.push(kept);
                    *sum *= kept;
                }
            }
            pass.rows.push(sums);
            pass.unknown.push(unknown.is_some());
        }
        let bias: [f32; FILTERS] = *self.bias.values.first_chunk().unwrap_or(&[0.0; FILTERS]);
        pass.filters.clear();
        pass.filters.resize(n, bias);
        for (at, row) in pass.rows.iter().enumerate() {
            for place in 0..REACH {
                let Some(centre) = (at + REACH / 2).checked_sub(place).filter(|&centre| centre < n) else {
                    continue;
                };
                let values = &mut pass.filters[centre];
                // By number of the row, so that the filters stand side by side.
                for (number, &x) in row.iter().enumerate() {
                    let weights = &self.kernel.values[(place * ROW + number) * FILTERS..][..FILTERS];
                    values.iter_mut().zip(weights).for_each(|(value, weight)| *value += x * weight);
                }
            }
        }
        pass.top.clear();
        pass.top.resize(FILTERS, 0);
        pass.pooled.clear();
        pass.pooled.resize(POOLED, 0.0);
        for (at, values) in pass.filters.iter().enumerate() {
            for (filter, &value) in values.iter().enumerate() {
                if value > pass.pooled[filter] {
                    (pass.pooled[filter], pass.top[filter]) = (value, at);
                }
                pass.pooled[FILTERS + filter] += value.max(0.0) / (n + PRIOR) as f32;
            }
        }
        pass.pool_mask.clear();
        if let Some(rng) = rng {
            for value in &mut pass.pooled {
                let kept = mask(rng, POOL_DROPOUT);
                pass.pool_mask.push(kept);
                *value *= kept;
            }
        }
        pass.units.clear();
        for (weights, bias) in self.hidden.values.chunks_exact(POOLED).zip(&self.hidden_bias.values) {
            let sum: f32 = weights.iter().zip(&pass.pooled).map(|(w, x)| w * x).sum();
            pass.units.push((sum + bias).max(0.0));
        }
        for ((sum, weights), bias) in
            pass.sums.iter_mut().zip(self.last.values.chunks_exact(HIDDEN)).zip(&self.last_bias.values)
        {
            *sum = weights.iter().zip(&pass.units).map(|(w, x)| w * x).sum::<f32>() + bias;
        }
    }

    /// Adds the gradients that errors of the two sums give.
    fn backward(&mut self, rows: &[Row], pass: &Pass, errors: [f32; SUMS]) {
        let mut units = [0.0f32; HIDDEN];
        for (sum, error) in errors.into_iter().enumerate() {
            self.last_bias.gradient[sum] += error;
            let range = sum * HIDDEN..(sum + 1) * HIDDEN;
            let (weights, gradients) = (&self.last.values[range.clone()], &mut self.last.gradient[range]);
            for (((unit, weight), gradient), value) in
                units.iter_mut().zip(weights).zip(gradients).zip(&pass.units)
            {
                *gradient += error * value;
                *unit += error * weight;
            }
        }
        let mut pooled = [0.0f32; POOLED];
        for (unit, mut error) in units.into_iter().enumerate() {
            if pass.units[unit] <= 0.0 {
                error = 0.0;
            }
            self.hidden_bias.gradient[unit] += error;
            let range = unit * POOLED..(unit + 1) * POOLED;
            let (weights, gradients) = (&self.hidden.values[range.clone()], &mut self.hidden.gradient[range]);
            for (((pooled, weight), gradient), value) in
                pooled.iter_mut().zip(weights).zip(gradients).zip(&pass.pooled)
            {
                *gradient += error * value;
                *pooled += error * weight;
            }
        }
        pooled.iter_mut().zip(&pass.pool_mask).for_each(|(error, mask)| *error *= mask);
        let n = rows.len();
        let share = 1.0 / (n + PRIOR) as f32;
        let mut filters = vec![[0.0f32; FILTERS]; n];
        for (errors, values) in filters.iter_mut().zip(&pass.filters) {
            for (filter, error) in errors.iter_mut().enumerate() {
                if values[filter] > 0.0 {
                    *error = pooled[FILTERS + filter] * share;
                }
            }
        }
        for filter in 0..FILTERS {
            let top = pass.top[filter];
            if pass.filters[top][filter] > 0.0 {
                filters[top][filter] += pooled[filter];
            }
        }
        for errors in &filters {
            self.bias.gradient.iter_mut().zip(errors).for_each(|(all, error)| *all += error);
        }
        for (at, (row, read)) in pass.rows.iter().zip(rows).enumerate() {
            let mut gradient = [0.0f32; ROW];
            for place in 0..REACH {
                let Some(errors) = (at + REACH / 2).checked_sub(place).and_then(|centre| filters.get(centre))
                else {
                    continue;
                };
                for (number, &x) in row.iter().enumerate() {
                    let range = (place * ROW + number) * FILTERS..(place * ROW + number + 1) * FILTERS;
                    let weights = &self.kernel.values[range.clone()];
                    let mut lanes = [0.0f32; 8];
                    for (errors, weights) in errors.as_chunks::<8>().0.iter().zip(weights.as_chunks::<8>().0)
                    {
                        for ((lane, error), weight) in lanes.iter_mut().zip(errors).zip(weights) {
                            *lane += error * weight;
                        }
                    }
                    gradient[number] += lanes.iter().sum::<f32>();
                    if x != 0.0 {
                        let gradients = &mut self.kernel.gradient[range];
                        gradients.iter_mut().zip(errors).for_each(|(all, error)| *all += x * error);
                    }
                }
            }
            let mask = &pass.row_mask[at * ROW..(at + 1) * ROW];
            gradient.iter_mut().zip(mask).for_each(|(gradient, mask)| *gradient *= mask);
            match self.parts(read.number).filter(|_| pass.unknown[at]) {
                Some(parts) => self.learn_unknown_row(parts, &gradient),
                None => self.learn_row(read.number, &gradient),
            }
            if let Some(also) = read.also {
                self.own.learn(also, &gradient);
            }
            if read.is_capital {
                self.own.learn(CAPITAL, &gradient);
            }
        }
    }

    fn step(&mut self, rate: f32, number: i32) {
        for rows in [&mut self.own, &mut self.stems, &mut self.fine, &mut self.coarse, &mut self.endings] {
            rows.step(rate, number);
        }
        for weights in [
            &mut self.kernel,
            &mut self.bias,
            &mut self.hidden,
            &mut self.hidden_bias,
            &mut self.last,
            &mut self.last_bias,
        ] {
            weights.step(0..weights.values.len(), rate, number);
        }
    }

    /// Learns from the sentences that are not of fold `without`.
    pub(super) fn learn(&mut self, sentences: &[Sentence], without: usize, seed: u64) {
        let mut rng = Rng::new(seed);
        let mut order: Vec<usize> = (0..sentences.len())
            .filter(|&i| sentences[i].fold != without && !sentences[i].rows.is_empty())
            .collect();
        let steps = EPOCHS * order.len().div_ceil(BATCH);
        let (mut number, mut pass) = (0, Pass::default());
        for epoch in 0..EPOCHS {
            rng.shuffle(&mut order);
            let mut loss = 0.0;
            for batch in order.chunks(BATCH) {
                let all: f32 = batch.iter().map(|&i| sentences[i].importance).sum();
                for &index in batch {
                    let sentence = &sentences[index];
                    self.forward(&sentence.rows, &mut pass, Some(&mut rng));
                    let goal = f32::midpoint(sentence.tone, 1.0);
                    let [any, which] = pass.sums.map(sigmoid);
                    let weight = sentence.importance / all;
                    loss += f64::from(weight)
                        * f64::from(cross(any, sentence.any) + 2.0 * sentence.any * cross(which, goal));
                    let errors =
                        [(any - sentence.any) * weight, 2.0 * sentence.any * (which - goal) * weight];
                    self.backward(&sentence.rows, &pass, errors);
                }
                number += 1;
                self.step(RATE * pace(number as f32 / steps as f32), number);
            }
            println!("network: pass {}, loss {:.4}", epoch + 1, loss / order.len().div_ceil(BATCH) as f64);
        }
    }
}

/// The part of the greatest step at a point in [0, 1] of the way: up along a cosine, and down.
fn pace(at: f32) -> f32 {
    const RISE: f32 = 0.1;
    let turn = if at < RISE { 1.0 - at / RISE } else { (at - RISE) / (1.0 - RISE) };
    f32::midpoint(1.0, (turn * std::f32::consts::PI).cos())
}

/// A value is left out with the chance `dropout`, else larger by what is left out.
fn mask(rng: &mut Rng, dropout: f64) -> f32 {
    if rng.unit() < dropout { 0.0 } else { narrow(1.0 / (1.0 - dropout)) }
}

fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + (-x).exp())
}

/// The cross entropy of a chance and what it should be.
fn cross(found: f32, goal: f32) -> f32 {
    -(goal * found.max(1e-6).ln() + (1.0 - goal) * (1.0 - found).max(1e-6).ln())
}

#[cfg(test)]
mod tests {
    use super::{Network, Pass, SUM_UNIT, Sentence};
    use crate::rng::Rng;
    use detente_linear::{ModelFile, ModelWriter};
    use detente_tokenize::{Lexemes, Tokenizer};
    use detente_tone::training::{Extractor, Form, SentenceReader, Vocabulary};

    const TEXTS: [(&str, f32); 4] = [
        ("envoys warmly praised the accord", 0.8),
        ("troops attacked the village again", -0.9),
        ("the village has a market on the river", 0.0),
        ("The market praised 12 zorgs", 0.4),
    ];

    /// A network that knows the words of the first three texts, and all as it reads them.
    fn example() -> (Network, Vec<Sentence>, Extractor) {
        let (extractor, tokenizer) = (Extractor::default(), Tokenizer::rules_only());
        let mut lexemes = Lexemes::default();
        let mut forms: Vec<(u64, Form)> = Vec::new();
        for (text, _) in &TEXTS[..3] {
            lexemes.compute(text, &tokenizer.tokenize(text));
            for (index, lexeme) in lexemes.list.iter().enumerate() {
                if forms.iter().all(|form| form.0 != lexeme.lower) {
                    forms.push((lexeme.lower, extractor.form(&lexemes, index)));
                }
            }
        }
        let keys: Vec<[u32; 2]> = forms.iter().map(super::super::words::keys).collect();
        let vocabulary = Vocabulary::new(&keys, Vec::new());
        let sentences = TEXTS.map(|(text, tone)| {
            let tokenized = tokenizer.tokenize(text);
            lexemes.compute(text, &tokenized);
            let rows = extractor.rows(&vocabulary, &lexemes, 0..tokenized.tokens.len());
            let any = f32::from(u8::from(tone != 0.0));
            Sentence { rows, any, tone, importance: 1.0, fold: usize::MAX }
        });
        (Network::new(&forms, 3), sentences.to_vec(), extractor)
    }

    #[test]
    fn gradients_are_slopes() {
        const STEP: f32 = 1e-2;
        let (mut network, sentences, _) = example();
        let sums = |network: &Network, pass: &mut Pass| {
            // The same numbers are left out each time.
            network.forward(&sentences[0].rows, pass, Some(&mut Rng::new(5)));
            pass.sums[1]
        };
        let mut pass = Pass::default();
        sums(&network, &mut pass);
        network.backward(&sentences[0].rows, &pass, [0.0, 1.0]);
        let mut compared = 0;
        macro_rules! compare {
            ($weights:expr) => {
                let steepest = |w: &super::Weights| {
                    (0..w.gradient.len())
                        .max_by(|&a, &b| w.gradient[a].abs().total_cmp(&w.gradient[b].abs()))
                        .unwrap()
                };
                let at = steepest(&$weights);
                let (gradient, value) = ($weights.gradient[at], $weights.values[at]);
                $weights.values[at] = value + STEP;
                let above = sums(&network, &mut pass);
                $weights.values[at] = value - STEP;
                let below = sums(&network, &mut pass);
                $weights.values[at] = value;
                let slope = (above - below) / (2.0 * STEP);
                assert!(
                    gradient != 0.0 && (slope - gradient).abs() < 0.05 * gradient.abs().max(0.01),
                    "{slope} {gradient}"
                );
                compared += 1;
            };
        }
        compare!(network.kernel);
        compare!(network.bias);
        compare!(network.hidden);
        compare!(network.hidden_bias);
        compare!(network.last);
        compare!(network.last_bias);
        compare!(network.own.weights);
        compare!(network.stems.weights);
        compare!(network.fine.weights);
        assert_eq!(compared, 9);
    }

    #[test]
    fn whole_numbers_give_what_fractions_give() {
        let (mut network, sentences, extractor) = example();
        let many: Vec<Sentence> = sentences.iter().cycle().take(2000).cloned().collect();
        network.learn(&many, 7, 1);
        let mut writer = ModelWriter::new(0);
        network.write(&mut writer).unwrap();
        let reader = SentenceReader::from_model(&ModelFile::parse(writer.finish()).unwrap()).unwrap();
        let tokenizer = Tokenizer::rules_only();
        let mut lexemes = Lexemes::default();
        let mut pass = Pass::default();
        for ((text, tone), sentence) in TEXTS.iter().zip(&sentences) {
            network.forward(&sentence.rows, &mut pass, None);
            let tokenized = tokenizer.tokenize(text);
            lexemes.compute(text, &tokenized);
            let sums = reader.sums(&extractor, &lexemes, 0..tokenized.tokens.len());
            for (whole, fraction) in sums.into_iter().zip(pass.sums) {
                let whole = f32::from(i16::try_from(whole).unwrap()) / SUM_UNIT;
                assert!((whole - fraction).abs() < 0.15, "{text}: {whole} {fraction}");
            }
            assert_eq!(pass.sums[0] > 0.0, *tone != 0.0, "{text} was not learned");
            assert!(*tone == 0.0 || (pass.sums[1] > 0.0) == (*tone > 0.0), "{text} was not learned");
        }
    }
}
