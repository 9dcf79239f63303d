//! What the sentence model sees of a point where a sentence may end.

use crate::boundary::{Boundary, Candidate, is_opener};
use crate::shape::Shape;
use detente_linear::{combine, feature, hash_bytes};

/// The bytes of a word that count; the last ones of a longer word.
const WORD: usize = 16;

/// What has been decided before a candidate point.
#[derive(Debug, Clone, Copy)]
pub(crate) struct History {
    /// The first token of the sentence so far.
    pub(crate) start: usize,
    /// Whether the sentence before, in the same paragraph, ended with a stop; `None` for the first.
    pub(crate) stopped: Option<bool>,
    /// Double quotes so far in the paragraph.
    pub(crate) quotes: u32,
    /// Opening less closing brackets so far in the sentence.
    pub(crate) depth: i32,
}

/// Writes the hashes of the features of `candidate` to `features`. Cost: constant.
pub(crate) fn extract(
    boundary: &Boundary<'_>,
    candidate: Candidate,
    history: History,
    features: &mut Vec<u64>,
) {
    features.clear();
    let Candidate { stop, next, stopped } = candidate;
    let at = |from: usize, by: isize| from.checked_add_signed(by).map_or("", |index| boundary.token(index));
    let stop_token = boundary.token(stop);
    let own_stop = stopped && Shape::of(stop_token) == Shape::Stop;
    // The last word before the point: the one before a stop that is a token of its own.
    let last = if own_stop { stop.wrapping_sub(1) } else { stop };
    let tokens = [at(last, -2), at(last, -1), at(last, 0), at(next, 0), at(next, 1), at(next, 2)];
    let [shape0, shape1, shape2, shape3, shape4, shape5] = tokens.map(|token| Shape::of(token) as u64);
    let [_, word1, word2, word3, word4, _] = tokens.map(word_hash);
    let closers = next - 1 - stop;
    let closer = if stopped && closers > 0 { Shape::of(boundary.token(stop + 1)) as u64 } else { 0 };
    let kind = match (stopped, stop_token.as_bytes()) {
        (false, _) => 0,
        (true, b".") => 1,
        (true, b"?") => 2,
        (true, b"!") => 3,
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
    let inner = boundary.token(opened);
    let rule = u64::from(boundary.ends_by_rule(candidate, history.start));
    let previous = history.stopped.map_or(2, u64::from);
    let odd = u64::from(history.quotes % 2) + 2 * u64::from(history.depth > 0);
    let pack = |values: &[u64]| values.iter().fold(kind, |sum, &value| sum * 64 + value);
    let mut template = 0;
    let mut add = |value: u64| {
        features.push(feature(template, value));
        template += 1;
    };
    add(kind);
    add(pack(&[shape3, rule]));
    add(pack(&[shape2, shape3, rule]));
    add(pack(&[shape3, shape4, rule]));
    add(pack(&[shape1, shape2, shape3, shape4]));
    add(pack(&[length, shape3]));
    add(pack(&[length, size, previous]));
    add(pack(&[size, shape3, previous]));
    add(pack(&[odd, shape3, shape2]));
    add(pack(&[around, shape3]));
    add(combine(kind, word3));
    add(combine(kind, word2));
    add(combine(kind + shape3 * 1024, word2));
    add(combine(kind + shape2 * 1024, word3));
    add(combine(kind + shape3 * 1024, word4));
    add(combine(kind + shape2 * 1024, word1));
    add(combine(word2, word3));
    add(combine(kind + shape3 * 1024, word_hash(stop_token)));
    add(combine(kind + (Shape::of(inner) as u64) * 1024, word_hash(inner)));
    add(pack(&[Shape::of(boundary.token(history.start)) as u64, length.min(4), shape3]));
    add(pack(&[bucket(tokens[2].len()), bucket(tokens[3].len()), shape2, shape3]));
    add(pack(&[shape3, shape4, shape5]));
    add(pack(&[shape0, shape1, shape2]));
}

/// The hash of a token in lower case, digits all one; of its last bytes where it is long.
fn word_hash(token: &str) -> u64 {
    let bytes = token.as_bytes();
    let bytes = bytes.get(bytes.len().saturating_sub(WORD)..).unwrap_or_default();
    let mut word = [0; WORD];
    for (to, &from) in word.iter_mut().zip(bytes) {
        *to = if from.is_ascii_digit() { b'9' } else { from.to_ascii_lowercase() };
    }
    hash_bytes(&word[..bytes.len()])
}

/// Whether a shape, as a number, begins with a capital.
const fn is_capital(shape: u64) -> bool {
    shape >= Shape::Capitalised as u64 && shape <= Shape::Capitals as u64 || shape == Shape::Initial as u64
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
    use super::{bucket, word_hash};

    #[test]
    fn words_lose_case_and_digits() {
        assert_eq!(word_hash("May"), word_hash("may"));
        assert_eq!(word_hash("19"), word_hash("27"));
        assert_ne!(word_hash("19"), word_hash("2017"));
        assert_eq!(word_hash(&"x".repeat(99)), word_hash(&"x".repeat(98)));
    }

    #[test]
    fn classes_ascend() {
        assert!((0..999).map(bucket).is_sorted());
    }
}
