//! A small convolutional network that reads the tone of a sentence from its words, in whole numbers.
//!
//! Each word has a row of numbers. A filter looks at five words at a time; of each filter the greatest value and the
//! mean over the sentence go through one hidden layer to two sums: whether there is a stance, and which (the layout of
//! Kim 2014). What a word adds to the filters at each of the five places does not depend on its neighbours, so it is
//! computed once, when the word is first met, and kept for all threads.

use crate::vocabulary::{self, Vocabulary};
use detente_linear::{ElementType, ModelError, ModelFile};
use std::sync::OnceLock;

/// Numbers in the row of a word.
pub const ROW: usize = 48;
/// Words that a filter looks at.
pub const REACH: usize = 5;
/// Filters.
pub const FILTERS: usize = 64;
/// Units of the hidden layer.
pub const HIDDEN: usize = 32;
/// Sums that come out.
pub const SUMS: usize = 2;

/// Units of a filter's value and of a hidden unit in one natural unit.
pub const UNIT: i32 = 512;
/// Bits behind the point of the scales.
pub const SCALE_BITS: u32 = 24;
/// The size of weights of hidden units, at most, so that their sums stay in 32 bits.
pub const HIDDEN_LIMIT: i16 = 2000;
/// Pooled values above count as this one.
const CEILING: i16 = 8191;
/// The size of sums and parts, at most: what a sound model gives is far below.
const LIMIT: i32 = 1_000_000;
/// What is added to the number of words before the mean is taken: short sentences say less.
pub const PRIOR: usize = 2;

/// Bits that a product of a row's number and a filter's weight loses.
pub const PRODUCT_BITS: u32 = 6;
/// The size of a filter's weights, at most: with it a product stays in 16 bits.
pub const KERNEL_LIMIT: i16 = 258;
/// Half of a unit for each number of a row.
const HALVES: i16 = 24;
const _: () = assert!(2 * HALVES.unsigned_abs() as usize == ROW);
/// What a row adds to each filter at each place.
type Part = [[i16; FILTERS]; REACH];
/// Greatest values that go into the hidden layer, and means.
const POOLED: usize = 2 * FILTERS;

/// The network.
#[derive(Debug, Clone)]
pub(crate) struct Network {
    vocabulary: Vocabulary,
    /// By number of a row, place and filter, so that the filters stand side by side.
    kernel: Vec<i16>,
    bias: [i16; FILTERS],
    /// By unit: a weight for each greatest value, then for each mean.
    hidden: Vec<i16>,
    hidden_bias: Vec<i32>,
    /// By sum: a weight for each unit.
    last: Vec<i16>,
    last_bias: Vec<i32>,
    /// From products to hidden units and to sums.
    scales: [i64; 2],
    /// What each row adds to the filters, once it was met.
    parts: Vec<OnceLock<Box<Part>>>,
}

/// Buffers of a network, reused from sentence to sentence.
#[derive(Debug, Clone, Default)]
pub(crate) struct Activations {
    /// The rows of the words, with the token of each.
    pub(crate) words: Vec<(vocabulary::Row, usize)>,
    /// The adverb of degree that is none of them.
    pub(crate) degree: Option<vocabulary::Degree>,
    /// Values of all filters at each word.
    filters: Vec<[i16; FILTERS]>,
}

impl Network {
    /// Reads the sections `tone.words.*` and `tone.network.*`.
    pub(crate) fn from_model(file: &ModelFile) -> Result<Self, ModelError> {
        let i16s = |name: &str, shape: [usize; 3]| -> Result<Vec<i16>, ModelError> {
            let section = file.section(name)?;
            section.expect(ElementType::I16)?;
            check_shape(name, section.shape(), shape)?;
            section.to_i16s()
        };
        let i32s = |name: &str, shape: [usize; 3]| -> Result<Vec<i32>, ModelError> {
            let section = file.section(name)?;
            section.expect(ElementType::I32)?;
            check_shape(name, section.shape(), shape)?;
            section.to_i32s()
        };
        let scales = i32s("tone.network.scales", [2, 1, 1])?;
        let &[unit, sum] = &scales[..] else {
            return Err(ModelError::bad_section("tone.network.scales", "does not hold two numbers"));
        };
        let bias = i16s("tone.network.bias", [FILTERS, 1, 1])?;
        let biases = i32s("tone.network.biases", [HIDDEN + SUMS, 1, 1])?;
        let (hidden_bias, last_bias) = biases.split_at(HIDDEN.min(biases.len()));
        let hidden = i16s("tone.network.hidden", [HIDDEN, POOLED, 1])?;
        if hidden.iter().any(|weight| weight.unsigned_abs() > HIDDEN_LIMIT.unsigned_abs()) {
            return Err(ModelError::bad_section(
                "tone.network.hidden",
                format!("holds a weight beyond {HIDDEN_LIMIT}"),
            ));
        }
        let vocabulary = Vocabulary::from_model(file)?;
        Ok(Self {
            kernel: i16s("tone.network.kernel", [ROW, REACH, FILTERS])?,
            bias: *bias.first_chunk().unwrap_or(&[0; FILTERS]),
            hidden,
            hidden_bias: hidden_bias.to_vec(),
            last: i16s("tone.network.last", [SUMS, HIDDEN, 1])?,
            last_bias: last_bias.to_vec(),
            scales: [unit, sum].map(i64::from),
            parts: vec![OnceLock::new(); vocabulary.rows()],
            vocabulary,
        })
    }

