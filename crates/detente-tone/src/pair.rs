//! Features of a pair of mentions: what the words around them say of its stance.

use crate::lexicon::{Class, function};
use crate::site::{Region, Site};
use crate::word::{Ending, Word, mark};
use detente_linear::{combine, feature, hash_bytes};

/// Numbers of the templates, apart from each other by the relations each is crossed with.
mod template {
    pub(super) const BIAS: u32 = 1;
    pub(super) const SHAPE: u32 = 2;
    pub(super) const GOVERNORS: u32 = 3;
    pub(super) const KINDS: u32 = 4;
    pub(super) const INNER: u32 = 5;
    pub(super) const SUM: u32 = 6;
    pub(super) const CUE: u32 = 700;
    pub(super) const AROUND_SOURCE: u32 = 40;
    pub(super) const AROUND_TARGET: u32 = 60;
    pub(super) const FIRST: u32 = 80;
    pub(super) const LAST: u32 = 90;
    pub(super) const AFFIX: u32 = 100;
    pub(super) const WORD: u32 = 110;
    pub(super) const BIGRAM: u32 = 120;
    pub(super) const MARKS: u32 = 130;
    pub(super) const PLAIN_STEM: u32 = 140;
    pub(super) const STEM: u32 = 200;
    pub(super) const FINE: u32 = 230;
    pub(super) const COARSE: u32 = 260;
    pub(super) const INDUCED: u32 = 290;
    pub(super) const TONE: u32 = 320;
    pub(super) const STANCE: u32 = 400;
    /// Templates of the cue's own model begin here.
    pub(super) const TOKEN: u32 = 600;
}

/// A token index where a feature belongs to no word.
pub(crate) const NOWHERE: usize = usize::MAX;

/// The likeliest cue of a pair.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cue {
    /// Its token.
    pub(crate) token: usize,
    /// Its score in units of the cue model.
    pub(crate) score: i32,
}

/// Gives every feature of the pair at `site` to `sink`, with the token it comes from.
pub(crate) fn features(site: &Site<'_>, cue: Option<Cue>, mut sink: impl FnMut(u64, usize)) {
    let order = u64::from(site.source_first());
    let (first, second) = site.ordered();
    let mut sums = [0i32; 3];
    let (mut first_toned, mut last_toned) = ([None; 3], [None; 3]);
    for (region, range) in site.regions() {
        for index in range {
            let Some(word) = site.words.get(index) else { break };
            let relation = site.relation(region, index);
            word_features(site, word, index, relation.base, relation.near, relation.exact, &mut sink);
            sums[region as usize] += word.effective();
            if word.tone != 0 {
                first_toned[region as usize].get_or_insert(index);
                last_toned[region as usize] = Some(index);
            }
        }
    }
    // The pair as a whole.
    let inner = first.tokens.end..second.tokens.start.max(first.tokens.end);
    let gap = bucket(inner.len());
    let names = site.counts.names(inner.start, inner.end).min(3) as u64;
    let breaks = site.counts.breaks(inner.start, inner.end).min(3) as u64;
    let (source_governor, target_governor) = (site.governor(site.source), site.governor(site.target));
    let mut whole = |number: u32, value: u64| sink(feature(number, combine(order, value)), NOWHERE);
    whole(template::BIAS, 0);
    whole(template::SHAPE, gap);
    whole(template::SHAPE, 100 + names * 4 + breaks);
    whole(template::SHAPE, 200 + (gap * 4 + names) * 4 + breaks);
    whole(template::SHAPE, 1000 + bucket(first.tokens.start - site.window.start.min(first.tokens.start)));
    whole(template::SHAPE, 1100 + bucket(site.window.end.saturating_sub(second.tokens.end)));
    whole(template::SHAPE, 1200 + u64::from(site.counts.names(site.window.start, site.window.end).min(9)));
    whole(template::GOVERNORS, combine(source_governor, target_governor));
    whole(template::GOVERNORS, combine(1, target_governor));
    whole(template::GOVERNORS, combine(source_governor, 1));
    whole(template::KINDS, site.source.kind * 32 + site.target.kind);
    if inner.len() <= 4 {
        let sequence =
            inner.clone().fold(7, |hash, index| combine(hash, site.words.get(index).map_or(2, |w| w.lower)));
        whole(template::INNER, sequence);
    }
    for (number, sum) in (0u64..).zip(sums) {
        whole(template::SUM, number * 64 + level(sum));
    }
    whole(template::SUM, 1000 + level(sums.iter().sum()));
    for (number, affix) in
        (0..).zip([site.source.prefix, site.source.suffix, site.target.prefix, site.target.suffix])
    {
        if affix != 0 {
            whole(template::AFFIX + number, affix);
        }
    }
    // Words beside each mention, by place.
    for (mention, start) in [(site.source, template::AROUND_SOURCE), (site.target, template::AROUND_TARGET)] {
        let (left, right) = (mention.tokens.start, mention.tokens.end);
        let before = [1, 2, 3].map(|step| left.checked_sub(step).map_or(2, |index| site.masked(index)));
        let after = [0, 1, 2].map(|step| site.masked(right + step));
        for (number, value) in (0..).zip(before.into_iter().chain(after)) {
            whole(start + number, value);
        }
        let governor = if start == template::AROUND_SOURCE { source_governor } else { target_governor };
        whole(start + 11, combine(mention.kind, governor));
        whole(start + 12, combine(mention.kind, before[0]));
        whole(start + 13, combine(mention.kind, after[0]));
        whole(start + 14, combine(combine(mention.kind, before[0]), after[0]));
        whole(start + 6, combine(before[1], before[0]));
        whole(start + 7, combine(after[0], after[1]));
        whole(start + 8, combine(before[0], after[0]));
        whole(start + 9, combine(combine(before[2], before[1]), before[0]));
        whole(start + 10, combine(combine(after[0], after[1]), after[2]));
    }
    for region in 0..3u32 {
        for (start, found) in [(template::FIRST, first_toned), (template::LAST, last_toned)] {
            if let Some(index) = found[region as usize]
                && let Some(word) = site.words.get(index)
            {
                let value = combine(stance_code(word), u64::from(region));
                sink(feature(start, combine(order, value)), index);
                let governed =
                    combine(value, if start == template::LAST { target_governor } else { source_governor });
                sink(feature(start + 1, combine(order, governed)), index);
            }
        }
    }
    if let Some(cue) = cue
        && let Some(word) = site.words.get(cue.token)
    {
        cue_features(site, cue, word, order, [source_governor, target_governor], &mut sink);
    }
}

