//! What the segmenter sees of a token: hashes, one a feature.
//!
//! Training and tagging call the same functions. Features of a word at one distance
//! ([`word_features`]) depend on nothing else, so that tagging sums their weights once a distinct
//! word; [`token_features`] need the neighbourhood and are given near capitalised words only.

use crate::view::{Casing, Cell, View, Word, usage};
use detente_linear::{combine, feature};
use std::ops::Range;

/// Distances at which a word counts.
pub const SHIFTS: [isize; 5] = [-2, -1, 0, 1, 2];

/// Gives every feature of `word` at the distance `SHIFTS[slot]`.
#[inline]
pub fn word_features(word: &Word, slot: usize, mut give: impl FnMut(u64)) {
    let base = 100 * u32::try_from(slot).unwrap_or_default();
    give(feature(base, word.lower));
    give(feature(base + 1, word.shape));
    if slot == 0 || slot == 4 {
        return;
    }
    let usage = usage(word);
    give(feature(base + 2, usage));
    if word.capitalised {
        give(feature(base + 3, word.exact));
    }
    give(feature(base + 16, u64::from(word.cluster)));
    let mut kinds = word.kinds.0 & 0x7FFF_FFFF;
    while kinds != 0 {
        give(feature(base + 4, u64::from(kinds.trailing_zeros()) << 1 | u64::from(word.capitalised)));
        kinds &= kinds - 1;
    }
    give(feature(base + 5, word.suffixes[2]));
    if slot != 2 {
        return;
    }
    give(feature(base + 6, combine(word.shape, usage)));
    for (template, affix) in (7..).zip(word.prefixes) {
        if affix != 0 {
            give(feature(base + template, combine(affix, u64::from(word.capitalised))));
        }
    }
    for (template, affix) in (11..).zip(word.suffixes) {
        if affix != 0 {
            give(feature(base + template, combine(affix, u64::from(word.capitalised))));
        }
    }
    give(feature(base + 15, combine(u64::from(word.kinds.0 & 0x7FFF_FFFF), u64::from(word.capitalised))));
}

/// Whether a token or one of its neighbours is capitalised, so that [`token_features`] count.
#[inline]
pub fn is_near_name(cells: &[Cell], token: usize, range: &Range<usize>) -> bool {
    cells[token].capitalised
        || (token > range.start && cells[token - 1].capitalised)
        || (token + 1 < range.end && cells[token + 1].capitalised)
}

/// Gives the features of a token that depend on its neighbourhood and on its other places.
#[inline]
pub fn token_features(view: &View, token: usize, range: &Range<usize>, mut give: impl FnMut(u64)) {
    let cell = view.cells[token];
    let word = |shift| &view.words[view.word_at(token, shift, range) as usize];
    let [before, here, after] = [-1, 0, 1].map(word);
    give(feature(600, combine(before.lower, here.lower)));
    give(feature(601, combine(here.lower, after.lower)));
    give(feature(602, combine(combine(before.shape, here.shape), after.shape)));
    give(feature(605, combine(before.lower, here.shape)));
    give(feature(606, combine(here.shape, after.lower)));
    let kinds = |word: &Word| u64::from(word.kinds.0 & 0x7FFF_FFFF);
    give(feature(609, combine(kinds(before), combine(kinds(here), here.shape))));
    give(feature(610, combine(kinds(here), combine(kinds(after), here.shape))));
    let casing = cell.casing as u64 * 2 + u64::from(cell.first);
    give(feature(611, combine(casing, here.shape)));
    give(feature(612, combine(casing, usage(here))));
    for (part, runs) in (0u64..).zip(cell.runs) {
        let mut kinds = runs.0;
        while kinds != 0 {
            give(feature(613, part << 8 | u64::from(kinds.trailing_zeros())));
            kinds &= kinds - 1;
        }
    }
    if cell.capitalised {
        let mut others = 0;
        for place in here.places {
            let place = place as usize;
            if place == token || place >= view.cells.len() || view.cells[place].casing != Casing::Running {
                continue;
            }
            let near = |shift: isize| {
                let at = place.checked_add_signed(shift).and_then(|at| view.cells.get(at));
                &view.words[at.map_or(0, |cell| cell.word as usize)]
            };
            let (left, right) = (near(-1), near(1));
            give(feature(620, left.lower));
            give(feature(621, right.lower));
            give(feature(622, combine(left.shape, right.shape)));
            give(feature(623, combine(kinds(left), kinds(right))));
            others += 1;
        }
        give(feature(624, others));
    }
}
