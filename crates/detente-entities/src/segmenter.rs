//! Where names stand, and their coarse class.

use crate::features::{SHIFTS, is_near_name, token_features, word_features};
use crate::gazetteer::Kinds;
use crate::scheme::{Coarse, OUTSIDE, Part, TAGS, may_follow, meaning, tag};
use crate::view::{Cell, View, Word};
use detente_linear::{ElementType, FORBIDDEN, ModelError, ModelFile, SparseTable, Transitions, Viterbi};
use std::ops::Range;

/// Name of the section of emission weights.
pub const WEIGHTS: &str = "entities.weights";
/// Name of the section of transition weights: `[to, from]`.
pub const TRANSITIONS: &str = "entities.transitions";
/// Longest piece that is decoded at once, in tokens; longer ones are cut.
const PIECE: usize = 400;
/// What standing in the list of weapons adds to the score of a name's tags.
const WEAPON_BONUS: i16 = 160;
/// What standing in another list, as a name of two words and more, adds.
const LISTED_BONUS: i16 = 100;
/// The lists of our own, and the class of what they hold.
const LISTED: [(Kinds, Coarse); 5] = [
    (Kinds::PEOPLE, Coarse::Group),
    (Kinds(Kinds::LEADER.0), Coarse::Person),
    (
        Kinds(Kinds::COMPANY.0 | Kinds::BODY.0 | Kinds::ARMED_GROUP.0 | Kinds::MEDIA.0 | Kinds::ORGAN.0),
        Coarse::Organisation,
    ),
    (Kinds(Kinds::LANDFORM.0 | Kinds::FACILITY.0), Coarse::Place),
    (
        Kinds(Kinds::WEAPON.0 | Kinds::EVENT.0 | Kinds::LAW.0 | Kinds::WORK.0 | Kinds::PRODUCT.0),
        Coarse::Other,
    ),
];

/// A name: its tokens and its class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameSpan {
    /// Token indices.
    pub tokens: Range<usize>,
    /// The coarse class.
    pub class: Coarse,
    /// The index of its sentence.
    pub sentence: usize,
}

/// Buffers of the segmenter.
#[derive(Debug, Clone, Default)]
pub(crate) struct SegmentScratch {
    /// Sums a word and distance: `TAGS` numbers each, computed on first use.
    sums: Vec<[i16; TAGS]>,
    /// Which of `sums` are computed.
    ready: Vec<bool>,
    emissions: Vec<i32>,
    tags: Vec<u8>,
    viterbi: Viterbi,
}

/// The learned weights of the first stage.
///
/// Only tokens that are capitalised or stand within two of a capitalised one can be part of a
/// name: the rest is outside without a look.
#[derive(Debug, Clone)]
pub(crate) struct Segmenter {
    weights: SparseTable,
    transitions: Transitions,
    start: [i32; TAGS],
    stop: [i32; TAGS],
}

impl Segmenter {
    /// The segmenter in `file`.
    ///
    /// # Errors
    /// A [`ModelError`] where a section is missing or has another shape.
    pub(crate) fn from_model(file: &ModelFile) -> Result<Self, ModelError> {
        let weights = SparseTable::new(file.section(WEIGHTS)?, TAGS)?;
        let section = file.section(TRANSITIONS)?;
        section.expect(ElementType::I32)?;
        if section.shape() != [TAGS, TAGS, 1] {
            return Err(ModelError::bad_section(TRANSITIONS, format!("is not {TAGS} by {TAGS}")));
        }
        let mut transitions = section.to_i32s()?;
        for (to, row) in (0u8..).zip(transitions.chunks_exact_mut(TAGS)) {
            for (from, weight) in (0u8..).zip(row) {
                *weight = if may_follow(from, to) { (*weight).clamp(-(1 << 19), 1 << 19) } else { FORBIDDEN };
            }
        }
        // Pieces are cut where names are not: before and after them the tag is `OUTSIDE`.
        let (mut start, mut stop) = ([FORBIDDEN; TAGS], [FORBIDDEN; TAGS]);
        let outside = usize::from(OUTSIDE);
        for (to, row) in transitions.chunks_exact(TAGS).enumerate() {
            start[to] = row[outside];
            if to == outside {
                stop.copy_from_slice(row);
            }
        }
        Ok(Self { weights, transitions: Transitions::new(&transitions, TAGS), start, stop })
    }

