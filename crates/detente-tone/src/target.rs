//! Features of a sentence as seen from one target.

use crate::site::{Counts, Mention};
use crate::word::{Word, mark};
use detente_linear::{combine, feature};
use std::ops::Range;

mod template {
    pub(super) const BIAS: u32 = 1000;
    pub(super) const WORD: u32 = 1001;
    pub(super) const STEM: u32 = 1002;
    pub(super) const BIGRAM: u32 = 1003;
    pub(super) const TRIGRAM: u32 = 1004;
    pub(super) const FINE: u32 = 1005;
    pub(super) const COARSE: u32 = 1006;
    pub(super) const STANCE: u32 = 1007;
    pub(super) const INDUCED: u32 = 1008;
    pub(super) const SUM: u32 = 1009;
    pub(super) const MARKS: u32 = 1010;
    pub(super) const TONE: u32 = 1011;
    pub(super) const PAIR: u32 = 1012;
    pub(super) const SIDE: u32 = 1050;
    pub(super) const BESIDE: u32 = 1100;
    pub(super) const TARGET: u32 = 1200;
    pub(super) const NEAR: u32 = 1210;
}

/// A token index where a feature belongs to no word.
const NOWHERE: usize = usize::MAX;

/// Gives every feature of the tokens `range` of `words` that no target has a part in to `sink`, with the token it comes from.
fn sentence_features(words: &[Word], range: Range<usize>, mut sink: impl FnMut(u64, usize)) {
    sink(feature(template::BIAS, 0), NOWHERE);
    let (mut before, mut last) = (2u64, 2u64);
    let (mut sum, mut lowest, mut highest, mut names) = (0, 0, 0, 0u64);
    let mut entity = 0;
    let mut toned = 0u64;
    for index in range.clone() {
        let Some(word) = words.get(index) else { break };
        if word.entity != 0 && word.entity == entity {
            continue;
        }
        entity = word.entity;
        names += u64::from(entity != 0);
        sink(feature(template::WORD, word.lower), index);
        sink(feature(template::BIGRAM, combine(last, word.stem)), index);
        sink(feature(template::TRIGRAM, combine(combine(before, last), word.stem)), index);
        (before, last) = (last, word.stem);
        let effective = word.effective();
        sum += effective;
        lowest = lowest.min(effective);
        highest = highest.max(effective);
        if !word.is_content() {
            continue;
        }
        let scopes = u64::from(word.marks & (mark::NEGATED | mark::SHIFTED));
        sink(feature(template::STEM, combine(word.stem, scopes)), index);
        if word.fine != 0 {
            sink(feature(template::FINE, u64::from(word.fine)), index);
            sink(feature(template::COARSE, combine(u64::from(word.coarse), word.ending as u64)), index);
        }
        let tone = if word.tone == 0 { word.induced } else { word.tone };
        if word.tone != 0 {
            let code = u64::from(word.tone.cast_unsigned()) * 8 + word.class as u64;
            sink(feature(template::STANCE, combine(code, scopes)), index);
            sink(feature(template::TONE, combine(code, u64::from(word.marks & CONTEXT))), index);
            sink(feature(template::PAIR, combine(toned, code)), index);
            toned = code;
        } else if word.induced != 0 {
            sink(feature(template::INDUCED, combine(u64::from(word.induced.cast_unsigned()), scopes)), index);
        }
        if tone.unsigned_abs() >= 3 {
            let sign = u64::from(tone > 0);
            sink(feature(template::MARKS, combine(u64::from(word.marks & SCOPES), sign)), index);
        }
    }
    let length = match range.len() {
        0..=1 => 0,
        2..=5 => 1,
        6..=12 => 2,
        13..=25 => 3,
        _ => 4u64,
    };
    let mut whole = |number: u64, value: u64| sink(feature(template::SUM, combine(number, value)), NOWHERE);
    whole(0, level(sum));
    whole(1, level(lowest) * 64 + level(highest));
    whole(2, level(lowest));
    whole(3, level(highest));
    whole(4, names.min(6));
    whole(5, length);
    whole(6, combine(level(sum), length));
    whole(7, combine(level(sum), names.min(2)));
}

const CONTEXT: u16 = mark::NEGATED | mark::SHIFTED | mark::MODAL | mark::FUTURE | mark::CONDITION;
const SCOPES: u16 = CONTEXT | mark::STRONG | mark::MILD | mark::QUOTED | mark::AFTER_BE;