    /// The words that it knows.
    pub(crate) const fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// What a row adds to each filter at each place.
    fn part(&self, row: usize) -> &Part {
        const NOTHING: &Part = &[[0; FILTERS]; REACH];
        let part = || {
            // Each product loses half a unit.
            let mut part = Box::new([[HALVES; FILTERS]; REACH]);
            let sums = part.as_flattened_mut();
            for (&number, weights) in
                self.vocabulary.row(row).iter().zip(self.kernel.chunks_exact(sums.len()))
            {
                let number = i16::from(number);
                for (sum, &weight) in sums.iter_mut().zip(weights) {
                    *sum = sum.saturating_add(number.wrapping_mul(weight) >> PRODUCT_BITS);
                }
            }
            part
        };
        self.parts.get(row).map_or(NOTHING, |met| met.get_or_init(part))
    }

    /// Adds what the row adds to the filters at the words around `at`.
    fn add(&self, row: usize, at: usize, filters: &mut [[i16; FILTERS]]) {
        for (place, part) in self.part(row).iter().enumerate() {
            let centre = centre(at, place);
            let Some(values) = centre.and_then(|centre| filters.get_mut(centre)) else { continue };
            for (value, &part) in values.iter_mut().zip(part) {
                *value = value.saturating_add(part);
            }
        }
    }

    /// The two sums of the sentence of the words read, in units of 1 / 32.
    pub(crate) fn sums(&self, activations: &mut Activations) -> [i32; SUMS] {
        let Activations { words, filters, .. } = activations;
        filters.clear();
        filters.resize(words.len(), self.bias);
        for (at, (row, _)) in words.iter().enumerate() {
            for number in row.numbers() {
                self.add(number, at, filters);
            }
        }
        self.last(&self.hidden(&pool(filters)))
    }

    fn hidden(&self, pooled: &[i16; POOLED]) -> [i32; HIDDEN] {
        let mut units = [0; HIDDEN];
        let rows = self.hidden.as_chunks::<POOLED>().0;
        for ((unit, weights), &bias) in units.iter_mut().zip(rows).zip(&self.hidden_bias) {
            let product: i32 = pooled.iter().zip(weights).map(|(&x, &w)| i32::from(x) * i32::from(w)).sum();
            *unit = scaled(product, self.scales[0]).saturating_add(bias).max(0);
        }
        units
    }

    fn last(&self, units: &[i32; HIDDEN]) -> [i32; SUMS] {
        let mut sums = [0; SUMS];
        for ((sum, weights), &bias) in
            sums.iter_mut().zip(self.last.as_chunks::<HIDDEN>().0).zip(&self.last_bias)
        {
            let product: i64 = units.iter().zip(weights).map(|(&x, &w)| i64::from(x) * i64::from(w)).sum();
            let scaled = (i128::from(product) * i128::from(self.scales[1])) >> SCALE_BITS;
            let limit = i128::from(LIMIT);
            *sum = i32::try_from((scaled + i128::from(bias)).clamp(-limit, limit)).unwrap_or(0);
        }
        sums
    }

