//! Whether a state's or capital's name stands for the party or for the place.

use crate::gazetteer::Kinds;
use crate::view::{View, Word};
use detente_linear::{ModelError, ModelFile, SparseTable, combine, feature, hash_bytes};
use std::ops::Range;
use std::sync::LazyLock;

/// Name of the section of weights.
pub const PARTIES: &str = "entities.parties";

/// Words at which a noun phrase ends.
const ENDS: [&str; 34] = [
    "a", "after", "an", "and", "are", "as", "at", "before", "but", "by", "for", "from", "had", "has", "have",
    "in", "is", "of", "on", "or", "said", "says", "that", "the", "to", "was", "were", "when", "which",
    "while", "who", "will", "with", "would",
];
static END_HASHES: LazyLock<[u64; ENDS.len()]> =
    LazyLock::new(|| ENDS.map(|word| hash_bytes(word.as_bytes())));

/// Words before a name that make it the place of what happens.
const AT: [&str; 22] = [
    "across",
    "around",
    "at",
    "between",
    "from",
    "in",
    "inside",
    "into",
    "leave",
    "left",
    "near",
    "off",
    "outside",
    "over",
    "through",
    "throughout",
    "to",
    "toward",
    "towards",
    "via",
    "visit",
    "within",
];
static AT_HASHES: LazyLock<[u64; AT.len()]> = LazyLock::new(|| AT.map(|word| hash_bytes(word.as_bytes())));

/// The learned weights.
#[derive(Debug, Clone)]
pub(crate) struct PartyOrPlace {
    weights: SparseTable,
}

impl PartyOrPlace {
    pub(crate) fn from_model(file: &ModelFile) -> Result<Self, ModelError> {
        Ok(Self { weights: SparseTable::new(file.section(PARTIES)?, 1)? })
    }

    /// Whether the name at `tokens`, in the sentence with the tokens `range`, is a party.
    pub(crate) fn is_party(
        &self,
        view: &View,
        tokens: &Range<usize>,
        range: &Range<usize>,
        is_capital: bool,
    ) -> bool {
        let mut sum = [0];
        party_features(view, tokens, range, is_capital, |hash| self.weights.add(hash, &mut sum));
        sum[0] > 0
    }
}

/// Lists of states, their people and places in them.
const PLACES: u32 =
    Kinds::COUNTRY.0 | Kinds::DEMONYM.0 | Kinds::CAPITAL.0 | Kinds::CITY.0 | Kinds::PROVINCE.0;