    /// Writes the names of all `sentences` (ranges of tokens) to `spans`, in text order.
    pub(crate) fn segment(
        &self,
        view: &View,
        sentences: impl Iterator<Item = Range<usize>>,
        scratch: &mut SegmentScratch,
        spans: &mut Vec<NameSpan>,
    ) {
        spans.clear();
        scratch.ready.clear();
        scratch.ready.resize(view.words.len() * SHIFTS.len(), false);
        if scratch.sums.len() < scratch.ready.len() {
            scratch.sums.resize(scratch.ready.len(), [0; TAGS]);
        }
        for (sentence, range) in sentences.enumerate() {
            let mut token = range.start;
            while token < range.end {
                if !may_be_name(&view.cells, token, &range) {
                    token += 1;
                    continue;
                }
                let start = token;
                while token < range.end && token < start + PIECE && may_be_name(&view.cells, token, &range) {
                    token += 1;
                }
                self.decode(view, &(start..token), &range, scratch);
                collect(&scratch.tags, start, sentence, spans);
            }
        }
    }

    /// Decodes one piece, between tokens that are outside of names.
    fn decode(&self, view: &View, piece: &Range<usize>, range: &Range<usize>, scratch: &mut SegmentScratch) {
        scratch.emissions.clear();
        for token in piece.clone() {
            let mut row = [0i16; TAGS];
            for (slot, shift) in SHIFTS.into_iter().enumerate() {
                let number = view.word_at(token, shift, range) as usize;
                let sum = number * SHIFTS.len() + slot;
                if !scratch.ready[sum] {
                    scratch.ready[sum] = true;
                    scratch.sums[sum] = self.word_sum(&view.words[number], slot);
                }
                for (total, part) in row.iter_mut().zip(&scratch.sums[sum]) {
                    *total += part;
                }
            }
            if is_near_name(&view.cells, token, range) {
                token_features(view, token, range, |hash| self.add(hash, &mut row));
            }
            add_listed(view, token, &mut row);
            scratch.emissions.extend(row.iter().map(|&score| i32::from(score)));
        }
        scratch.viterbi.decode(
            &scratch.emissions,
            &self.start,
            &self.transitions,
            &self.stop,
            &mut scratch.tags,
        );
    }

    fn word_sum(&self, word: &Word, slot: usize) -> [i16; TAGS] {
        let mut sum = [0; TAGS];
        word_features(word, slot, |hash| self.add(hash, &mut sum));
        sum
    }

    /// Adds the weights of a feature. Some 60 features of at most 127 each stay far from overflow.
    #[inline]
    fn add(&self, hash: u64, sums: &mut [i16; TAGS]) {
        if let Some(row) = self.weights.row(hash).and_then(|row| row.first_chunk::<TAGS>()) {
            for (sum, weight) in sums.iter_mut().zip(row) {
                *sum += i16::from(weight.cast_signed());
            }
        }
    }
}

/// Whether a token is capitalised or stands within two tokens of a capitalised one.
fn may_be_name(cells: &[Cell], token: usize, range: &Range<usize>) -> bool {
    let window = token.saturating_sub(2).max(range.start)..(token + 3).min(range.end);
    cells[window].iter().any(|cell| cell.capitalised)
}

/// Names that a list of ours holds whole speak louder than the learned weight of standing in it:
/// training text has few of them.
fn add_listed(view: &View, token: usize, row: &mut [i16; TAGS]) {
    let cell = view.cells[token];
    let word = &view.words[cell.word as usize];
    let mut add = |class: Coarse, part: Part, bonus: i16| {
        if let Some(score) = row.get_mut(usize::from(tag(class, part))) {
            *score += bonus;
        }
    };
    if cell.capitalised && word.kinds.any(Kinds::WEAPON) && !word.kinds.any(Kinds::COMMON) {
        add(Coarse::Other, Part::Unit, WEAPON_BONUS);
    }
    for (runs, part) in cell.runs.into_iter().zip([Part::Begin, Part::Inside, Part::Last]) {
        if runs.0 == 0 {
            continue;
        }
        for (kinds, class) in LISTED {
            if runs.any(kinds) {
                add(class, part, if runs.any(Kinds::WEAPON) { WEAPON_BONUS } else { LISTED_BONUS });
                break;
            }
        }
    }
}

fn collect(tags: &[u8], offset: usize, sentence: usize, spans: &mut Vec<NameSpan>) {
    let mut begin = None;
    for (place, &tag) in tags.iter().enumerate() {
        if tag == OUTSIDE {
            continue;
        }
        let Some((class, part)) = meaning(tag) else { continue };
        match part {
            Part::Begin => begin = Some(place),
            Part::Inside => {}
            Part::Last | Part::Unit => {
                let start = begin.take().unwrap_or(place);
                spans.push(NameSpan { tokens: offset + start..offset + place + 1, class, sentence });
            }
        }
    }
}
