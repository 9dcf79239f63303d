//! Who says it: verbs of saying and their subjects.

use crate::lexicon::function;
use crate::reading::Reading;
use crate::word::{Word, mark};
use detente_entities::EntityLabel;
use detente_tokenize::Sentence;
use std::ops::Range;

/// A speaker: the index of the entity that names it.
pub(crate) type SpeakerEntity = usize;

/// Words between a quote and its verb of saying.
const BEFORE_QUOTE: usize = 14;
const AFTER_QUOTE: usize = 14;
/// Words between a verb of saying and its subject.
const SUBJECT_REACH: usize = 14;

/// What finding speakers needs of a text.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Speech<'a> {
    /// The text.
    pub(crate) reading: &'a Reading<'a>,
    /// Its words.
    pub(crate) words: &'a [Word],
}

impl Speech<'_> {
    /// The speaker of the quote of the tokens `quote`; `last` is the speaker of the quote before.
    pub(crate) fn of_quote(
        &self,
        quote: &Range<usize>,
        last: Option<SpeakerEntity>,
    ) -> Option<SpeakerEntity> {
        let tokenized = self.reading.tokenized;
        let first = tokenized.sentence_of_token(quote.start)?;
        let final_ = tokenized.sentence_of_token(quote.end.saturating_sub(1)).unwrap_or(first);
        let start = tokenized.sentences.get(first)?.tokens.start as usize;
        let mut end = tokenized.sentences.get(final_)?.tokens.end as usize;
        // A quote may end its sentence while "he said" is cut off as one of its own.
        if end == quote.end
            && let Some(next) = tokenized.sentences.get(final_ + 1)
            && next.tokens.len() <= 8
            && next.tokens.range().any(|index| self.says(index))
            && tokenized.sentences.get(final_).is_some_and(|s| s.kind == next.kind)
        {
            end = next.tokens.end as usize;
        }
        let before = quote.start.saturating_sub(BEFORE_QUOTE).max(start)..quote.start;
        let after = quote.end..end.min(quote.end + AFTER_QUOTE);
        let left = || before.clone().rev().find(|&index| self.says(index));
        let right = || after.clone().find(|&index| self.says(index));
        // Running on from "X said that ..." the verb stands before; after a comma or a full stop, after.
        let opens_sentence = quote.start == start;
        if !opens_sentence
            && let Some(verb) = left()
            && let Some(speaker) = self.subject(verb, start..quote.start, last)
        {
            return Some(speaker);
        }
        if let Some(verb) = right()
            && let Some(speaker) = self.subject(verb, quote.end..end, last)
        {
            return Some(speaker);
        }
        // "X said:" in the sentence before, or a further quote of the same speaker.
        let previous = first.checked_sub(1).and_then(|index| tokenized.sentences.get(index))?;
        let range = previous.tokens.range();
        if self.word(range.end - 1).is_some_and(|_| self.lower(range.end - 1) == ":")
            && let Some(verb) = range.clone().rev().find(|&index| self.says(index))
            && let Some(speaker) = self.subject(verb, range, last)
        {
            return Some(speaker);
        }
        opens_sentence.then_some(last).flatten()
    }

    /// The verb of saying in `sentence` whose words those at `token` are, with its subject.
    pub(crate) fn of_report(&self, sentence: &Sentence, token: usize) -> Option<SpeakerEntity> {
        let range = sentence.tokens.range();
        let before = (range.start..token.min(range.end)).rev().find(|&index| self.says(index));
        if let Some(verb) = before
            && let Some(speaker) = self.subject(verb, range.clone(), None)
            && self.reading.tagged.entities.get(speaker).is_some_and(|e| (e.tokens.start as usize) < token)
        {
            return Some(speaker);
        }
        // "..., X said." at the end of the sentence.
        let tail = range.end.saturating_sub(12).max(token + 1)..range.end;
        let verb = tail.clone().rev().find(|&index| self.says(index))?;
        let comma = (token..verb).rev().find(|&index| self.lower(index) == ",")?;
        let ends = range.end - verb <= 8 && verb - comma <= 8;
        let plain =
            matches!(self.lower(verb), "said" | "says" | "reported" | "reports" | "added" | "according");
        if ends && plain { self.subject(verb, comma..range.end, None) } else { None }
    }

    fn word(&self, index: usize) -> Option<&Word> {
        self.words.get(index)
    }

    fn lower(&self, index: usize) -> &str {
        self.reading.lexemes.lower(index)
    }

    /// Whether a verb of saying stands at `index`, outside quotes.
    fn says(&self, index: usize) -> bool {
        self.word(index).is_some_and(|word| {
            word.has(function::REPORT)
                && !word.is(mark::QUOTED)
                && word.entity == 0
                && self.lower(index) != "according"
        }) || self.lower(index) == "according"
    }

    /// The subject of the verb of saying at `verb` within `range`: the nearest party before it,
    /// else ("said X") after it; a pronoun stands for the last person named before.
    fn subject(
        &self,
        verb: usize,
        range: Range<usize>,
        last: Option<SpeakerEntity>,
    ) -> Option<SpeakerEntity> {
        let right = || {
            let end = range.end.min(verb + 8);
            (verb + 1..end).find_map(|index| self.party(index).filter(|_| !self.quoted(index)))
        };
        if self.lower(verb) == "according" {
            return right();
        }
        // "A did this, saying ...": the subject is that of the sentence.
        if self.lower(verb) == "saying" {
            return (range.start..verb).find_map(|index| self.party(index).filter(|_| !self.quoted(index)));
        }
        let left_start = range.start.max(verb.saturating_sub(SUBJECT_REACH));
        let next = self.lower(verb + 1);
        let inverted = self.party(verb + 1).is_some()
            && (verb == range.start || !self.has_subject(left_start..verb))
            || matches!(next, "the" | "a") && !self.has_subject(left_start..verb);
        if inverted && let Some(found) = right() {
            return Some(found);
        }
        for index in (left_start..verb).rev() {
            if self.quoted(index) {
                break;
            }
            if let Some(found) = self.party(index) {
                return Some(self.appositive(found, index));
            }
            if matches!(self.lower(index), "he" | "she" | "they" | "it") {
                let before = self.antecedent(index);
                // "She" is the woman named since the last quote rather than the state that it was of.
                let person =
                    matches!(self.lower(index), "he" | "she") && before > last && self.is_person(before);
                return if person { before } else { last.or(before) };
            }
        }
        right()
    }

    fn has_subject(&self, mut range: Range<usize>) -> bool {
        range.any(|index| {
            !self.quoted(index)
                && (self.party(index).is_some() || matches!(self.lower(index), "he" | "she" | "they" | "it"))
        })
    }

    /// "Yang, a spokesman for China, said": the person before the comma rather than his country.
    fn appositive(&self, found: SpeakerEntity, index: usize) -> SpeakerEntity {
        let entities = &self.reading.tagged.entities;
        if entities.get(found).is_some_and(|entity| entity.label == EntityLabel::Person) {
            return found;
        }
        let person = found.checked_sub(1).filter(|&before| {
            entities.get(before).is_some_and(|entity| {
                entity.label == EntityLabel::Person
                    && entity.actor.is_some()
                    && index.saturating_sub(entity.tokens.end as usize) <= 8
                    && self.lower(entity.tokens.end as usize) == ","
            })
        });
        person.unwrap_or(found)
    }

    fn is_person(&self, entity: Option<SpeakerEntity>) -> bool {
        let entity = entity.and_then(|entity| self.reading.tagged.entities.get(entity));
        entity.is_some_and(|entity| entity.label == EntityLabel::Person)
    }

    fn quoted(&self, index: usize) -> bool {
        self.word(index).is_some_and(|word| word.is(mark::QUOTED))
    }

    /// The entity with an actor at `index`.
    fn party(&self, index: usize) -> Option<SpeakerEntity> {
        let entity = (self.word(index)?.entity as usize).checked_sub(1)?;
        self.reading.tagged.entities.get(entity).filter(|e| e.actor.is_some()).map(|_| entity)
    }

    /// The last person with an actor named before token `index`, within two sentences, else the
    /// first party of the sentence before.
    pub(crate) fn antecedent(&self, index: usize) -> Option<SpeakerEntity> {
        let tokenized = self.reading.tokenized;
        let sentence = tokenized.sentence_of_token(index)?;
        let entities = &self.reading.tagged.entities;
        let start = tokenized.sentences.get(sentence.saturating_sub(2))?.tokens.start as usize;
        let (low, high) = (
            entities.partition_point(|e| (e.tokens.start as usize) < start),
            entities.partition_point(|e| (e.tokens.start as usize) < index),
        );
        let known = |&i: &usize| entities.get(i).is_some_and(|e| e.actor.is_some());
        let person = (low..high).rev().filter(known).find(|&i| entities[i].label == EntityLabel::Person);
        person.or_else(|| (low..high).find(known))
    }
}
