//! What was learned: weights of the features, and the curves from sums to numbers.

use crate::network::{Activations, Network};
use crate::pair::{self, Cue};
use crate::site::{Counts, Mention, Site};
use crate::target;
use crate::vocabulary::Vocabulary;
use crate::word::Word;
use detente_linear::{HashedTable, ModelError, ModelFile, SparseTable, combine};
use std::ops::Range;

/// Sums of a pair: stance and tone.
pub const PAIR_WIDTH: usize = 2;
/// Sums of a pair for its mode: the three beside "asserted".
pub const MODE_WIDTH: usize = 3;
/// Sums of a target: whether there is a tone, and which.
pub const TARGET_WIDTH: usize = 2;

/// Bits of a feature's hash by which the tables of pairs and targets tell it from others.
pub const PAIR_BITS: u32 = 23;
/// See [`PAIR_BITS`].
pub const TARGET_BITS: u32 = 22;

/// Features that a pair or sentence mostly has at most.
const FEATURES: usize = 1024;

/// Where a sparse table keeps the features whose hashes begin with `row`.
#[inline]
pub fn key(row: usize) -> u64 {
    combine(5, row as u64)
}

/// A rising line through points, in integers; level outside them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Curve {
    points: Vec<(i32, i32)>,
}

impl Curve {
    /// The value at `x`.
    pub(crate) fn at(&self, x: i32) -> i32 {
        let index = self.points.partition_point(|point| point.0 <= x);
        let right = self.points.get(index);
        match (index.checked_sub(1).and_then(|left| self.points.get(left)), right) {
            (Some(&(x0, y0)), Some(&(x1, y1))) if x1 > x0 => {
                let rise = i64::from(y1 - y0) * i64::from(x - x0) / i64::from(x1 - x0);
                y0 + i32::try_from(rise).unwrap_or(0)
            }
            (Some(&(_, y)), _) | (None, Some(&(_, y))) => y,
            (None, None) => 0,
        }
    }

    /// The sum whose value is 0, or the nearest end where none is.
    pub(crate) fn zero(&self) -> i32 {
        let index = self.points.partition_point(|point| point.1 < 0);
        match (index.checked_sub(1).and_then(|left| self.points.get(left)), self.points.get(index)) {
            (Some(&(x0, y0)), Some(&(x1, y1))) if y1 > y0 => {
                let run = i64::from(x1 - x0) * i64::from(-y0) / i64::from(y1 - y0);
                x0 + i32::try_from(run).unwrap_or(0)
            }
            (Some(&(x, _)), _) | (None, Some(&(x, _))) => x,
            (None, None) => 0,
        }
    }

    /// The curve in a section of type `I32` and shape `[points, 2]`.
    fn new(file: &ModelFile, name: &str) -> Result<Self, ModelError> {
        let section = file.section(name)?;
        let points: Vec<(i32, i32)> =
            section.to_i32s()?.as_chunks::<2>().0.iter().map(|&[x, y]| (x, y)).collect();
        let sound = |&(x, y): &(i32, i32)| x.abs() <= 1_000_000 && y.abs() <= 1000;
        if section.shape()[1] != 2 || points.is_empty() || !points.iter().all(sound) || !points.is_sorted() {
            return Err(ModelError::bad_section(name, "is no curve of ascending points"));
        }
        Ok(Self { points })
    }
}

/// Sums of a pair's weights.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct PairSums {
    /// In the order of [`PAIR_WIDTH`].
    pub(crate) sums: [i32; PAIR_WIDTH],
    /// The likeliest cue.
    pub(crate) cue: Option<Cue>,
}

/// All weights of the stage.
#[derive(Debug, Clone)]
pub(crate) struct Heads {
    pairs: SparseTable,
    modes: HashedTable,
    cues: HashedTable,
    sentences: Network,
    targets: SparseTable,
    /// Stance sum to confidence in thousandths.
    pub(crate) confidence: Curve,
    /// Stance sum to the part of the tone, in thousandths, that a given pair keeps.
    pub(crate) share: Curve,
    /// Tone sum to tone in thousandths.
    pub(crate) tone: Curve,
    /// Second sum of a sentence to tone in thousandths.
    pub(crate) sentence: Curve,
    /// Its first sum to the part of the tone, in thousandths, that it keeps.
    pub(crate) sentence_share: Curve,
    /// Second sum of a target to tone in thousandths.
    pub(crate) target: Curve,
    /// Its first sum to the part of the tone, in thousandths, that it keeps.
    pub(crate) target_share: Curve,
    /// The stance sum from which on a pair is reported.
    pub(crate) threshold: i32,
    /// How much less sure than its reverse a pair of the same mentions may be.
    pub(crate) margin: i32,
    /// The part of its reverse's stance sum, in thousandths, that is taken off that of a given pair
    /// before the share is looked up.
    pub(crate) reverse: i32,
}