    /// Gives the part of each token in the second sum to `sink`, and what no token accounts for with [`NOWHERE`].
    ///
    /// Around the words read, the network is linear: a filter passes on its value at the word where it is greatest, a
    /// hidden unit above 0 its sum. So what each word adds to the filters can be followed to the end.
    pub(crate) fn parts(&self, activations: &Activations, mut sink: impl FnMut(usize, i32)) {
        let Activations { words, filters, .. } = activations;
        let units = self.hidden(&pool(filters));
        // What one unit of each pooled value adds to the sum.
        let mut worth = [0i64; POOLED];
        let weights = self.last.as_chunks::<HIDDEN>().0.get(1).unwrap_or(&[0; HIDDEN]);
        for ((&unit, &weight), row) in units.iter().zip(weights).zip(self.hidden.as_chunks::<POOLED>().0) {
            let weight = if unit > 0 { i64::from(weight) } else { 0 };
            worth.iter_mut().zip(row).for_each(|(worth, &hidden)| *worth += weight * i64::from(hidden));
        }
        let (greatest, mean) = worth.split_at(FILTERS);
        // What one unit of each filter at each word adds to it: the mean counts everywhere, the greatest value once.
        let n = i64::try_from(filters.len() + PRIOR).unwrap_or(i64::MAX);
        let open = |values: &[i16; FILTERS], filter: usize| values[filter] > 0;
        let mut worths: Vec<[i64; FILTERS]> = filters
            .iter()
            .map(|values| std::array::from_fn(|filter| i64::from(open(values, filter)) * mean[filter] / n))
            .collect();
        for (filter, &worth) in greatest.iter().enumerate() {
            let top = (0..filters.len()).rev().max_by_key(|&at| filters[at][filter]);
            if let Some(at) = top.filter(|&at| open(&filters[at], filter)) {
                worths[at][filter] += worth;
            }
        }
        let scale = i128::from(self.scales[0]) * i128::from(self.scales[1]);
        let mut rest = self.last(&units)[1];
        for (at, &(row, token)) in words.iter().enumerate() {
            let mut product = 0i128;
            for number in row.numbers() {
                for (place, part) in self.part(number).iter().enumerate() {
                    let Some(worth) = centre(at, place).and_then(|centre| worths.get(centre)) else {
                        continue;
                    };
                    product +=
                        part.iter().zip(worth).map(|(&p, &w)| i128::from(p) * i128::from(w)).sum::<i128>();
                }
            }
            let limit = i128::from(LIMIT);
            let part =
                i32::try_from(((product * scale) >> (2 * SCALE_BITS)).clamp(-limit, limit)).unwrap_or(0);
            rest = rest.saturating_sub(part);
            sink(token, part);
        }
        sink(NOWHERE, rest);
    }
}

/// The word that a filter is centred on where the word at `at` stands at `place` in it.
fn centre(at: usize, place: usize) -> Option<usize> {
    (at + REACH / 2).checked_sub(place)
}

/// The token that a part belongs to where it belongs to none.
const NOWHERE: usize = usize::MAX;

fn check_shape(name: &str, found: [usize; 3], needed: [usize; 3]) -> Result<(), ModelError> {
    if found == needed {
        return Ok(());
    }
    Err(ModelError::bad_section(name, format!("has shape {found:?}; needed: {needed:?}")))
}

/// A product in the units of what comes next.
fn scaled(product: i32, scale: i64) -> i32 {
    whole((i64::from(product) * scale) >> SCALE_BITS)
}

fn whole(value: i64) -> i32 {
    i32::try_from(value).unwrap_or(if value > 0 { i32::MAX } else { i32::MIN })
}

fn narrow(value: i32) -> i16 {
    i16::try_from(value).unwrap_or(if value > 0 { i16::MAX } else { i16::MIN })
}

/// Greatest value and mean of each filter over the words, those below 0 as 0.
fn pool(filters: &[[i16; FILTERS]]) -> [i16; POOLED] {
    let (mut greatest, mut sums) = ([0i16; FILTERS], [0i32; FILTERS]);
    for values in filters {
        for ((&value, greatest), sum) in values.iter().zip(&mut greatest).zip(&mut sums) {
            let value = value.clamp(0, CEILING);
            *greatest = (*greatest).max(value);
            *sum = sum.saturating_add(i32::from(value));
        }
    }
    let mut pooled = [0; POOLED];
    let (first, second) = pooled.split_at_mut(FILTERS);
    first.copy_from_slice(&greatest);
    let n = i32::try_from(filters.len() + PRIOR).unwrap_or(i32::MAX);
    second.iter_mut().zip(sums).for_each(|(pooled, sum)| *pooled = narrow(sum / n));
    pooled
}

#[cfg(test)]
mod tests {
    use super::{Activations, FILTERS, HIDDEN, HIDDEN_LIMIT, Network, POOLED, REACH, ROW, SUMS};
    use crate::vocabulary::{CAPITAL, CLUSTERS, FORMS, Row};
    use detente_linear::{ModelFile, ModelWriter};

    const ROWS: usize = 2300 + CLUSTERS;

    /// Numbers in `-size..=size` that look random.
    fn numbers(n: usize, size: i32, seed: u64) -> impl Iterator<Item = i32> {
        (0..n as u64).map(move |i| {
            let hash = detente_linear::combine(seed, i);
            i32::try_from(hash % (2 * size.unsigned_abs() as u64 + 1)).unwrap() - size
        })
    }