fn word_features(
    site: &Site<'_>,
    word: &Word,
    index: usize,
    base: u32,
    near: u32,
    exact: u32,
    sink: &mut impl FnMut(u64, usize),
) {
    sink(feature(template::WORD + base, word.lower), index);
    let previous = if index == 0 { 2 } else { site.masked(index - 1) };
    sink(feature(template::BIGRAM + base, combine(previous, word.stem)), index);
    if !word.is_content() {
        return;
    }
    sink(feature(template::STEM + near, word.stem), index);
    sink(feature(template::PLAIN_STEM, word.stem), index);
    if word.fine != 0 {
        sink(feature(template::FINE + near, u64::from(word.fine)), index);
        sink(feature(template::COARSE + near, u64::from(word.coarse) * 4 + word.ending as u64), index);
    }
    if word.tone != 0 {
        let code = stance_code(word);
        sink(feature(template::TONE, combine(u64::from(exact), code)), index);
        sink(feature(template::STANCE + near, tone_code(word)), index);
        sink(feature(template::TONE + 1, code), index);
    } else if word.induced.unsigned_abs() >= 3 {
        let value = u64::from(word.induced.cast_unsigned()) * 4 + negation(word);
        sink(feature(template::INDUCED + near, value), index);
        sink(feature(template::TONE + 2, value), index);
    }
    if word.tone != 0 || word.induced.unsigned_abs() >= 3 {
        let marks = u64::from(word.marks & SCOPES);
        sink(feature(template::MARKS + base, marks * 8 + word.class as u64), index);
    }
}

/// The scopes that the mode depends on.
const SCOPES: u16 = mark::NEGATED
    | mark::SHIFTED
    | mark::MODAL
    | mark::FUTURE
    | mark::CONDITION
    | mark::QUOTED
    | mark::REPORTED;

fn cue_features(
    site: &Site<'_>,
    cue: Cue,
    word: &Word,
    order: u64,
    governors: [u64; 2],
    sink: &mut impl FnMut(u64, usize),
) {
    let index = cue.token;
    let region = if index < site.ordered().0.tokens.start {
        Region::Before
    } else if index < site.ordered().1.tokens.start {
        Region::Between
    } else {
        Region::After
    };
    let relation = site.relation(region, index);
    let near = u64::from(relation.near);
    let previous = if index == 0 { 2 } else { site.masked(index - 1) };
    let next = site.masked(index + 1);
    let code = stance_code(word);
    let tone = tone_code(word);
    let passive = u64::from(word.is(mark::AFTER_BE));
    let holder = u64::from(holder(site, word, region));
    let score = u64::from((cue.score / 8).clamp(-20, 20).cast_unsigned());
    let marks = u64::from(word.marks & SCOPES);
    let values = [
        word.stem,
        combine(word.stem, word.ending as u64),
        combine(previous, word.stem),
        combine(word.stem, next),
        combine(word.stem, near),
        combine(code, near),
        combine(combine(code, near), governors[1]),
        combine(combine(word.stem, governors[1]), order),
        combine(combine(tone, governors[0]), combine(governors[1], near)),
        combine(combine(tone, u64::from(relation.exact)), passive),
        combine(u64::from(word.fine), near),
        combine(u64::from(word.coarse), near),
        combine(u64::from(word.fine), tone),
        combine(u64::from(word.induced.cast_unsigned()), negation(word)),
        score,
        combine(score, order),
        marks,
        combine(marks, word.class as u64),
        combine(marks, tone),
        combine(u64::from(relation.exact), passive * 4 + word.ending as u64),
        combine(combine(word.stem, negation(word)), u64::from(word.marks & (mark::STRONG | mark::MILD))),
        combine(bucket(relation.to_source), bucket(relation.to_target)),
        holder,
        combine(holder, tone),
        combine(combine(holder, word.class as u64), near),
        combine(combine(holder, code), governors[1]),
        combine(combine(holder, word.class as u64), u64::from(relation.exact)),
    ];
    for (number, value) in (0..).zip(values) {
        sink(feature(template::CUE + number, value), index);
    }
}