impl Heads {
    /// Reads the sections `tone.*`.
    pub(crate) fn from_model(file: &ModelFile) -> Result<Self, ModelError> {
        let settings = file.section("tone.settings")?;
        let &[threshold, margin, reverse] = &settings.to_i32s()?[..] else {
            return Err(ModelError::bad_section("tone.settings", "does not hold three numbers"));
        };
        if !(0..=1000).contains(&reverse) {
            return Err(ModelError::bad_section("tone.settings", "holds no share in [0, 1000]"));
        }
        Ok(Self {
            pairs: SparseTable::new(file.section("tone.pairs")?, PAIR_WIDTH)?,
            modes: HashedTable::new(file.section("tone.modes")?, MODE_WIDTH)?,
            cues: HashedTable::new(file.section("tone.cues")?, 1)?,
            sentences: Network::from_model(file)?,
            targets: SparseTable::new(file.section("tone.targets")?, TARGET_WIDTH)?,
            confidence: Curve::new(file, "tone.curve.confidence")?,
            share: Curve::new(file, "tone.curve.share")?,
            tone: Curve::new(file, "tone.curve.tone")?,
            sentence: Curve::new(file, "tone.curve.sentence")?,
            sentence_share: Curve::new(file, "tone.curve.sentence.any")?,
            target: Curve::new(file, "tone.curve.target")?,
            target_share: Curve::new(file, "tone.curve.target.any")?,
            threshold,
            margin,
            reverse,
        })
    }

    /// The sums of the pair at `site`.
    pub(crate) fn pair(&self, site: &Site<'_>) -> PairSums {
        let cue = best_cue(&self.cues, site);
        let (mut sums, mut keys) = ([0; PAIR_WIDTH], Vec::with_capacity(FEATURES));
        pair::features(site, cue, |hash, _| keys.push(pair_key(hash)));
        self.pairs.add_all(&keys, &mut sums);
        PairSums { sums, cue }
    }

    /// The sums of the modes of the pair at `site` with this cue.
    pub(crate) fn modes(&self, site: &Site<'_>, cue: Option<Cue>) -> [i32; MODE_WIDTH] {
        let mut sums = [0; MODE_WIDTH];
        pair::features(site, cue, |hash, _| self.modes.add(hash, &mut sums));
        sums
    }

    /// Gives the part of each token in the tone sum of the pair at `site` to `sink`.
    pub(crate) fn pair_parts(&self, site: &Site<'_>, mut sink: impl FnMut(usize, i32)) {
        let cue = best_cue(&self.cues, site);
        pair::features(site, cue, |hash, token| {
            sink(token, i32::from(tone_weight(self.pairs.row(pair_key(hash)))));
        });
    }

    /// The words that the tone of sentences is read from.
    pub(crate) const fn vocabulary(&self) -> &Vocabulary {
        self.sentences.vocabulary()
    }

    /// The tone, in thousandths, of the sentence whose words were read, less what an adverb of degree does to it.
    pub(crate) fn sentence(&self, activations: &mut Activations) -> i32 {
        let [any, which] = self.sentences.sums(activations);
        self.sentence.at(which) * self.sentence_share.at(any) / 1000
    }

    /// Gives the part of each token in the second sum of the sentence that was read last to `sink`.
    pub(crate) fn sentence_parts(&self, activations: &Activations, sink: impl FnMut(usize, i32)) {
        self.sentences.parts(activations, sink);
    }

    /// The tone of the tokens `range` toward `target`, in thousandths.
    pub(crate) fn target(
        &self,
        words: &[Word],
        counts: &Counts,
        range: Range<usize>,
        target: &Mention,
    ) -> i32 {
        let (mut sums, mut keys) = ([0; TARGET_WIDTH], Vec::with_capacity(FEATURES));
        target::features(words, counts, range, target, |hash, _| keys.push(target_key(hash)));
        self.targets.add_all(&keys, &mut sums);
        self.target.at(sums[1]) * self.target_share.at(sums[0]) / 1000
    }
}

#[inline]
fn pair_key(hash: u64) -> u64 {
    key(HashedTable::row_of(hash, PAIR_BITS))
}

#[inline]
fn target_key(hash: u64) -> u64 {
    key(HashedTable::row_of(hash, TARGET_BITS))
}

/// The weight of the second sum in a row.
fn tone_weight(row: Option<&[u8]>) -> i8 {
    row.and_then(|row| row.get(1)).map_or(0, |byte| byte.cast_signed())
}

/// The content word near the pair with the highest score as its cue; the first of equals.
pub(crate) fn best_cue(cues: &HashedTable, site: &Site<'_>) -> Option<Cue> {
    let governors = [site.governor(site.source), site.governor(site.target)];
    let mut best: Option<Cue> = None;
    for (region, range) in site.regions() {
        for token in range {
            if site.words.get(token).is_some_and(Word::is_content) {
                let mut score = 0;
                pair::token_features(site, region, token, governors, |hash| score += cues.weight(hash));
                if best.is_none_or(|cue| score > cue.score) {
                    best = Some(Cue { token, score });
                }
            }
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::Curve;

    #[test]
    fn a_curve_is_level_outside_its_points() {
        let curve = Curve { points: vec![(-100, -1000), (0, 0), (50, 400)] };
        let values = [i32::MIN, -100, -50, 0, 25, 50, i32::MAX].map(|x| curve.at(x));
        assert_eq!(values, [-1000, -1000, -500, 0, 200, 400, 400]);
        assert_eq!((curve.zero(), Curve::default().at(3)), (0, 0));
    }
}
