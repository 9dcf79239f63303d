//! Which pairs of mentions are looked at.

use crate::reading::Reading;
use crate::site::{Counts, Mention, Site};
use crate::word::{self, Word};
use detente_entities::{ActorIndex, Party, PartyKind};
use detente_linear::hash_bytes;
use detente_text::Span;
use std::ops::Range;

/// Ordered pairs of mentions that are looked at in one sentence.
pub(crate) const LIMIT: usize = 72;
/// Mentions after a mention that it is paired with.
const FOLLOWERS: usize = 8;
/// Mentions of one sentence that are paired.
const MENTIONS: usize = 400;
/// Tokens between the two mentions of a pair.
const REACH: usize = 70;
/// Sentences that a pair given by the caller may span.
const SENTENCES: usize = 3;

/// An ordered pair of mentions of different actors.
#[derive(Debug, Clone)]
pub(crate) struct Candidate {
    /// Source and target.
    pub(crate) actors: (ActorIndex, ActorIndex),
    /// Their mentions' spans.
    pub(crate) spans: (Option<Span>, Option<Span>),
    /// The source's mention.
    pub(crate) source: Mention,
    /// The target's mention.
    pub(crate) target: Mention,
}

impl Candidate {
    /// The pair among the words of its sentence, the tokens `window`.
    pub(crate) fn site<'a>(
        &'a self,
        words: &'a [Word],
        counts: &'a Counts,
        window: Range<usize>,
    ) -> Site<'a> {
        Site { words, counts, window, source: &self.source, target: &self.target }
    }
}

/// The pairs of sentence number `sentence`, in both orders, nearest mentions first.
pub(crate) fn find(
    reading: &Reading<'_>,
    parties: &[Party],
    sentence: usize,
    candidates: &mut Vec<Candidate>,
) {
    candidates.clear();
    let parties = of_sentence(parties, sentence);
    let parties = parties.get(..MENTIONS).unwrap_or(parties);
    for step in 1..=FOLLOWERS {
        for (left, right) in parties.iter().zip(parties.iter().skip(step)) {
            if candidates.len() >= LIMIT {
                return;
            }
            let gap = right.tokens.start.saturating_sub(left.tokens.end) as usize;
            let Some((first, second)) = left.actors_with(right).filter(|_| gap <= REACH) else { continue };
            let mentions = (of_party(reading, left), of_party(reading, right));
            for ((source, target), (a, b), actors) in [
                ((mentions.0.clone(), mentions.1.clone()), (left, right), (first, second)),
                ((mentions.1, mentions.0), (right, left), (second, first)),
            ] {
                candidates.push(Candidate { actors, spans: (Some(a.span), Some(b.span)), source, target });
            }
        }
    }
}

/// Those of `parties`, which are ascending, that stand in sentence number `sentence`.
pub(crate) fn of_sentence(parties: &[Party], sentence: usize) -> &[Party] {
    let number = sentence as u64;
    let start = parties.partition_point(|party| u64::from(party.sentence) < number);
    let end = parties.partition_point(|party| u64::from(party.sentence) <= number);
    parties.get(start..end).unwrap_or_default()
}

/// The mention that a party is.
pub(crate) fn of_party(reading: &Reading<'_>, party: &Party) -> Mention {
    let (prefix, suffix) = affixes(reading, party.tokens.range(), party.span);
    Mention { tokens: party.tokens.range(), kind: kind(party.kind), prefix, suffix }
}

/// Kinds of parties as numbers from 1 on.
const fn kind(kind: PartyKind) -> u64 {
    match kind {
        PartyKind::Named(label) => label as u64 + 1,
        PartyKind::Place(label) => label as u64 + 33,
        PartyKind::Group => 31,
    }
}

/// Added to the label of an entity that is no party.
const NO_PARTY: u64 = 65;

