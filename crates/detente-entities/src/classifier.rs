//! The label of a name whose place and coarse class are known.

use crate::gazetteer::Kinds;
use crate::label::EntityLabel;
use crate::scheme::Coarse;
use crate::segmenter::NameSpan;
use crate::view::View;
use detente_linear::{ModelError, ModelFile, SparseTable, combine, feature};
use std::ops::Range;

/// Name of the section of label weights.
pub const LABELS: &str = "entities.labels";
/// Number of labels for names.
pub const NAME_LABELS: usize = 12;

/// What standing in a list adds to the score of its label, within the coarse class.
const LISTED_BONUS: i32 = 120;
/// The same for weapons, of which training text has hardly any.
const WEAPON_BONUS: i32 = 1000;
/// The lists that say a label.
const LISTED: [(Kinds, EntityLabel); 8] = [
    (Kinds::WEAPON, EntityLabel::Weapon),
    (Kinds::PRODUCT, EntityLabel::Product),
    (Kinds::EVENT, EntityLabel::Event),
    (Kinds::LAW, EntityLabel::Law),
    (Kinds::WORK, EntityLabel::WorkOfArt),
    (Kinds::LANGUAGE, EntityLabel::Language),
    (Kinds::LANDFORM, EntityLabel::Loc),
    (Kinds::FACILITY, EntityLabel::Fac),
];

/// The learned weights of the second stage.
#[derive(Debug, Clone)]
pub(crate) struct Classifier {
    weights: SparseTable,
}

impl Classifier {
    /// The classifier in `file`.
    ///
    /// # Errors
    /// A [`ModelError`] where the section is missing or has another shape.
    pub(crate) fn from_model(file: &ModelFile) -> Result<Self, ModelError> {
        Ok(Self { weights: SparseTable::new(file.section(LABELS)?, NAME_LABELS)? })
    }

    /// The label of `span`, a name in the sentence with the tokens `range`.
    pub(crate) fn label(&self, view: &View, span: &NameSpan, range: &Range<usize>) -> EntityLabel {
        let mut scores = [0i32; NAME_LABELS];
        span_features(view, span, range, |hash| self.weights.add(hash, &mut scores));
        let kinds = span_kinds(view, &span.tokens);
        for (kind, label) in LISTED {
            if kinds.any(kind) && Coarse::of(label) == Some(span.class) {
                scores[label as usize] += if kind == Kinds::WEAPON { WEAPON_BONUS } else { LISTED_BONUS };
            }
        }
        let best = (0..NAME_LABELS).max_by_key(|&label| (scores[label], NAME_LABELS - label)).unwrap_or(0);
        EntityLabel::ALL[best]
    }
}

/// Gives the features of a name.
pub fn span_features(view: &View, span: &NameSpan, range: &Range<usize>, mut give: impl FnMut(u64)) {
    let class = span.class as u64;
    give(feature(700, class));
    let mut whole = 0;
    let mut both = |template: u32, value: u64| {
        give(feature(template, value));
        give(feature(template + 50, combine(class, value)));
    };
    let last = span.tokens.end.saturating_sub(1);
    for token in span.tokens.clone() {
        let word = &view.words[view.cells[token].word as usize];
        whole = combine(whole, word.lower);
        let place = u32::from(token == last) + 2 * u32::from(token == span.tokens.start);
        both(701 + place, word.lower);
        if token == last {
            both(706, word.suffixes[2]);
            both(707, word.suffixes[3]);
            both(708, word.shape);
        }
        if token == span.tokens.start {
            both(709, word.shape);
            both(710, word.prefixes[2]);
        }
    }
    both(711, whole);
    both(712, span.tokens.len().min(5) as u64);
    let kinds = span_kinds(view, &span.tokens);
    let mut bits = kinds.0;
    while bits != 0 {
        both(713, u64::from(bits.trailing_zeros()));
        bits &= bits - 1;
    }
    both(714, u64::from(kinds.0));
    let near = |token: usize, shift| &view.words[view.word_at(token, shift, range) as usize];
    let first = span.tokens.start;
    let (before, before2) = (near(first, -1), near(first, -2));
    let (after, after2) = (near(last, 1), near(last, 2));
    both(715, before.lower);
    both(716, after.lower);
    both(717, combine(before2.lower, before.lower));
    both(718, combine(after.lower, after2.lower));
    both(719, u64::from(before.capitalised) | u64::from(after.capitalised) << 1);
    both(720, combine(before.lower, u64::from(kinds.0)));
    both(721, combine(after.lower, u64::from(kinds.0)));
    both(722, after.suffixes[2]);
}

/// The lists that hold the whole name.
pub(crate) fn span_kinds(view: &View, tokens: &Range<usize>) -> Kinds {
    let cell = |token: usize| view.cells.get(token).copied().unwrap_or_default();
    let kinds = if tokens.len() == 1 {
        view.words[cell(tokens.start).word as usize].kinds.0
    } else {
        cell(tokens.start).runs[0].0 & cell(tokens.end.saturating_sub(1)).runs[2].0
    };
    Kinds(kinds & !Kinds::PREFIX.0)
}

/// The class that a label belongs to, for training: every label of names has one.
pub fn class_of(label: EntityLabel) -> Coarse {
    Coarse::of(label).unwrap_or(Coarse::Other)
}