/// Gives every feature of the tokens `range` as seen from `target` to `sink`.
pub(crate) fn features(
    words: &[Word],
    counts: &Counts,
    range: Range<usize>,
    target: &Mention,
    mut sink: impl FnMut(u64, usize),
) {
    sentence_features(words, range.clone(), &mut sink);
    for (number, affix) in [(0, target.prefix), (1, target.suffix)] {
        if affix != 0 {
            sink(feature(template::BESIDE + 40 + number, affix), NOWHERE);
        }
    }
    around(words, &range, target, &mut sink);
    for index in range {
        let Some(word) = words.get(index) else { break };
        if target.tokens.contains(&index) {
            continue;
        }
        if word.is_content() {
            content(word, index, counts, target, &mut sink);
        }
        let after = index >= target.tokens.end;
        let distance = if after { index - target.tokens.end } else { target.tokens.start - 1 - index };
        let side = u32::from(after) * 3
            + if distance < 3 {
                0
            } else if distance < 8 {
                1
            } else {
                2
            };
        if distance < 3 {
            let place = u32::from(after) * 3 + u32::try_from(distance).unwrap_or(0);
            sink(feature(template::BESIDE + place, word.stem), index);
            let neighbour = if after { index + 1 } else { index.wrapping_sub(1) };
            let neighbour = words.get(neighbour).map_or(2, |w| w.stem);
            sink(feature(template::BESIDE + 10 + place, combine(word.stem, neighbour)), index);
        }
        if word.is_content() {
            let scopes = u64::from(word.marks & (mark::NEGATED | mark::SHIFTED));
            sink(feature(template::SIDE + side, combine(word.stem, scopes)), index);
            sink(feature(template::SIDE + 10 + side, u64::from(word.fine)), index);
            let tone = if word.tone == 0 { word.induced } else { word.tone };
            if tone != 0 {
                let form = word.ending as u64 * 2 + u64::from(word.is(mark::AFTER_BE));
                let code = u64::from(tone.cast_unsigned()) * 8 + word.class as u64;
                sink(feature(template::SIDE + 20 + side, combine(code, scopes)), index);
                sink(
                    feature(template::SIDE + 30 + side, combine(u64::from(tone > 0) * 16 + form, scopes)),
                    index,
                );
            }
        }
    }
}

/// Features of the words right beside the target, and of its kind.
fn around(words: &[Word], range: &Range<usize>, target: &Mention, sink: &mut impl FnMut(u64, usize)) {
    let (left, right) = (target.tokens.start, target.tokens.end);
    let stem = |index: Option<usize>| {
        let index = index.filter(|index| range.contains(index));
        index.and_then(|index| words.get(index)).map_or(2, |word| word.stem)
    };
    let before = [1, 2, 3].map(|step| stem(left.checked_sub(step)));
    let after = [0, 1, 2].map(|step| stem(right.checked_add(step)));
    let values = [
        target.kind,
        combine(target.kind, before[0]),
        combine(target.kind, after[0]),
        combine(before[0], after[0]),
        combine(combine(before[2], before[1]), before[0]),
        combine(combine(after[0], after[1]), after[2]),
        combine(u64::from(left == range.start), target.kind),
    ];
    for (number, value) in (0..).zip(values) {
        sink(feature(template::TARGET + number, value), NOWHERE);
    }
}

/// Features of a content word by what stands between it and the target: other names, breaks.
fn content(word: &Word, index: usize, counts: &Counts, target: &Mention, sink: &mut impl FnMut(u64, usize)) {
    let after = index >= target.tokens.end;
    let (from, to) = if after { (target.tokens.end, index) } else { (index, target.tokens.start) };
    let names = u64::from(counts.names(from, to) > 0);
    let breaks = u64::from(counts.breaks(from, to) > 0);
    let form = word.ending as u64 * 2 + u64::from(word.is(mark::AFTER_BE));
    let place = (u64::from(after) * 4 + names * 2 + breaks) * 8 + form;
    let scopes = u64::from(word.marks & (mark::NEGATED | mark::SHIFTED));
    let mut put = |number: u32, value: u64| {
        sink(feature(template::NEAR + number, combine(combine(value, scopes), place)), index);
    };
    put(0, word.stem);
    let tone = if word.tone == 0 { word.induced } else { word.tone };
    if tone.unsigned_abs() >= 2 {
        put(1, u64::from(tone.cast_unsigned()) * 8 + word.class as u64);
        put(2, u64::from(tone > 0) * 8 + word.class as u64);
    }
    if word.fine != 0 {
        put(3, u64::from(word.fine));
    }
}

/// A sum of tones in tenths, in steps of three tenths.
fn level(sum: i32) -> u64 {
    u64::from(((sum.clamp(-30, 30) + 31) / 3).unsigned_abs())
}
