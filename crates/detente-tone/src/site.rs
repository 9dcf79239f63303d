//! Where a pair of mentions stands among the words of a text.

use crate::lexicon::function;
use crate::word::{Word, mark};
use std::ops::Range;

/// Words before the first and after the second mention that count.
const REACH: usize = 28;
/// Words between the two that count on either side, where they are further apart.
const INNER_REACH: usize = 36;

/// Counts before each token, so that "how many between" costs two look-ups.
#[derive(Debug, Clone, Default)]
pub(crate) struct Counts {
    names: Vec<u32>,
    breaks: Vec<u32>,
    /// First tokens of groups, ascending: names too, though their words are words.
    groups: Vec<usize>,
}

impl Counts {
    /// Says where groups begin.
    pub(crate) fn set_groups(&mut self, starts: impl Iterator<Item = usize>) {
        self.groups.clear();
        self.groups.extend(starts);
    }

    /// Counts the names of parties that begin before each token, and the breaks.
    pub(crate) fn compute(&mut self, words: &[Word], actor_hash: u64) {
        self.names.clear();
        self.breaks.clear();
        let (mut names, mut breaks, mut inside) = (0, 0, 0);
        let mut groups = self.groups.iter().peekable();
        for (index, word) in words.iter().enumerate() {
            self.names.push(names);
            self.breaks.push(breaks);
            let begins_group = groups.next_if(|&&start| start == index).is_some();
            let begins_name = word.entity != 0 && word.entity != inside && word.lower == actor_hash;
            names += u32::from(begins_name || begins_group && word.lower != actor_hash);
            breaks += u32::from(word.is(mark::BREAK));
            inside = word.entity;
        }
        self.names.push(names);
        self.breaks.push(breaks);
    }

    fn between(counts: &[u32], from: usize, to: usize) -> u32 {
        match (counts.get(from), counts.get(to)) {
            (Some(a), Some(b)) => b.saturating_sub(*a),
            _ => 0,
        }
    }

    /// Names that begin in `from..to`.
    pub(crate) fn names(&self, from: usize, to: usize) -> u32 {
        Self::between(&self.names, from, to)
    }

    /// Breaks in `from..to`.
    pub(crate) fn breaks(&self, from: usize, to: usize) -> u32 {
        Self::between(&self.breaks, from, to)
    }
}

/// One mention of a pair.
#[derive(Debug, Clone, Default)]
pub(crate) struct Mention {
    /// Its tokens; never empty.
    pub(crate) tokens: Range<usize>,
    /// The kind of its entity, as a number; 0 where the caller gave the span.
    pub(crate) kind: u64,
    /// Hash of what its token has before it, such as "anti-"; 0 for nothing.
    pub(crate) prefix: u64,
    /// Hash of what its token has after it, such as "-backed"; 0 for nothing.
    pub(crate) suffix: u64,
}

/// A source and a target among the words around them.
#[derive(Debug, Clone)]
pub(crate) struct Site<'a> {
    /// All words of the text.
    pub(crate) words: &'a [Word],
    /// Counts over them.
    pub(crate) counts: &'a Counts,
    /// The tokens that count.
    pub(crate) window: Range<usize>,
    /// The source.
    pub(crate) source: &'a Mention,
    /// The target.
    pub(crate) target: &'a Mention,
}

/// The part of the window that a word stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Region {
    /// Before both.
    Before,
    /// Between them.
    Between,
    /// After both.
    After,
}

/// Where a word stands as seen from the pair.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Relation {
    /// Order and region: 0 to 5.
    pub(crate) base: u32,
    /// With other names between it and source or target: 0 to 23.
    pub(crate) near: u32,
    /// With breaks too: 0 to 95.
    pub(crate) exact: u32,
    /// Tokens to the source.
    pub(crate) to_source: usize,
    /// Tokens to the target.
    pub(crate) to_target: usize,
}

impl Site<'_> {
    /// Whether the source stands first.
    pub(crate) fn source_first(&self) -> bool {
        self.source.tokens.start <= self.target.tokens.start
    }

    /// The mentions in text order.
    pub(crate) fn ordered(&self) -> (&Mention, &Mention) {
        if self.source_first() { (self.source, self.target) } else { (self.target, self.source) }
    }

    /// The token ranges of the regions, cut to what counts.
    pub(crate) fn regions(&self) -> [(Region, Range<usize>); 4] {
        let (first, second) = self.ordered();
        let (left, right) = (first.tokens.start, second.tokens.end);
        let inner = first.tokens.end..second.tokens.start.max(first.tokens.end);
        let before = self.window.start.max(left.saturating_sub(REACH)).min(left)..left;
        let after = right..self.window.end.min(right.saturating_add(REACH)).max(right);
        let (near, far) = if inner.len() > 2 * INNER_REACH {
            (inner.start..inner.start + INNER_REACH, inner.end - INNER_REACH..inner.end)
        } else {
            (inner.clone(), inner.end..inner.end)
        };
        [(Region::Before, before), (Region::Between, near), (Region::Between, far), (Region::After, after)]
    }

    /// How token `index`, outside both mentions, is related to the pair.
    pub(crate) fn relation(&self, region: Region, index: usize) -> Relation {
        let base = u32::from(self.source_first()) * 3 + region as u32;
        let (source_names, source_breaks, to_source) = self.gap(index, &self.source.tokens);
        let (target_names, target_breaks, to_target) = self.gap(index, &self.target.tokens);
        let near = base * 4 + u32::from(source_names) * 2 + u32::from(target_names);
        let exact = near * 4 + u32::from(source_breaks) * 2 + u32::from(target_breaks);
        Relation { base, near, exact, to_source, to_target }
    }

    /// Whether other names and breaks stand between a token and a mention, and how many tokens.
    fn gap(&self, index: usize, mention: &Range<usize>) -> (bool, bool, usize) {
        let (from, to) = if index < mention.start { (index, mention.start) } else { (mention.end, index) };
        let other = &if *mention == self.source.tokens { &self.target.tokens } else { &self.source.tokens };
        let crossed = u32::from(from <= other.start && other.start < to);
        let names = self.counts.names(from, to);
        let breaks = self.counts.breaks(from, to);
        (names > crossed, breaks > 0, to.saturating_sub(from))
    }

    /// The word at `index`, with source and target hidden behind marks of their own.
    pub(crate) fn masked(&self, index: usize) -> u64 {
        if !self.window.contains(&index) {
            2
        } else if self.source.tokens.contains(&index) {
            3
        } else if self.target.tokens.contains(&index) {
            4
        } else {
            self.words.get(index).map_or(2, |word| word.stem)
        }
    }

    /// The nearest preposition or possessive that governs `mention` from the left, within four words.
    pub(crate) fn governor(&self, mention: &Mention) -> u64 {
        let mut index = mention.tokens.start;
        for _ in 0..4 {
            if index <= self.window.start {
                return 5;
            }
            index -= 1;
            let Some(word) = self.words.get(index) else { return 5 };
            if word.has(function::PREPOSITION) {
                return word.lower;
            }
            if word.entity != 0 || word.is(mark::PUNCTUATION) {
                return 6;
            }
            if word.has(function::AND) {
                return 7;
            }
            if word.class != crate::lexicon::Class::None
                && word.tone != 0
                && word.ending != crate::word::Ending::Plain
            {
                return 8;
            }
        }
        9
    }
}