/// The mention of the party that stands exactly at `span`.
pub(crate) fn party_mention(reading: &Reading<'_>, parties: &[Party], span: Span) -> Option<Mention> {
    let index = parties.partition_point(|party| party.span < span);
    let party = parties.get(index).filter(|party| party.span == span)?;
    Some(of_party(reading, party))
}

/// The mention at a span that a caller gave, with the kind of the party that it meets.
pub(crate) fn mention(reading: &Reading<'_>, parties: &[Party], span: Span) -> Option<Mention> {
    let tokens = reading.tokenized.tokens_in(span);
    if tokens.is_empty() {
        return None;
    }
    let index = parties.partition_point(|party| party.span.end <= span.start);
    let party = parties.get(index).filter(|party| party.span.overlaps(span));
    let index = reading.tagged.entities.partition_point(|entity| entity.span.end <= span.start);
    let entity = reading.tagged.entities.get(index).filter(|entity| entity.span.overlaps(span));
    let kind = party.map(|party| kind(party.kind)).or(entity.map(|entity| entity.label as u64 + NO_PARTY));
    let (prefix, suffix) = affixes(reading, tokens.range(), span);
    Some(Mention { tokens: tokens.range(), kind: kind.unwrap_or(0), prefix, suffix })
}

/// What stands in the mention's first and last token beside the name, such as "anti-" in
/// "anti-American" and "-backed" in "U.S.-backed", as hashes; 0 for nothing.
fn affixes(reading: &Reading<'_>, tokens: Range<usize>, span: Span) -> (u64, u64) {
    let token = |index: usize| reading.tokenized.tokens.get(index).copied().unwrap_or_default();
    let (first, last) = (token(tokens.start), token(tokens.end.saturating_sub(1)));
    let inside = |from: u32, to: u32| Span::new(from, to).get(reading.text).filter(|text| !text.is_empty());
    let is_word = |part: &&str| part.starts_with(|c: char| c.is_ascii_lowercase());
    let whole = |span: Span| span.get(reading.text).unwrap_or_default();
    let prefix = inside(first.start, span.start)
        .or_else(|| whole(first).split_once('-').map(|(before, _)| before).filter(is_word));
    let suffix = inside(span.end, last.end)
        .or_else(|| whole(last).rsplit_once('-').map(|(_, after)| after).filter(is_word));
    let hash = |part: Option<&str>| {
        part.map_or(0, |part| hash_bytes(part.trim_matches('-').to_lowercase().as_bytes()))
    };
    (hash(prefix), hash(suffix))
}

/// The tokens that count for two mentions: those of their sentences, and of the sentences between
/// them where these are few.
pub(crate) fn window(reading: &Reading<'_>, a: &Mention, b: &Mention) -> Option<Range<usize>> {
    let tokenized = reading.tokenized;
    let (low, high) = if a.tokens.start <= b.tokens.start { (a, b) } else { (b, a) };
    let first = tokenized.sentence_of_token(low.tokens.start)?;
    let last = tokenized.sentence_of_token(high.tokens.end.checked_sub(1)?)?.max(first);
    let start = tokenized.sentences.get(first)?.tokens.start as usize;
    let end = tokenized.sentences.get(last)?.tokens.end as usize;
    if last - first >= SENTENCES {
        return Some(low.tokens.start.saturating_sub(30).max(start)..end);
    }
    Some(start..end)
}

/// Hides the words of given mentions, and of entities that they meet, behind the mark of an actor.
pub(crate) fn hide(words: &mut [Word], counts: &mut Counts, mentions: [&Mention; 2]) {
    let mark = hash_bytes(word::ACTOR);
    for (entity, mention) in [(u32::MAX, mentions[0]), (u32::MAX - 1, mentions[1])] {
        for word in words.get_mut(mention.tokens.clone()).unwrap_or_default() {
            *word = Word { lower: mark, stem: mark, entity, ..Word::default() };
        }
    }
    counts.compute(words, mark);
}