    fn halves(n: usize, size: i32, seed: u64) -> Vec<i16> {
        numbers(n, size, seed).map(|x| i16::try_from(x).unwrap()).collect()
    }

    /// A model of numbers without meaning, with hidden weights up to `limit`.
    fn model(limit: i16) -> ModelFile {
        scaled_model(limit, [4200, 1100])
    }

    fn scaled_model(limit: i16, scales: [i32; 2]) -> ModelFile {
        let mut writer = ModelWriter::new(1);
        let rows: Vec<i8> = numbers(ROWS * ROW, 60, 1).map(|x| i8::try_from(x).unwrap()).collect();
        let keys: Vec<u32> = (0..).take(2 * (ROWS - FORMS - CLUSTERS)).collect();
        writer.i8s("tone.words.rows", &rows, [ROWS, ROW, 1]).unwrap();
        writer.u32s("tone.words.keys", &keys, [ROWS - FORMS - CLUSTERS, 2, 1]).unwrap();
        writer
            .i16s("tone.network.kernel", &halves(ROW * REACH * FILTERS, 250, 2), [ROW, REACH, FILTERS])
            .unwrap();
        writer.i16s("tone.network.bias", &halves(FILTERS, 300, 3), [FILTERS, 1, 1]).unwrap();
        let mut hidden = halves(HIDDEN * POOLED, 2000, 4);
        hidden[7] = limit;
        writer.i16s("tone.network.hidden", &hidden, [HIDDEN, POOLED, 1]).unwrap();
        writer.i16s("tone.network.last", &halves(SUMS * HIDDEN, 2000, 5), [SUMS, HIDDEN, 1]).unwrap();
        let biases: Vec<i32> = numbers(HIDDEN + SUMS, 200, 6).collect();
        writer.i32s("tone.network.biases", &biases, [HIDDEN + SUMS, 1, 1]).unwrap();
        writer.i32s("tone.network.scales", &scales, [2, 1, 1]).unwrap();
        ModelFile::parse(writer.finish()).unwrap()
    }

    fn words(numbers: &[usize]) -> Activations {
        let row = |(token, &number): (usize, &usize)| {
            (Row { number, also: (number == 17).then_some(90), is_capital: number % 3 == 0 }, token)
        };
        Activations { words: numbers.iter().enumerate().map(row).collect(), ..Activations::default() }
    }

    #[test]
    fn parts_sum_to_the_second_sum() {
        let network = Network::from_model(&model(HIDDEN_LIMIT)).unwrap();
        for numbers in [&[][..], &[5], &[1, 2, 3], &[900, 2100, 17, 2200, 4, 4, 300, 12, 0]] {
            let mut read = words(numbers);
            let sums = network.sums(&mut read);
            let (mut total, mut of_words) = (0, 0);
            network.parts(&read, |token, part| {
                total += part;
                of_words += i32::from(token < numbers.len() && part != 0);
            });
            assert_eq!(total, sums[1], "{numbers:?}");
            assert!(numbers.len() < 3 || of_words > 1, "{of_words} of {numbers:?}");
        }
    }

    #[test]
    fn a_word_met_before_gives_what_it_gave() {
        let network = Network::from_model(&model(HIDDEN_LIMIT)).unwrap();
        let numbers = [CAPITAL, 5, 90, 900, 2000, 2047, 2048, 2100];
        let mut read = words(&numbers);
        let first = network.sums(&mut read);
        assert_eq!((network.sums(&mut read), network.clone().sums(&mut words(&numbers))), (first, first));
        let alone = Network::from_model(&model(HIDDEN_LIMIT)).unwrap();
        let _ = alone.sums(&mut words(&[2100, 900]));
        assert_eq!(alone.sums(&mut words(&numbers)), first, "after others");
    }

    #[test]
    fn a_model_that_could_overflow_is_refused() {
        let error = Network::from_model(&model(HIDDEN_LIMIT + 1)).unwrap_err();
        assert!(error.to_string().contains("tone.network.hidden"), "{error}");
    }

    #[test]
    fn absurd_scales_give_absurd_numbers_and_no_panic() {
        for scales in [[i32::MAX, i32::MAX], [i32::MIN, i32::MAX], [i32::MAX, i32::MIN]] {
            let network = Network::from_model(&scaled_model(HIDDEN_LIMIT, scales)).unwrap();
            let mut read = words(&[900, 2100, 17, 2200, 4, 4, 300, 12, 0]);
            let sums = network.sums(&mut read);
            assert!(sums.iter().all(|sum| sum.abs() <= super::LIMIT), "{sums:?}");
            let mut parts = 0;
            network.parts(&read, |_, _| parts += 1);
            assert_eq!(parts, read.words.len() + 1);
        }
    }
}