/// Gives the features of a mention of a state.
pub fn party_features(
    view: &View,
    tokens: &Range<usize>,
    range: &Range<usize>,
    is_capital: bool,
    mut give: impl FnMut(u64),
) {
    let at = |token: usize, shift| &view.words[view.word_at(token, shift, range) as usize];
    let (first, last) = (tokens.start, tokens.end.saturating_sub(1));
    let capital = u64::from(is_capital);
    give(feature(800, capital));
    let whole = tokens.clone().fold(0, |hash, token| combine(hash, at(token, 0).lower));
    give(feature(801, whole));
    let (before, before2, before3) = (at(first, -1), at(first, -2), at(first, -3));
    let (after, after2, after3) = (at(last, 1), at(last, 2), at(last, 3));
    give(feature(802, before.lower));
    give(feature(803, after.lower));
    give(feature(804, combine(before.lower, capital)));
    give(feature(805, combine(after.lower, capital)));
    give(feature(806, combine(before2.lower, before.lower)));
    give(feature(807, combine(after.lower, after2.lower)));
    give(feature(808, combine(before.lower, after.lower)));
    give(feature(809, after.suffixes[1]));
    give(feature(810, after.suffixes[2]));
    give(feature(811, combine(after.suffixes[1], before.lower)));
    give(feature(812, before2.lower));
    give(feature(813, after2.lower));
    give(feature(814, after3.lower));
    give(feature(815, before3.lower));
    give(feature(816, combine(before.shape, after.shape)));
    give(feature(817, u64::from(first == range.start) << 1 | u64::from(last + 1 == range.end)));
    give(feature(818, combine(u64::from(first == range.start), after.suffixes[1])));
    give(feature(819, combine(whole, before.lower)));
    give(feature(820, combine(whole, after.lower)));
    give(feature(821, combine(before.lower, after2.lower)));
    // Beyond a list of names ("Britain, Canada and France") stands the word that rules it.
    let (left, right) = (beyond(view, first, -1, range), beyond(view, last, 1, range));
    give(feature(822, left.lower));
    give(feature(823, right.lower));
    give(feature(824, combine(left.lower, right.suffixes[1])));
    give(feature(825, combine(left.lower, capital)));
    give(feature(826, combine(right.suffixes[1], u64::from(first == range.start))));
    give(feature(827, before2.suffixes[1]));
    // "praised Iran.", "thanked Peru for": what a verb acts on.
    give(feature(831, before.suffixes[1]));
    give(feature(832, combine(before.suffixes[1], after.shape)));
    give(feature(833, combine(before.suffixes[1], after.lower)));
    // "visited", "visiting": the verb or noun by its beginning.
    give(feature(834, combine(before2.prefixes[3], before.lower)));
    give(feature(835, before.prefixes[3]));
    give(feature(836, after.prefixes[3]));
    give(feature(837, combine(before3.prefixes[3], before.lower)));
    // "Riga, Latvia": the lists of names that its neighbours stand in.
    let listed = |word: &Word| u64::from(word.kinds.0 & PLACES);
    give(feature(838, combine(before.lower, listed(before2))));
    give(feature(839, listed(before) << 8 | listed(after)));
    // "Iran's nuclear programme", "the U.S. troops": what the phrase is about.
    let owner = after.lower == hash_bytes(b"'s") || after.lower == hash_bytes(b"'");
    let words = (1 + isize::from(owner)..6).map(|shift| at(last, shift));
    let phrase = words.take_while(|word| word.length > 1 && !END_HASHES.contains(&word.lower));
    if let Some(head) = phrase.last() {
        give(feature(840, combine(head.lower, u64::from(owner))));
        give(feature(841, combine(combine(head.lower, before.lower), u64::from(owner))));
    }
    // "in Oslo" is a place; a capital without such a word mostly acts.
    let place = |word: &Word| u64::from(AT_HASHES.contains(&word.lower));
    give(feature(844, combine(place(before), capital)));
    give(feature(845, combine(place(left), capital)));
    give(feature(846, combine(place(before) << 1 | place(before2), combine(capital, after.suffixes[1]))));
    // Words around, wherever they stand.
    for shift in 1..6 {
        give(feature(842, at(first, -shift).prefixes[3]));
        give(feature(843, at(last, shift).prefixes[3]));
    }
    // What stands around the same name elsewhere in the document.
    for place in view.words[view.cells[last].word as usize].places {
        let place = place as usize;
        if place == last || place >= view.cells.len() {
            continue;
        }
        let near = |shift: isize| {
            let cell = place.checked_add_signed(shift).and_then(|at| view.cells.get(at));
            &view.words[cell.map_or(0, |cell| cell.word as usize)]
        };
        give(feature(828, near(-1).lower));
        give(feature(829, near(1).lower));
        give(feature(830, near(1).suffixes[1]));
    }
}

/// The first word in the direction `step` that is neither capitalised nor part of a list.
fn beyond<'a>(view: &'a View, from: usize, step: isize, range: &Range<usize>) -> &'a Word {
    let and = hash_bytes(b"and");
    let mut at = from;
    for _ in 0..12 {
        let number = view.word_at(at, step, range) as usize;
        let word = &view.words[number];
        let Some(next) = at.checked_add_signed(step).filter(|next| range.contains(next)) else {
            return word;
        };
        let listed = word.capitalised || matches!(word.length, 0 | 1) || word.lower == and;
        if !listed {
            return word;
        }
        at = next;
    }
    &view.words[0]
}
