//! What the sentence model sees of a point where a sentence may end.

use crate::boundary::{Boundary, Candidate, is_opener};
use crate::shape::Shape;

/// What has been decided before a candidate point.
#[derive(Debug, Clone, Copy)]
pub(crate) struct History {
    /// The first token of the sentence so far.
    pub(crate) start: usize,
    /// Whether the sentence before, in the same paragraph, ended with a stop; `None` for the first.
    pub(crate) stopped: Option<bool>,
    /// Sentences before, in the same paragraph, that ended with a stop, and without.
    pub(crate) ended: [u32; 2],
    /// Double quotes so far in the paragraph.
    pub(crate) quotes: u32,
    /// Opening less closing brackets so far in the sentence.
    pub(crate) depth: i32,
}

/// Shows `add` the hashes of the features of `candidate`, always as many. Cost: constant.
#[inline]
pub(crate) fn extract(
    boundary: &Boundary<'_>,
    candidate: Candidate,
    history: History,
    mut add: impl FnMut(u64),
) {
    let Candidate { stop, next, stopped } = candidate;
    let at =
        |from: usize, by: isize| from.checked_add_signed(by).map_or(&b""[..], |index| boundary.token(index));
    let stop_token = boundary.token(stop);
    let own_stop = stopped && Shape::of(stop_token) == Shape::Stop;
    // The last word before the point: the one before a stop that is a token of its own.
    let last = if own_stop { stop.wrapping_sub(1) } else { stop };
    let tokens = [at(last, -2), at(last, -1), at(last, 0), at(next, 0), at(next, 1), at(next, 2)];
    let [shape0, shape1, shape2, shape3, shape4, shape5] = tokens.map(|token| Shape::of(token) as u64);
    let (word1, word2) = (boundary.word(last.wrapping_sub(1)), boundary.word(last));
    let (word3, word4) = (boundary.word(next), boundary.word(next + 1));
    let closers = next - 1 - stop;
    let closer = if stopped && closers > 0 { Shape::of(boundary.token(stop + 1)) as u64 } else { 0 };
    let kind = match (stopped, stop_token) {
        (false, _) => 0,
        (true, [b'.']) => 1,
        (true, [b'?']) => 2,
        (true, [b'!']) => 3,
        (true, [b'.', .., b'.'] | [0xE2, ..]) => 4,
        (true, [first, .., b'.']) if first.is_ascii_alphanumeric() => 5,
        _ => 6,
    };
    let kind = kind * 32 + closer + 256 * u64::from(boundary.is_joined(next));
    let length = bucket(next - history.start);
    let size = bucket(boundary.paragraph.len());
    let capitals = |shapes: &[u64]| shapes.iter().fold(0, |sum, &s| sum * 2 + u64::from(is_capital(s)));
    let around = capitals(&[shape0, shape1, shape2]) * 16 + capitals(&[shape4, shape5]);
    let mut opened = next;
    while opened < next + 2 && is_opener(boundary.token(opened)) {
        opened += 1;
    }
    let inner = if opened == next { word3 } else { boundary.word(opened) };
    let rule = u64::from(boundary.ends_by_rule(candidate, history.start));
    let previous = history.stopped.map_or(2, u64::from);
    let style = few(history.ended[0]) * 5 + few(history.ended[1]);
    let odd = u64::from(history.quotes % 2) + 2 * u64::from(history.depth > 0);
    let pack = |values: &[u64]| values.iter().fold(kind, |sum, &value| sum * 64 + value);
    let mut template = 0;
    let mut add = |value: u64| {
        add(feature(template, value));
        template += 1;
    };
    add(pack(&[shape3, shape4, rule]));
    add(pack(&[shape1, shape2, shape3, shape4]));
    add(pack(&[length, shape3]));
    add(pack(&[length, style, previous]));
    add(pack(&[size, shape3, previous]));
    add(pack(&[odd, shape3, shape2]));
    add(pack(&[around, shape3]));
    add(pair(kind, word3));
    add(pair(kind, word2));
    add(pair(kind + shape3 * 1024, word2));
    add(pair(kind + shape2 * 1024, inner));
    add(pair(kind + shape3 * 1024, word4));
    add(pair(kind + shape2 * 1024, word1));
    add(pair(word2, word3));
    add(pack(&[Shape::of(boundary.token(history.start)) as u64, length.min(4), shape3]));
    add(pack(&[bucket(tokens[2].len()), bucket(tokens[3].len()), shape2, shape3]));
    add(pack(&[shape3, shape4, shape5]));
    add(pack(&[shape0, shape1, shape2]));
}

/// Shows `add` the hashes of the few features that tell most points without a stop from those
/// where a sentence may end. Cost: a small part of that of [`extract`].
#[inline]
pub(crate) fn extract_gate(boundary: &Boundary<'_>, next: usize, mut add: impl FnMut(u64)) {
    let (before, after) = (boundary.token(next - 1), boundary.token(next));
    let [shape2, shape3, shape4] =
        [before, after, boundary.token(next + 1)].map(|token| Shape::of(token) as u64);
    add(feature(0, shape2 * 1024 + shape3 * 32 + shape4));
    add(feature(1, pair(shape3, boundary.word(next - 1))));
    add(feature(2, pair(shape4, boundary.word(next))));
}

/// The hash of `value` seen under template number `template`. One multiplication: the values are
/// hashes already or small, and the table is addressed by the upper bits.
#[inline]
const fn feature(template: u64, value: u64) -> u64 {
    (value ^ (template + 1).wrapping_mul(0xD6E8_FEB8_6659_FD93)).wrapping_mul(0x9FB2_1C65_1E98_DF25)
}

/// The hash of a small number or a hash with another hash.
#[inline]
const fn pair(first: u64, second: u64) -> u64 {
    first.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ second.rotate_left(23)
}

/// Whether a shape, as a number, begins with a capital.
const fn is_capital(shape: u64) -> bool {
    shape >= Shape::Capitalised as u64 && shape <= Shape::Capitals as u64 || shape == Shape::Initial as u64
}

/// A number in one of five classes.
const fn few(number: u32) -> u64 {
    match number {
        0..=2 => number as u64,
        3..=6 => 3,
        _ => 4,
    }
}

/// A number in one of eleven classes, finer where it is small.
const fn bucket(number: usize) -> u64 {
    match number {
        0..=5 => number as u64,
        6..=8 => 6,
        9..=13 => 7,
        14..=21 => 8,
        22..=40 => 9,
        41..=80 => 10,
        81..=160 => 11,
        161..=320 => 12,
        _ => 13,
    }
}

#[cfg(test)]
mod tests {
    use super::bucket;

    #[test]
    fn classes_ascend() {
        assert!((0..999).map(bucket).is_sorted());
    }
}