/// Whether the source (1) or the target (2) holds the stance, were `word`, between the two, the
/// verb that joins them: its subject, or the one after "by" where it is passive; of "infuriate"
/// and the like the other way round. 0 where it stands elsewhere.
fn holder(site: &Site<'_>, word: &Word, region: Region) -> u8 {
    if region != Region::Between {
        return 0;
    }
    let passive = word.is(mark::AFTER_BE) && word.ending == Ending::Ed;
    let left = passive == (word.class == Class::Rouse);
    if left == site.source_first() { 1 } else { 2 }
}

/// Whether the source is not the one who holds the stance that `cue`, the verb between the two, says: "Japan was rebuked
/// by China", "Japan delighted China".
pub(crate) fn is_undergone(site: &Site<'_>, cue: Cue) -> bool {
    let Some(word) = site.words.get(cue.token) else { return false };
    let between = site.source.tokens.end..site.target.tokens.start;
    let joined = between.contains(&cue.token)
        && site.counts.names(between.start, between.end) == 0
        && site.counts.breaks(between.start, between.end) == 0;
    let passive = word.is(mark::AFTER_BE) && word.ending == Ending::Ed;
    let by = || site.governor(site.target) == hash_bytes(b"by");
    let next = || site.words.get(cue.token + 1).copied().unwrap_or_default();
    joined
        && match word.class {
            Class::Act | Class::Speech => passive && by(),
            // Not "Japan, angered by China" nor "Japan is angry at China".
            Class::Rouse => !word.is(mark::AFTER_BE) && !next().has(function::PREPOSITION),
            _ => false,
        }
}

/// Gives every feature of `index` as a possible cue of the pair to `sink`.
pub(crate) fn token_features(
    site: &Site<'_>,
    region: Region,
    index: usize,
    governors: [u64; 2],
    mut sink: impl FnMut(u64),
) {
    let Some(word) = site.words.get(index) else { return };
    let relation = site.relation(region, index);
    let (near, exact) = (u64::from(relation.near), u64::from(relation.exact));
    let previous = if index == 0 { 2 } else { site.masked(index - 1) };
    let next = site.masked(index + 1);
    let code = stance_code(word);
    let form = word.ending as u64 * 2 + u64::from(word.is(mark::AFTER_BE));
    let next_word = site.words.get(index + 1).copied().unwrap_or_default();
    let opened = if next_word.has(function::PREPOSITION) { next_word.lower } else { 0 };
    let values = [
        exact,
        word.stem,
        combine(word.stem, near),
        combine(code, near),
        combine(code, exact),
        combine(u64::from(word.fine), near),
        combine(u64::from(word.coarse) * 8 + form, near),
        combine(combine(previous, word.stem), 1),
        combine(word.stem, next),
        combine(previous, near),
        combine(next, near),
        combine(bucket(relation.to_source) * 16 + bucket(relation.to_target), u64::from(relation.base)),
        combine(form * 8 + word.class as u64, near),
        combine(combine(form * 8 + word.class as u64, near), governors[1]),
        combine(combine(form * 8 + word.class as u64, near), governors[0]),
        combine(combine(opened, word.class as u64), near),
        combine(u64::from(word.induced.cast_unsigned()), near),
        combine(u64::from(word.marks & SCOPES), u64::from(relation.base)),
        code,
    ];
    for (number, value) in (0..).zip(values) {
        sink(feature(template::TOKEN + number, value));
    }
}

/// Class, tone and negation of a word of stance as a number.
fn stance_code(word: &Word) -> u64 {
    (u64::from(word.tone.cast_unsigned()) * 8 + word.class as u64) * 16
        + negation(word) * 4
        + u64::from(word.is(mark::AFTER_BE)) * 2
        + u64::from(word.class == Class::Rouse && word.is(mark::AFTER_BE))
}

/// Tone in steps of three tenths, and negation.
fn tone_code(word: &Word) -> u64 {
    let tone = if word.tone == 0 { word.induced } else { word.tone };
    let step = (i32::from(tone) + 30) / 3;
    u64::from(step.unsigned_abs()) * 4 + negation(word)
}

fn negation(word: &Word) -> u64 {
    u64::from(word.is(mark::NEGATED)) * 2 + u64::from(word.is(mark::SHIFTED))
}

/// A distance in steps that grow.
fn bucket(distance: usize) -> u64 {
    match distance {
        0..=4 => distance as u64,
        5..=6 => 5,
        7..=9 => 6,
        10..=14 => 7,
        15..=22 => 8,
        _ => 9,
    }
}

/// A sum of tones in tenths, in steps of four tenths.
fn level(sum: i32) -> u64 {
    u64::from(((sum.clamp(-40, 40) + 42) / 4).unsigned_abs())
}
